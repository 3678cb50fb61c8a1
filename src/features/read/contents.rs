//! The table of contents, which also shows how far somebody has read.

use std::sync::Arc;

use leptos::prelude::*;

use super::text;
use crate::app::ReadProgress;
use crate::app::briefing_text::segment_route;
use crate::briefing::Briefing;
use crate::ui::{Wheel, WheelSegment};

/// The contents as a wheel, or as a strip of numbers where there is no room for the wheel.
#[component]
pub fn Contents() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let progress = expect_context::<ReadProgress>();
    let count = briefing.segments.len();
    let wheel = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| WheelSegment {
            number: format!("{number:02}"),
            name: format!("{number:02} {}", segment.heading),
            href: segment_route(number).to_string(),
            class: format!("app-segment--{number}"),
            filled: Signal::derive(move || progress.is_read(number)),
        })
        .collect();
    let strip = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| view! { <StripLink number heading=segment.heading.clone() /> })
        .collect_view();
    let read_so_far = move || {
        let read = (1..=count).filter(|number| progress.is_read(*number));
        text::read_so_far(read.count(), count)
    };
    view! {
        <nav class="app-contents" aria-label="Segments">
            <div class="app-contents__wheel">
                <Wheel segments=wheel />
                // Screen readers skip it: the page's heading says the same.
                <div class="app-contents__middle" aria-hidden="true">
                    <span class="app-contents__title">{briefing.title.clone()}</span>
                    <span class="app-contents__kind">{briefing.kind.clone()}</span>
                </div>
            </div>
            <ol class="app-strip">{strip}</ol>
            <p class="app-contents__read app-secondary-text app-needs-app">{read_so_far}</p>
        </nav>
    }
}

#[component]
fn StripLink(number: usize, heading: String) -> impl IntoView {
    let progress = expect_context::<ReadProgress>();
    view! {
        <li>
            <a
                class=format!("app-strip__link app-segment--{number}")
                class:app-filled=move || progress.is_read(number)
                href=segment_route(number).to_string()
            >
                {format!("{number:02}")}
                <span class="govuk-visually-hidden">" " {heading}</span>
            </a>
        </li>
    }
}
