//! Dates typed whole: whatever is understood is the date that was meant, and nothing else changes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

mod common;

use common::{cases, text};
use proptest::{collection::vec, prelude::*, sample::select};
use seven_minute_briefing::record::{Date, DatePart, DateParts};
use seven_minute_briefing::words;

/// Pieces of dates, and pieces that confuse them.
const PIECES: &[&str] = &[
    "1",
    "27",
    "31",
    "03",
    "3",
    "12",
    "13",
    "2027",
    "27th",
    "1st",
    "March",
    "mar",
    "Sat",
    "Friday",
    "of",
    "the",
    " ",
    "  ",
    "/",
    "-",
    ".",
    ",",
    "–",
    "0",
    "99999",
    "é",
    "st",
    "\u{1f4c5}",
    "٣",
    "\n",
];

fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(PIECES).prop_map(str::to_owned),
        1 => text(),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn parts() -> impl Strategy<Value = DateParts> {
    (typed(), typed(), typed()).prop_map(|(day, month, year)| DateParts { day, month, year })
}

fn date() -> impl Strategy<Value = Date> {
    (2000..2100_u16, 1..13_u8, 1..32_u8).prop_filter_map("no such day", |(year, month, day)| {
        Date::new(year, month, day)
    })
}

/// A date in every spelling that people use.
fn spellings(date: Date) -> Vec<String> {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let name = date.month_name();
    let ending = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    vec![
        date.to_string(),
        words::date(date),
        words::date_in_full(date).replace(", a weekend", ""),
        format!("{day}/{month}/{year}"),
        format!("{day:02}.{month:02}.{:02}", year % 100),
        format!("{day}-{}-{year}", &name[..3]),
        format!("{day}{ending} {name} {year}"),
        format!("the {day}{ending} of {}, {year}", name.to_uppercase()),
        format!("{name} {day}, {year}"),
        format!("  {day}  {month}  {year}\n"),
    ]
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_date_in_any_spelling_is_that_date(date in date()) {
        for typed in spellings(date) {
            let read = DateParts::read(&typed);
            prop_assert_eq!(read.and_then(|parts| parts.date()), Some(date), "{}", typed);
        }
    }

    #[test]
    fn what_is_understood_prints_back_to_the_same_date(typed in typed()) {
        if let Some(date) = Date::parse_typed(&typed) {
            for printed in [date.to_string(), words::date(date)] {
                prop_assert_eq!(Date::parse_typed(&printed), Some(date), "{}", typed);
            }
        }
    }

    #[test]
    fn a_date_put_into_three_boxes_loses_and_replaces_nothing(
        parts in parts(),
        typed in select(&DatePart::ALL[..]),
    ) {
        let Some(spread) = parts.spread(typed) else {
            return Ok(());
        };
        let read = DateParts::read(parts.part(typed)).expect("only what is understood is spread");
        for part in DatePart::ALL {
            let (before, after) = (parts.part(part), spread.part(part));
            let is_kept = part == typed || before.trim().is_empty() || before == after;
            prop_assert!(is_kept, "{parts:?} became {spread:?}");
            let is_put = read.part(part).is_empty() || !after.trim().is_empty();
            prop_assert!(is_put, "{parts:?} became {spread:?}");
        }
        if let Some(date) = read.date() {
            prop_assert_eq!(spread.date(), Some(date));
        }
        prop_assert_eq!(spread.spread(typed), None, "it is done once");
    }
}

#[test]
fn words_in_the_boxes_are_told_from_half_a_date() {
    for (parts, expected) in [
        (["", "", ""], false),
        (["27", "", ""], false),
        (["27", "Mar", "27"], false),
        (["31", "2", "2027"], false),
        (["after half term", "", ""], true),
        (["27", "Mrach", "2027"], true),
        (["27", "3", "27/3/2027"], true),
    ] {
        let [day, month, year] = parts.map(str::to_owned);
        let date = DateParts { day, month, year };
        assert_eq!(date.has_words(), expected, "{parts:?}");
    }
}
