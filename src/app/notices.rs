//! What the frame tells around every page: what went wrong, what is overdue, what was removed.

use leptos::prelude::*;

use super::fields;
use super::route::{Page, Route};
use super::{Announcement, Announcer, RecordEditor, Removed, Session, UndoStack, page_name};
use crate::browser;
use crate::ui::{Button, ButtonStyle, InsetText, NotificationBanner};
use crate::words;

/// In a standalone copy, on the pages of the form.
const NOT_THE_COPY: &str = "This is what is on this device, and not the copy. To go on with the copy, open it and press “Continue here”:";

/// What could not be done, until somebody dismisses it or something else could be done.
#[component]
pub fn ErrorBanner() -> impl IntoView {
    let error = expect_context::<Session>().trouble;
    move || {
        error.get().map(|message| {
            view! {
                <NotificationBanner id="error-banner" title="Important" is_error=true>
                    <p class="govuk-body">{message.text()}</p>
                    <Button text="Dismiss" on_press=move || error.set(None) />
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
    let session = expect_context::<Session>();
    let is_form = move || {
        matches!(
            page.get(),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp
        )
    };
    view! {
        <Show when=move || is_form() && session.is_not_the_copy()>
            <InsetText>
                {NOT_THE_COPY} " "
                <a class="govuk-link" href=Route::to(Page::Copy).to_string()>{words::COPY}</a>
            </InsetText>
        </Show>
    }
}

/// Says that actions of the record that was opened are overdue, until somebody looks at them.
#[component]
pub fn OverdueNotice(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let count = session.overdue;
    let is_told = move || count.get() > 0 && !matches!(page.get(), Page::FollowUp | Page::Present);
    view! {
        <Show when=is_told>
            <NotificationBanner id="overdue-actions" title="Overdue actions">
                <p class="govuk-notification-banner__heading">
                    {move || words::overdue(count.get())} " "
                    <a class="govuk-notification-banner__link" href=Route::to(Page::FollowUp).to_string()>
                        {page_name(Page::FollowUp)}
                    </a>
                </p>
                <Button
                    text="Not now"
                    style=ButtonStyle::Quiet
                    on_press=move || session.dismiss_overdue_notice()
                />
            </NotificationBanner>
        </Show>
    }
}

/// What was removed last, with a way to undo it.
#[component]
pub fn RemovedNotice() -> impl IntoView {
    let undo_stack = expect_context::<UndoStack>();
    let editor = expect_context::<RecordEditor>();
    let undo = move || {
        let field = editor.undo().map(fields::id);
        browser::focus_soon(field.unwrap_or_default());
    };
    let notice = move || {
        undo_stack.with_last(removed_text).map(|text| {
            view! {
                <div class="app-removed__notice">
                    <span>{text}</span>
                    <Button text="Undo" style=ButtonStyle::Quick on_press=undo />
                    <Button
                        text="Dismiss"
                        style=ButtonStyle::Quick
                        on_press=move || undo_stack.clear()
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
        Removed::LearningPoint(index, _) => format!("Learning point {} removed.", index + 1),
        Removed::Action(index, _) => format!("Action {} removed.", index + 1),
        Removed::Evidence(..) => "Evidence removed.".to_owned(),
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
        Announcement::Moved(place, of) => format!("Moved to place {place} of {of}."),
        Announcement::Restored => "It is back.".to_owned(),
    };
    view! { <div class="govuk-visually-hidden" role="status">{text}</div> }
}
