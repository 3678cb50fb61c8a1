//! The buttons below a slide.

use leptos::prelude::*;

use super::slide_show::{SlideShow, Turn};
use crate::app::Presentation;
use crate::ui::{Button, ButtonStyle};

/// The buttons below a slide, and its place among the slides.
#[component]
pub fn Controls(show: SlideShow) -> impl IntoView {
    let presentation = expect_context::<Presentation>();
    let slide = show.slide;
    let is_first = Signal::derive(move || slide.get().number == 1);
    let is_last = Signal::derive(move || slide.get().number == slide.get().last);
    let pause = Signal::derive(move || {
        if presentation.is_running() {
            "Pause"
        } else {
            "Go on"
        }
    });
    view! {
        <div class="app-slide__controls">
            <Button
                text="Back"
                style=ButtonStyle::Slide
                disabled=is_first
                on_press=move || show.turn(Turn::Back)
            />
            <Button
                text="Next"
                style=ButtonStyle::Slide
                disabled=is_last
                on_press=move || show.turn(Turn::Next)
            />
            <ProgressBars show />
            <span class="app-slide__place">
                {move || format!("{} of {}", slide.get().number, slide.get().last)}
            </span>
            <Button text=pause style=ButtonStyle::Slide on_press=move || presentation.toggle() />
            <Button text="Reset" style=ButtonStyle::Slide on_press=move || presentation.reset() />
            <Button
                text="Leave"
                style=ButtonStyle::Slide
                on_press=move || show.turn(Turn::Leave)
            />
        </div>
    }
}

/// A bar for each slide; those up to the slide that is shown are filled in.
#[component]
fn ProgressBars(show: SlideShow) -> impl IntoView {
    let slide = show.slide;
    let bars = (1..=slide.get_untracked().last).map(|number| {
        view! {
            <span
                class="app-slide__bar"
                class:app-filled=move || number <= slide.get().number
            ></span>
        }
    });
    view! {
        <div class="app-slide__bars" aria-hidden="true">
            {bars.collect_view()}
        </div>
    }
}
