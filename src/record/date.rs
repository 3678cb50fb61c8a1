//! Dates: three boxes as typed, and the real date that they may give.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
#[cfg(feature = "app")]
use reactive_stores::Store;

/// A real calendar date.
///
/// A typed date has a year from 1900 to 9999: any other year is a typing mistake. See [`Date::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// A date before every date that a record can have.
    pub const BEFORE_ALL: Self = Self(NaiveDate::MIN);

    /// The date with that year, month (1 to 12) and day. `None` if there is no such day or the year is
    /// outside 1900 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if !(1900..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).map(Self)
    }

    /// Reads a date that was typed into a single box. See [`DateParts::read`] for what is understood.
    pub fn parse_typed(text: &str) -> Option<Self> {
        DateParts::read(text)?.date()
    }

    /// The date that much later, or the last day of that month if it is too short: three months after
    /// 30 November is 28 or 29 February. `None` after the year 9999.
    pub fn after(self, period: Period) -> Option<Self> {
        let later = match period {
            Period::FourWeeks => self.0.checked_add_days(Days::new(28)),
            Period::ThreeMonths => self.0.checked_add_months(Months::new(3)),
            Period::SixMonths => self.0.checked_add_months(Months::new(6)),
        }?;
        (later.year() <= 9999).then_some(Self(later))
    }

    /// The number of days from `other` to this date; negative if this date is earlier.
    pub fn days_after(self, other: Self) -> i64 {
        (self.0 - other.0).num_days()
    }

    /// The first day of the next month. `None` after the year 9999.
    pub fn next_month(self) -> Option<Self> {
        let first = self.0.with_day(1)?.checked_add_months(Months::new(1))?;
        (first.year() <= 9999).then_some(Self(first))
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The month's English name.
    pub fn month_name(self) -> &'static str {
        MONTHS
            .get(self.0.month0() as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The English name of the day of the week.
    pub fn weekday_name(self) -> &'static str {
        let weekday = self.0.weekday().num_days_from_monday() as usize;
        WEEKDAYS.get(weekday).copied().unwrap_or_default()
    }

    /// Whether it is a Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        self.0.weekday().num_days_from_monday() >= 5
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    /// Writes the ISO 8601 form, `2027-03-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// A quick choice for "By When?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 28 days.
    FourWeeks,
    /// Three calendar months.
    ThreeMonths,
    /// Six calendar months.
    SixMonths,
}

impl Period {
    /// All quick choices, the shortest first.
    pub const ALL: [Self; 3] = [Self::FourWeeks, Self::ThreeMonths, Self::SixMonths];
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A date as typed into three boxes, each of which may contain any text.
#[cfg_attr(feature = "app", derive(Store))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// What was typed for the day.
    pub day: String,
    /// What was typed for the month: a number or an English name.
    pub month: String,
    /// What was typed for the year.
    pub year: String,
}

impl DateParts {
    /// The real date that the parts make, if they make one.
    ///
    /// Spaces around a part are ignored. As GOV.UK's date pattern advises, the month may be a number, an
    /// English name, or the first three or more letters of a name, in either case. The year needs four
    /// digits, since "27" is ambiguous.
    ///
    /// Source: <https://design-system.service.gov.uk/patterns/dates/>.
    pub fn date(&self) -> Option<Date> {
        let year = digits(&self.year).filter(|_| self.year.trim().len() == 4)?;
        let day = digits(&self.day)?;
        Date::new(year, month(&self.month)?, u8::try_from(day).ok()?)
    }

    /// Whether a part holds more than the digits or the name of a month that belong there.
    pub fn has_words(&self) -> bool {
        let is_number = |part: &str| {
            let part = part.trim();
            part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_month = is_number(&self.month) || month(&self.month).is_some();
        !(is_number(&self.day) && is_month && is_number(&self.year))
    }

    /// Whether all three parts are empty or have only spaces.
    pub fn is_blank(&self) -> bool {
        [&self.day, &self.month, &self.year]
            .iter()
            .all(|part| part.trim().is_empty())
    }
}

impl From<Date> for DateParts {
    fn from(date: Date) -> Self {
        Self {
            day: date.day().to_string(),
            month: date.month().to_string(),
            year: date.year().to_string(),
        }
    }
}

/// Reads one to four ASCII digits as a number. `str::parse` alone would accept a plus sign.
pub(super) fn digits(text: &str) -> Option<u16> {
    let text = text.trim();
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Reads a month: a number, which may be any, or a name.
pub(super) fn month(text: &str) -> Option<u8> {
    if let Some(number) = digits(text) {
        return u8::try_from(number).ok();
    }
    let index = named(&MONTHS, text.trim())?;
    u8::try_from(index + 1).ok()
}

/// The index of the name that a text is, or is the first three or more letters of, in either case.
pub(super) fn named(names: &[&str], text: &str) -> Option<usize> {
    let starts_with_text = |name: &&str| {
        (name.get(..text.len())).is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    (text.len() >= 3)
        .then(|| names.iter().position(starts_with_text))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_one_box_is_read_in_every_usual_spelling() {
        for text in [
            "27 3 2027",
            " 27/03/2027 ",
            "27.3.2027",
            "27 March 2027",
            "27-mar-2027",
            "2027-03-27",
            "27 3 27",
        ] {
            assert_eq!(Date::parse_typed(text), Date::new(2027, 3, 27), "{text}");
        }
        for text in ["", "27 3", "3 2027", "31/2/2027", "27 3 2027 1", "2027-3-é"] {
            assert_eq!(Date::parse_typed(text), None, "{text}");
        }
    }

    fn parts(day: &str, month: &str, year: &str) -> DateParts {
        DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        }
    }

    #[test]
    fn valid_parts_make_a_date() {
        for (typed, iso) in [
            (parts("1", "3", "2027"), "2027-03-01"),
            (parts(" 01 ", "03", "2027 "), "2027-03-01"),
            (parts("29", "feb", "2028"), "2028-02-29"),
            (parts("31", "December", "2026"), "2026-12-31"),
            (parts("1", "Sept", "2027"), "2027-09-01"),
        ] {
            assert_eq!(
                typed.date().map(|date| date.to_string()).as_deref(),
                Some(iso)
            );
        }
    }

    #[test]
    fn invalid_parts_make_no_date() {
        for typed in [
            parts("", "", ""),
            parts("1", "3", ""),
            parts("29", "2", "2027"),
            parts("31", "4", "2027"),
            parts("1", "13", "2027"),
            parts("0", "1", "2027"),
            parts("1", "3", "27"),
            parts("1", "3", "0027"),
            parts("+1", "3", "2027"),
            parts("1", "Marchember", "2027"),
            parts("1", "Ma", "2027"),
            parts("257", "1", "2027"),
            parts("١", "٣", "٢٠٢٧"),
        ] {
            assert_eq!(typed.date(), None, "{typed:?}");
        }
    }

    #[test]
    fn a_later_month_that_is_too_short_gives_its_last_day() {
        let after = |y, m, d, period| {
            Date::new(y, m, d)
                .and_then(|date| date.after(period))
                .map(|date| date.to_string())
        };
        assert_eq!(
            after(2026, 11, 30, Period::ThreeMonths).as_deref(),
            Some("2027-02-28")
        );
        assert_eq!(
            after(2026, 8, 31, Period::SixMonths).as_deref(),
            Some("2027-02-28")
        );
        assert_eq!(
            after(2026, 12, 20, Period::FourWeeks).as_deref(),
            Some("2027-01-17")
        );
        assert_eq!(after(9999, 12, 20, Period::FourWeeks), None);
    }
}
