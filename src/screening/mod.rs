//! Finds text that looks like a child's or a family's personal details.
//!
//! The form is about practice and must not name anybody, so the app shows a team what may be such
//! details before the team sends anything. The rules would rather miss a detail than flag
//! ordinary words: nobody reads a list that is often wrong. They read a text once, from start to end.

mod address;
mod beside;
mod date_of_birth;
mod name;
mod number;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use crate::record::{DateParts, Field, Record, Team};
use text::{is_after_label, is_within_word, letter_at};

/// The kind of a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DetailKind {
    /// Ten digits with the check digit of an NHS number.
    NhsNumber,
    /// A date that the text calls a date of birth.
    DateOfBirth,
    /// A full postcode.
    Postcode,
    /// A landline or mobile number.
    PhoneNumber,
    /// An email address that does not belong to a public service.
    EmailAddress,
    /// A child or an adult by name, or by a letter that stands for the name.
    Name,
}

/// A piece of text that looks like a personal detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The field that it is in.
    pub field: Field,
    /// What it looks like.
    pub kind: DetailKind,
    /// The detail as typed.
    pub text: String,
}

/// The most details to list. Nobody reads more.
const MAX_DETAILS: usize = 100;

/// Lists possible personal details in a record, in the order of the form, at most 100. The same text is
/// listed once per field.
///
/// This does not search the team's own four details, and does not list the manager's name or the team's
/// contact details when other fields repeat them. "Who will do it?" asks for a colleague, so names,
/// telephone numbers and email addresses are not listed there.
pub fn personal_details(record: &Record) -> Vec<Detail> {
    let team = TeamDetails::new(&record.team);
    let mut found: Vec<Detail> = Vec::new();
    let mut search = |field, typed: &str| {
        let first = found.len();
        for (kind, range) in details_in(typed) {
            if found.len() == MAX_DETAILS {
                return;
            }
            let Some(text) = typed.get(range) else {
                continue;
            };
            let is_colleague = matches!(field, Field::Who(_)) && may_be_a_colleagues(kind);
            let is_same = |other: &Detail| other.kind == kind && other.text == text;
            if is_colleague || team.has(kind, text) || found.iter().skip(first).any(is_same) {
                continue;
            }
            found.push(Detail {
                field,
                kind,
                text: text.to_owned(),
            });
        }
    };
    for row in &record.learning_points {
        search(Field::Discussion(row.id), &row.discussion);
    }
    for row in &record.actions {
        search(Field::What(row.id), &row.what);
        search(Field::Who(row.id), &row.who);
        search(Field::ByWhen(row.id), &not_a_date(&row.by_when));
        search(Field::HowDone(row.id), &row.how_done);
        search(Field::HowWorked(row.id), &row.how_worked);
        for entry in &row.evidence {
            search(Field::Evidence(row.id, entry.id), &not_a_date(&entry.on));
            search(Field::Evidence(row.id, entry.id), &entry.text);
        }
    }
    found
}

/// What somebody typed into the boxes of a date, if it is no date: any text fits into them.
fn not_a_date(typed: &DateParts) -> String {
    if typed.date().is_some() {
        String::new()
    } else {
        [&*typed.day, &typed.month, &typed.year].join(" ")
    }
}

/// Lists the details in one text by their kinds and byte ranges, in order and without overlaps.
pub fn details_in(text: &str) -> Vec<(DetailKind, Range<usize>)> {
    let mut found = Vec::new();
    let mut birth = None;
    let mut at = 0;
    while let Some(letter) = letter_at(text, at) {
        let mut next = at + letter.len_utf8();
        if !is_within_word(text, at) || is_after_label(text, at) {
            birth = date_of_birth::date_after_words(text, at).or(birth);
            if let Some((kind, end)) = found_at(text, at, letter, birth == Some(at)) {
                found.extend(kind.map(|kind| (kind, at..end)));
                next = next.max(end);
            }
        }
        at = next;
    }
    add_names_beside(text, &mut found);
    found
}

/// Adds the names that stand beside other details.
fn add_names_beside(text: &str, found: &mut Vec<(DetailKind, Range<usize>)>) {
    let mut beside: Vec<Range<usize>> = (found.iter())
        .filter_map(|(kind, at)| beside::name_beside(text, *kind, at))
        .filter(|name| {
            // The list is in order, so only the first detail that ends after the name starts counts.
            let next = found.partition_point(|(_, other)| other.end <= name.start);
            (found.get(next)).is_none_or(|(_, other)| other.start >= name.end)
        })
        .collect();
    if beside.is_empty() {
        return;
    }
    // One name may stand between two details.
    beside.sort_by_key(|name| name.start);
    beside.dedup();
    found.extend(beside.into_iter().map(|name| (DetailKind::Name, name)));
    found.sort_by_key(|(_, at)| at.start);
}

/// Returns the end of the detail that starts at an index of a text, if one does.
type Find = fn(&str, usize) -> Option<usize>;

/// The kind and the end of what starts at an index where a word may start. The kind is `None` for text
/// to skip as a whole that is not a detail, such as a link.
fn found_at(
    text: &str,
    at: usize,
    letter: char,
    is_birth: bool,
) -> Option<(Option<DetailKind>, usize)> {
    if matches!(letter, '+' | '(') {
        return number::phone(text, at).map(|end| (Some(DetailKind::PhoneNumber), end));
    }
    if !letter.is_alphanumeric() {
        return None;
    }
    if let Some(end) = address::link(text, at) {
        return Some((None, end));
    }
    if let Some((end, is_service)) = address::email(text, at) {
        return Some(((!is_service).then_some(DetailKind::EmailAddress), end));
    }
    let kinds: &[(DetailKind, Find)] = if letter.is_ascii_digit() {
        &[
            (DetailKind::PhoneNumber, number::phone),
            (DetailKind::NhsNumber, number::nhs),
            (DetailKind::DateOfBirth, date_of_birth::date_before_words),
        ]
    } else {
        &[
            (DetailKind::Postcode, address::postcode),
            (DetailKind::Name, name::name),
        ]
    };
    let birth = is_birth.then(|| date_of_birth::date(text, at)).flatten();
    birth
        .map(|end| (DetailKind::DateOfBirth, end))
        .or_else(|| (kinds.iter()).find_map(|(kind, find)| find(text, at).map(|end| (*kind, end))))
        .map(|(kind, end)| (Some(kind), end))
}

fn may_be_a_colleagues(kind: DetailKind) -> bool {
    matches!(
        kind,
        DetailKind::Name | DetailKind::PhoneNumber | DetailKind::EmailAddress
    )
}

/// The manager's name and the team's contact details, which are not a family's.
struct TeamDetails {
    /// The words of both.
    words: Vec<String>,
    /// Both, as [`normalized`] writes them.
    normalized: String,
}

impl TeamDetails {
    fn new(team: &Team) -> Self {
        let typed = [team.manager.as_str(), "\n", team.contact_details.as_str()].concat();
        Self {
            words: (typed.split(|letter: char| !letter.is_alphanumeric()))
                .map(str::to_owned)
                .collect(),
            normalized: normalized(&typed),
        }
    }

    /// Whether a detail is one of the team's own.
    fn has(&self, kind: DetailKind, text: &str) -> bool {
        match kind {
            DetailKind::NhsNumber | DetailKind::DateOfBirth => false,
            DetailKind::Postcode | DetailKind::EmailAddress => {
                self.normalized.contains(&normalized(text))
            }
            // The start may differ: 0, +44 and 0044 are the same.
            DetailKind::PhoneNumber => {
                let digits = normalized(text);
                let last = digits.len().saturating_sub(number::DIGITS_TO_COMPARE);
                (digits.get(last..)).is_some_and(|last| self.normalized.contains(last))
            }
            DetailKind::Name => {
                let surname = text
                    .rsplit(|letter: char| !letter.is_alphanumeric())
                    .find(|word| !word.is_empty())
                    .unwrap_or_default();
                // A single letter stands for a child, even if it is one of the manager's initials.
                surname.chars().nth(1).is_some()
                    && (self.words.iter()).any(|word| word.eq_ignore_ascii_case(surname))
            }
        }
    }
}

/// A text in lower case without spaces, hyphens, dots and brackets. Line breaks stay.
fn normalized(text: &str) -> String {
    (text.chars())
        .filter(|letter| !letter.is_whitespace() || *letter == '\n')
        .filter(|letter| !matches!(letter, '-' | '‑' | '–' | '.' | '(' | ')' | '[' | ']'))
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}
