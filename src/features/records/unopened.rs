//! What is shown instead of the form when the stored record could not be opened.

use leptos::prelude::*;

use super::text;
use crate::app::export::download_as_stored;
use crate::app::route::{Page, Route};
use crate::app::{Navigation, OpenRecord, Persistence};
use crate::ui::{Button, ButtonStyle, PageHeading};
use crate::vault::Phase;

/// The page.
#[component]
pub fn UnopenedPage() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let (heading, why) = open.phase.with_untracked(|phase| match phase {
        Phase::Ready => ("", String::new()),
        Phase::Unreadable { error, .. } => {
            ("This record cannot be read", text::stored_error(error))
        }
        Phase::TooNew { found, .. } => (
            "This record needs a newer version of this page",
            text::too_new(*found),
        ),
    });
    let download = move || {
        open.phase.with_untracked(|phase| match phase {
            Phase::Ready => {}
            Phase::Unreadable { raw, .. } | Phase::TooNew { raw, .. } => download_as_stored(raw),
        });
    };
    let begin = move || {
        if persistence.begin_new() {
            navigation.go(&Route::to(Page::Discussion));
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
                on_press=download
            />
            <Button text="Start a new record" on_press=begin />
            <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                "Records on this device"
            </a>
        </div>
    }
}
