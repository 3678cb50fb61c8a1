//! Names that stand beside another detail: "Kevin Smith DOB 14/03/2011", "943 476 5919 (Kevin Smith)".
//!
//! Two words with a capital letter may be anything. Next to a child's date of birth they are the child's
//! name, whatever other words the sentence has.

use std::ops::Range;

use super::DetailKind;
use super::name::{is_in_capitals, is_ordinary, name_at};
use super::text::{after_space, is_hyphen, is_one_of, is_space};

/// Words between a name and what belongs to it, with the full stops of "d.o.b." left out.
const LABELS: &str = "dob born birth birthdate birthday date of the on is was at in her his lives nhs \
                      number no num id postcode address";

/// The most of these words.
const MAX_LABELS: usize = 6;

/// How far before a detail a name may start, in characters.
const MAX_DISTANCE: usize = 120;

/// The second word of an address or of an organisation's name, before a postcode.
const PLACES: &str = "academy avenue bank close court crescent drive gardens grange green grove hall \
                      heath hill house lane park place primary road row square street terrace view \
                      village walk way wood";

/// The name beside a detail, if there is one.
pub(super) fn name_beside(text: &str, kind: DetailKind, at: &Range<usize>) -> Option<Range<usize>> {
    match kind {
        DetailKind::NhsNumber | DetailKind::DateOfBirth => {
            name_before(text, at.start).or_else(|| name_after(text, at.end))
        }
        // After a postcode comes the next sentence or place.
        DetailKind::Postcode => name_before(text, at.start).filter(|name| {
            let last = text
                .get(name.clone())
                .and_then(|name| name.rsplit(is_space).next());
            last.is_some_and(|last| !is_one_of(last, PLACES))
        }),
        // Those belong to colleagues and services more often than to a family.
        DetailKind::PhoneNumber | DetailKind::EmailAddress | DetailKind::Name => None,
    }
}

/// The two names before an index, with nothing but labels between them and it.
fn name_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let near = before.char_indices().rev().take(MAX_DISTANCE);
    let from = near.take_while(|(_, letter)| !matches!(letter, '\n' | '\r'));
    let from = from.last().map_or(at, |(index, _)| index);
    let mut end = at;
    for _ in 0..=MAX_LABELS {
        let (start, word) = last_word(text, from, end)?;
        if is_one_of(&word.replace('.', ""), LABELS) {
            end = start;
            continue;
        }
        let last = one_name(text, start, word)?;
        let (first_start, first_word) = last_word(text, from, start)?;
        let between = text.get(first_start + first_word.len()..start)?;
        let is_joined = !between.is_empty() && between.chars().all(is_space);
        let first = one_name(text, first_start, first_word).filter(|first| *first == first_word);
        return (is_joined && first.is_some()).then_some(first_start..start + last.len());
    }
    None
}

/// The two names right after an index.
fn name_after(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + rest.len()
        - rest
            .trim_start_matches(|it| is_space(it) || is_mark(it))
            .len();
    let first = name_at(text, start).and_then(|first| one_name(text, start, first))?;
    let next = after_space(text, start + first.len())?;
    let last = name_at(text, next).and_then(|last| one_name(text, next, last))?;
    (start > at).then_some(start..next + last.len())
}

/// The last word of a piece of text without the marks around it, and where it starts.
fn last_word(text: &str, from: usize, end: usize) -> Option<(usize, &str)> {
    let piece = text.get(from..end)?;
    let piece = piece.trim_end_matches(|letter| is_space(letter) || is_mark(letter));
    let word = piece.rsplit(is_space).next()?;
    let trimmed = word.trim_start_matches(is_mark);
    (!trimmed.is_empty()).then_some((from + piece.len() - trimmed.len(), trimmed))
}

/// A word without a possessive 's, if it is likely to be a name.
fn one_name<'a>(text: &'a str, at: usize, word: &str) -> Option<&'a str> {
    let name = name_at(text, at)?;
    let is_whole = matches!(word.strip_prefix(name), Some("" | "'s" | "’s"));
    let is_one = name.chars().nth(1).is_some() && !is_in_capitals(name) && !is_ordinary(name);
    (is_whole && is_one).then_some(name)
}

fn is_mark(letter: char) -> bool {
    is_hyphen(letter) || ",:;()[]=#/\"\u{201c}\u{201d}\u{2014}".contains(letter)
}
