//! Presenting: the full screen, and slides that are turned.

use leptos::ev::Event;
use leptos::prelude::*;

use super::Session;
use crate::app::route::{Page, Route};
use crate::briefing::Countdown;
use crate::browser;

/// The id of what is on a slide: its type is made as large as there is room for.
pub const SLIDE_ID: &str = "slide";

/// Who comes back to the slides so soon goes on, in milliseconds.
const BACK_AGAIN_MS: i64 = 60_000;

/// The class of a slide that leaves out what its pictures say as well.
const SHORT: &str = "app-slide__body--short";

impl Session {
    /// Lets the page fill the screen for the slides that a link leads to, where that is
    /// allowed.
    pub fn fill_the_screen(self, click: &Event) {
        if browser::is_followed_here(click) {
            browser::fill_screen();
        }
    }

    /// Scrolls a slide that does not fit on, or back. Says whether there was anything left.
    pub fn scroll_slide(self, on: bool) -> bool {
        browser::scroll_on(SLIDE_ID, on)
    }

    /// Shows a text that stood in the page before the app began, by its id, in the place of
    /// that id which is about to be there.
    pub fn insert_prerendered(self, id: String, place: &'static str) {
        if self.is_started() {
            browser::after_frame(move || browser::insert_prerendered(&id, place));
        }
    }

    /// Whether there is room for something beside the text.
    pub fn is_wide(self) -> bool {
        self.is_started() && browser::is_wide()
    }

    /// Turns to another slide, which is at that address.
    pub fn turn_to(self, route: &Route) {
        browser::replace_hash(&route.to_string());
    }

    /// Ends the presentation, at that segment of the briefing or at another page.
    pub fn end_presenting(self, at: &Route) {
        let now_ms = (self.clock().now_ms)();
        self.mind.update_value(|mind| mind.presented_ms = now_ms);
        browser::leave_full_screen();
        self.go(at);
    }

    /// Makes the type of each slide that is turned to as large as it can be.
    pub fn fit_slides(self, slide: Memo<(usize, usize)>) {
        if self.is_started() {
            Effect::new(move |_| {
                slide.track();
                self.fit_slide();
            });
        }
    }

    /// Makes the type of the slide that stands there, or is about to, as large as it can be.
    pub fn fit_slide(self) {
        browser::after_frame(|| browser::fit(SLIDE_ID, SHORT));
    }

    /// Starts the clock of the presentation, unless that was left only just now: a key is
    /// soon pressed by mistake.
    pub fn start_clock(self) {
        let left_ms = self.mind.with_value(|mind| mind.presented_ms);
        let since_ms = (self.clock().now_ms)() - left_ms;
        if !(0..=BACK_AGAIN_MS).contains(&since_ms) {
            self.set_clock(|_, now_ms| Countdown::started(now_ms));
        }
    }

    /// Starts, stops or resets the clock of the presentation.
    pub fn set_clock(self, change: fn(Countdown, i64) -> Countdown) {
        let now_ms = (self.clock().now_ms)();
        self.mind
            .update_value(|mind| mind.countdown = change(mind.countdown, now_ms));
    }

    /// How long the presentation has been going on, in milliseconds, and whether it goes
    /// on now.
    pub fn presented_ms(self) -> (i64, bool) {
        let countdown = self.mind.with_value(|mind| mind.countdown);
        (
            countdown.passed_ms((self.clock().now_ms)()),
            countdown.is_running(),
        )
    }

    /// A finger was put down or lifted on a slide: whether it asks for the next slide, or
    /// for the one before.
    pub fn swiped(self, event: &Event) -> Option<bool> {
        self.mind
            .try_update_value(|mind| mind.swipe.note(event))
            .flatten()
    }
}

/// Where a slide is.
pub fn slide_route(slide: usize) -> Route {
    Route::to_element(Page::Present, &slide.to_string())
}
