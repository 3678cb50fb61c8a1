//! What looks like a child's or a family's details in free text.
//!
//! The form is about practice and nobody in it is to be named, so a team is shown
//! what may have slipped in before it sends anything. The rules weigh precision:
//! a list that is often wrong is a list that nobody reads. Each is one pass over
//! the text, whatever the text is.

mod address;
mod date_of_birth;
mod name;
mod number;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use crate::record::{Field, Record, Team};
use text::{is_after_label, is_within_word, letter_at};

/// What a detail looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DetailKind {
    /// Ten digits with the check digit of an NHS number.
    NhsNumber,
    /// A date that is said to be somebody's date of birth.
    DateOfBirth,
    /// A full postcode.
    Postcode,
    /// A telephone number of a home or of a mobile.
    PhoneNumber,
    /// An e-mail address that is not a public service's.
    EmailAddress,
    /// A child or a grown-up by name, or by the letter that stands for the name.
    Name,
}

/// Something in free text that looks like a child's or family's details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Where it stands.
    pub field: Field,
    /// What it looks like.
    pub kind: DetailKind,
    /// The detail as typed, from its first to its last character.
    pub text: String,
}

/// The most that are listed: nobody reads more before doing something about them.
const MOST: usize = 100;

/// All that a record seems to tell of a child or family, in the form's order, the same
/// text in the same field once, and a hundred of them at most.
///
/// The team's four details are the team's own, and what also stands among them is not
/// shown elsewhere. "Who will do it?" asks for a colleague, whose name, telephone number
/// and e-mail address belong there.
pub fn personal_details(record: &Record) -> Vec<Detail> {
    let own = Own::of(&record.team);
    let mut found: Vec<Detail> = Vec::new();
    let mut look = |field, typed: &str| {
        let first = found.len();
        for (kind, range) in details_in(typed) {
            if found.len() == MOST {
                return;
            }
            let Some(text) = typed.get(range) else {
                continue;
            };
            let is_colleague = matches!(field, Field::Who(_)) && may_be_a_colleagues(kind);
            let is_there = |other: &Detail| other.kind == kind && other.text == text;
            if is_colleague || own.has(kind, text) || found.iter().skip(first).any(is_there) {
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
        look(Field::Discussion(row.id), &row.discussion);
    }
    for row in &record.actions {
        look(Field::What(row.id), &row.what);
        look(Field::Who(row.id), &row.who);
        look(Field::HowDone(row.id), &row.how_done);
        look(Field::HowWorked(row.id), &row.how_worked);
        for entry in &row.evidence {
            look(Field::Evidence(row.id, entry.id), &entry.text);
        }
    }
    found
}

/// Everything of these kinds in one text, by its kind and byte range, in order and
/// not overlapping.
pub fn details_in(text: &str) -> Vec<(DetailKind, Range<usize>)> {
    let mut found = Vec::new();
    let mut birth = None;
    let mut at = 0;
    while let Some(letter) = letter_at(text, at) {
        let mut next = at + letter.len_utf8();
        if !is_within_word(text, at) || is_after_label(text, at) {
            birth = date_of_birth::date_told_at(text, at).or(birth);
            if let Some((kind, end)) = found_at(text, at, letter, birth == Some(at)) {
                found.extend(kind.map(|kind| (kind, at..end)));
                next = next.max(end);
            }
        }
        at = next;
    }
    found
}

/// Finds the end of what begins at a place.
type Find = fn(&str, usize) -> Option<usize>;

/// What begins at this place, where no word or number goes on, and where it ends. No
/// kind is what has to be read as a whole and is no detail, such as a link.
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
            (DetailKind::DateOfBirth, date_of_birth::date_told_after),
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

/// What the team says of itself, and what is thus no family's.
struct Own {
    /// The words of the manager's name and of the contact details.
    words: Vec<String>,
    /// The same without spaces, hyphens, dots, brackets and case.
    squeezed: String,
}

impl Own {
    fn of(team: &Team) -> Self {
        let typed = [team.manager.as_str(), "\n", team.contact_details.as_str()].concat();
        Self {
            words: (typed.split(|letter: char| !letter.is_alphanumeric()))
                .map(str::to_owned)
                .collect(),
            squeezed: squeezed(&typed),
        }
    }

    fn has(&self, kind: DetailKind, text: &str) -> bool {
        match kind {
            DetailKind::NhsNumber | DetailKind::DateOfBirth => false,
            DetailKind::Postcode | DetailKind::EmailAddress => {
                self.squeezed.contains(&squeezed(text))
            }
            // However the number begins: 0, +44 and 0044 are the same.
            DetailKind::PhoneNumber => {
                let digits = squeezed(text);
                let last = digits.len().saturating_sub(number::SURELY_THE_SAME);
                (digits.get(last..)).is_some_and(|last| self.squeezed.contains(last))
            }
            DetailKind::Name => {
                let surname = text
                    .rsplit(|letter: char| !letter.is_alphanumeric())
                    .find(|word| !word.is_empty())
                    .unwrap_or_default();
                // One letter stands for a child, whatever the manager's initials are.
                surname.chars().nth(1).is_some()
                    && (self.words.iter()).any(|word| word.eq_ignore_ascii_case(surname))
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    (text.chars())
        .filter(|letter| !letter.is_whitespace() || *letter == '\n')
        .filter(|letter| !matches!(letter, '-' | '‑' | '–' | '.' | '(' | ')' | '[' | ']'))
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}
