//! The register: every file that came in, and which of them count.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Filed, Intake, Refusal, ndjson};
use crate::domain::RecordId;
use crate::format::{DecodeError, encode};

/// A file that is no return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file's name.
    pub file: String,
    /// Why it was not taken in.
    pub why: Refusal,
}

/// Every file that came in, as it came.
#[derive(Clone, Debug, Default)]
pub struct Register {
    returns: Vec<Arc<Filed>>,
    unreadable: Vec<Arc<Unreadable>>,
    beside: Vec<String>,
}

/// How much was in a register at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark([usize; 3]);

/// A return that does not count, and the one that counts in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that does not.
    pub this: Arc<Filed>,
    /// The one that does.
    pub counts: Arc<Filed>,
}

/// A register, sorted out. Each list is in an order that does not depend on that of the
/// files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collated {
    /// What counts: of each record the highest revision, by organisation and team.
    pub counting: Vec<Arc<Filed>>,
    /// Returns with a lower revision than the one that counts.
    pub superseded: Vec<Pair>,
    /// The same return once more.
    pub same: Vec<Pair>,
    /// The same revision of the same record with another text. A person has to look: until
    /// then the one that was changed last counts.
    pub conflicts: Vec<Pair>,
    /// Returns that answer another briefing.
    pub others: Vec<Arc<Filed>>,
    /// Files that are no returns.
    pub unreadable: Vec<Arc<Unreadable>>,
    /// Files that are no returns and came with one, or were put there by a computer.
    pub beside: Vec<String>,
}

impl Register {
    /// Takes in a file: a return, a copy that opens itself, a register that was kept, an
    /// archive or an e-mail with any of these.
    pub fn add(&mut self, file: String, bytes: impl Into<Vec<u8>>) {
        let mut intake = Intake::of(file, bytes.into());
        while intake.step(self) {}
    }

    /// Files a return.
    pub fn file(&mut self, filed: Filed) {
        self.returns.push(Arc::new(filed));
    }

    /// Notes a file that was not taken in.
    pub fn refuse(&mut self, file: String, why: Refusal) {
        self.unreadable.push(Arc::new(Unreadable { file, why }));
    }

    /// Notes a file that nobody would take for a return.
    pub(super) fn lay_beside(&mut self, file: String) {
        self.beside.push(file);
    }

    /// Notes as such what was refused and does not even look like a return.
    pub(super) fn lay_strangers_beside(&mut self) {
        let refused = std::mem::take(&mut self.unreadable);
        for refused in refused {
            if refused.is_stranger() {
                self.beside.push(refused.file.clone());
            } else {
                self.unreadable.push(refused);
            }
        }
    }

    /// Whether nothing in it is, or looks like, a return.
    pub(super) fn is_strange(&self) -> bool {
        !self.has_return() && self.unreadable.iter().all(|it| it.is_stranger())
    }

    /// Whether there is a return in it.
    pub(super) fn has_return(&self) -> bool {
        !self.returns.is_empty()
    }

    /// Takes over everything of another.
    pub(super) fn append(&mut self, mut other: Self) {
        self.returns.append(&mut other.returns);
        self.unreadable.append(&mut other.unreadable);
        self.beside.append(&mut other.beside);
    }

    /// How much is in it now.
    pub fn mark(&self) -> Mark {
        Mark([self.returns.len(), self.unreadable.len(), self.beside.len()])
    }

    /// Lets go of everything that came in since.
    pub fn go_back(&mut self, to: Mark) {
        let Mark([returns, unreadable, beside]) = to;
        self.returns.truncate(returns);
        self.unreadable.truncate(unreadable);
        self.beside.truncate(beside);
    }

    /// Every return that came in, a line each: a file that [`Register::add`] takes again.
    pub fn everything(&self) -> String {
        let mut returns = self.returns.clone();
        returns.sort_by(|one, other| rank(one, other));
        returns.sort_by_cached_key(|filed| place(filed));
        ndjson(&returns)
    }

    /// How many files came in.
    pub fn len(&self) -> usize {
        self.returns.len() + self.unreadable.len() + self.beside.len()
    }

    /// Whether none came in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sorts out what counts for the briefing of that id.
    pub fn collate(&self, briefing: &str) -> Collated {
        let mut collated = Collated {
            unreadable: self.unreadable.clone(),
            beside: self.beside.clone(),
            ..Collated::default()
        };
        let mut records: BTreeMap<RecordId, Vec<&Arc<Filed>>> = BTreeMap::new();
        for filed in &self.returns {
            if filed.record.briefing.id == briefing {
                records.entry(filed.record.id).or_default().push(filed);
            } else {
                collated.others.push(Arc::clone(filed));
            }
        }
        for mut states in records.into_values() {
            states.sort_by(|one, other| rank(one, other));
            let mut states = states.into_iter();
            let Some(counts) = states.next() else {
                continue;
            };
            collated.counting.push(Arc::clone(counts));
            for this in states {
                let pair = Pair {
                    this: Arc::clone(this),
                    counts: Arc::clone(counts),
                };
                if this.record.revision < counts.record.revision {
                    collated.superseded.push(pair);
                } else if this.record == counts.record {
                    collated.same.push(pair);
                } else {
                    collated.conflicts.push(pair);
                }
            }
        }
        collated.counting.sort_by_cached_key(|filed| place(filed));
        collated.others.sort_by(|one, other| rank(one, other));
        (collated.others).sort_by_cached_key(|it| (it.record.briefing.title.clone(), place(it)));
        (collated.unreadable).sort_by(|one, other| one.file.cmp(&other.file));
        collated.beside.sort_unstable();
        collated
    }
}

impl Unreadable {
    /// Whether it is some other kind of file altogether, rather than a return that is
    /// damaged.
    fn is_stranger(&self) -> bool {
        let no_return = matches!(
            self.why,
            Refusal::NoReturn(
                DecodeError::NotText | DecodeError::NotARecord { .. } | DecodeError::Empty
            )
        );
        let is_text = matches!(self.why, Refusal::NoReturn(DecodeError::NotJson { .. }));
        let ending = self.file.rsplit('.').next().unwrap_or_default();
        let is_ours = ["json", "html"]
            .iter()
            .any(|it| ending.eq_ignore_ascii_case(it));
        no_return || is_text && !is_ours
    }
}

/// What comes first of one record counts: the highest revision, of that what was changed
/// last. The text and the file's name only settle which of two comes first.
fn rank(one: &Filed, other: &Filed) -> Ordering {
    let key = |it: &Filed| {
        let record = &it.record;
        (
            Reverse(record.revision),
            Reverse(record.changed_at.unix_ms()),
        )
    };
    key(one)
        .cmp(&key(other))
        .then_with(|| {
            if one.record == other.record {
                Ordering::Equal
            } else {
                encode(&one.record).cmp(&encode(&other.record))
            }
        })
        .then_with(|| one.file.cmp(&other.file))
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

impl Collated {
    /// How many files there are in all its lists.
    pub fn len(&self) -> usize {
        self.counting.len()
            + self.superseded.len()
            + self.same.len()
            + self.conflicts.len()
            + self.others.len()
            + self.unreadable.len()
            + self.beside.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every state of a record that came in, the earliest first and what counts last, the
    /// same ones once.
    pub fn states(&self, record: RecordId) -> Vec<&Arc<Filed>> {
        let is_it = |it: &&Arc<Filed>| it.record.id == record;
        let counts = self.counting.iter().filter(is_it);
        let others = (self.conflicts.iter().chain(&self.superseded)).map(|pair| &pair.this);
        let mut states: Vec<&Arc<Filed>> = counts.chain(others.filter(is_it)).collect();
        states.sort_by(|one, other| rank(other, one));
        states.dedup_by(|one, other| one.record == other.record);
        states
    }
}
