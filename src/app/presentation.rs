//! The presentation's countdown.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Clock;
use crate::briefing::{Countdown, PRESENTATION_MS};
use crate::browser::TabStore;
use crate::vault::{PRESENTATION, Storage as _};

/// How soon after leaving the slides their countdown is resumed rather than started again, in
/// milliseconds: it is easy to leave by pressing a key by mistake.
const RETURN_WITHIN_MS: i64 = 60_000;

/// A countdown that began longer ago is not resumed after a reload, in milliseconds: nobody presents for
/// an hour.
const RELOAD_WITHIN_MS: i64 = 3_600_000;

/// The classes of the sizes that the text on the slides can have.
const TEXT_SIZES: [&str; 4] = [
    "",
    "app-slide--larger",
    "app-slide--large",
    "app-slide--double",
];

/// The countdown of the presentation, and the size of its text. It outlives the page with the slides, and
/// a reload.
#[derive(Clone, Copy)]
pub struct Presentation {
    clock: Clock,
    state: RwSignal<State>,
    /// The time at the last tick, in milliseconds since 1970 began.
    now_ms: RwSignal<i64>,
    /// The place of the size of text in [`TEXT_SIZES`].
    text_size: RwSignal<usize>,
}

/// What is kept of a presentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    countdown: Countdown,
    /// Whether the countdown has been started.
    has_begun: bool,
    /// When the slides were left, in milliseconds since 1970 began.
    left_at_ms: Option<i64>,
}

impl Presentation {
    /// A presentation that has not begun.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            state: RwSignal::default(),
            now_ms: RwSignal::new((clock.now_ms)()),
            text_size: RwSignal::new(0),
        }
    }

    /// Resumes the countdown, if the slides were left less than a minute ago or the page was reloaded.
    /// Otherwise it waits for its start.
    pub fn open(self) {
        self.tick();
        let now_ms = self.now_ms.get_untracked();
        let stored = TabStore.read(PRESENTATION).ok().flatten();
        let stored = stored.and_then(|text| serde_json::from_str::<State>(&text).ok());
        let state = stored.unwrap_or_else(|| self.state.get_untracked());
        let was_left_long_ago = state.left_at_ms.is_some_and(|left_ms| {
            !(0..=RETURN_WITHIN_MS).contains(&now_ms.saturating_sub(left_ms))
        });
        let began_long_ago = state.countdown.passed_ms(now_ms) > RELOAD_WITHIN_MS;
        let state = if was_left_long_ago || began_long_ago {
            State::default()
        } else {
            state
        };
        self.set(State {
            left_at_ms: None,
            ..state
        });
    }

    /// Starts the countdown, unless it has begun.
    pub fn start(self) {
        if !self.state.get_untracked().has_begun {
            self.toggle();
        }
    }

    /// Starts, pauses or resumes the countdown.
    pub fn toggle(self) {
        self.change(Countdown::toggled);
    }

    /// Resets the countdown to its full time.
    pub fn reset(self) {
        self.change(Countdown::reset);
    }

    /// Reads the clock. Call this several times a second while the countdown is shown.
    pub fn tick(self) {
        self.now_ms.set((self.clock.now_ms)());
    }

    /// Notes that the slides are being left.
    pub fn leave(self) {
        let left_at_ms = Some((self.clock.now_ms)());
        self.set(State {
            left_at_ms,
            ..self.state.get_untracked()
        });
    }

    /// How much time is left, in seconds: negative once it is over. Tracks the answer.
    pub fn seconds_left(self) -> i64 {
        let passed_ms = self.state.get().countdown.passed_ms(self.now_ms.get());
        let left_ms = PRESENTATION_MS - passed_ms;
        // A second counts until it is over.
        left_ms.div_euclid(1_000) + i64::from(left_ms.rem_euclid(1_000) > 0)
    }

    /// Whether the countdown is running. Tracks the answer.
    pub fn is_running(self) -> bool {
        self.state.get().countdown.is_running()
    }

    /// Whether the countdown has been started. Tracks the answer.
    pub fn has_begun(self) -> bool {
        self.state.get().has_begun
    }

    /// Makes the text larger, and after the largest size as it was.
    pub fn enlarge_text(self) {
        self.text_size
            .update(|size| *size = (*size + 1) % TEXT_SIZES.len());
    }

    /// The class of the size of the text. Tracks the answer.
    pub fn text_size(self) -> &'static str {
        TEXT_SIZES
            .get(self.text_size.get())
            .copied()
            .unwrap_or_default()
    }

    fn change(self, change: fn(Countdown, i64) -> Countdown) {
        self.tick();
        let state = self.state.get_untracked();
        self.set(State {
            countdown: change(state.countdown, self.now_ms.get_untracked()),
            has_begun: true,
            ..state
        });
    }

    fn set(self, state: State) {
        self.state.set(state);
        if let Ok(text) = serde_json::to_string(&state) {
            // If the browser refuses, the clock starts again after a reload.
            drop(TabStore.write(PRESENTATION, &text));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    static NOW_MS: AtomicI64 = AtomicI64::new(0);

    fn at(ms: i64) {
        NOW_MS.store(ms, Ordering::Relaxed);
    }

    /// One test, since the clock is shared.
    #[test]
    fn the_countdown_resumes_within_a_minute_of_leaving_and_restarts_after_that() {
        let owner = Owner::new();
        owner.with(|| {
            let presentation = Presentation::new(Clock {
                now_ms: || NOW_MS.load(Ordering::Relaxed),
                local: |_| (2026, 11, 23, 10, 42),
            });
            let seconds_left_at = |ms| {
                at(ms);
                presentation.tick();
                untrack(|| presentation.seconds_left())
            };
            at(1_000);
            presentation.open();
            presentation.start();
            assert_eq!(seconds_left_at(1_000), 420);
            assert_eq!(seconds_left_at(1_001), 420);
            assert_eq!(seconds_left_at(2_000), 419);
            presentation.leave();
            at(62_000);
            presentation.open();
            presentation.start();
            assert_eq!(untrack(|| presentation.seconds_left()), 359);
            presentation.leave();
            at(122_001);
            presentation.open();
            presentation.start();
            assert_eq!(seconds_left_at(122_001), 420);
            assert_eq!(seconds_left_at(122_001 + 425_000), -5);
        });
    }
}
