//! The page with the briefing to read. The build prerenders it, so that people can read it before the
//! app has started.

mod contents;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::briefing_text::{
    CountsList, FindingsList, ParagraphText, RecommendationsList, segment_id, segment_route,
};
use crate::app::route::{Page, Route};
use crate::app::{Printing, ReadProgress, SegmentInView};
use crate::briefing::{Briefing, Paragraph, Segment};
use crate::browser;
use crate::ui::{Button, ButtonStyle, LinkButton, PageHeading};
use contents::Contents;

/// The whole briefing.
#[component]
pub fn BriefingPage() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let progress = expect_context::<ReadProgress>();
    let reviews = briefing.reviews;
    let segments = (briefing.segments.iter().cloned())
        .zip(1..)
        .map(|(segment, number)| view! { <SegmentSection segment number reviews /> })
        .collect_view();
    progress.watch({
        let briefing = Arc::clone(&briefing);
        move || first_unread_in_view(&briefing, progress)
    });
    view! {
        <div class="app-briefing">
            <Contents />
            <div>
                <BriefingHead />
                <div class="app-segments">{segments}</div>
                <NextSteps />
            </div>
        </div>
    }
}

/// People read from the top: of several unread segments in view, the first one is being read.
fn first_unread_in_view(briefing: &Briefing, progress: ReadProgress) -> Option<SegmentInView> {
    let mut unread =
        (briefing.segments.iter().zip(1..)).filter(|(_, number)| !progress.is_read(*number));
    unread.find_map(|(segment, number)| {
        let view = browser::view(&section_id(number)).filter(|view| view.is_in_view)?;
        Some(SegmentInView {
            number,
            least_reading_ms: segment.least_reading_ms(),
            is_end_in_view: view.is_end_in_view,
        })
    })
}

/// The title, and what to do with the briefing.
#[component]
fn BriefingHead() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    view! {
        <div class="app-briefing-head">
            <span class="govuk-caption-xl">{briefing.kind.clone()}</span>
            <PageHeading text=briefing.title.clone() />
            <p class="govuk-body-l">{text::WHAT_TO_DO}</p>
            <div class="app-needs-app govuk-button-group">
                <LinkButton
                    href=Route::to(Page::Present).to_string()
                    text="Present to your team"
                    style=ButtonStyle::Primary
                    on:click=|click| {
                        if browser::is_followed_here(&click) {
                            browser::fill_screen();
                        }
                    }
                />
                <LinkButton
                    href=Route::to(Page::Discussion).to_string()
                    text="Start the discussion"
                />
            </div>
            <p class="govuk-body app-secondary-text">
                {text::reading_time(briefing.segments.len(), briefing.reading_minutes())}
            </p>
        </div>
    }
}

#[component]
fn SegmentSection(segment: Segment, number: usize, reviews: u32) -> impl IntoView {
    let id = segment_id(number);
    let paragraphs = (segment.paragraphs.into_iter())
        .map(|paragraph| view! { <ParagraphWithCounts paragraph reviews /> })
        .collect_view();
    let findings = Some(segment.findings)
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <FindingsList rows reviews /> });
    let recommendations = Some(segment.recommendations)
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <RecommendationsList rows /> });
    view! {
        <section
            class=format!("app-segment app-segment--{number}")
            id=section_id(number)
            aria-labelledby=id
        >
            <h2 class="govuk-heading-l app-segment__heading" id=id.clone() tabindex="-1">
                <span class="app-segment__number">{format!("{number:02}")}</span>
                " "
                <span class="app-segment__title">{segment.heading}</span>
            </h2>
            <div class="app-segment__body">{paragraphs} {findings} {recommendations}</div>
        </section>
    }
}

/// The id of a whole segment: its address, so that the links in the contents work without the app, too.
fn section_id(number: usize) -> String {
    segment_route(number).to_string().split_off(1)
}

#[component]
fn ParagraphWithCounts(paragraph: Paragraph, reviews: u32) -> impl IntoView {
    let counts = Some(paragraph.counts.clone())
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <CountsList rows reviews /> });
    view! {
        <p class="govuk-body">
            <ParagraphText paragraph />
        </p>
        {counts}
    }
}

/// What to do after reading.
#[component]
fn NextSteps() -> impl IntoView {
    let printing = expect_context::<Printing>();
    view! {
        <div class="app-needs-app app-next govuk-button-group">
            <LinkButton
                href=Route::to(Page::Discussion).to_string()
                text="Start the discussion"
                style=ButtonStyle::Primary
            />
            <Button text="Print the briefing" on_press=browser::print />
            <Button text="Print the blank form" on_press=move || printing.print_blank_form() />
        </div>
    }
}
