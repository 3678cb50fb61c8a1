//! The register: every file that came in, and which of them count.

use std::cmp::Reverse;

use super::ndjson;
use crate::documents::record_in;
use crate::domain::{Record, RecordId};
use crate::format::{DecodeError, decode, encode};

/// A return, and the file it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The file's name.
    pub file: String,
    /// The record in it.
    pub record: Record,
}

/// A file that is no return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file's name.
    pub file: String,
    /// Why it cannot be read.
    pub error: DecodeError,
}

/// Every file that came in, as it came.
#[derive(Clone, Debug, Default)]
pub struct Register {
    returns: Vec<Filed>,
    unreadable: Vec<Unreadable>,
}

/// A return that does not count, and the one that counts in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The one that does not.
    pub this: &'a Filed,
    /// The one that does.
    pub counts: &'a Filed,
}

/// A register, sorted out. Each list is in an order that does not depend on that of the
/// files.
#[derive(Clone, Debug, Default)]
pub struct Collated<'a> {
    /// What counts: of each record the highest revision, by organisation and team.
    pub counting: Vec<&'a Filed>,
    /// Returns with a lower revision than the one that counts.
    pub superseded: Vec<Pair<'a>>,
    /// The same return once more.
    pub same: Vec<Pair<'a>>,
    /// The same revision of the same record with another text. A person has to look: until
    /// then the one that was changed last counts.
    pub conflicts: Vec<Pair<'a>>,
    /// Returns that answer another briefing.
    pub others: Vec<&'a Filed>,
    /// Files that are no returns.
    pub unreadable: Vec<&'a Unreadable>,
}

impl Register {
    /// Takes in a file: a return, a copy that opens itself, or a register that was kept,
    /// which is a return a line.
    pub fn add(&mut self, file: String, bytes: &[u8]) {
        let error = match decode(record_in(bytes)) {
            Ok(record) => return self.returns.push(Filed { file, record }),
            Err(error) => error,
        };
        let lines = || {
            bytes
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
        };
        let is_register = lines().next().is_some_and(|line| {
            line.len() < bytes.len() && line.starts_with(b"{") && !decode_is_cut(line)
        });
        if !is_register {
            return self.refuse(file, error);
        }
        for (number, line) in (1..).zip(lines()) {
            let file = format!("{file}, line {number}");
            match decode(line) {
                Ok(record) => self.returns.push(Filed { file, record }),
                Err(error) => self.refuse(file, error),
            }
        }
    }

    /// Notes a file that could not be read at all.
    pub fn refuse(&mut self, file: String, error: DecodeError) {
        self.unreadable.push(Unreadable { file, error });
    }

    /// Every return that came in, a line each: a file that [`Register::add`] takes again.
    pub fn everything(&self) -> String {
        let mut returns: Vec<&Filed> = self.returns.iter().collect();
        returns.sort_by_cached_key(|filed| (place(filed), rank(filed)));
        ndjson(&returns)
    }

    /// How many files came in.
    pub fn len(&self) -> usize {
        self.returns.len() + self.unreadable.len()
    }

    /// Whether none came in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sorts out what counts for the briefing of that id.
    pub fn collate(&self, briefing: &str) -> Collated<'_> {
        let mut collated = Collated {
            unreadable: self.unreadable.iter().collect(),
            ..Collated::default()
        };
        let mut returns: Vec<&Filed> = Vec::new();
        for filed in &self.returns {
            if filed.record.briefing.id == briefing {
                returns.push(filed);
            } else {
                collated.others.push(filed);
            }
        }
        returns.sort_by_cached_key(|filed| rank(filed));
        let mut counts: Option<&Filed> = None;
        for this in returns {
            let Some(counts) = counts.filter(|it| it.record.id == this.record.id) else {
                counts = Some(this);
                collated.counting.push(this);
                continue;
            };
            let pair = Pair { this, counts };
            if this.record.revision < counts.record.revision {
                collated.superseded.push(pair);
            } else if this.record == counts.record {
                collated.same.push(pair);
            } else {
                collated.conflicts.push(pair);
            }
        }
        collated.counting.sort_by_cached_key(|filed| place(filed));
        collated.others.sort_by_cached_key(|filed| {
            (
                filed.record.briefing.title.clone(),
                place(filed),
                rank(filed),
            )
        });
        (collated.unreadable).sort_by(|one, other| one.file.cmp(&other.file));
        collated
    }
}

/// Whether a line is the beginning of something longer, as of a return over many lines.
fn decode_is_cut(line: &[u8]) -> bool {
    matches!(decode(line), Err(DecodeError::Truncated))
}

/// What comes first of one record counts: the highest revision, of that what was changed
/// last. The text and the file's name only settle which of two comes first.
fn rank(filed: &Filed) -> (RecordId, Reverse<u32>, Reverse<i64>, String, String) {
    let record = &filed.record;
    (
        record.id,
        Reverse(record.revision),
        Reverse(record.changed_at.unix_ms()),
        encode(record),
        filed.file.clone(),
    )
}

/// By organisation and team, as people look for one.
fn place(filed: &Filed) -> (String, String, RecordId) {
    let team = &filed.record.team;
    (
        team.organisation.trim().to_lowercase(),
        team.section_and_team.trim().to_lowercase(),
        filed.record.id,
    )
}

impl Collated<'_> {
    /// How many files there are in all its lists.
    pub fn len(&self) -> usize {
        self.counting.len()
            + self.superseded.len()
            + self.same.len()
            + self.conflicts.len()
            + self.others.len()
            + self.unreadable.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
