//! The accessibility statement, and what is kept where. Both also stand in the page for
//! those who cannot use the app.

use std::sync::Arc;

use leptos::prelude::*;

use super::briefing::with_addresses;
use crate::briefing::{About, AboutText};
use crate::components::{Part, element, page_heading, texted, words};
use crate::route::{Page, Route};

/// The accessibility statement, as a page.
pub fn accessibility_page() -> Vec<Part> {
    page(&expect_context::<Arc<About>>().accessibility)
}

/// What is kept where, as a page.
pub fn privacy_page() -> Vec<Part> {
    page(&expect_context::<Arc<About>>().privacy)
}

/// Both, to stand below the briefing where the app does not run.
pub fn about_without_app(about: &About) -> Vec<Part> {
    let below = |page: Page, text: &AboutText| {
        let id = Route::to(page).to_string().split_off(1);
        let heading = [("class", "govuk-heading-l"), ("id", id.as_str())];
        let title = element("h2", &heading, vec![words(text.title.as_str())]);
        let attributes = [("class", "app-about"), ("aria-labelledby", id.as_str())];
        element("section", &attributes, with_title(title, text, "h3"))
    };
    vec![
        below(Page::Accessibility, &about.accessibility),
        below(Page::Privacy, &about.privacy),
    ]
}

fn page(text: &AboutText) -> Vec<Part> {
    let title = page_heading(text.title.as_str());
    let parts = with_title(title, text, "h2");
    vec![element("div", &[("class", "app-about")], parts)]
}

fn with_title(title: Part, text: &AboutText, heading: &'static str) -> Vec<Part> {
    let mut parts = vec![title];
    for part in &text.parts {
        if !part.heading.is_empty() {
            let words = part.heading.as_str();
            parts.push(texted(heading, "govuk-heading-m", words));
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
    parts
}
