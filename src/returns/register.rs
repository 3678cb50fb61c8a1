//! The register: every file that was imported, and which returns count.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ImportError, Importer, IndexedReturn, ndjson};
use crate::record::file::{DecodeError, encode};
use crate::record::{RecordId, Timestamp, lower};

/// A file from which no return could be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableFile {
    /// The file's name.
    pub file: String,
    /// Why it was rejected.
    pub error: ImportError,
}

/// Every file that was imported, in the order in which it arrived.
#[derive(Clone, Debug, Default)]
pub struct Register {
    returns: Vec<Arc<IndexedReturn>>,
    unreadable: Vec<Arc<UnreadableFile>>,
    ignored: Vec<String>,
}

/// How many returns and files a register held at some moment. See [`Register::rollback`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    returns: usize,
    unreadable: usize,
    ignored: usize,
}

/// A return that does not count, and the return of the same record that counts instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncountedReturn {
    /// The return that does not count.
    pub uncounted: Arc<IndexedReturn>,
    /// The return that counts.
    pub counted: Arc<IndexedReturn>,
}

/// A register, collated for one briefing. Every imported file is in exactly one of the lists, and
/// their order does not depend on the order in which the files arrived.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collation {
    /// The returns that count, the highest revision of each record, by organisation and team.
    pub counted: Vec<Arc<IndexedReturn>>,
    /// Returns with a lower revision than the one that counts.
    pub superseded: Vec<UncountedReturn>,
    /// Exact copies of a return that counts.
    pub duplicates: Vec<UncountedReturn>,
    /// Returns with the same revision as the one that counts, but different content. Until a person
    /// decides, the return that was changed last counts.
    pub conflicts: Vec<UncountedReturn>,
    /// Returns that answer another briefing.
    pub other_briefings: Vec<Arc<IndexedReturn>>,
    /// Files from which no return could be imported.
    pub unreadable: Vec<Arc<UnreadableFile>>,
    /// Files that were never meant to be returns: the operating system's own, and whatever else
    /// came in an email with a return.
    pub ignored: Vec<String>,
}

impl Register {
    /// Imports a file: a return, a standalone copy, a register, or an archive or email that
    /// contains any of these. To import a large file in steps, use [`Importer`].
    pub fn import(&mut self, file: String, bytes: impl Into<Vec<u8>>) {
        let mut importer = Importer::new(file, bytes.into());
        while importer.step(self) {}
    }

    /// Adds a return.
    pub fn add_return(&mut self, indexed: IndexedReturn) {
        self.returns.push(Arc::new(indexed));
    }

    /// Lists a file as unreadable.
    pub fn reject(&mut self, file: String, error: ImportError) {
        let rejected = UnreadableFile { file, error };
        self.unreadable.push(Arc::new(rejected));
    }

    /// Lists a file as ignored.
    pub(super) fn ignore(&mut self, file: String) {
        self.ignored.push(file);
    }

    /// Moves unreadable files that do not even look like a return to the ignored ones.
    pub(super) fn ignore_unrelated_files(&mut self) {
        let (unrelated, unreadable): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unreadable)
            .into_iter()
            .partition(|file| file.is_unrelated());
        self.unreadable = unreadable;
        let names = unrelated.iter().map(|it| it.file.clone());
        self.ignored.extend(names);
    }

    /// Whether it contains neither a return nor a file that looks like a damaged one.
    pub(super) fn has_only_unrelated_files(&self) -> bool {
        !self.has_returns() && self.unreadable.iter().all(|it| it.is_unrelated())
    }

    /// Whether it contains a return.
    pub(super) fn has_returns(&self) -> bool {
        !self.returns.is_empty()
    }

    /// Moves everything in another register into this one.
    pub(super) fn append(&mut self, mut other: Self) {
        self.returns.append(&mut other.returns);
        self.unreadable.append(&mut other.unreadable);
        self.ignored.append(&mut other.ignored);
    }

    /// Remembers the current state for [`Self::rollback`].
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            returns: self.returns.len(),
            unreadable: self.unreadable.len(),
            ignored: self.ignored.len(),
        }
    }

    /// Removes everything that was imported since the checkpoint.
    pub fn rollback(&mut self, to: Checkpoint) {
        self.returns.truncate(to.returns);
        self.unreadable.truncate(to.unreadable);
        self.ignored.truncate(to.ignored);
    }

    /// Writes every imported return, one per line, as a file that [`Register::import`] can read.
    pub fn to_ndjson(&self) -> String {
        let mut returns = self.returns.clone();
        sort_by_record(&mut returns);
        sort_by_team(&mut returns);
        ndjson(&returns)
    }

    /// How many returns and other files were imported.
    pub fn len(&self) -> usize {
        self.returns.len() + self.unreadable.len() + self.ignored.len()
    }

    /// Whether no file was imported.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Decides which returns count for the briefing with that id.
    pub fn collate(&self, briefing_id: &str) -> Collation {
        let (ours, mut other_briefings): (Vec<_>, Vec<_>) = self
            .returns
            .iter()
            .cloned()
            .partition(|it| it.record.briefing.id == briefing_id);
        let mut collation = Collation::default();
        let mut records: BTreeMap<RecordId, Vec<Arc<IndexedReturn>>> = BTreeMap::new();
        for indexed in ours {
            records.entry(indexed.record.id).or_default().push(indexed);
        }
        for mut versions in records.into_values() {
            sort_by_record(&mut versions);
            let mut versions = versions.into_iter();
            let Some(counted) = versions.next() else {
                continue;
            };
            for uncounted in versions {
                let list = if uncounted.record.revision < counted.record.revision {
                    &mut collation.superseded
                } else if uncounted.record == counted.record {
                    &mut collation.duplicates
                } else {
                    &mut collation.conflicts
                };
                list.push(UncountedReturn {
                    uncounted,
                    counted: Arc::clone(&counted),
                });
            }
            collation.counted.push(counted);
        }
        sort_by_team(&mut collation.counted);

        sort_by_record(&mut other_briefings);
        sort_by_team(&mut other_briefings);
        other_briefings.sort_by(|a, b| (a.record.briefing.title).cmp(&b.record.briefing.title));
        collation.other_briefings = other_briefings;

        collation.unreadable.clone_from(&self.unreadable);
        collation.unreadable.sort_by(|a, b| a.file.cmp(&b.file));
        collation.ignored.clone_from(&self.ignored);
        collation.ignored.sort();
        collation
    }
}

impl UnreadableFile {
    /// Whether it is another kind of file altogether, rather than a damaged return.
    fn is_unrelated(&self) -> bool {
        let extension = self.file.rsplit('.').next().unwrap_or_default();
        let is_ours = ["json", "html", "ndjson", "zip", "eml"]
            .iter()
            .any(|ours| extension.eq_ignore_ascii_case(ours));
        let is_other_content = matches!(
            self.error,
            ImportError::NotAReturn(
                DecodeError::NotText
                    | DecodeError::NotARecord { .. }
                    | DecodeError::Empty
                    | DecodeError::NotJson { .. }
            )
        );
        is_other_content && !is_ours
    }
}

/// Sorts returns by record, and the versions of each record with the one that counts first: the
/// highest revision, and of two with the same revision the one that was changed last.
fn sort_by_record(returns: &mut [Arc<IndexedReturn>]) {
    returns.sort_by(|a, b| {
        version_key(a)
            .cmp(&version_key(b))
            .then_with(|| by_text(a, b))
    });
}

fn version_key(indexed: &IndexedReturn) -> (RecordId, Reverse<u32>, Reverse<Timestamp>) {
    let record = &indexed.record;
    (
        record.id,
        Reverse(record.revision),
        Reverse(record.changed_at),
    )
}

/// Orders two versions that were changed in the same second, so that the result does not depend on
/// the order of the files.
fn by_text(a: &IndexedReturn, b: &IndexedReturn) -> Ordering {
    let texts = if a.record == b.record {
        Ordering::Equal
    } else {
        encode(&a.record).cmp(&encode(&b.record))
    };
    texts.then_with(|| a.file.cmp(&b.file))
}

/// Sorts returns by organisation and team, ignoring case, as people look for them.
fn sort_by_team(returns: &mut [Arc<IndexedReturn>]) {
    returns.sort_by_cached_key(|indexed| {
        let team = &indexed.record.team;
        let names = [&team.organisation, &team.section_and_team];
        (names.map(|name| lower(name.trim())), indexed.record.id)
    });
}

impl Collation {
    /// How many returns and files are in all its lists.
    pub fn len(&self) -> usize {
        self.counted.len()
            + self.superseded.len()
            + self.duplicates.len()
            + self.conflicts.len()
            + self.other_briefings.len()
            + self.unreadable.len()
            + self.ignored.len()
    }

    /// Whether all its lists are empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every version of a record that was imported, the earliest first and the one that counts
    /// last, without duplicates.
    pub fn history(&self, record: RecordId) -> Vec<Arc<IndexedReturn>> {
        let uncounted = self.conflicts.iter().chain(&self.superseded);
        let mut versions: Vec<Arc<IndexedReturn>> = (self.counted.iter())
            .chain(uncounted.map(|pair| &pair.uncounted))
            .filter(|it| it.record.id == record)
            .cloned()
            .collect();
        sort_by_record(&mut versions);
        versions.reverse();
        versions.dedup_by(|later, earlier| later.record == earlier.record);
        versions
    }
}
