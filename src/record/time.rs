//! Points in time, as record files write them.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::Date;

/// A time in UTC in whole seconds, in the years 0 to 9999, written as `2026-11-23T10:02:11Z`.
///
/// Source: RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The time `ms` milliseconds after the start of 1970, rounded down to the second.
    ///
    /// A time outside the years 0 to 9999 becomes the start of 1970, since a wrong clock must not stop
    /// anybody from working.
    pub fn from_unix_ms(ms: i64) -> Self {
        let seconds = ms.div_euclid(1000);
        let seconds = if (-62_167_219_200..=253_402_300_799).contains(&seconds) {
            seconds
        } else {
            0
        };
        Self(DateTime::from_timestamp(seconds, 0).unwrap_or_default())
    }

    /// Milliseconds since the start of 1970.
    pub fn unix_ms(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The day, in UTC.
    pub fn date(self) -> Date {
        Date::from(self.0.date_naive())
    }

    /// Reads the form that `Display` writes: UTC with a `Z`, in whole seconds. Returns `None` for any
    /// other form.
    pub fn parse(text: &str) -> Option<Self> {
        let year: u16 = text.get(..4)?.parse().ok()?;
        let field = |from: usize, to: usize| text.get(from..to)?.parse().ok();
        let date = NaiveDate::from_ymd_opt(year.into(), field(5, 7)?, field(8, 10)?)?;
        let time = date.and_hms_opt(field(11, 13)?, field(14, 16)?, field(17, 19)?)?;
        let time = Self(time.and_utc());
        // Rejects a plus sign, other separators and text after the end.
        (time.to_string() == text).then_some(time)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.0;
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_timestamp_can_be_parsed() {
        for ms in [
            0,
            -1,
            1_795_428_131_000,
            -62_167_219_200_000,
            253_402_300_799_000,
        ] {
            let time = Timestamp::from_unix_ms(ms);
            assert_eq!(Timestamp::parse(&time.to_string()), Some(time));
        }
        let time = Timestamp::parse("2026-11-23T10:02:11Z");
        assert_eq!(time.map(Timestamp::unix_ms), Some(1_795_428_131_000));
    }

    #[test]
    fn any_other_form_is_rejected() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23t10:02:11Z",
            "2026-11-23T10:02:11z",
            "2026-11-23 10:02:11Z",
            "2026-11-23T10:02:11ZZ",
            "2026-11-23T10:02:60Z",
            "2026-11-23T24:00:00Z",
            "2026-02-30T10:02:11Z",
            "-001-11-23T10:02:11Z",
            "+026-11-23T10:02:11Z",
            "2026-11-23T10:02:+1Z",
            "2026-11-23T10:02:11é",
            "20é6-11-23T10:02:11Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
