//! The accessibility statement, and what is kept where. The build writes both into the
//! page, for those who cannot use the app; where it runs, it shows what stands there.

use crate::app::Session;
use crate::app::route::{Page, Route};
use crate::briefing::{About, AboutText};
use crate::features::read::with_addresses;
use crate::ui::old::{Part, element, page_heading, texted};

/// The id of the place for a text that stands in the page.
const PLACE_ID: &str = "about";

/// The page with that title: what stands in the page for it.
pub fn about_page(page: Page, title: &'static str) -> Vec<Part> {
    Session::of_app().insert_prerendered(text_id(page), PLACE_ID);
    vec![
        page_heading(title),
        element("div", &[("id", PLACE_ID)], Vec::new()),
    ]
}

/// Both texts, to stand below the briefing where the app does not run.
pub fn about_without_app(about: &About) -> Vec<Part> {
    [
        (Page::Accessibility, &about.accessibility),
        (Page::Privacy, &about.privacy),
    ]
    .map(|(page, text)| text_part(&text_id(page), text))
    .into()
}

/// The id of a text: its address, so that links lead there where there is no app, too.
fn text_id(page: Page) -> String {
    Route::to(page).to_string().split_off(1)
}

fn text_part(id: &str, text: &AboutText) -> Part {
    // Where the app shows it, the page's heading says the title.
    let title = texted(
        "h2",
        "govuk-heading-l app-about__title",
        text.title.as_str(),
    );
    let mut parts = vec![title];
    for part in &text.parts {
        if !part.heading.is_empty() {
            parts.push(texted("h2", "govuk-heading-m", part.heading.as_str()));
        }
        let text = part.text.iter();
        parts.extend(
            text.map(|text| element("p", &[("class", "govuk-body")], with_addresses(text))),
        );
        if !part.list.is_empty() {
            let rows = part.list.iter().map(|row| texted("li", "", row.as_str()));
            let class = "govuk-list govuk-list--bullet";
            parts.push(element("ul", &[("class", class)], rows.collect()));
        }
    }
    let attributes = [
        ("class", "app-about"),
        ("id", id),
        ("aria-label", text.title.as_str()),
    ];
    element("section", &attributes, parts)
}
