//! Saving: a write counts only once it has been read back.

use super::{Reason, Storage, StorageError, keys::record_key, load::decode_as, move_to_trash};
use crate::{
    record::file::encode,
    record::{Record, Timestamp, merge},
};

/// The last state of a record that a tab shares with the store, and so with every other tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncBase {
    /// The record as last saved or read; a new one as it began.
    pub record: Record,
    /// The stored text, letter for letter; `None` while nothing is stored.
    pub text: Option<String>,
}

/// A change that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record that is stored now.
    pub record: Record,
    /// Its text, as it was read back.
    pub text: String,
    /// Whether it includes something that another tab changed.
    pub merged: bool,
    /// The key of another tab's text that was moved to the trash, because both had changed the
    /// same place or the text was no record.
    pub trash_key: Option<String>,
}

/// A save that worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text that is stored now, as it was read back.
    pub text: String,
    /// The key of the text that was moved to the trash for it, if one was.
    pub trash_key: Option<String>,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Storage(StorageError),
    /// The store said that it worked, but what it gives back is something else.
    NotKept,
    /// What was to be moved is not there, or its key is of another kind.
    Gone,
    /// The store failed in the middle of a move, and again when the text was to be written
    /// back: this is now its only copy, for the caller to keep and to offer.
    OnlyCopy {
        /// The text that is stored nowhere.
        text: String,
    },
}

impl From<StorageError> for SaveError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Saves a record under its id, in place of whatever is there. For a record that
/// another tab may have changed, see [`save_change`].
///
/// # Errors
///
/// When the store refuses or does not keep what it was given. What was there
/// before is then still there, unless the store lies.
pub fn save(storage: &dyn Storage, record: &Record) -> Result<Saved, SaveError> {
    let text = encode(record);
    write_verified(storage, &record_key(record.id), &text)?;
    Ok(Saved {
        text,
        trash_key: None,
    })
}

/// Saves a changed record under its next revision, together with whatever another tab has
/// changed in it since `base`.
///
/// # Errors
///
/// As [`save`] and [`move_to_trash`]. When another tab's text would have to be moved to the
/// trash and cannot be, it stays and nothing is saved.
pub fn save_change(
    storage: &dyn Storage,
    ours: &Record,
    base: &SyncBase,
    now: Timestamp,
) -> Result<Change, SaveError> {
    let key = record_key(ours.id);
    let here = storage.read(&key)?;
    let theirs = here
        .as_ref()
        .filter(|here| Some(*here) != base.text.as_ref());
    let mut record = ours.clone();
    let mut merged = false;
    let mut trash_key = None;
    let mut revision = base.record.revision;
    if let Some(text) = theirs {
        let set_aside =
            |text: &str| move_to_trash(storage, ours.id, text, Reason::OtherTab, now).map(Some);
        match decode_as(text, Some(ours.id)) {
            // Every save raises the revision. This text is older than what this tab has seen: a
            // tab that was behind has stored it again after somebody had emptied the store.
            Ok(stored) if stored.revision < base.record.revision => {
                trash_key = set_aside(text)?;
            }
            Ok(stored) => {
                if stored.revision == base.record.revision && stored != base.record {
                    // The same, so it may lack what this tab has seen.
                    trash_key = set_aside(&encode(ours))?;
                }
                let both = merge(&base.record, ours, &stored);
                revision = revision.max(stored.revision);
                // When and how often it was changed does not count as a change.
                record.revision = both.record.revision;
                record.changed_at = both.record.changed_at;
                merged = both.record != record;
                record = both.record;
                if record == stored {
                    // Both typed the same, or only they typed: all of it is stored.
                    return Ok(Change {
                        record,
                        text: text.clone(),
                        merged,
                        trash_key,
                    });
                }
                if both.clash {
                    trash_key = set_aside(text)?;
                }
            }
            Err(_) => trash_key = set_aside(text)?,
        }
    }
    // Claiming a row id has raised the revision already.
    record.revision = record.revision.max(revision.saturating_add(1));
    record.changed_at = now;
    let text = encode(&record);
    if let Err(error) = write_verified(storage, &key, &text) {
        // The store kept half of ours in place of what was there, which is a whole record, with
        // another tab's work in it perhaps.
        if let (SaveError::NotKept, Some(here)) = (&error, here) {
            drop(storage.write(&key, &here));
        }
        return Err(error);
    }
    Ok(Change {
        record,
        text,
        merged,
        trash_key,
    })
}

/// Writes and reads back.
pub(super) fn write_verified(
    storage: &dyn Storage,
    key: &str,
    text: &str,
) -> Result<(), SaveError> {
    storage.write(key, text)?;
    if storage.read(key)?.as_deref() == Some(text) {
        Ok(())
    } else {
        Err(SaveError::NotKept)
    }
}
