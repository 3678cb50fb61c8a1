//! The accessibility statement, and the page on what is kept where. The build prerenders both texts, for
//! those who cannot use the app; the app's pages show the prerendered texts.

use leptos::prelude::*;

use crate::app::briefing_text::TextWithLinks;
use crate::app::page_name;
use crate::app::route::{Page, Route};
use crate::briefing::{About, AboutText};
use crate::browser;
use crate::ui::PageHeading;

/// The id of the element that takes the prerendered text.
const PLACE_ID: &str = "about";

/// The page with one of the texts: the statement or the page on what is kept.
#[component]
pub fn AboutPage(
    /// Which of the two pages.
    page: Page,
) -> impl IntoView {
    let id = text_id(page);
    browser::after_frame(move || browser::insert_prerendered(&id, PLACE_ID));
    view! {
        <PageHeading text=page_name(page) />
        <div id=PLACE_ID></div>
    }
}

/// Both texts, shown below the briefing where the app does not run.
#[component]
pub fn AboutWithoutApp(
    /// The texts.
    about: About,
) -> impl IntoView {
    view! {
        <AboutSection page=Page::Accessibility text=about.accessibility />
        <AboutSection page=Page::Privacy text=about.privacy />
    }
}

/// The id of a text: its address, so that links to it work without the app, too.
fn text_id(page: Page) -> String {
    Route::to(page).to_string().split_off(1)
}

#[component]
fn AboutSection(page: Page, text: AboutText) -> impl IntoView {
    let parts = text.parts.into_iter().map(|part| {
        let heading = Some(part.heading)
            .filter(|heading| !heading.is_empty())
            .map(|heading| view! { <h2 class="govuk-heading-m">{heading}</h2> });
        let paragraphs = part.text.into_iter().map(|text| {
            view! {
                <p class="govuk-body">
                    <TextWithLinks text />
                </p>
            }
        });
        let items = part.list.into_iter().map(|item| view! { <li>{item}</li> });
        let items: Vec<_> = items.collect();
        let list = (!items.is_empty())
            .then(|| view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> });
        view! {
            {heading}
            {paragraphs.collect_view()}
            {list}
        }
    });
    view! {
        <section class="app-about" id=text_id(page) aria-label=text.title>
            // The app's page hides this heading, because its own says the same.
            <h2 class="govuk-heading-l app-about__title">{text.title.clone()}</h2>
            {parts.collect_view()}
        </section>
    }
}
