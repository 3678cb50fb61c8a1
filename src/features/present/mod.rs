//! Present mode: the briefing for a whole room. A title, one matter a slide, and a last slide with what
//! to discuss.

mod controls;
mod slide_body;
mod slide_show;
mod slides;
mod text;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::route::Page;
use crate::app::{Clock, Presentation, ReadProgress, SegmentInView, use_interval};
use crate::briefing::{Briefing, PRESENTATION_MS};
use crate::browser;
use crate::ui::{Dial, DialState};
use controls::Controls;
use slide_body::{PartSlide, QuestionsSlide, SlideHeading, TitleSlide};
pub use slide_show::Slide;
use slide_show::{SlideShow, Turn};
use slides::SlideContent;

/// The id of the slide, whose type is made as large as there is room for. It scrolls if no type fits.
const SLIDE_ID: &str = "slide";

/// How often to read the clock, in milliseconds.
const TICK_MS: u64 = 250;

/// How long nobody has to touch anything before the buttons go away, in milliseconds.
const IDLE_MS: i64 = 3_000;

/// The page with the slides.
#[component]
pub fn PresentPage(
    /// The slide to show.
    slide: Memo<Slide>,
) -> impl IntoView {
    let show = SlideShow::new(slide);
    let presentation = expect_context::<Presentation>();
    presentation.open();
    let is_idle = use_idle();
    watch_reading(show);
    fit_each(slide, presentation);
    let swipe = StoredValue::new(browser::Swipe::default());
    let on_pointer = move |event: ev::PointerEvent| {
        let drawn_left = swipe.try_update_value(|swipe| swipe.note(&event));
        if let Some(is_left) = drawn_left.flatten() {
            show.turn(if is_left { Turn::Next } else { Turn::Back });
        }
    };
    view! {
        <div
            class=move || format!("app-slide {}", presentation.text_size())
            class:app-slide--idle=is_idle
            id=SLIDE_ID
            on:pointerdown=on_pointer
            on:pointerup=on_pointer
        >
            <div class="app-slide__page">
                {move || view! { <SlideWhole show content=show.content() /> }} <Controls show />
            </div>
        </div>
    }
}

/// All of a slide but the buttons.
#[component]
fn SlideWhole(show: SlideShow, content: SlideContent) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let reviews = briefing.reviews;
    let (label, heading, class, body) = match content {
        SlideContent::Title => return view! { <TitleSlide show /> }.into_any(),
        SlideContent::Part(part) => (
            part.label(),
            part.heading.clone(),
            format!("app-slide__band app-segment--{}", part.segment),
            view! { <PartSlide part reviews /> }.into_any(),
        ),
        SlideContent::Questions => (
            String::new(),
            text::TO_DISCUSS.to_owned(),
            "app-slide__band".to_owned(),
            view! { <QuestionsSlide /> }.into_any(),
        ),
    };
    view! {
        <div class=class>
            <SlideHeading label heading />
            <Dial state=dial_state(show) />
        </div>
        <div class="app-slide__body">{body}</div>
    }
    .into_any()
}

/// Turns the slides by keys, leaves present mode when the user leaves the full screen, and fits the
/// slide to the window. Call this once: the listeners stay for as long as the app runs.
pub fn listen(page: Memo<Page>, slide: Memo<Slide>) {
    let show = SlideShow::new(slide);
    let presentation = expect_context::<Presentation>();
    let is_shown = move || page.get_untracked() == Page::Present;
    browser::on_key(move |key| is_shown() && show.press(key));
    browser::on_full_screen_left(move || {
        if is_shown() {
            show.turn(Turn::Leave);
        }
    });
    browser::on_resize(move || {
        if is_shown() {
            fit(presentation);
        }
    });
}

/// Counts the segment on the slide as being read, and to its end on the last of its slides.
fn watch_reading(show: SlideShow) {
    let briefing = expect_context::<Arc<Briefing>>();
    expect_context::<ReadProgress>().watch(move || {
        // Nobody reads in a background tab.
        browser::view(SLIDE_ID)?;
        let SlideContent::Part(part) = show.content() else {
            return None;
        };
        let segment = briefing.segments.get(part.segment - 1)?;
        Some(SegmentInView {
            number: part.segment,
            least_reading_ms: segment.least_reading_ms(),
            is_end_in_view: part.is_last(),
        })
    });
}

/// Reads the clock, for as long as the page is shown. Returns whether nobody has touched anything for a
/// while, neither the pointer nor a key.
fn use_idle() -> RwSignal<bool> {
    let presentation = expect_context::<Presentation>();
    let now_ms = expect_context::<Clock>().now_ms;
    let is_idle = RwSignal::new(false);
    let touched_ms = StoredValue::new(now_ms());
    if browser::is_present() {
        let touch = move || {
            touched_ms.set_value(now_ms());
            if is_idle.get_untracked() {
                is_idle.set(false);
            }
        };
        let listeners = [
            window_event_listener(ev::pointermove, move |_| touch()),
            window_event_listener(ev::pointerdown, move |_| touch()),
            window_event_listener(ev::keydown, move |_| touch()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    }
    use_interval(TICK_MS, move || {
        presentation.tick();
        let is_now = now_ms().saturating_sub(touched_ms.get_value()) > IDLE_MS;
        if is_now != is_idle.get_untracked() {
            is_idle.set(is_now);
        }
    });
    is_idle
}

/// Makes the type of each slide as large as there is room for.
fn fit_each(slide: Memo<Slide>, presentation: Presentation) {
    if browser::is_present() {
        Effect::new(move || {
            slide.track();
            presentation.text_size();
            fit(presentation);
        });
    }
}

fn fit(presentation: Presentation) {
    browser::after_frame(move || browser::fit(SLIDE_ID, untrack(|| presentation.text_size())));
}

/// The time that is left, and how much of it should be left at the end of the slide. It changes every
/// second.
fn dial_state(show: SlideShow) -> Signal<DialState> {
    let presentation = expect_context::<Presentation>();
    let seconds_left = Memo::new(move |_| presentation.seconds_left());
    Signal::derive(move || {
        let seconds = seconds_left.get();
        let end_ms = show.end_ms().unwrap_or(PRESENTATION_MS);
        DialState {
            left: thousandths(seconds * 1_000),
            mark: thousandths(PRESENTATION_MS - end_ms),
            text: text::time_left(seconds),
        }
    })
}

/// A part of the presentation's time, in thousandths of the whole.
fn thousandths(part_ms: i64) -> i64 {
    part_ms * 1_000 / PRESENTATION_MS
}
