//! The notices around every page: what went wrong, what is overdue, what was removed.

use leptos::prelude::*;

use super::fields;
use super::route::{Page, Route};
use super::standalone_copy::use_standalone_copy;
use super::{
    Announcement, Announcer, DeviceRecords, ErrorBanner, OpenRecord, OverdueActions, RecordEditor,
    Removed, RowFocus, UndoStack, page_name,
};
use crate::browser;
use crate::ui::{BannerKind, Button, ButtonStyle, InsetText, NotificationBanner};
use crate::vault::RemovedRow;
use crate::words;

/// In a standalone copy, on the pages of the form.
const NOT_THE_COPY: &str = "You are looking at the form on this device, not the copy. To carry on with the copy, open it and select “Continue here”:";

/// The message of the [`ErrorBanner`], if there is one.
#[component]
pub fn ErrorNotice() -> impl IntoView {
    let banner = expect_context::<ErrorBanner>();
    move || {
        banner.message().map(|message| {
            view! {
                <NotificationBanner id="error-banner" title="Important" kind=BannerKind::Error>
                    <p class="govuk-body">{message.text()}</p>
                    <Button text="Dismiss" on_press=move || banner.clear() />
                </NotificationBanner>
            }
        })
    }
}

/// In a standalone copy: the pages of the form show what is on this device, and not the copy.
#[component]
pub fn NotTheCopyNotice(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let copy = use_standalone_copy();
    let open = expect_context::<OpenRecord>();
    let is_other = move || {
        let copy = copy.as_ref();
        copy.is_some_and(|copy| open.record.with(|record| copy.is_other(record)))
    };
    let is_form = move || {
        matches!(
            page.get(),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp
        )
    };
    view! {
        <Show when=move || is_form() && is_other()>
            <InsetText>
                {NOT_THE_COPY} " "
                <a class="govuk-link" href=Route::to(Page::Copy).to_string()>{words::COPY}</a>
            </InsetText>
        </Show>
    }
}

/// Says that actions of the open record are overdue, until the user follows them up or dismisses it. On the
/// briefing the card for those who come back says so, except in a standalone copy.
#[component]
pub fn OverdueNotice(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let overdue = expect_context::<OverdueActions>();
    let is_copy = use_standalone_copy().is_some();
    let is_told = move || {
        let is_said_elsewhere = match page.get() {
            Page::FollowUp | Page::Present => true,
            Page::Briefing => !is_copy,
            _ => false,
        };
        overdue.count() > 0 && !is_said_elsewhere
    };
    view! {
        <Show when=is_told>
            <NotificationBanner id="overdue-actions" title="Overdue actions">
                <p class="govuk-notification-banner__heading">
                    {move || words::overdue(overdue.count())} " "
                    <a class="govuk-notification-banner__link" href=Route::to(Page::FollowUp).to_string()>
                        {page_name(Page::FollowUp)}
                    </a>
                </p>
                <Button
                    text="Not now"
                    style=ButtonStyle::Quiet
                    on_press=move || overdue.dismiss()
                />
            </NotificationBanner>
        </Show>
    }
}

/// What was removed last from the page that is shown, with a way to undo it.
#[component]
pub fn RemovedNotice(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let undo_stack = expect_context::<UndoStack>();
    let editor = expect_context::<RecordEditor>();
    let device_records = expect_context::<DeviceRecords>();
    let row_focus = expect_context::<RowFocus>();
    let undo = move || match undo_stack.pop(page.get_untracked()) {
        Some(Removed::Row(row)) => row_focus.focus(fields::id(editor.restore(row))),
        Some(Removed::Record {
            trash_key,
            was_open,
            ..
        }) => {
            let is_restored = device_records.restore(&trash_key, was_open);
            if is_restored {
                browser::after_frame(browser::focus_heading);
            }
        }
        None => {}
    };
    let notice = move || {
        undo_stack.with_last(page.get(), removed_text).map(|text| {
            view! {
                <div class="app-removed__notice">
                    <span>{text}</span>
                    <Button text="Undo" style=ButtonStyle::Quick on_press=undo />
                    <Button
                        text="Dismiss"
                        style=ButtonStyle::Quick
                        on_press=move || undo_stack.dismiss(page.get_untracked())
                    />
                </div>
            }
        })
    };
    view! {
        <div class="app-removed" role="status">
            {notice}
        </div>
    }
}

fn removed_text(removed: &Removed) -> String {
    match removed {
        Removed::Row(RemovedRow::LearningPoint(index, _)) => {
            format!("Learning point {} removed.", index + 1)
        }
        Removed::Row(RemovedRow::Action(index, _)) => format!("Action {} removed.", index + 1),
        Removed::Row(RemovedRow::Evidence(..)) => "Evidence removed.".to_owned(),
        Removed::Record { name, .. } => format!("{name} deleted."),
    }
}

/// Tells screen readers what happened.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = expect_context::<Announcer>();
    let text = move || match announcer.latest() {
        Announcement::Nothing => String::new(),
        Announcement::LearningPointAdded(number) => format!("Learning point {number} added."),
        Announcement::ActionAdded(number) => format!("Action {number} added."),
        Announcement::EvidenceAdded => "Evidence added.".to_owned(),
        Announcement::Moved(place, of) => format!("Moved to position {place} of {of}."),
        Announcement::Restored => "Restored.".to_owned(),
    };
    view! { <div class="govuk-visually-hidden" role="status">{text}</div> }
}
