//! The words of present mode.

use crate::briefing::PRESENTATION_MS;

/// The heading of the last slide.
pub const TO_DISCUSS: &str = "To discuss";

/// On the title: starts the clock, or goes on with it.
pub fn start(has_begun: bool) -> &'static str {
    if has_begun {
        "Carry on"
    } else {
        "Start 7 minutes"
    }
}

/// Explains the mark on the clock, given when the slide should end, in milliseconds from the start.
pub fn move_on(end_ms: i64) -> String {
    format!(
        "On time: move on at {}",
        time_left((PRESENTATION_MS - end_ms) / 1_000)
    )
}

/// The time left of a presentation: "6:12"; once it is over, how long it has been: "+0:35".
pub fn time_left(seconds: i64) -> String {
    let sign = if seconds < 0 { "+" } else { "" };
    let seconds = seconds.abs();
    format!("{sign}{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_in_minutes_and_seconds_and_counts_on_after_the_end() {
        assert_eq!(time_left(420), "7:00");
        assert_eq!(time_left(65), "1:05");
        assert_eq!(time_left(0), "0:00");
        assert_eq!(time_left(-35), "+0:35");
    }
}
