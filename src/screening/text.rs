//! Functions that look at a text from a byte index, called `at`.

/// The character that starts here.
pub(super) fn letter_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends here.
pub(super) fn letter_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Whether this is inside a word or number, after its first character.
pub(super) fn is_within_word(text: &str, at: usize) -> bool {
    letter_before(text, at).is_some_and(is_of_word)
}

/// Whether a number starts here right after its label, without a space: NHS9434765919,
/// Tel07700900123.
pub(super) fn is_after_label(text: &str, at: usize) -> bool {
    letter_before(text, at).is_some_and(char::is_alphabetic)
        && letter_at(text, at).is_some_and(|letter| letter.is_ascii_digit())
        && is_one_of(word_before(text, at).0, "nhs dob tel mob phone mobile")
}

/// Whether a word or number that seems to end here continues.
pub(super) fn continues_word(text: &str, end: usize) -> bool {
    letter_at(text, end).is_some_and(is_of_word)
}

/// Whether a character can be part of a word or number.
pub(super) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_accent(letter) || letter == '_'
}

/// Whether a character can be part of a name.
pub(super) fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || is_accent(letter)
}

/// Whether a character is a combining accent, which some keyboards type after the letter.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether a character is a space or tab, but not a line break.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// Whether a character is a hyphen, or a dash that people type instead.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Whether a character is a straight or curly apostrophe.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}

/// The longest piece of text from here on in which `of` accepts every character.
pub(super) fn run(text: &str, at: usize, of: fn(char) -> bool) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find(|letter| !of(letter)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The index after one or two spaces that start here. `None` if there is no space, if there are more,
/// or if one of them is a tab.
pub(super) fn after_space(text: &str, at: usize) -> Option<usize> {
    let spaces = run(text, at, is_space);
    (matches!(spaces.chars().count(), 1..=2) && !spaces.contains('\t')).then_some(at + spaces.len())
}

/// The word before this index, with its apostrophes, and the index where it starts. Empty if anything
/// but spaces is between them. Very long words are cut at their start.
pub(super) fn word_before(text: &str, at: usize) -> (&str, usize) {
    const MAX_CHARS: usize = 40;
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(is_space);
    let mut start = before.len();
    for letter in before.chars().rev().take(MAX_CHARS) {
        if !is_of_word(letter) && !is_apostrophe(letter) {
            break;
        }
        start -= letter.len_utf8();
    }
    (before.get(start..).unwrap_or_default(), start)
}

/// Whether a word is in a list of words separated by spaces, ignoring case.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    (list.split(' ')).any(|other| other.eq_ignore_ascii_case(word))
}
