//! Looking at a text from a place in it.

/// The character that begins at this place.
pub(super) fn letter_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at this place.
pub(super) fn letter_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Whether a word or number that began earlier goes on at this place.
pub(super) fn is_within_word(text: &str, at: usize) -> bool {
    letter_before(text, at).is_some_and(is_of_word)
}

/// Whether a number begins at this place although its label is typed right before it:
/// NHS9434765919, Tel07700900123.
pub(super) fn is_after_label(text: &str, at: usize) -> bool {
    letter_before(text, at).is_some_and(char::is_alphabetic)
        && letter_at(text, at).is_some_and(|letter| letter.is_ascii_digit())
        && is_one_of(word_before(text, at).0, "nhs dob tel mob phone mobile")
}

/// Whether a word or number goes on at its supposed end.
pub(super) fn continues_word(text: &str, end: usize) -> bool {
    letter_at(text, end).is_some_and(is_of_word)
}

/// Whether a character is part of a word or number.
pub(super) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_accent(letter) || letter == '_'
}

/// Whether a character is part of a word without digits.
pub(super) fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || is_accent(letter)
}

/// An accent that follows its letter, as some keyboards type it.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A space that stays on its line.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// A hyphen, or a dash that is typed for one.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// An apostrophe, typed or set.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}

/// The longest piece from this place on that has only such characters.
pub(super) fn run(text: &str, at: usize, of: fn(char) -> bool) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find(|letter| !of(letter)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The place after the spaces at this place, if there is one at least, no more than a slip
/// of the thumb makes, and no column begins.
pub(super) fn after_space(text: &str, at: usize) -> Option<usize> {
    let spaces = run(text, at, is_space);
    (matches!(spaces.chars().count(), 1..=2) && !spaces.contains('\t')).then_some(at + spaces.len())
}

/// The word before this place, apostrophes in it included, and where it begins. Empty
/// where something else than spaces is between, or more letters than a word has.
pub(super) fn word_before(text: &str, at: usize) -> (&str, usize) {
    const LONGEST: usize = 40;
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(is_space);
    let mut start = before.len();
    for letter in before.chars().rev().take(LONGEST) {
        if !is_of_word(letter) && !is_apostrophe(letter) {
            break;
        }
        start -= letter.len_utf8();
    }
    (before.get(start..).unwrap_or_default(), start)
}

/// Whether a list, with a space between its words, has this word in whatever case.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    (list.split(' ')).any(|other| other.eq_ignore_ascii_case(word))
}
