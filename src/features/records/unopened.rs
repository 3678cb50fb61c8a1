//! What is shown instead of the form before a record is open, and when it could not be opened.

use leptos::prelude::*;

use super::text;
use crate::app::export::download_as_stored;
use crate::app::route::{Page, Route};
use crate::app::{Navigation, OpenRecord, Persistence, page_name};
use crate::ui::{Button, ButtonStyle, PageHeading};
use crate::vault::Phase;

/// What a page that shows a record says until the vault knows what may be opened: for some hundredths of
/// a second, or for some seconds where the disk is slow.
#[component]
pub fn StartingPage(
    /// The page.
    page: Page,
) -> impl IntoView {
    view! {
        <PageHeading text=page_name(page) />
        <p class="govuk-body app-starting">{text::STARTING}</p>
    }
}

/// The page.
#[component]
pub fn UnopenedPage() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let (heading, why) = open.phase.with_untracked(|phase| match phase {
        Phase::Ready | Phase::Starting => ("", String::new()),
        Phase::Unreadable { error, .. } => ("This form cannot be read", text::stored_error(error)),
        Phase::TooNew { found, .. } => (
            "This form needs a newer version of this page",
            text::too_new(*found),
        ),
    });
    let download = move || {
        open.phase.with_untracked(|phase| match phase {
            Phase::Ready | Phase::Starting => {}
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
            <Button text="Start a new form" on_press=begin />
            <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                {page_name(Page::Records)}
            </a>
        </div>
    }
}
