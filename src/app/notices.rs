//! What the frame says around every page: whether it is saved, what went wrong, what is
//! overdue, what was removed.

use leptos::prelude::*;

use crate::app::fields;
use crate::app::route::{Page, Route};
use crate::app::{Announcement, LocalTime, Removed, Session};
use crate::ui::{Look, Part, button, element, link, live, live_words, tag, texted, words as text};
use crate::vault::autosave::Status;
use crate::words;

/// The class of what is not shown where the app cannot run.
pub const NEEDS_APP: &str = "app-needs-app";

/// The name of a page, as links and titles give it.
pub fn page_name(page: Page) -> &'static str {
    match page {
        Page::Briefing => "Briefing",
        Page::Discussion => "Discussion",
        Page::Plan => "Action plan",
        Page::Check => "Check and send",
        Page::Records => "Records on this device",
        Page::Present => "Present",
        Page::Accessibility => "Accessibility statement",
        Page::Privacy => "What is kept, and where",
        Page::Copy => words::COPY,
        Page::FollowUp => "Follow up",
        Page::Returns => "Returns",
    }
}

/// Whether what was typed is saved. It says so only once the stored text was read
/// back and found to be the same.
pub fn save_line(page: Memo<Page>) -> Part {
    let session = Session::of_app();
    let said = live_words(move || match session.status.get() {
        Status::NotSaved(error) => format!("Not saved. {}", words::save_error(&error)),
        // Of a draft it would be taken for what the returns are.
        _ if page.get() == Page::Returns => words::NOT_SAVED_HERE.to_owned(),
        Status::Untouched => "Nothing to save yet".to_owned(),
        Status::Saving => "Saving…".to_owned(),
        Status::Saved { at_ms } => saved_text(session, at_ms),
    });
    let failed = Memo::new(move |_| matches!(session.status.get(), Status::NotSaved(_)));
    let class = move || {
        let state = match session.status.get() {
            Status::Saved { .. } if page.get() != Page::Returns => "app-save-status--saved",
            Status::NotSaved(_) => "app-save-status--failed",
            Status::Untouched | Status::Saving | Status::Saved { .. } => "",
        };
        Some(format!("app-save-status {NEEDS_APP} {state}"))
    };
    let download = live(move || {
        let button = failed.get().then(|| {
            tag("button")
                .with("type", "button")
                .with("class", "app-save-status__button")
                .on("click", Box::new(move |_| session.download_return()))
                .text("Download a copy now")
                .view()
        });
        button.into_iter().collect()
    });
    let line = [("class", "app-save-status__text"), ("role", "status")];
    tag("div")
        .live("class", class)
        .child(element("span", &line, vec![said]))
        .child(download)
        .view()
}

fn saved_text(session: Session, at_ms: i64) -> String {
    let clock = session.clock();
    let LocalTime { date, hour, minute } = clock.local(at_ms);
    let at = words::clock(hour, minute);
    match date {
        Some(day) if date != clock.today() => {
            format!("Saved on this device on {} at {at}", words::date(day))
        }
        _ => format!("Saved on this device at {at}"),
    }
}

/// What could not be done, until it is dismissed or something else could.
pub fn trouble() -> Part {
    let session = Session::of_app();
    live(move || {
        let said = session.trouble.get().map(|said| {
            element(
                "div",
                &[("class", "app-card app-card--trouble"), ("role", "alert")],
                vec![
                    texted("p", "govuk-body", said.text()),
                    button("Dismiss", Look::Secondary, move || {
                        session.trouble.set(None);
                    }),
                ],
            )
        });
        said.into_iter().collect()
    })
}

/// In a copy, what the pages of the form show is what is on this device, and not the copy.
pub fn not_the_copy(page: Memo<Page>) -> Part {
    let session = Session::of_app();
    live(move || {
        let is_of_form = matches!(
            page.get(),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp
        );
        let notice = (is_of_form && session.is_not_the_copy()).then(|| {
            let copy = Route::to(Page::Copy).to_string();
            let said = vec![
                text(words::NOT_THE_COPY),
                text(" "),
                link(&copy, words::COPY),
            ];
            element("div", &[("class", "govuk-inset-text")], said)
        });
        notice.into_iter().collect()
    })
}

/// Says so where actions of the record that was opened are overdue, until somebody looks.
pub fn overdue_notice(page: Memo<Page>) -> Part {
    let session = Session::of_app();
    live(move || {
        let count = session.overdue.get();
        let is_told = count > 0 && !matches!(page.get(), Page::FollowUp | Page::Present);
        let notice = is_told.then(|| {
            let follow_up = Route::to(Page::FollowUp).to_string();
            element(
                "section",
                &[
                    ("class", "app-card app-card--overdue"),
                    ("aria-label", "Overdue actions"),
                ],
                vec![
                    element(
                        "p",
                        &[("class", "govuk-body")],
                        vec![
                            text(words::overdue(count)),
                            text(" "),
                            link(&follow_up, page_name(Page::FollowUp)),
                        ],
                    ),
                    button("Not now", Look::Quiet, move || {
                        session.dismiss_overdue_notice();
                    }),
                ],
            )
        });
        notice.into_iter().collect()
    })
}

/// What was removed last, with the way back.
pub fn removed_notice() -> Part {
    let session = Session::of_app();
    let said = move || {
        session.removed.with(|removed| {
            removed.last().map(|last| match last {
                Removed::LearningPoint(index, _) => {
                    format!("Learning point {} removed.", index + 1)
                }
                Removed::Action(index, _) => format!("Action {} removed.", index + 1),
                Removed::Evidence(..) => "Evidence removed.".to_owned(),
                Removed::Record { name, .. } => format!("{name} deleted."),
            })
        })
    };
    let notice = live(move || {
        let notice = said().map(|said| {
            element(
                "div",
                &[("class", "app-removed__notice")],
                vec![
                    texted("span", "app-removed__text", said),
                    button("Undo", Look::Quick, move || {
                        let back = session.undo().map(fields::id);
                        session.focus_soon(back.unwrap_or_default());
                    }),
                    button("Dismiss", Look::Quick, move || session.dismiss()),
                ],
            )
        });
        notice.into_iter().collect()
    });
    let attributes = [("class", "app-removed"), ("role", "status")];
    element("div", &attributes, vec![notice])
}

/// Tells what happened to people who cannot see it.
pub fn announcer() -> Part {
    let session = Session::of_app();
    let said = live_words(move || match session.said.get() {
        Announcement::Nothing => String::new(),
        Announcement::LearningPointAdded(number) => format!("Learning point {number} added."),
        Announcement::ActionAdded(number) => format!("Action {number} added."),
        Announcement::EvidenceAdded => "Evidence added.".to_owned(),
        Announcement::Moved(place, of) => format!("Moved to place {place} of {of}."),
        Announcement::BroughtBack => "It is back.".to_owned(),
    });
    let attributes = [("class", "govuk-visually-hidden"), ("role", "status")];
    element("div", &attributes, vec![said])
}
