//! The tables of contents, which also show how far somebody has read: the wheel, and the list beside the
//! text.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::{section_id, text};
use crate::app::ReadProgress;
use crate::app::briefing_text::segment_route;
use crate::briefing::Briefing;
use crate::browser;
use crate::ui::{Wheel, WheelSegment};

/// The contents as a wheel.
#[component]
pub fn ContentsWheel() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let progress = expect_context::<ReadProgress>();
    let count = briefing.segments.len();
    let segments = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| {
            let heading = segment.heading.clone();
            WheelSegment {
                number: format!("{number:02}"),
                name: Signal::derive(move || {
                    text::section_name(number, &heading, progress.is_read(number))
                }),
                href: segment_route(number).to_string(),
                class: format!("app-segment--{number}"),
                ticked: Signal::derive(move || progress.is_read(number)),
            }
        })
        .collect();
    let read_so_far = Memo::new(move |_| {
        let read = (1..=count).filter(|number| progress.is_read(*number));
        text::read_so_far(read.count(), count)
    });
    view! {
        <nav class="app-hero__wheel" aria-label="Sections">
            <Wheel segments />
            <p class="app-hero__middle">
                <span class="app-hero__figure">{move || read_so_far.get().0}</span>
                " "
                <span>{move || read_so_far.get().1}</span>
            </p>
        </nav>
    }
}

/// The contents as a list, with the section that is in view marked. Where there is no room for it beside
/// the text, it is a strip of numbers.
#[component]
pub fn ContentsList() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let current = section_in_view(briefing.segments.len());
    let links = (briefing.segments.iter())
        .zip(1..)
        .map(|(segment, number)| {
            let heading = segment.heading.clone();
            view! { <ContentsLink number heading current /> }
        })
        .collect_view();
    view! {
        <nav class="app-contents" aria-label="Contents">
            <ol class="app-contents__list">{links}</ol>
        </nav>
    }
}

#[component]
fn ContentsLink(number: usize, heading: String, current: Signal<usize>) -> impl IntoView {
    let progress = expect_context::<ReadProgress>();
    let is_read = move || progress.is_read(number);
    view! {
        <li>
            <a
                class=format!("app-contents__link app-segment--{number}")
                href=segment_route(number).to_string()
                aria-current=move || (current.get() == number).then_some("location")
            >
                <span class="app-contents__badge" class:app-filled=is_read>
                    {move || {
                        if is_read() { "✓".to_owned() } else { format!("{number:02}") }
                    }}
                </span>
                <span class="app-contents__name">
                    {heading}
                    <span class="govuk-visually-hidden">
                        {move || is_read().then_some(", read")}
                    </span>
                </span>
            </a>
        </li>
    }
}

/// The number of the section in the upper part of the window; 0 while none has come that far.
fn section_in_view(count: usize) -> Signal<usize> {
    let current = RwSignal::new(0);
    let look = move || {
        let number = (1..=count)
            .rev()
            .find(|number| browser::is_in_upper_part(&section_id(*number)));
        current.set(number.unwrap_or(0));
    };
    if browser::is_present() {
        browser::after_frame(look);
        let listener = window_event_listener(ev::scroll, move |_| look());
        on_cleanup(move || listener.remove());
    }
    current.into()
}
