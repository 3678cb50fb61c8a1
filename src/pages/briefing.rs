//! The briefing, to read. The build renders the same page into the file, so it
//! is there before the app is.

use leptos::prelude::*;

use crate::briefing::{Briefing, Finding, Paragraph, Recommendation, Segment};
use crate::components::{element, link, link_button, page_heading, texted, words};
use crate::route::{Page, Route};

/// The whole briefing.
pub fn briefing_page(briefing: &Briefing) -> Vec<AnyView> {
    let segments = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| segment_view(briefing, segment, number))
        .collect();
    let discussion = Route::to(Page::Discussion).to_string();
    vec![
        element(
            "div",
            &[("class", "app-briefing-head")],
            vec![
                texted("span", "govuk-caption-xl", briefing.kind.as_str()),
                page_heading(briefing.title.as_str()),
            ],
        ),
        element("div", &[("class", "app-segments")], segments),
        element(
            "div",
            &[("class", "app-needs-app app-next")],
            vec![link_button(&discussion, "Start the discussion")],
        ),
    ]
}

fn segment_view(briefing: &Briefing, segment: &Segment, number: usize) -> AnyView {
    let id = format!("segment-{number}");
    let heading = element(
        "h2",
        &[
            ("class", "govuk-heading-l app-segment__heading"),
            ("id", &id),
        ],
        vec![
            texted("span", "app-segment__number", format!("{number:02}")),
            words(" "),
            texted("span", "app-segment__title", segment.heading.as_str()),
        ],
    );
    let mut body: Vec<AnyView> = (segment.paragraphs.iter())
        .map(|paragraph| paragraph_view(briefing, paragraph))
        .collect();
    if !segment.findings.is_empty() {
        let rows = segment.findings.iter();
        let rows = rows
            .map(|row| finding_view(row, briefing.reviews))
            .collect();
        body.push(element("ol", &[("class", "govuk-list app-findings")], rows));
    }
    if !segment.recommendations.is_empty() {
        let rows = segment.recommendations.iter().zip(1..);
        let rows = rows
            .map(|(row, number)| recommendation_view(row, number))
            .collect();
        let class = "govuk-list app-recommendations";
        body.push(element("ol", &[("class", class)], rows));
    }
    element(
        "section",
        &[
            ("class", &format!("app-segment app-segment--{number}")),
            ("aria-labelledby", &id),
        ],
        vec![
            heading,
            element("div", &[("class", "app-segment__body")], body),
        ],
    )
}

fn paragraph_view(briefing: &Briefing, paragraph: &Paragraph) -> AnyView {
    let mut parts = with_address(&paragraph.text, &briefing.email);
    if let Some(note) = &paragraph.missing {
        parts.push(words(" … "));
        parts.push(texted("span", "app-editorial-note", format!("[{note}]")));
    }
    element("p", &[("class", "govuk-body")], parts)
}

/// The text with the partnership's address as a link.
fn with_address(text: &str, email: &str) -> Vec<AnyView> {
    match text.split_once(email) {
        Some((before, after)) if !email.is_empty() => vec![
            words(before),
            link(&format!("mailto:{email}"), email),
            words(after),
        ],
        _ => vec![words(text)],
    }
}

fn finding_view(finding: &Finding, reviews: u32) -> AnyView {
    let share = element(
        "span",
        &[("class", "app-finding__share")],
        vec![
            element("strong", &[], vec![words(finding.reviews.to_string())]),
            words(format!(" of {reviews} reviews")),
        ],
    );
    let text = texted("span", "app-finding__text", finding.text.as_str());
    element(
        "li",
        &[("class", "app-finding")],
        vec![share, words(" "), text],
    )
}

fn recommendation_view(row: &Recommendation, number: usize) -> AnyView {
    element(
        "li",
        &[("class", "app-recommendation")],
        vec![
            texted("span", "app-recommendation__number", format!("({number})")),
            words(" "),
            element("span", &[], vec![words(row.text.as_str())]),
        ],
    )
}
