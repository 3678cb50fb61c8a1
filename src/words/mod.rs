//! Sentences that several pages and documents share.
//!
//! Sentences of a single page are in that page's `text.rs`. The types passed in here carry data and
//! no English.

mod beside;
mod files;
mod form;
mod progress;
mod saving;

use crate::record::{Date, DateParts, MAX_ROWS, RowKind};

pub use beside::beside;
pub use files::decode_error;
pub use form::{
    ABOUT, COPY, DISCUSSION, EVIDENCE, NO_NAMES, NOT_FILLED_IN, STATUS, action, action_title,
    copy_of, difference, foot, label, other_briefing, overdue, problem, progress, record_name,
    source, standing, status, team_label, team_name, topic, topic_of, typed_team_name,
    who_and_when,
};
pub use progress::{action_counts, sent};
pub use saving::{
    DELETE_PERMANENTLY, ONE_COPY, SAVED_IN_BACKUP, TWO_COPIES, UNREADABLE, clear_question,
    save_error, submitted,
};

/// A date: "23 November 2026".
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month_name(), date.year())
}

/// A date with its day of the week: "Saturday 27 March 2027, a weekend".
pub fn date_in_full(day: Date) -> String {
    let weekend = if day.is_weekend() { ", a weekend" } else { "" };
    format!("{} {}{weekend}", day.weekday_name(), date(day))
}

/// A date as typed: "23 November 2026" if it is real, otherwise its parts as they are. Empty if
/// nothing was typed.
pub fn typed_date(parts: &DateParts) -> String {
    match parts.date() {
        Some(real) => date(real),
        None if parts.is_blank() => String::new(),
        None => {
            let parts = [&parts.day, &parts.month, &parts.year].map(String::as_str);
            let typed = parts.into_iter().filter(|part| !part.trim().is_empty());
            typed.collect::<Vec<_>>().join(" ")
        }
    }
}

/// A time of day: "10:42".
pub fn clock(hour: u8, minute: u8) -> String {
    format!("{hour:02}:{minute:02}")
}

/// A number of things: "1 action", "2 actions".
pub fn how_many(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}

/// A number with a comma between thousands: "10,000".
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What rows are called.
pub fn rows(kind: RowKind) -> &'static str {
    match kind {
        RowKind::LearningPoint => "learning points",
        RowKind::Action => "actions",
        RowKind::Evidence => "entries of evidence",
    }
}

/// Why no further row can be added, and what to do.
pub fn no_more_rows(kind: RowKind) -> String {
    format!(
        "A form can have up to {} {}, and this one has as many. Remove one to add another, or start another form on the page “Saved forms”.",
        number(MAX_ROWS),
        rows(kind)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_commas() {
        let numbers = [0, 12, 999, 1_000, 20_000, 1_234_567].map(number);
        assert_eq!(numbers, ["0", "12", "999", "1,000", "20,000", "1,234,567"]);
    }

    #[test]
    fn a_date_in_full_says_when_it_is_a_weekend() {
        let in_full = |day| Date::new(2027, 3, day).map(date_in_full);
        assert_eq!(in_full(26).as_deref(), Some("Friday 26 March 2027"));
        assert_eq!(
            in_full(27).as_deref(),
            Some("Saturday 27 March 2027, a weekend")
        );
        assert_eq!(
            in_full(28).as_deref(),
            Some("Sunday 28 March 2027, a weekend")
        );
    }
}
