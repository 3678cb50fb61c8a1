//! Saving: a write counts only once it has been read back.

use super::keys::{TrashKey, record_key};
use super::load::{canonical_id, decode_as};
use super::{Reason, Storage, StorageError, move_to_trash};
use crate::record::file::encode;
use crate::record::{Record, RecordId, Timestamp, differences, merge};

/// The last state of a record that a tab had in common with the store, and so with other tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncBase {
    /// The record as last saved or read, or as it was created.
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
    /// The key of a text that was moved to the trash, since the record may lack some of it: another
    /// tab's or, if both had the same revision, ours.
    pub trash_key: Option<String>,
}

/// A save that worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text that is stored now, as it was read back.
    pub text: String,
    /// The key in the trash of the text that it replaced, if there was one.
    pub trash_key: Option<String>,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Storage(StorageError),
    /// The store reported success, but something else reads back.
    NotKept,
    /// There is no such record, or no such text in the trash.
    Gone,
    /// The store failed in the middle of a move, and again when the text was written back. This
    /// is now the only copy: the caller must hand it to the user.
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
        let to_trash = |text: &str| set_aside(storage, ours.id, text, now).map(Some);
        match decode_as(text, Some(ours.id)) {
            // Every save raises the revision. This text is older than what this tab has seen: a
            // tab that was behind stored it again after the store had been emptied.
            Ok(stored) if stored.revision < base.record.revision => {
                trash_key = to_trash(text)?;
            }
            Ok(stored) => {
                if stored.revision == base.record.revision && stored != base.record {
                    // Neither is based on the other, so the stored one may lack some of ours.
                    trash_key = to_trash(&encode(ours))?;
                }
                let both = merge(&base.record, ours, &stored);
                if base.text.is_none()
                    && base.record.revision > 0
                    && !is_part_of(&base.record, &both.record)
                {
                    // Another page has emptied the store: the stored one need not be based on what was
                    // saved here.
                    trash_key = to_trash(&encode(&base.record))?;
                }
                revision = revision.max(stored.revision);
                // The revision and the time do not count as changes.
                record.revision = both.record.revision;
                record.changed_at = both.record.changed_at;
                merged = both.record != record;
                record = both.record;
                if record == stored {
                    // Both typed the same, or only the other tab typed: everything is stored.
                    return Ok(Change {
                        record,
                        text: text.clone(),
                        merged,
                        trash_key,
                    });
                }
                if both.clash {
                    trash_key = to_trash(text)?;
                }
            }
            Err(_) => trash_key = to_trash(text)?,
        }
    }
    // Claiming a row id may have raised the revision already.
    record.revision = record.revision.max(revision.saturating_add(1));
    record.changed_at = now;
    let text = encode(&record);
    if let Err(error) = write_verified(storage, &key, &text) {
        // The store may have kept half of our text. Put back what was there, which may have
        // another tab's work in it.
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

/// Moves a text to the trash because it conflicts with another tab's, and removes the texts from there
/// that are part of it: somebody who types on while two tabs conflict sets aside a longer text with each
/// save.
fn set_aside(
    storage: &dyn Storage,
    id: RecordId,
    text: &str,
    now: Timestamp,
) -> Result<String, SaveError> {
    let kept = move_to_trash(storage, id, text, Reason::OtherTab, now)?;
    let Ok(latest) = decode_as(text, Some(id)) else {
        return Ok(kept);
    };
    for key in storage.keys()? {
        let is_other = key != kept
            && TrashKey::parse(&key).is_some_and(|parsed| {
                parsed.reason == Reason::OtherTab && canonical_id(parsed.tail) == Some(id)
            });
        if is_other
            && let Some(earlier) = storage.read(&key)?
            && decode_as(&earlier, Some(id)).is_ok_and(|earlier| is_part_of(&earlier, &latest))
        {
            storage.remove(&key)?;
        }
    }
    Ok(kept)
}

/// Whether somebody has only typed on between two states: each answer that differs goes on from the
/// earlier one.
pub(super) fn is_part_of(earlier: &Record, later: &Record) -> bool {
    let differences = differences(earlier, later);
    differences
        .iter()
        .all(|it| it.second.starts_with(&it.first))
}

/// Writes a text, and checks that it reads back.
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
