//! What stands in place of the form when the stored record could not be opened.

use leptos::prelude::*;

use super::text;
use crate::app::route::{Page, Route};
use crate::app::{Phase, Session};
use crate::ui::{Button, ButtonStyle, PageHeading};

/// The page.
#[component]
pub fn UnopenedPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let (heading, why) = session.phase.with_untracked(|phase| match phase {
        Phase::Ready => ("", String::new()),
        Phase::Unreadable { error, .. } => {
            ("This record cannot be read", text::stored_error(error))
        }
        Phase::TooNew { found, .. } => (
            "This record needs a newer version of this page",
            text::too_new(*found),
        ),
    });
    let begin = move || {
        if session.begin_new() {
            session.go(&Route::to(Page::Discussion));
        }
    };
    view! {
        <PageHeading text=heading />
        <p class="govuk-body-l">{why}</p>
        <p class="govuk-body">{text::UNOPENED}</p>
        <div class="govuk-button-group">
            <Button
                text="Download its text"
                style=ButtonStyle::Primary
                on_press=move || session.download_unopened()
            />
            <Button text="Start a new record" on_press=begin />
            <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                "Records on this device"
            </a>
        </div>
    }
}
