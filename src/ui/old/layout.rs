//! What gives a page its shape.

use super::element::{Part, element, words};

/// The id of every page's heading: the focus goes there when the page changes.
pub const HEADING_ID: &str = "page-heading";

/// A page's one heading of the first level.
pub fn page_heading(text: impl Into<String>) -> Part {
    let attributes = [
        ("class", "govuk-heading-xl"),
        ("id", HEADING_ID),
        ("tabindex", "-1"),
    ];
    element("h1", &attributes, vec![words(text)])
}

/// A part of a page under a heading of its own, which also names it to those who
/// hear the page.
pub fn section(
    class: &'static str,
    heading_class: &'static str,
    id: &'static str,
    heading: impl Into<String>,
    mut body: Vec<Part>,
) -> Part {
    // The focus goes there when something in the section was taken away.
    let attributes = [("class", heading_class), ("id", id), ("tabindex", "-1")];
    body.insert(0, element("h2", &attributes, vec![words(heading)]));
    element(
        "section",
        &[("class", class), ("aria-labelledby", id)],
        body,
    )
}

/// Words set apart from the text around them.
pub fn inset(text: impl Into<String>) -> Part {
    super::element::texted("div", "govuk-inset-text", text)
}
