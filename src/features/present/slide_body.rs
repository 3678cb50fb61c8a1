//! What is on a slide.

use std::sync::Arc;

use leptos::prelude::*;

use super::slide_show::{SlideShow, Turn};
use super::slides::{Piece, SegmentPart};
use super::text;
use crate::app::Presentation;
use crate::app::briefing_text::{BriefingTitle, ParagraphText};
use crate::app::route::{Page, Route};
use crate::briefing::{Briefing, Count, Finding, Paragraph, Recommendation, form};
use crate::ui::{Button, ButtonStyle, HEADING_ID, Icon, LinkButton, UnitChart, WheelPicture};

/// The first slide: the briefing's wheel and title. Its button starts the clock.
#[component]
pub fn TitleSlide(show: SlideShow) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let presentation = expect_context::<Presentation>();
    let wheel = (1..=briefing.segments.len())
        .map(|number| (format!("{number:02}"), format!("app-segment--{number}")))
        .collect();
    view! {
        <div class="app-slide__title">
            <div class="app-slide__wheel">
                <WheelPicture segments=wheel />
                <p class="app-slide__middle" aria-hidden="true">
                    <span class="app-slide__seven">"7"</span>
                    <span>"minutes"</span>
                </p>
            </div>
            <div>
                <p class="app-slide__kind">{briefing.kind.clone()}</p>
                <h1 class="app-slide__name" id=HEADING_ID tabindex="-1">
                    <BriefingTitle />
                </h1>
                <p class="app-slide__partnership">{briefing.partnership.clone()}</p>
                <Button
                    text=Signal::derive(move || text::start(presentation.has_begun()))
                    icon=Icon::Play
                    style=ButtonStyle::SlidePrimary
                    on_press=move || show.turn(Turn::Next)
                />
            </div>
        </div>
    }
}

/// The heading of a slide, with the number of its segment.
#[component]
pub fn SlideHeading(
    /// "02a"; empty where the slide belongs to no segment.
    label: String,
    /// The heading.
    heading: String,
) -> impl IntoView {
    let label = (!label.is_empty()).then(|| {
        view! {
            <span class="app-slide__label">{label}</span>
            " "
        }
    });
    view! {
        <h1 class="app-slide__heading" id=HEADING_ID tabindex="-1">
            {label}
            <span>{heading}</span>
        </h1>
    }
}

/// A segment, or a part of one.
#[component]
pub fn PartSlide(part: SegmentPart, reviews: u32) -> impl IntoView {
    let mut recommendations = Vec::new();
    let mut others = Vec::new();
    for piece in part.pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                others.push(view! { <SlideParagraph paragraph reviews /> }.into_any());
            }
            Piece::Finding(finding) => {
                others.push(view! { <SlideFinding finding reviews /> }.into_any());
            }
            Piece::Recommendation(number, row) => recommendations.push((number, row)),
        }
    }
    let recommendations = Some(recommendations)
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <SlideRecommendations rows /> });
    view! {
        {others}
        {recommendations}
    }
}

/// What the form asks of the team, in its own words, and the recommendations.
#[component]
pub fn QuestionsSlide() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let rows = (briefing.segments.iter())
        .flat_map(|segment| segment.recommendations.iter().cloned())
        .zip(1..)
        .map(|(row, number)| (number, row))
        .collect();
    view! {
        <p class="app-slide__question">{form::LEARNING}</p>
        <SlideRecommendations rows />
        <p class="app-slide__question">{form::ACTIONS}</p>
        <p>
            <LinkButton
                href=Route::to(Page::Discussion).to_string()
                text="Start the discussion"
                style=ButtonStyle::SlidePrimary
            />
        </p>
    }
}

/// A paragraph: alone, below the one number that it states, or replaced by the numbers that it states.
#[component]
fn SlideParagraph(paragraph: Paragraph, reviews: u32) -> impl IntoView {
    let counts = paragraph.counts.clone();
    match counts.as_slice() {
        [] => view! {
            <p>
                <ParagraphText paragraph />
            </p>
        }
        .into_any(),
        [count] => view! {
            <Figure count=count.reviews of=reviews>
                <ParagraphText paragraph />
            </Figure>
        }
        .into_any(),
        _ => {
            // The part of the sentence before the numbers.
            let lead = paragraph.text.split(';').next().map(str::to_owned);
            view! {
                <p class="app-slide__lead">{lead}</p>
                <CountRows rows=counts reviews />
            }
            .into_any()
        }
    }
}

#[component]
fn SlideFinding(finding: Finding, reviews: u32) -> impl IntoView {
    view! {
        <Figure count=finding.reviews of=reviews>{finding.text}</Figure>
    }
}

/// A large figure with its chart, and what it says.
#[component]
fn Figure(count: u32, of: u32, children: Children) -> impl IntoView {
    view! {
        <div class="app-slide__figure">
            <p class="app-slide__share">
                <span class="app-slide__count">{count.to_string()}</span>
                {format!(" of {of}")}
                <span class="govuk-visually-hidden">" reviews: "</span>
                <UnitChart filled=count of=of />
            </p>
            <p>{children()}</p>
        </div>
    }
}

/// Several numbers, each a row: its name, its chart, the number.
#[component]
fn CountRows(rows: Vec<Count>, reviews: u32) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <li>
                <span>{row.name}</span>
                " "
                <UnitChart filled=row.reviews of=reviews />
                <span class="app-slide__count">
                    {row.reviews.to_string()}
                    <span class="govuk-visually-hidden">{format!(" of {reviews} reviews")}</span>
                </span>
            </li>
        }
    });
    view! { <ul class="app-slide__counts">{rows.collect_view()}</ul> }
}

#[component]
fn SlideRecommendations(rows: Vec<(usize, Recommendation)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(number, row)| {
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
