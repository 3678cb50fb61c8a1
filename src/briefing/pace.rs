//! How long a briefing takes: to read to oneself, and to present.

use super::{Briefing, Segment};

/// How long a presentation lasts, in milliseconds: the seven minutes.
pub const PRESENTATION_MS: i64 = 7 * 60 * 1_000;

/// Words an adult reads in a minute, silently, of non-fiction in English. Source:
/// M. Brysbaert, "How many words do we read per minute?", Journal of Memory and
/// Language 109 (2019), <https://doi.org/10.1016/j.jml.2019.104047>.
const WORDS_A_MINUTE: usize = 238;

/// Words that a segment counts for beyond its own when it is presented: it has to be
/// turned to, and its heading to be said.
const WORDS_TO_TURN: usize = 15;

/// Nobody reads faster than so many times the usual speed.
const SKIMMING: i64 = 3;

impl Segment {
    /// How many words it has, its heading among them.
    pub fn words(&self) -> usize {
        [&self.heading]
            .into_iter()
            .chain(self.texts())
            .map(|text| text.split_whitespace().count())
            .sum()
    }

    /// How long somebody must have had it in view to have read it, in milliseconds:
    /// what skimming it takes, and at least one second.
    pub fn least_reading_ms(&self) -> i64 {
        let words = i64::try_from(self.words()).unwrap_or(i64::MAX / 60_000);
        let usual = words * 60_000 / i64::try_from(WORDS_A_MINUTE).unwrap_or(1);
        (usual / SKIMMING).max(1_000)
    }
}

impl Briefing {
    /// How many minutes it takes to read to oneself, rounded up: at least 1.
    pub fn reading_minutes(&self) -> usize {
        let words: usize = self.segments.iter().map(Segment::words).sum();
        words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// When each segment should be over, in milliseconds from the start of a
    /// presentation: each has a share of the time by its words. The last one ends with
    /// the time.
    pub fn pace_ms(&self) -> Vec<i64> {
        let ends: Vec<usize> = (self.segments.iter())
            .scan(0, |sum, segment| {
                *sum += segment.words() + WORDS_TO_TURN;
                Some(*sum)
            })
            .collect();
        let all = ends.last().copied().unwrap_or(1);
        let share = |end: usize| {
            let (end, all) = (i64::try_from(end), i64::try_from(all));
            // In range for any briefing that fits into memory.
            PRESENTATION_MS.saturating_mul(end.unwrap_or(0)) / all.unwrap_or(1)
        };
        ends.into_iter().map(share).collect()
    }
}

/// A clock that runs down. It knows when it was started and reckons from there, so it is
/// right however seldom it is asked: in a tab in the background, after the lid was closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Countdown {
    /// How much had passed when it was last stopped, in milliseconds.
    passed_ms: i64,
    /// Since when it runs, in milliseconds since 1970 began; `None` while it stands.
    since_ms: Option<i64>,
}

impl Countdown {
    /// All the time is left, and it runs.
    pub fn started(now_ms: i64) -> Self {
        Self {
            passed_ms: 0,
            since_ms: Some(now_ms),
        }
    }

    /// Whether it runs.
    pub fn is_running(self) -> bool {
        self.since_ms.is_some()
    }

    /// How much has passed, in milliseconds; never less than nothing, though the device's
    /// clock may be set back.
    pub fn passed_ms(self, now_ms: i64) -> i64 {
        let running = self.since_ms.map_or(0, |since| (now_ms - since).max(0));
        self.passed_ms + running
    }

    /// Stops it if it runs, and lets it go on if it stands.
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

    /// All the time is left again; it runs if it ran.
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
    fn each_segment_has_a_share_of_the_time_and_the_last_ends_with_it() {
        let Ok(briefing) = Briefing::parse(crate::briefing::TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is one")
        };
        let ends = briefing.pace_ms();
        assert_eq!(ends.len(), briefing.segments.len());
        assert!(ends.is_sorted_by(|one, next| one < next), "{ends:?}");
        assert_eq!(ends.last(), Some(&PRESENTATION_MS));
        // The second has the most words, the third next to none.
        assert!(ends[1] - ends[0] > 3 * (ends[2] - ends[1]), "{ends:?}");
    }

    #[test]
    fn a_countdown_is_right_however_seldom_it_is_asked() {
        let started = Countdown::started(1_000);
        assert_eq!(started.passed_ms(1_000), 0);
        // The tab was away for five minutes.
        assert_eq!(started.passed_ms(1_000 + 5 * MINUTE), 5 * MINUTE);
    }

    #[test]
    fn a_pause_does_not_count() {
        let paused = Countdown::started(0).toggled(MINUTE);
        assert!(!paused.is_running());
        assert_eq!(paused.passed_ms(9 * MINUTE), MINUTE);
        let on = paused.toggled(9 * MINUTE);
        assert!(on.is_running());
        assert_eq!(on.passed_ms(10 * MINUTE), 2 * MINUTE);
    }

    #[test]
    fn after_a_reset_it_runs_if_it_ran() {
        let running = Countdown::started(0).reset(3 * MINUTE);
        assert_eq!(running.passed_ms(4 * MINUTE), MINUTE);
        let paused = Countdown::started(0).toggled(MINUTE).reset(3 * MINUTE);
        assert_eq!(paused.passed_ms(9 * MINUTE), 0);
    }

    #[test]
    fn a_clock_that_is_set_back_takes_no_time_back() {
        assert_eq!(Countdown::started(5 * MINUTE).passed_ms(0), 0);
    }
}
