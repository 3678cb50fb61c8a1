//! The register: every file that came in, and which of them count.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::order::{in_order, name_key};
use super::{ImportError, Importer, IndexedReturn, ndjson};
use crate::record::RecordId;
use crate::record::file::{DecodeError, encode};

/// A file that is no return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file's name.
    pub file: String,
    /// Why it was not taken in.
    pub why: ImportError,
}

/// Every file that came in, as it came.
#[derive(Clone, Debug, Default)]
pub struct Register {
    returns: Vec<Arc<IndexedReturn>>,
    unreadable: Vec<Arc<Unreadable>>,
    beside: Vec<String>,
}

/// How much was in a register at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint([usize; 3]);

/// A return that does not count, and the one that counts in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that does not.
    pub this: Arc<IndexedReturn>,
    /// The one that does.
    pub counts: Arc<IndexedReturn>,
}

/// A register, sorted out. Each list is in an order that does not depend on that of the
/// files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collated {
    /// What counts: of each record the highest revision, by organisation and team.
    pub counting: Vec<Arc<IndexedReturn>>,
    /// Returns with a lower revision than the one that counts.
    pub superseded: Vec<Pair>,
    /// The same return once more.
    pub same: Vec<Pair>,
    /// The same revision of the same record with another text. A person has to look: until
    /// then the one that was changed last counts.
    pub conflicts: Vec<Pair>,
    /// Returns that answer another briefing.
    pub others: Vec<Arc<IndexedReturn>>,
    /// Files that are no returns.
    pub unreadable: Vec<Arc<Unreadable>>,
    /// Files that are no returns and came with one, or were put there by a computer.
    pub beside: Vec<String>,
}

impl Register {
    /// Takes in a file: a return, a copy that opens itself, a register that was kept, an
    /// archive or an e-mail with any of these.
    pub fn add(&mut self, file: String, bytes: impl Into<Vec<u8>>) {
        let mut intake = Importer::of(file, bytes.into());
        while intake.step(self) {}
    }

    /// Files a return.
    pub fn file(&mut self, filed: IndexedReturn) {
        self.returns.push(Arc::new(filed));
    }

    /// Notes a file that was not taken in.
    pub fn reject(&mut self, file: String, why: ImportError) {
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
    pub fn mark(&self) -> Checkpoint {
        Checkpoint([self.returns.len(), self.unreadable.len(), self.beside.len()])
    }

    /// Lets go of everything that came in since.
    pub fn rollback(&mut self, to: Checkpoint) {
        let Checkpoint([returns, unreadable, beside]) = to;
        self.returns.truncate(returns);
        self.unreadable.truncate(unreadable);
        self.beside.truncate(beside);
    }

    /// Every return that came in, a line each: a file that [`Register::add`] takes again.
    pub fn everything(&self) -> String {
        ndjson(&in_order(states_in_order(self.returns.clone()), |it| {
            place(it)
        }))
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
        let mut records: BTreeMap<RecordId, Vec<Arc<IndexedReturn>>> = BTreeMap::new();
        for filed in &self.returns {
            if filed.record.briefing.id == briefing {
                let states = records.entry(filed.record.id).or_default();
                states.push(Arc::clone(filed));
            } else {
                collated.others.push(Arc::clone(filed));
            }
        }
        for states in records.into_values() {
            let mut states = states_in_order(states).into_iter();
            let Some(counts) = states.next() else {
                continue;
            };
            for this in states {
                let counts = Arc::clone(&counts);
                let pair = Pair { this, counts };
                let Pair { this, counts } = &pair;
                if this.record.revision < counts.record.revision {
                    collated.superseded.push(pair);
                } else if this.record == counts.record {
                    collated.same.push(pair);
                } else {
                    collated.conflicts.push(pair);
                }
            }
            collated.counting.push(counts);
        }
        collated.counting = in_order(collated.counting, |it| place(it));
        let others = in_order(states_in_order(collated.others), |it| place(it));
        collated.others = in_order(others, |it| it.record.briefing.title.clone());
        collated.unreadable = in_order(collated.unreadable, |it| it.file.clone());
        collated.beside = in_order(collated.beside, String::clone);
        collated
    }
}

impl Unreadable {
    /// Whether it is some other kind of file altogether, rather than a return that is
    /// damaged.
    fn is_stranger(&self) -> bool {
        let ending = self.file.rsplit('.').next().unwrap_or_default();
        let is_ours = ["json", "html", "ndjson", "zip", "eml"];
        let is_ours = is_ours.iter().any(|it| ending.eq_ignore_ascii_case(it));
        let is_other = matches!(
            self.why,
            ImportError::NoReturn(
                DecodeError::NotText
                    | DecodeError::NotARecord { .. }
                    | DecodeError::Empty
                    | DecodeError::NotJson { .. }
            )
        );
        is_other && !is_ours
    }
}

/// Returns with those first of each record that count: the highest revision, of that what
/// was changed last.
fn states_in_order(states: Vec<Arc<IndexedReturn>>) -> Vec<Arc<IndexedReturn>> {
    if states.len() < 2 {
        return states;
    }
    let states = in_order(states, |filed| state(filed));
    let mut pairs = states.windows(2);
    let is_tied = pairs.any(|pair| matches!(pair, [one, other] if state(one) == state(other)));
    if !is_tied {
        return states;
    }
    // The text and the file's name only settle which of two comes first.
    in_order(states, |filed| {
        let text = encode(&filed.record);
        format!("{}{text}{}", state(filed), filed.file)
    })
}

/// Which record, the highest revision of it first, of that what was changed last.
fn state(filed: &IndexedReturn) -> String {
    let record = &filed.record;
    let revision = u32::MAX - record.revision;
    // No year in it has more than four digits.
    let changed = 1_000_000_000_000_000 - record.changed_at.unix_ms();
    format!("{}{revision:010}{changed:016}", record.id)
}

/// By organisation and team, as people look for one.
fn place(filed: &IndexedReturn) -> String {
    let team = &filed.record.team;
    let name = name_key([&team.organisation, &team.section_and_team]);
    format!("{name}\0{}", filed.record.id)
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
    pub fn states(&self, record: RecordId) -> Vec<Arc<IndexedReturn>> {
        let is_it = |it: &&Arc<IndexedReturn>| it.record.id == record;
        let counts = self.counting.iter().filter(is_it);
        let others = (self.conflicts.iter().chain(&self.superseded)).map(|pair| &pair.this);
        let states = counts.chain(others.filter(is_it)).cloned().collect();
        let mut states = states_in_order(states);
        states.reverse();
        states.dedup_by(|one, other| one.record == other.record);
        states
    }
}
