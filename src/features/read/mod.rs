//! The page with the briefing to read. The build prerenders it, so that people can read it before the
//! app has started.

mod contents;
mod hero;
mod one_page;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::briefing_text::{
    BriefingTitle, FindingsList, ParagraphWithCounts, RecommendationsList, segment_id,
    segment_route,
};
use crate::app::route::{Page, Route};
use crate::app::{PrintRequest, Printing, ReadProgress, SegmentInView};
use crate::briefing::{Briefing, Segment};
use crate::browser;
use crate::ui::{Button, ButtonStyle, LinkButton};
use contents::ContentsList;
use hero::Hero;
pub use one_page::{OnePage, SHEET_ID};

/// The whole briefing.
#[component]
pub fn BriefingPage() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let progress = expect_context::<ReadProgress>();
    progress.watch({
        let briefing = Arc::clone(&briefing);
        move || first_unread_in_view(&briefing, progress)
    });
    view! {
        <Hero />
        <div class="app-briefing">
            <ContentsList />
            <div>
                <Segments />
                <NextSteps />
            </div>
        </div>
    }
}

/// The text alone, for printing in large type.
#[component]
pub fn LargeText() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    view! {
        <div class="app-large-text">
            <p>{briefing.partnership.clone()}</p>
            <h1>{format!("{}: ", briefing.kind)} <BriefingTitle /></h1>
            <Segments />
        </div>
    }
}

#[component]
fn Segments() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let reviews = briefing.reviews;
    let segments = (briefing.segments.iter().cloned())
        .zip(1..)
        .map(|(segment, number)| view! { <SegmentSection segment number reviews /> });
    view! { <div class="app-segments">{segments.collect_view()}</div> }
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
            <Button text=text::PRINT on_press=browser::print />
            <Button text=text::PRINT_TEXT on_press=move || printing.print(PrintRequest::LargeText) />
            <Button text="Print the blank form" on_press=move || printing.print(PrintRequest::BlankForm) />
        </div>
    }
}
