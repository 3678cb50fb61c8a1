//! Present mode: the briefing for a whole room, one segment a slide, and a last slide with what to
//! discuss.

mod controls;
mod slide_body;
mod slide_show;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::route::Page;
use crate::app::{Presentation, ReadProgress, SegmentInView, use_interval};
use crate::briefing::{Briefing, PRESENTATION_MS};
use crate::browser;
use crate::ui::{Dial, DialState};
use controls::Controls;
use slide_body::{SlideBody, SlideHeading, segment_of};
pub use slide_show::Slide;
use slide_show::{SlideShow, Turn};

/// The id of a slide's body, whose type is made as large as there is room for.
const SLIDE_ID: &str = "slide";

/// The class of a slide's body that has only names beside its charts, not whole sentences.
const SHORT: &str = "app-slide__body--short";

/// How often to read the clock, in milliseconds.
const TICK_MS: u64 = 250;

/// The page with the slides.
#[component]
pub fn PresentPage(
    /// The slide to show.
    slide: Memo<Slide>,
) -> impl IntoView {
    let show = SlideShow::new(slide);
    let presentation = expect_context::<Presentation>();
    presentation.start_or_resume();
    use_interval(TICK_MS, move || presentation.tick());
    watch_reading(slide);
    fit_each(slide);
    let swipe = StoredValue::new(browser::Swipe::default());
    let on_pointer = move |event: leptos::ev::PointerEvent| {
        let drawn_left = swipe.try_update_value(|swipe| swipe.note(&event));
        if let Some(is_left) = drawn_left.flatten() {
            show.turn(if is_left { Turn::Next } else { Turn::Back });
        }
    };
    view! {
        <div class="app-slide" on:pointerdown=on_pointer on:pointerup=on_pointer>
            <div class="app-slide__head">
                {move || view! { <SlideHeading number=slide.get().number /> }}
                <Dial state=dial_state(presentation, slide) />
            </div>
            <div class="app-slide__body" id=SLIDE_ID>
                {move || view! { <SlideBody number=slide.get().number /> }}
            </div>
            <Controls show />
        </div>
    }
}

/// Turns the slides by keys, leaves present mode when the user leaves the full screen, and fits the
/// slide to the window. Call this once: the listeners stay for as long as the app runs.
pub fn listen(page: Memo<Page>, slide: Memo<Slide>) {
    let show = SlideShow::new(slide);
    let is_shown = move || page.get_untracked() == Page::Present;
    browser::on_key(move |key| is_shown() && show.press(key));
    browser::on_full_screen_left(move || {
        if is_shown() {
            show.turn(Turn::Leave);
        }
    });
    browser::on_resize(move || {
        if is_shown() {
            fit();
        }
    });
}

/// Counts the segment on the slide as being read, to its end.
fn watch_reading(slide: Memo<Slide>) {
    let briefing = expect_context::<Arc<Briefing>>();
    expect_context::<ReadProgress>().watch(move || {
        // Nobody reads in a background tab.
        browser::view(SLIDE_ID)?;
        let number = slide.get().number;
        let segment = segment_of(&briefing, number)?;
        Some(SegmentInView {
            number,
            least_reading_ms: segment.least_reading_ms(),
            is_end_in_view: true,
        })
    });
}

/// Makes the type of each slide as large as there is room for.
fn fit_each(slide: Memo<Slide>) {
    if browser::is_present() {
        Effect::new(move || {
            slide.track();
            fit();
        });
    }
}

fn fit() {
    browser::after_frame(|| browser::fit(SLIDE_ID, SHORT));
}

/// The time that is left, and how much of it should be left at the end of the slide. It changes every
/// second.
fn dial_state(presentation: Presentation, slide: Memo<Slide>) -> Signal<DialState> {
    let pace = expect_context::<Arc<Briefing>>().pace_ms();
    let seconds_left = Memo::new(move |_| presentation.seconds_left());
    Signal::derive(move || {
        let seconds = seconds_left.get();
        let due_ms = (slide.get().number.checked_sub(1)).and_then(|index| pace.get(index));
        DialState {
            left: thousandths(seconds * 1_000),
            mark: thousandths(PRESENTATION_MS - due_ms.unwrap_or(&PRESENTATION_MS)),
            text: text::time_left(seconds),
        }
    })
}

/// A part of the presentation's time, in thousandths of the whole.
fn thousandths(part_ms: i64) -> i64 {
    part_ms * 1_000 / PRESENTATION_MS
}
