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
    let phase = expect_context::<OpenRecord>().phase.get_untracked();
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let (heading, why, raw) = match phase {
        Phase::Ready => ("", String::new(), String::new()),
        Phase::Unreadable { raw, error } => (
            "This record cannot be read",
            text::stored_error(&error),
            raw,
        ),
        Phase::TooNew { raw, found } => (
            "This record needs a newer version of this page",
            text::too_new(found),
            raw,
        ),
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
                on_press=move || download_as_stored(&raw)
            />
            <Button text="Start a new record" on_press=begin />
            <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                "Records on this device"
            </a>
        </div>
    }
}
