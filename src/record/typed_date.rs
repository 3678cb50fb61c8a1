//! A date that was typed whole, into one of the three boxes or into a box of its own.
//!
//! We read it ourselves. Of the crates, `interim` 0.2 comes closest, since it knows the British order.
//! But it takes "27 March" to be of this year, does not read "1st March 2027" or "27.3.2027", and
//! panics at "27 3 2027". `dateparser` reads 1/3/2027 as 3 January, and brings `regex`. `chrono`,
//! `time` and `jiff` want to be told the format.

use super::date::{Date, DateParts, WEEKDAYS, digits, month, named};

/// One of the three boxes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

impl DatePart {
    /// All three, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];
}

/// What stands between the parts of a date.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || "/.,-\u{2010}\u{2011}\u{2013}".contains(letter)
}

/// The words and numbers of a text.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).filter(|piece| !piece.is_empty())
}

impl DateParts {
    /// The text of a part.
    pub fn part(&self, part: DatePart) -> &String {
        match part {
            DatePart::Day => &self.day,
            DatePart::Month => &self.month,
            DatePart::Year => &self.year,
        }
    }

    fn part_mut(&mut self, part: DatePart) -> &mut String {
        match part {
            DatePart::Day => &mut self.day,
            DatePart::Month => &mut self.month,
            DatePart::Year => &mut self.year,
        }
    }

    /// Reads a date that was typed into one box: "1st March 2027", "Saturday 27 March 2027", "1/3/27",
    /// "2027-03-27". A part that is not there, such as the year of "27 March", is empty.
    ///
    /// The order is the British one, and a year of two figures is of this century. Returns `None` for
    /// what could mean two things ("March 27"), is no real date, or contradicts itself.
    pub fn read(text: &str) -> Option<Self> {
        let mut pieces: Vec<&str> = pieces(text)
            // Nobody types more, but somebody may paste a page.
            .take(8)
            .filter(|piece| {
                !["of", "the"]
                    .iter()
                    .any(|it| it.eq_ignore_ascii_case(piece))
            })
            .collect();
        let weekday = pieces.first().and_then(|first| named(&WEEKDAYS, first));
        if weekday.is_some() {
            pieces.remove(0);
        }
        // "27 3" may be a slip of the finger in "27", but nobody types a slash by mistake.
        let is_slashed = text.contains('/');
        let (day, month, year) = match pieces.as_slice() {
            [year, month, day] if is_full_year(year) => {
                (day_in(day), month_in(month), year_in(year))
            }
            [month, day, year] if is_month_name(month) && is_full_year(year) => {
                (day_in(day), month_in(month), year_in(year))
            }
            [day, month, year] => (day_in(day), month_in(month), year_in(year)),
            [month, year] if is_full_year(year) && (is_slashed || is_month_name(month)) => {
                (Some(String::new()), month_in(month), year_in(year))
            }
            [month, day] if is_month_name(month) && is_ordinal(day) => {
                (day_in(day), month_in(month), Some(String::new()))
            }
            [day, month] if is_slashed || is_month_name(month) => {
                (day_in(day), month_in(month), Some(String::new()))
            }
            [day] if is_ordinal(day) => (day_in(day), Some(String::new()), Some(String::new())),
            _ => return None,
        };
        let read = Self {
            day: day?,
            month: month?,
            year: year?,
        };
        let is_whole = DatePart::ALL.iter().all(|it| !read.part(*it).is_empty());
        let is_right = match (read.date(), weekday) {
            (Some(date), Some(weekday)) => WEEKDAYS.get(weekday) == Some(&date.weekday_name()),
            (None, Some(_)) => false,
            (date, None) => date.is_some() || !is_whole,
        };
        is_right.then_some(read)
    }

    /// The parts after a date that was typed whole into the box of `typed` is put into all three boxes.
    /// `None` if there is no such date, or if another box has a different text, which nobody asked us to
    /// replace.
    #[must_use]
    pub fn spread(&self, typed: DatePart) -> Option<Self> {
        let read = Self::read(self.part(typed))?;
        let mut spread = self.clone();
        spread.part_mut(typed).clear();
        for part in DatePart::ALL {
            let (to, from) = (spread.part_mut(part), read.part(part));
            if to.trim().is_empty() {
                to.clone_from(from);
            } else if !from.is_empty() && !is_same(part, to, from) {
                return None;
            }
        }
        (spread != *self).then_some(spread)
    }

    /// The first box with more in it than its own part, such as a whole date.
    pub fn crowded_box(&self) -> Option<DatePart> {
        let is_crowded = |part: &DatePart| pieces(self.part(*part)).nth(1).is_some();
        DatePart::ALL.into_iter().find(is_crowded)
    }
}

/// Whether two texts of a part mean the same.
fn is_same(part: DatePart, one: &str, other: &str) -> bool {
    let value = |text| match part {
        DatePart::Month => month(text).map(u16::from),
        DatePart::Day | DatePart::Year => digits(text),
    };
    value(one).is_some() && value(one) == value(other)
}

/// The day, without the ending of "1st".
fn day_in(piece: &str) -> Option<String> {
    let number = without_ending(piece).unwrap_or(piece);
    let is_day = number.len() <= 2 && digits(number).is_some_and(|day| (1..=31).contains(&day));
    is_day.then(|| number.to_owned())
}

fn is_ordinal(piece: &str) -> bool {
    without_ending(piece).is_some()
}

/// The number of "1st".
fn without_ending(piece: &str) -> Option<&str> {
    let (number, ending) = piece.split_at_checked(piece.len().checked_sub(2)?)?;
    let is_ending = ["st", "nd", "rd", "th"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(ending));
    (is_ending && digits(number).is_some()).then_some(number)
}

fn month_in(piece: &str) -> Option<String> {
    let is_month = month(piece).is_some_and(|month| (1..=12).contains(&month));
    (is_month && !is_full_year(piece)).then(|| piece.to_owned())
}

fn is_month_name(piece: &str) -> bool {
    digits(piece).is_none() && month(piece).is_some()
}

fn is_full_year(piece: &str) -> bool {
    piece.len() == 4 && digits(piece).is_some()
}

/// The year in four figures.
fn year_in(piece: &str) -> Option<String> {
    digits(piece)?;
    match piece.len() {
        2 => Some(format!("20{piece}")),
        4 => (Date::new(digits(piece)?, 1, 1)).map(|_| piece.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(day: &str, month: &str, year: &str) -> DateParts {
        DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        }
    }

    #[test]
    fn a_date_typed_whole_is_read_in_the_british_order() {
        for (text, read) in [
            ("1st March 2027", parts("1", "March", "2027")),
            ("the 1st of March, 2027", parts("1", "March", "2027")),
            ("Saturday 27 March 2027", parts("27", "March", "2027")),
            ("Sat, 27 mar 27", parts("27", "mar", "2027")),
            ("March 27, 2027", parts("27", "March", "2027")),
            ("1/3/27", parts("1", "3", "2027")),
            ("01.03.2027", parts("01", "03", "2027")),
            ("2027-03-27", parts("27", "03", "2027")),
            ("27 March", parts("27", "March", "")),
            ("March 27th", parts("27", "March", "")),
            ("27/3", parts("27", "3", "")),
            ("March 2027", parts("", "March", "2027")),
            ("3/2027", parts("", "3", "2027")),
            ("2ND", parts("2", "", "")),
        ] {
            assert_eq!(DateParts::read(text), Some(read), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_or_is_no_date_is_left_alone() {
        for text in [
            "",
            "27",
            "March",
            "2027",
            "27 3",
            "March 27",
            "Friday 27 March 2027",
            "Saturday 27 March",
            "3/27/2027",
            "31/2/2027",
            "27/3/7",
            "27/3/0027",
            "1-3 March 2027",
            "27 Marchember 2027",
            "27 March 2027 at 10:30",
            "next Friday",
            "٢٧/٣/٢٠٢٧",
            "2027-3-é",
            "éth March 2027",
        ] {
            assert_eq!(DateParts::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_date_in_any_box_goes_into_all_three() {
        let whole = "27 March 2027";
        let spread = parts("27", "March", "2027");
        for (typed, before) in [
            (DatePart::Day, parts(whole, "", " ")),
            (DatePart::Month, parts("27", whole, "")),
            (DatePart::Year, parts("", "", whole)),
        ] {
            assert_eq!(before.spread(typed), Some(spread.clone()), "{before:?}");
        }
        assert_eq!(
            parts("1st", "03", "2027").spread(DatePart::Day),
            Some(parts("1", "03", "2027"))
        );
        assert_eq!(
            parts("27/3", "", "2027").spread(DatePart::Day),
            Some(parts("27", "3", "2027"))
        );
        assert_eq!(
            parts("1/3/2027", "03", "").spread(DatePart::Day),
            Some(parts("1", "03", "2027"))
        );
    }

    #[test]
    fn a_whole_date_replaces_nothing_that_is_in_another_box() {
        assert_eq!(parts("1/3/2027", "4", "").spread(DatePart::Day), None);
        assert_eq!(parts("1/3/2027", "", "2026").spread(DatePart::Day), None);
        assert_eq!(parts("1", "soon", "2027").spread(DatePart::Month), None);
        assert_eq!(parts("1", "3", "2027").spread(DatePart::Day), None);
    }
}
