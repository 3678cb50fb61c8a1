//! The buttons below a slide.

use std::sync::Arc;

use leptos::prelude::*;

use super::slide_show::{SlideShow, Turn};
use super::slides::SlideContent;
use super::text;
use crate::app::Presentation;
use crate::briefing::Briefing;
use crate::ui::{Button, ButtonStyle, Icon};

/// The buttons below a slide, its place among the slides, and when to move on.
#[component]
pub fn Controls(show: SlideShow) -> impl IntoView {
    let presentation = expect_context::<Presentation>();
    let slide = show.slide;
    let is_first = Signal::derive(move || slide.get().number == 1);
    let is_last = Signal::derive(move || slide.get().number == slide.get().last);
    let pause = Signal::derive(move || match presentation.is_running() {
        true => "Pause",
        false if presentation.has_begun() => "Resume",
        false => "Start",
    });
    let pause_icon = Signal::derive(move || {
        let icon = if presentation.is_running() {
            Icon::Pause
        } else {
            Icon::Play
        };
        Some(icon)
    });
    view! {
        <div class="app-slide__foot">
            <ProgressBars show />
            <div class="app-slide__controls">
                <Button
                    text="Back"
                    icon=Icon::Back
                    style=ButtonStyle::Slide
                    disabled=is_first
                    on_press=move || show.turn(Turn::Back)
                />
                <Button
                    text="Next"
                    icon=Icon::Next
                    style=ButtonStyle::Slide
                    disabled=is_last
                    on_press=move || show.turn(Turn::Next)
                />
                <span class="app-slide__place">
                    {move || format!("{} of {}", slide.get().number, slide.get().last)}
                </span>
                <span class="app-slide__pace">
                    {move || {
                        let end = presentation.has_begun().then(|| show.end_ms()).flatten();
                        end.map(text::move_on)
                    }}
                </span>
                // The title has a larger one.
                <Show when=move || !is_first.get() || presentation.has_begun()>
                    <Button
                        text=pause
                        icon=pause_icon
                        style=ButtonStyle::Slide
                        on_press=move || presentation.toggle()
                    />
                </Show>
                <Button
                    text="Restart timer"
                    icon=Icon::Restart
                    style=ButtonStyle::Slide
                    on_press=move || presentation.reset()
                />
                <Button
                    text="Text size"
                    icon=Icon::TextSize
                    style=ButtonStyle::Slide
                    on_press=move || presentation.enlarge_text()
                />
                <Button
                    text="End"
                    icon=Icon::Close
                    style=ButtonStyle::Slide
                    on_press=move || show.turn(Turn::Leave)
                />
            </div>
        </div>
    }
}

/// A bar for each segment, filled in as far as its slides have been shown.
#[component]
fn ProgressBars(show: SlideShow) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let bars = (1..=briefing.segments.len()).map(|segment| {
        let width = move || {
            let (shown, parts) = match show.content() {
                SlideContent::Title => (0, 1),
                SlideContent::Part(part) if part.segment == segment => (part.part + 1, part.parts),
                SlideContent::Part(part) => (usize::from(part.segment > segment), 1),
                SlideContent::Questions => (1, 1),
            };
            (100 * shown / parts.max(1)).to_string()
        };
        view! {
            <svg class="app-slide__bar" viewBox="0 0 100 1" preserveAspectRatio="none">
                <rect class="app-slide__bar-filled" width=width height="1" />
            </svg>
        }
    });
    view! {
        <div class="app-slide__bars" aria-hidden="true">
            {bars.collect_view()}
        </div>
    }
}
