//! In place of the form, when the stored record could not be opened.

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{Phase, Session};
use crate::ui::old::{Look, Part, button, element, link, page_heading, paragraph, texted};
use crate::words;

/// The page.
pub fn unopened_page() -> Vec<Part> {
    let session = Session::of_app();
    let (heading, why) = session.phase.with_untracked(|phase| match phase {
        Phase::Ready => ("", String::new()),
        Phase::Unreadable { error, .. } => {
            ("This record cannot be read", words::stored_error(error))
        }
        Phase::TooNew { found, .. } => (
            "This record needs a newer version of this page",
            words::too_new(*found),
        ),
    });
    let records = Route::to(Page::Records).to_string();
    vec![
        page_heading(heading),
        texted("p", "govuk-body-l", why),
        paragraph(words::UNOPENED),
        element(
            "div",
            &[("class", "govuk-button-group")],
            vec![
                button("Download its text", Look::Main, move || {
                    session.download_unopened();
                }),
                button("Start a new record", Look::Secondary, move || {
                    if session.begin_new() {
                        session.go(&Route::to(Page::Discussion));
                    }
                }),
                link(&records, "Records on this device"),
            ],
        ),
    ]
}
