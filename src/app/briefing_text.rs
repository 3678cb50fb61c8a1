//! The briefing's text as components, for every page that shows some of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::briefing::{Briefing, Count, Finding, Paragraph, Recommendation};
use crate::ui::UnitChart;

/// The id of the heading of a segment, given its number from 1.
pub fn segment_id(number: usize) -> String {
    format!("segment-{number}")
}

/// The route to a segment on the page of the briefing.
pub fn segment_route(number: usize) -> Route {
    Route::to_element(Page::Briefing, &segment_id(number))
}

/// The briefing's title. A range of years stays on one line.
#[component]
pub fn BriefingTitle() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let words = briefing.title.split_inclusive(' ').map(|word| {
        let is_range = word.contains('-') && word.contains(|c: char| c.is_ascii_digit());
        let word = word.to_owned();
        if is_range {
            view! { <span class="app-unbroken">{word}</span> }.into_any()
        } else {
            word.into_any()
        }
    });
    words.collect_view()
}

/// The findings, each beside its number of reviews as a chart.
#[component]
pub fn FindingsList(
    /// The findings, in order.
    rows: Vec<Finding>,
    /// How many reviews there were.
    reviews: u32,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <li class="app-figure-row">
                <span>{row.text}</span>
                <span class="app-figure">
                    <UnitChart filled=row.reviews of=reviews />
                    <strong class="app-figure__share"><Share count=row.reviews of=reviews /></strong>
                </span>
            </li>
        }
    });
    view! { <ol class="govuk-list app-findings">{rows.collect_view()}</ol> }
}

/// A paragraph with the numbers that it states beside it as charts. The text already says a single
/// number, so that its chart says nothing; several are named.
#[component]
pub fn ParagraphWithCounts(
    /// The paragraph.
    paragraph: Paragraph,
    /// How many reviews there were.
    reviews: u32,
) -> impl IntoView {
    let counts = paragraph.counts.clone();
    let text = view! {
        <p class="govuk-body">
            <ParagraphText paragraph />
        </p>
    };
    match counts.as_slice() {
        [] => text.into_any(),
        [count] => view! {
            <div class="app-figure-row">
                {text}
                <div class="app-figure">
                    <UnitChart filled=count.reviews of=reviews />
                </div>
            </div>
        }
        .into_any(),
        _ => view! {
            <div class="app-figure-row">
                {text}
                <CountsList rows=counts reviews />
            </div>
        }
        .into_any(),
    }
}

/// The numbers that a paragraph states, each named beside its chart.
#[component]
fn CountsList(rows: Vec<Count>, reviews: u32) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <li class="app-figure__row">
                <span>{row.name}</span>
                " "
                <strong class="app-figure__share"><Share count=row.reviews of=reviews /></strong>
                <UnitChart filled=row.reviews of=reviews />
            </li>
        }
    });
    view! { <ul class="govuk-list app-figure">{rows.collect_view()}</ul> }
}

/// "4 of 10"; screen readers hear what is counted.
#[component]
fn Share(count: u32, of: u32) -> impl IntoView {
    view! {
        {format!("{count} of {of}")}
        <span class="govuk-visually-hidden">" reviews"</span>
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
    view! { <ol class="govuk-list app-recommendations">{rows.collect_view()}</ol> }
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
