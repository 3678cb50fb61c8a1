//! How long a briefing takes to read and to present.

use serde::{Deserialize, Serialize};

use super::{Briefing, Segment};

/// The length of a presentation, in milliseconds: seven minutes.
pub const PRESENTATION_MS: i64 = 7 * 60 * 1_000;

/// How many words of English non-fiction an adult reads silently per minute. Source: M. Brysbaert, "How
/// many words do we read per minute?", Journal of Memory and Language 109 (2019),
/// <https://doi.org/10.1016/j.jml.2019.104047>.
const WORDS_PER_MINUTE: usize = 238;

/// The time that it takes to move to a segment and introduce it, as a number of words.
const WORDS_PER_CHANGE: usize = 15;

/// How many times faster than average the fastest reader is.
const MAX_READING_SPEED: i64 = 3;

impl Segment {
    /// The number of words, including the heading.
    pub fn words(&self) -> usize {
        [&self.heading]
            .into_iter()
            .chain(self.texts())
            .map(|text| text.split_whitespace().count())
            .sum()
    }

    /// How long the segment has to be in view to count as read, in milliseconds: the time that the
    /// fastest reader needs, and at least one second.
    pub fn least_reading_ms(&self) -> i64 {
        let words = i64::try_from(self.words()).unwrap_or(i64::MAX / 60_000);
        let average = words * 60_000 / i64::try_from(WORDS_PER_MINUTE).unwrap_or(1);
        (average / MAX_READING_SPEED).max(1_000)
    }
}

impl Briefing {
    /// How long it takes to read, in minutes, rounded up: at least 1.
    pub fn reading_minutes(&self) -> usize {
        let words: usize = self.segments.iter().map(Segment::words).sum();
        words.div_ceil(WORDS_PER_MINUTE).max(1)
    }

    /// When each segment should end, in milliseconds from the start of a presentation. Each gets a share
    /// of the time by its number of words, and the last one ends with the presentation.
    pub fn pace_ms(&self) -> Vec<i64> {
        let ends: Vec<usize> = (self.segments.iter())
            .scan(0, |sum, segment| {
                *sum += segment.words() + WORDS_PER_CHANGE;
                Some(*sum)
            })
            .collect();
        let all = ends.last().copied().unwrap_or(1);
        let share = |end: usize| {
            let (end, all) = (i64::try_from(end), i64::try_from(all));
            PRESENTATION_MS.saturating_mul(end.unwrap_or(0)) / all.unwrap_or(1)
        };
        ends.into_iter().map(share).collect()
    }
}

/// A countdown. It calculates from its start time, so it is right however rarely it is read: in a
/// background tab, or after the laptop was closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Countdown {
    /// The time that had passed when it was last paused, in milliseconds.
    passed_ms: i64,
    /// When it was last started, in milliseconds since the start of 1970; `None` while it is paused.
    since_ms: Option<i64>,
}

impl Countdown {
    /// Whether it is running.
    pub fn is_running(self) -> bool {
        self.since_ms.is_some()
    }

    /// The time that has passed, in milliseconds. Never negative, even if the clock was set back.
    pub fn passed_ms(self, now_ms: i64) -> i64 {
        let running = self
            .since_ms
            .map_or(0, |since| now_ms.saturating_sub(since).max(0));
        self.passed_ms.max(0).saturating_add(running)
    }

    /// Pauses a running countdown and resumes a paused one.
    #[must_use]
    pub fn toggled(self, now_ms: i64) -> Self {
        Self {
            passed_ms: self.passed_ms(now_ms),
            since_ms: if self.is_running() {
                None
            } else {
                Some(now_ms)
            },
        }
    }

    /// Sets the countdown back to its start. A running one keeps running, a paused one stays paused.
    #[must_use]
    pub fn reset(self, now_ms: i64) -> Self {
        Self {
            passed_ms: 0,
            since_ms: self.since_ms.map(|_| now_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    #[test]
    fn each_segment_gets_a_share_of_the_time_and_the_last_ends_on_time() {
        let Ok(briefing) = Briefing::parse(crate::briefing::TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is valid")
        };
        let ends = briefing.pace_ms();
        assert_eq!(ends.len(), briefing.segments.len());
        assert!(ends.is_sorted_by(|one, next| one < next), "{ends:?}");
        assert_eq!(ends.last(), Some(&PRESENTATION_MS));
        // The second segment has the most words, and the third has hardly any.
        assert!(ends[1] - ends[0] > 3 * (ends[2] - ends[1]), "{ends:?}");
    }

    #[test]
    fn a_countdown_is_right_however_rarely_it_is_read() {
        let started = Countdown::default().toggled(1_000);
        assert_eq!(started.passed_ms(1_000), 0);
        // The tab was in the background for five minutes.
        assert_eq!(started.passed_ms(1_000 + 5 * MINUTE), 5 * MINUTE);
    }

    #[test]
    fn a_pause_does_not_count() {
        let paused = Countdown::default().toggled(0).toggled(MINUTE);
        assert!(!paused.is_running());
        assert_eq!(paused.passed_ms(9 * MINUTE), MINUTE);
        let on = paused.toggled(9 * MINUTE);
        assert!(on.is_running());
        assert_eq!(on.passed_ms(10 * MINUTE), 2 * MINUTE);
    }

    #[test]
    fn a_reset_keeps_a_countdown_running_or_paused() {
        let running = Countdown::default().toggled(0).reset(3 * MINUTE);
        assert_eq!(running.passed_ms(4 * MINUTE), MINUTE);
        let paused = Countdown::default()
            .toggled(0)
            .toggled(MINUTE)
            .reset(3 * MINUTE);
        assert_eq!(paused.passed_ms(9 * MINUTE), 0);
    }

    #[test]
    fn setting_the_clock_back_does_not_make_the_time_negative() {
        assert_eq!(Countdown::default().toggled(5 * MINUTE).passed_ms(0), 0);
    }
}
