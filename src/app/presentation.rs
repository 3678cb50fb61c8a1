//! The presentation's countdown.

use leptos::prelude::*;

use super::Clock;
use crate::briefing::{Countdown, PRESENTATION_MS};

/// How soon after leaving the slides their countdown is resumed rather than started again, in
/// milliseconds: it is easy to leave by pressing a key by mistake.
const RETURN_WITHIN_MS: i64 = 60_000;

/// The countdown of the presentation. It outlives the page with the slides.
#[derive(Clone, Copy)]
pub struct Presentation {
    clock: Clock,
    countdown: RwSignal<Countdown>,
    /// The time at the last tick, in milliseconds since 1970 began.
    now_ms: RwSignal<i64>,
    /// When the slides were left, in milliseconds since 1970 began.
    left_at_ms: StoredValue<Option<i64>>,
}

impl Presentation {
    /// A presentation that has not begun.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            countdown: RwSignal::default(),
            now_ms: RwSignal::new((clock.now_ms)()),
            left_at_ms: StoredValue::default(),
        }
    }

    /// Starts the countdown, unless the slides were left less than a minute ago.
    pub fn start_or_resume(self) {
        self.tick();
        let now_ms = self.now_ms.get_untracked();
        let since_ms = self.left_at_ms.get_value().map(|left| now_ms - left);
        if !since_ms.is_some_and(|since_ms| (0..=RETURN_WITHIN_MS).contains(&since_ms)) {
            self.change(|_, now_ms| Countdown::started(now_ms));
        }
    }

    /// Pauses or resumes the countdown.
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
        self.left_at_ms.set_value(Some((self.clock.now_ms)()));
    }

    /// How much time is left, in seconds: negative once it is over. Tracks the answer.
    pub fn seconds_left(self) -> i64 {
        let passed_ms = self.countdown.get().passed_ms(self.now_ms.get());
        let left_ms = PRESENTATION_MS - passed_ms;
        // A second counts until it is over.
        left_ms.div_euclid(1_000) + i64::from(left_ms.rem_euclid(1_000) > 0)
    }

    /// Whether the countdown is running. Tracks the answer.
    pub fn is_running(self) -> bool {
        self.countdown.get().is_running()
    }

    fn change(self, change: fn(Countdown, i64) -> Countdown) {
        self.tick();
        let now_ms = self.now_ms.get_untracked();
        self.countdown
            .update(|countdown| *countdown = change(*countdown, now_ms));
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
            presentation.start_or_resume();
            assert_eq!(seconds_left_at(1_000), 420);
            assert_eq!(seconds_left_at(1_001), 420);
            assert_eq!(seconds_left_at(2_000), 419);
            presentation.leave();
            at(62_000);
            presentation.start_or_resume();
            assert_eq!(untrack(|| presentation.seconds_left()), 359);
            presentation.leave();
            at(122_001);
            presentation.start_or_resume();
            assert_eq!(seconds_left_at(122_001), 420);
            assert_eq!(seconds_left_at(122_001 + 425_000), -5);
        });
    }
}
