//! What is on a slide.

use std::sync::Arc;

use leptos::prelude::*;

use super::text;
use crate::app::briefing_text::ParagraphText;
use crate::app::route::{Page, Route};
use crate::briefing::{Briefing, Finding, Paragraph, Recommendation, Segment, form};
use crate::ui::{ButtonStyle, HEADING_ID, LinkButton, UnitChart};

/// The segment on the slide of that number, from 1; `None` for the last slide, which has what to
/// discuss.
pub fn segment_of(briefing: &Briefing, number: usize) -> Option<&Segment> {
    briefing.segments.get(number.checked_sub(1)?)
}

/// The heading of the slide of that number.
#[component]
pub fn SlideHeading(number: usize) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let segment = segment_of(&briefing, number);
    let title = segment.map_or(text::TO_DISCUSS, |segment| &segment.heading);
    let number_badge = segment.is_some().then(|| {
        view! {
            <span class="app-segment__number">{format!("{number:02}")}</span>
            " "
        }
    });
    view! {
        <div class=format!("app-segment--{number}")>
            <h1 class="app-slide__heading" id=HEADING_ID tabindex="-1">
                {number_badge}
                <span>{title.to_owned()}</span>
            </h1>
        </div>
    }
}

/// The body of the slide of that number.
#[component]
pub fn SlideBody(number: usize) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let reviews = briefing.reviews;
    match segment_of(&briefing, number).cloned() {
        Some(segment) => view! { <SegmentSlide segment reviews /> }.into_any(),
        None => view! { <DiscussionSlide /> }.into_any(),
    }
}

#[component]
fn SegmentSlide(segment: Segment, reviews: u32) -> impl IntoView {
    let paragraphs = (segment.paragraphs.into_iter())
        .map(|paragraph| view! { <SlideParagraph paragraph reviews /> })
        .collect_view();
    let findings = (segment.findings.into_iter())
        .map(|finding| view! { <SlideFinding finding reviews /> })
        .collect_view();
    let recommendations = Some(segment.recommendations)
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <SlideRecommendations rows /> });
    view! {
        {paragraphs}
        {findings}
        {recommendations}
    }
}

/// What the form asks of the team, in its own words, and the recommendations.
#[component]
fn DiscussionSlide() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let rows = (briefing.segments.iter())
        .flat_map(|segment| segment.recommendations.iter().cloned())
        .collect();
    view! {
        <p>{form::LEARNING}</p>
        <SlideRecommendations rows />
        <p>
            <LinkButton
                href=Route::to(Page::Discussion).to_string()
                text="Start the discussion"
                style=ButtonStyle::Slide
            />
        </p>
    }
}

/// A paragraph with the number that it states beside it as a chart, or with several below it.
#[component]
fn SlideParagraph(paragraph: Paragraph, reviews: u32) -> impl IntoView {
    let counts = paragraph.counts.clone();
    // The part of the sentence before the numbers.
    let lead = paragraph.text.split(';').next().map(str::to_owned);
    let text = view! { <ParagraphText paragraph /> };
    match counts.as_slice() {
        [] => view! { <p>{text}</p> }.into_any(),
        [count] => view! {
            <div class="app-slide__row">
                <ReviewShare count=count.reviews of=reviews />
                <p class="app-slide__told">{text}</p>
                <p class="app-slide__named">{count.name.clone()}</p>
            </div>
        }
        .into_any(),
        counts => {
            let counts = counts.iter().map(|count| {
                view! {
                    <li>
                        <ReviewShare count=count.reviews of=reviews />
                        <span>{count.name.clone()}</span>
                    </li>
                }
            });
            view! {
                <div>
                    <p class="app-slide__told">{text}</p>
                    <p class="app-slide__named">{lead}</p>
                    <ul class="app-slide__counts">{counts.collect_view()}</ul>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn SlideFinding(finding: Finding, reviews: u32) -> impl IntoView {
    view! {
        <div class="app-slide__row">
            <ReviewShare count=finding.reviews of=reviews />
            <p class="app-slide__told">{finding.text}</p>
            <p class="app-slide__named">{finding.name}</p>
        </div>
    }
}

/// A number of reviews as a chart and in figures; what is counted follows.
#[component]
fn ReviewShare(count: u32, of: u32) -> impl IntoView {
    view! {
        <span class="app-slide__picture">
            <UnitChart filled=count of=of />
            <span>{format!("{count} of {of}")}</span>
            <span class="govuk-visually-hidden">" reviews: "</span>
        </span>
    }
}

#[component]
fn SlideRecommendations(rows: Vec<Recommendation>) -> impl IntoView {
    let rows = rows.into_iter().zip(1..).map(|(row, number)| {
        view! {
            <li>
                <span class="app-slide__number">{number.to_string()}</span>
                " "
                <span>{row.text}</span>
            </li>
        }
    });
    view! { <ol class="app-slide__recommendations">{rows.collect_view()}</ol> }
}
