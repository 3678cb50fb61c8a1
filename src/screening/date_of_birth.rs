//! Dates that the text calls a date of birth. No other date is a personal detail.

use super::text::{
    continues_word, is_apostrophe, is_hyphen, is_of_name, is_of_word, is_one_of, is_space,
    letter_at, letter_before, run, word_before,
};
use crate::record::DateParts;

/// Words that may be between "born" or "date of birth" and the date. With any other word, such as "by"
/// or "before", the date is a different one.
const BETWEEN: &str = "the on in at of is was as for his her their he she they it child boy girl \
                       baby pupil mother s date given recorded noted stated listed shown entered \
                       written held down being wrongly incorrectly file early prematurely \
                       premature weeks days home hospital age aged years old";

/// The most of these words before a date.
const MAX_BETWEEN: usize = 7;

/// The index of the date that the words starting here call a date of birth.
pub(super) fn date_after_words(text: &str, at: usize) -> Option<usize> {
    let (mut place, is_noun) = birth_word(text, at)?;
    if letter_at(text, place) == Some('.') {
        place += 1;
    }
    let mut last = "";
    for _ in 0..=MAX_BETWEEN {
        place += run(text, place, is_mark).len();
        if date(text, place).is_some() {
            // In "We record the date of birth on 3 May" the date is not one of birth.
            return (!is_noun || !is_one_of(last, "on at")).then_some(place);
        }
        last = run(text, place, is_of_word);
        if last.is_empty() || !may_stand_between(last) {
            return None;
        }
        place += last.len();
    }
    None
}

/// The end of the date that starts here, if the words after it call it a date of birth: "(DOB)", "is
/// her birthday".
pub(super) fn date_before_words(text: &str, at: usize) -> Option<usize> {
    let end = date(text, at)?;
    let mut place = end + run(text, end, is_space).len();
    let is_bracket = letter_at(text, place) == Some('(');
    if is_bracket {
        place += 1;
    } else if !is_one_of(run(text, place, is_of_word), "is was") {
        return None;
    }
    for _ in 0..7 {
        if let Some((after, _)) = birth_word(text, place) {
            let after = after + usize::from(letter_at(text, after) == Some('.'));
            let is_closed = !is_bracket || letter_at(text, after) == Some(')');
            return is_closed.then_some(end);
        }
        let word = run(text, place, is_of_word);
        if !is_one_of(word, "is was as his her their the child s date of") {
            return None;
        }
        place += word.len();
        place += run(text, place, |sign| is_space(sign) || is_apostrophe(sign)).len();
    }
    None
}

/// The end of a word that calls a date a date of birth, if one starts here. The second value says
/// whether the word means the date ("DOB") rather than the event ("born").
pub(super) fn birth_word(text: &str, at: usize) -> Option<(usize, bool)> {
    let dotted = text.get(at..at.saturating_add(5));
    if dotted.is_some_and(|piece| piece.eq_ignore_ascii_case("d.o.b")) {
        return (!continues_word(text, at + 5)).then_some((at + 5, true));
    }
    let word = run(text, at, is_of_name);
    // "(b. 14/03/2011)", but not "b." in a list.
    if is_one_of(word, "b") && letter_before(text, at) == Some('(') {
        return (letter_at(text, at + 1) == Some('.')).then_some((at + 1, true));
    }
    let is_noun = if is_one_of(word, "born birthday") {
        false
    } else if word.eq_ignore_ascii_case("birth") {
        word_before(text, at).0.eq_ignore_ascii_case("of")
    } else if is_one_of(word, "dob birthdate") {
        true
    } else {
        return None;
    };
    let end = at + word.len();
    let is_longer = letter_at(text, end) == Some('_');
    (!is_longer).then_some((end, is_noun))
}

fn is_mark(letter: char) -> bool {
    is_space(letter)
        || is_hyphen(letter)
        || is_apostrophe(letter)
        || matches!(letter, ':' | '\u{2014}' | '(' | ')' | ',' | '=' | '"')
}

fn may_stand_between(word: &str) -> bool {
    let mut letters = word.chars();
    // A name or a weekday, but not a heading in capital letters.
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(char::is_lowercase);
    let is_small_number = word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_name || is_small_number || is_one_of(word, BETWEEN)
}

/// The end of the real date that starts here.
pub(super) fn date(text: &str, at: usize) -> Option<usize> {
    let mut pieces = Pieces { text, at };
    let first = pieces.next();
    let (day, month, year) = match (first.len(), is_number(first)) {
        (8, true) => in_one_piece(first)?,
        (4, true) => {
            let sign = pieces.sign()?;
            let month = pieces.next();
            (pieces.sign()? == sign).then(|| (pieces.next(), month, first))?
        }
        (1 | 2, true) => pieces.after_day(first)?,
        (3..=9, false) => match without_ordinal(first) {
            Some(day) => pieces.month_and_year(day),
            None => pieces.after_month(first),
        },
        _ => return None,
    };
    let year = match year.len() {
        // Without a year, 29 February is allowed.
        0 => "2000".to_owned(),
        2 => ["20", year].concat(),
        _ => year.to_owned(),
    };
    let parts = DateParts {
        day: day.to_owned(),
        month: month.to_owned(),
        year,
    };
    let end = pieces.at;
    let is_longer = matches!(letter_at(text, end), Some('/' | '-'))
        && letter_at(text, end + 1).is_some_and(|next| next.is_ascii_digit());
    (parts.date().is_some() && !continues_word(text, end) && !is_longer).then_some(end)
}

/// The day, month and year of 14032011 or 20110314.
fn in_one_piece(digits: &str) -> Option<(&str, &str, &str)> {
    let (front, back) = digits.split_at_checked(4)?;
    if matches!(back.get(..2)?, "19" | "20") {
        Some((front.get(..2)?, front.get(2..)?, back))
    } else {
        Some((back.get(2..)?, back.get(..2)?, front))
    }
}

/// "14" of "14th".
fn without_ordinal(piece: &str) -> Option<&str> {
    let (day, ending) = piece.split_at_checked(piece.len().checked_sub(2)?)?;
    (is_number(day) && is_one_of(ending, "st nd rd th")).then_some(day)
}

fn is_number(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the pieces of a date one after the other.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn next(&mut self) -> &'a str {
        let piece = run(self.text, self.at, |letter| letter.is_ascii_alphanumeric());
        self.at += piece.len();
        piece
    }

    /// Reads a separator: a space, or another character with or without spaces around it.
    fn sign(&mut self) -> Option<char> {
        let mut sign = None;
        for letter in self.text.get(self.at..)?.chars().take(3) {
            let found = match letter {
                '/' | '.' | ',' => letter,
                _ if is_hyphen(letter) => '-',
                _ if is_space(letter) => ' ',
                _ => break,
            };
            match sign {
                None | Some(' ') => sign = Some(found),
                Some(_) if found == ' ' => {}
                Some(_) => break,
            }
            self.at += letter.len_utf8();
        }
        sign
    }

    /// Reads what follows a day in digits: a month, in digits or as a word, and a year.
    fn after_day(&mut self, day: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
        let start = self.at;
        let sign = self.sign()?;
        let month = self.next();
        if !is_number(month) {
            self.at = start;
            return Some(self.month_and_year(day));
        }
        let is_same = self.sign() == Some(sign);
        let year = self.next();
        (is_same && is_number(year) && matches!(year.len(), 2 | 4)).then_some((day, month, year))
    }

    fn month_and_year(&mut self, day: &'a str) -> (&'a str, &'a str, &'a str) {
        self.sign();
        let mut month = self.next();
        if month.eq_ignore_ascii_case("of") {
            self.sign();
            month = self.next();
        }
        // A month in digits cannot follow an ordinal number.
        let month = if is_number(month) { "" } else { month };
        (day, month, self.year())
    }

    fn after_month(&mut self, month: &'a str) -> (&'a str, &'a str, &'a str) {
        self.sign();
        let day = self.next();
        (without_ordinal(day).unwrap_or(day), month, self.year())
    }

    /// Reads the year. Empty if there is none.
    fn year(&mut self) -> &'a str {
        let start = self.at;
        self.sign();
        self.at += run(self.text, self.at, is_apostrophe).len();
        let year = self.next();
        if is_number(year) && matches!(year.len(), 2 | 4) {
            return year;
        }
        self.at = start;
        ""
    }
}
