//! The words of present mode.

/// The heading of the last slide.
pub const TO_DISCUSS: &str = "To discuss";

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
