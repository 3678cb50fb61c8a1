//! Loads stored texts, and says what can be done with each.

use std::cmp::Reverse;

use super::{
    Storage, StorageError,
    keys::{record_id_part, record_key},
};
use crate::{
    record::file::{DecodeError, decode},
    record::{ActionItem, LearningPoint, Record, RecordId, Timestamp},
};

/// The outcome of loading a record. Autosave may overwrite the first two only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadOutcome {
    /// Nothing is stored under that id.
    Empty,
    /// The record.
    Ready(Box<Record>),
    /// There is text, but it cannot be read. It stays as it is.
    Unreadable {
        /// The text as stored.
        raw: String,
        /// Why it cannot be read.
        error: DecodeError,
    },
    /// A later version of the app wrote it. It stays as it is.
    TooNew {
        /// The text as stored.
        raw: String,
        /// Its version.
        found: u64,
        /// The highest version this app reads.
        supported: u64,
    },
}

/// Loads the record of that id.
///
/// # Errors
///
/// When the store cannot be read. A text that cannot be read is no error but a [`LoadOutcome`].
pub fn load(storage: &dyn Storage, id: RecordId) -> Result<LoadOutcome, StorageError> {
    Ok(interpret(storage.read(&record_key(id))?, id))
}

/// Interprets what is stored under the key of that id.
pub(super) fn interpret(stored: Option<String>, id: RecordId) -> LoadOutcome {
    let Some(raw) = stored else {
        return LoadOutcome::Empty;
    };
    match decode_as(&raw, Some(id)) {
        Ok(record) => LoadOutcome::Ready(Box::new(record)),
        Err(DecodeError::TooNew { found, supported }) => LoadOutcome::TooNew {
            raw,
            found,
            supported,
        },
        Err(error) => LoadOutcome::Unreadable { raw, error },
    }
}

/// Decodes a text that is stored under an id, or under a key that names none. Rejects a record
/// with another id: it would be saved under another key and appear twice.
pub(super) fn decode_as(raw: &str, id: Option<RecordId>) -> Result<Record, DecodeError> {
    let record = decode(raw.as_bytes())?;
    if Some(record.id) == id {
        Ok(record)
    } else {
        Err(DecodeError::BadId {
            value: record.id.to_string(),
        })
    }
}

/// One stored record, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key it is stored under, for [`super::delete`] and [`Storage::read`].
    pub key: String,
    /// The record's id, if the key names one.
    pub id: Option<RecordId>,
    /// What is there.
    pub content: Content,
}

/// What a stored text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A record, in summary.
    Ready(Summary),
    /// Not a record, or one whose id is not that of its key.
    Unreadable {
        /// Why it cannot be read.
        error: DecodeError,
    },
    /// A record that a later version of the app wrote.
    TooNew {
        /// Its version.
        found: u64,
    },
}

impl Content {
    /// Classifies a text that is stored under that id, or under a key that names none.
    pub(super) fn of(raw: &str, id: Option<RecordId>) -> Self {
        match decode_as(raw, id) {
            Ok(record) => Self::Ready(Summary::from(&record)),
            Err(DecodeError::TooNew { found, .. }) => Self::TooNew { found },
            Err(error) => Self::Unreadable { error },
        }
    }
}

/// A record in summary, for a list of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: RecordId,
    /// The organisation, as typed.
    pub organisation: String,
    /// The section and team, as typed.
    pub section_and_team: String,
    /// The title of the briefing it answers.
    pub briefing_title: String,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Its revision.
    pub revision: u32,
    /// How many learning points are not blank.
    pub learning_points: usize,
    /// How many actions are not blank.
    pub actions: usize,
}

impl From<&Record> for Summary {
    fn from(record: &Record) -> Self {
        let begun = |row: &&LearningPoint| !row.is_blank();
        let planned = |row: &&ActionItem| !row.is_blank();
        Self {
            id: record.id,
            organisation: record.team.organisation.clone(),
            section_and_team: record.team.section_and_team.clone(),
            briefing_title: record.briefing.title.clone(),
            created_at: record.created_at,
            changed_at: record.changed_at,
            revision: record.revision,
            learning_points: record.learning_points.iter().filter(begun).count(),
            actions: record.actions.iter().filter(planned).count(),
        }
    }
}

/// Everything stored as a record, one entry for each key: the last changed comes first, texts
/// that cannot be read come last.
///
/// # Errors
///
/// When the store cannot be read.
pub fn list(storage: &dyn Storage) -> Result<Vec<Entry>, StorageError> {
    let mut entries = Vec::new();
    for key in storage.keys()? {
        let Some(tail) = record_id_part(&key) else {
            continue;
        };
        // Another tab may have removed it since the keys were read.
        if let Some(raw) = storage.read(&key)? {
            let id = canonical_id(tail);
            let content = Content::of(&raw, id);
            let changed_at = match &content {
                Content::Ready(summary) => Some(summary.changed_at),
                Content::Unreadable { .. } | Content::TooNew { .. } => None,
            };
            entries.push((Reverse(changed_at), Entry { key, id, content }));
        }
    }
    entries.sort_by(|(one, entry), (other, other_entry)| {
        (one, &entry.key).cmp(&(other, &other_entry.key))
    });
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// How many texts are stored as records, readable or not; 0 if the store cannot be read.
pub fn record_count(storage: &dyn Storage) -> usize {
    let keys = storage.keys().unwrap_or_default();
    keys.iter()
        .filter(|key| record_id_part(key).is_some())
        .count()
}

/// The id that a key names, if it is spelt as this app spells it: a record under an upper-case
/// key would be saved under another.
pub(super) fn canonical_id(tail: &str) -> Option<RecordId> {
    RecordId::parse(tail).filter(|id| id.to_string() == tail)
}

/// How an imported record compares with what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportComparison {
    /// Nothing is stored under its id.
    New,
    /// The same record is stored already.
    Same,
    /// Another state of this record is stored; the user has to choose.
    Different {
        /// The stored record.
        here: Box<Record>,
    },
    /// What is stored under its id cannot be read, or is too new.
    HereUnreadable,
}

/// Compares an imported record with what is stored under its id. Changes nothing.
///
/// # Errors
///
/// When the store cannot be read.
pub fn compare_import(
    storage: &dyn Storage,
    incoming: &Record,
) -> Result<ImportComparison, StorageError> {
    Ok(match load(storage, incoming.id)? {
        LoadOutcome::Empty => ImportComparison::New,
        LoadOutcome::Ready(here) if *here == *incoming => ImportComparison::Same,
        LoadOutcome::Ready(here) => ImportComparison::Different { here },
        LoadOutcome::Unreadable { .. } | LoadOutcome::TooNew { .. } => {
            ImportComparison::HereUnreadable
        }
    })
}
