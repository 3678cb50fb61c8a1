//! NHS numbers and telephone numbers.

use super::text::{
    continues_word, is_hyphen, is_of_word, is_one_of, is_space, letter_at, letter_before, run,
    word_before,
};

/// Two telephone numbers with this many last digits in common are the same.
pub(super) const DIGITS_TO_COMPARE: usize = 9;

/// The most digits to read. No number that we look for has as many.
const MAX_DIGITS: usize = 17;

/// Words before a number that refers to a case or a document, not to a person.
const REFERENCES: &str = "ticket ref reference incident invoice inv order po job log crime case \
                          form version serial asset account budget cost code policy";

/// A long number, written in groups of digits.
struct Number {
    digits: Vec<u8>,
    /// For each group, the number of digits up to its end, and the index of its end in the text.
    groups: Vec<(usize, usize)>,
}

/// Reads groups of digits and the separators between them.
fn number(text: &str, at: usize) -> Number {
    let mut number = Number {
        digits: Vec::new(),
        groups: Vec::new(),
    };
    let mut at = at;
    loop {
        for digit in run(text, at, |letter| letter.is_ascii_digit()).bytes() {
            at += 1;
            if number.digits.len() < MAX_DIGITS {
                number.digits.push(digit - b'0');
            }
        }
        number.groups.push((number.digits.len(), at));
        let between = run(text, at, is_between).len();
        let is_next = letter_at(text, at + between).is_some_and(|next| next.is_ascii_digit());
        if between == 0 || between > 6 || !is_next || number.digits.len() == MAX_DIGITS {
            return number;
        }
        at += between;
    }
}

fn is_between(letter: char) -> bool {
    is_space(letter) || is_hyphen(letter) || matches!(letter, '.' | '(' | ')')
}

/// The end of the NHS number that starts here. Source: NHS Data Dictionary, "NHS Number": ten digits,
/// the last of them a check digit by modulus 11, written 3-3-4.
pub(super) fn nhs(text: &str, at: usize) -> Option<usize> {
    let number = number(text, at);
    let (groups, is_solid) = match number.groups.as_slice() {
        [(10, _), ..] => (1, true),
        [(3, _), (6, _), (10, _), ..] => (3, false),
        _ => return None,
    };
    let (_, end) = *number.groups.get(groups - 1)?;
    let digits = number.digits.get(..10)?;
    let mut signs = (text.get(at..end)?.chars()).filter(|letter| !letter.is_ascii_digit());
    let (first, second, third) = (signs.next(), signs.next(), signs.next());
    // The same single character separates the groups, and no further digits follow.
    if first != second
        || third.is_some()
        || !first.is_none_or(|sign| is_space(sign) || is_hyphen(sign))
        || (number.groups.len() > groups && is_joined_after(text, end))
        || continues_word(text, end)
        || is_joined_before(text, at, is_solid, is_between)
        || (is_solid && is_a_reference(text, at))
    {
        return None;
    }
    // It may be a telephone number instead, perhaps a service's.
    let is_phone = digits.starts_with(&[0]) && matches!(digits.get(1), Some(1 | 2 | 3 | 7 | 8));
    let is_one_digit = digits.iter().all(|digit| digits.first() == Some(digit));
    (!is_phone && !is_one_digit && has_check_digit(digits)).then_some(end)
}

fn has_check_digit(digits: &[u8]) -> bool {
    let weighted: u32 = (2..=10_u32)
        .rev()
        .zip(digits)
        .map(|(weight, digit)| weight * u32::from(*digit))
        .sum();
    let check = (11 - weighted % 11) % 11;
    digits.last().is_some_and(|last| u32::from(*last) == check)
}

/// The end of the telephone number that starts here. Source: Ofcom, National Telephone Numbering Plan:
/// ten digits after the 0, nine in a few places; 01 and 02 are landlines, 07 mobiles. 03 and 08 are
/// services', never a family's.
pub(super) fn phone(text: &str, at: usize) -> Option<usize> {
    let first = letter_at(text, at)?;
    if first == '(' {
        let is_number = matches!(letter_at(text, at + 1), Some('0' | '+'));
        let end = is_number.then(|| phone(text, at + 1))??;
        // "(0161) 496 0000", but "(0161 496 0000)" is in brackets as a whole.
        let mut brackets = (text.get(at + 1..end)?.bytes()).filter(|byte| b"()".contains(byte));
        return (brackets.next() == Some(b')')).then_some(end);
    }
    let number = number(text, if first == '+' { at + 1 } else { at });
    let country = match (first, number.digits.as_slice()) {
        ('+', [4, 4, ..]) => 2,
        ('0', [0, 0, 4, 4, ..]) => 4,
        ('0', _) => 0,
        _ => return None,
    };
    let trunk = usize::from(number.digits.get(country) == Some(&0));
    let area = *number.digits.get(country + trunk)?;
    if !matches!(area, 1 | 2 | 7) || is_joined_before(text, at, false, is_dot_or_hyphen) {
        return None;
    }
    for (index, (count, end)) in number.groups.iter().enumerate() {
        let groups = number.groups.get(..=index)?;
        let is_whole = match count.saturating_sub(country + trunk) {
            10 => country > 0 || are_grouped_like_a_phone_number(groups),
            9 => area == 1 && matches!(groups, [(5 | 6, _), _]),
            _ => false,
        };
        let is_last = index + 1 == number.groups.len();
        if !is_whole || continues_word(text, *end) || !(is_last || is_spaced_after(text, *end)) {
            continue;
        }
        let is_solid = index == 0 && first != '+';
        return (!is_solid || !is_a_reference(text, at)).then_some(*end);
    }
    None
}

/// Whether the groups are as long as a telephone number's. Dates have shorter ones: 01-02-2013 10:30.
fn are_grouped_like_a_phone_number(groups: &[(usize, usize)]) -> bool {
    let mut before = 0;
    let mut sizes = Vec::new();
    for (count, _) in groups {
        sizes.push(count - before);
        before = *count;
    }
    sizes.iter().all(|size| *size > 1)
        && match sizes.as_slice() {
            [2, second, ..] => *second > 2,
            _ => sizes.len() < 7,
        }
}

/// Whether a single character separates the next group of digits.
fn is_joined_after(text: &str, end: usize) -> bool {
    run(text, end, is_between).chars().nth(1).is_none()
}

/// Whether a space separates the next group of digits.
fn is_spaced_after(text: &str, end: usize) -> bool {
    run(text, end, is_between).chars().any(is_space)
}

fn is_dot_or_hyphen(letter: char) -> bool {
    letter == '.' || is_hyphen(letter)
}

/// Whether the number continues something before it: a `#`, digits and a separator that `sign`
/// accepts, or, if the number itself has no separators, any code.
fn is_joined_before(text: &str, at: usize, is_solid: bool, sign: fn(char) -> bool) -> bool {
    let Some(before) = letter_before(text, at) else {
        return false;
    };
    let further = letter_before(text, at - before.len_utf8());
    before == '#'
        || (sign(before) && further.is_some_and(|letter| letter.is_ascii_digit()))
        || (is_solid && (before == '/' || is_hyphen(before)) && further.is_some_and(is_of_word))
}

/// Whether the words before say that the number refers to a case or a document: "ticket number",
/// "ref:".
fn is_a_reference(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches([' ', ':', '.', '#']).len();
    let (word, start) = word_before(text, before);
    let (further, _) = word_before(text, start);
    is_one_of(word, REFERENCES)
        || (is_one_of(word, "number no id") && is_one_of(further, REFERENCES))
}
