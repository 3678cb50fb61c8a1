//! Saving: a write that is believed only once it was read back.

use super::{Reason, Storage, StorageError, keys::record_key, load::decode_as, move_to_trash};
use crate::{
    record::file::encode,
    record::{Record, Timestamp, merge},
};

/// What a tab has seen of a record in the store: the last state that it shares with
/// every other tab.
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
    /// What is stored now.
    pub seen: SyncBase,
    /// Whether that has something in it that another tab changed.
    pub merged: bool,
    /// The key of another tab's text that was set aside, since both had changed the
    /// same place or it is no record.
    pub aside: Option<String>,
}

/// A save that worked: what is now stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text, as it was read back.
    pub text: String,
    /// The key of the text that was set aside for it, if one was.
    pub aside: Option<String>,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Storage(StorageError),
    /// The store said that it worked, but what it gives back is something else.
    NotKept,
    /// What was to be moved is not there (any more), or its key is of another kind.
    Gone,
    /// The store failed in the middle of a move and again when the text was to go
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
    Ok(Saved { text, aside: None })
}

/// Saves a changed record under its next revision, together with whatever another tab
/// has changed of it since this one saw it last.
///
/// # Errors
///
/// As [`save`] and [`move_to_trash`]; when another tab's text would have to be set aside and
/// cannot be, it stays and nothing is saved.
pub fn save_change(
    storage: &dyn Storage,
    ours: &Record,
    seen: &SyncBase,
    now: Timestamp,
) -> Result<Change, SaveError> {
    let key = record_key(ours.id);
    let here = storage.read(&key)?;
    let theirs = here.filter(|here| Some(here) != seen.text.as_ref());
    let mut record = ours.clone();
    let mut merged = false;
    let mut aside = None;
    let mut revision = seen.record.revision;
    if let Some(text) = &theirs {
        let clash = match decode_as(text, Some(ours.id)) {
            Ok(stored) => {
                let both = merge(&seen.record, ours, &stored);
                revision = revision.max(stored.revision);
                // When and how often it was changed says nothing of what is in it.
                record.revision = both.record.revision;
                record.changed_at = both.record.changed_at;
                merged = both.record != record;
                record = both.record;
                if record == stored {
                    // Both typed the same, or only they typed: it is all there.
                    let seen = SyncBase {
                        record,
                        text: theirs,
                    };
                    return Ok(Change {
                        seen,
                        merged,
                        aside,
                    });
                }
                both.clash
            }
            Err(_) => true,
        };
        if clash {
            aside = Some(move_to_trash(
                storage,
                ours.id,
                text,
                Reason::OtherTab,
                now,
            )?);
        }
    }
    // A row that was added was a revision already.
    record.revision = record.revision.max(revision.saturating_add(1));
    record.changed_at = now;
    let text = encode(&record);
    if let Err(error) = write_verified(storage, &key, &text) {
        // Where a store kept half of ours, the other tab's work was in the other half.
        if let (SaveError::NotKept, Some(theirs)) = (&error, theirs) {
            drop(storage.write(&key, &theirs));
        }
        return Err(error);
    }
    Ok(Change {
        seen: SyncBase {
            record,
            text: Some(text),
        },
        merged,
        aside,
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
