//! The briefing's text as components, for every page that shows some of it.

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::briefing::{Count, Finding, Paragraph, Recommendation};
use crate::ui::UnitChart;

/// The id of the heading of a segment, given its number from 1.
pub fn segment_id(number: usize) -> String {
    format!("segment-{number}")
}

/// The route to a segment on the page of the briefing.
pub fn segment_route(number: usize) -> Route {
    Route::to_element(Page::Briefing, &segment_id(number))
}

/// The findings, each with its number of reviews as a chart.
#[component]
pub fn FindingsList(
    /// The findings, in order.
    rows: Vec<Finding>,
    /// How many reviews there were.
    reviews: u32,
) -> impl IntoView {
    let rows = (rows.into_iter())
        .map(|row| view! { <ReviewCount count=row.reviews of=reviews text=row.text /> });
    view! { <ol class="govuk-list app-review-counts">{rows.collect_view()}</ol> }
}

/// The numbers that a paragraph states, each as a chart.
#[component]
pub fn CountsList(
    /// The numbers, in order.
    rows: Vec<Count>,
    /// How many reviews there were.
    reviews: u32,
) -> impl IntoView {
    let rows = (rows.into_iter())
        .map(|row| view! { <ReviewCount count=row.reviews of=reviews text=row.name /> });
    view! { <ul class="govuk-list app-review-counts">{rows.collect_view()}</ul> }
}

/// A number of reviews as a chart and in words, and what was found in them.
#[component]
fn ReviewCount(count: u32, of: u32, text: String) -> impl IntoView {
    view! {
        <li class="app-review-count">
            <span class="app-review-count__picture">
                <UnitChart filled=count of=of />
                <strong class="app-review-count__share">
                    {format!("{count} of {of} reviews")}
                </strong>
            </span>
            " "
            <span>{text}</span>
        </li>
    }
}

/// The recommendations, numbered as in the source.
#[component]
pub fn RecommendationsList(
    /// The recommendations, in order.
    rows: Vec<Recommendation>,
) -> impl IntoView {
    let rows = rows.into_iter().zip(1..).map(|(row, number)| {
        view! {
            <li class="app-recommendation">
                <span class="app-recommendation__number">{format!("({number})")}</span>
                " "
                <span>{row.text}</span>
            </li>
        }
    });
    view! { <ol class="govuk-list">{rows.collect_view()}</ol> }
}

/// A paragraph's text, with a note where the source breaks off.
#[component]
pub fn ParagraphText(
    /// The paragraph.
    paragraph: Paragraph,
) -> impl IntoView {
    let note = paragraph
        .missing
        .map(|note| view! { " … " <span class="app-editorial-note">{format!("[{note}]")}</span> });
    view! {
        <TextWithLinks text=paragraph.text />
        {note}
    }
}

/// A text in which email addresses and web addresses are links.
#[component]
pub fn TextWithLinks(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let mut rest = text.as_str();
    let mut parts = Vec::new();
    for word in text.split_whitespace() {
        let address = word.trim_end_matches(['.', ',', ';', ')']);
        let href = if address.starts_with("https://") {
            address.to_owned()
        } else if address.contains('@') {
            format!("mailto:{address}")
        } else {
            continue;
        };
        if let Some((before, after)) = rest.split_once(address) {
            let (before, address) = (before.to_owned(), address.to_owned());
            parts.push(view! {
                {before}
                <a class="govuk-link" href=href>{address}</a>
            });
            rest = after;
        }
    }
    let rest = rest.to_owned();
    view! {
        {parts}
        {rest}
    }
}
