//! What the user removes for good, noted so that it stays removed.
//!
//! A browser's local storage reaches the disk late. When the browser is killed or the computer switched
//! off, it is as it was up to a minute before, and has everything again that was removed since. So an
//! [`Erasure`] is noted in the backup, which reaches the disk at once, in one step with removing the
//! copies there. Only then is the user told that it is done. Every start obeys the notes before it shows
//! or copies anything.
//!
//! **Architecture invariant:** the store gets the same note as soon as it is rid of the texts. A store
//! that has the note is therefore later than the erasure, and whatever is in it was put there since. No
//! clock decides that.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::clear::ours;
use super::keys::{ERASED, TRASH, TrashKey, record_id_of};
use super::save::write_verified;
use super::trash::is_left;
use super::{SaveError, Storage, StorageError};
use crate::record::{RecordId, Timestamp};

/// How long a note is kept after the store was rid of the texts, in milliseconds. By then the store has
/// long reached the disk.
const NOTE_MS: u64 = 60 * 60_000;

/// Texts that are removed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// A UUID of its own.
    id: String,
    /// When it was asked for, in milliseconds since 1970 began.
    at_ms: i64,
    /// Whether the user cleared this computer.
    pub is_everything: bool,
    /// The records that are removed, each with its texts in the trash and the notes beside it. A
    /// record's key has a UUID here, unless another program wrote it.
    records: BTreeSet<String>,
    /// The keys of single texts.
    keys: BTreeSet<String>,
}

impl Erasure {
    /// Everything of this app. If the store cannot be read, it lists nothing.
    pub fn of_everything(storage: &dyn Storage, id: RecordId, now: Timestamp) -> Self {
        let mut erasure = Self::new(id, now);
        erasure.is_everything = true;
        for key in ours(storage).unwrap_or_default() {
            match record_id_of(&key) {
                Some(record) => erasure.records.insert(record.to_owned()),
                None => erasure.keys.insert(key),
            };
        }
        erasure
    }

    /// A text in the trash. If nothing else of its record is left, also its earlier versions and the
    /// notes beside it.
    ///
    /// # Errors
    ///
    /// When the store cannot be read, or the key is not in the trash.
    pub fn of_trashed(
        storage: &dyn Storage,
        trash_key: &str,
        id: RecordId,
        now: Timestamp,
    ) -> Result<Self, SaveError> {
        match TrashKey::parse(trash_key) {
            Some(parsed) if !is_left(storage, parsed.tail, trash_key)? => {
                let mut erasure = Self::new(id, now);
                erasure.records.insert(parsed.tail.to_owned());
                Ok(erasure)
            }
            _ => Self::of_text(trash_key, id, now),
        }
    }

    /// A text in the trash alone, for as long as nobody knows whether the backup has more of its record.
    ///
    /// # Errors
    ///
    /// When the key is not in the trash.
    pub(super) fn of_text(
        trash_key: &str,
        id: RecordId,
        now: Timestamp,
    ) -> Result<Self, SaveError> {
        if !trash_key.starts_with(TRASH) {
            return Err(SaveError::Gone);
        }
        let mut erasure = Self::new(id, now);
        erasure.keys.insert(trash_key.to_owned());
        Ok(erasure)
    }

    fn new(id: RecordId, now: Timestamp) -> Self {
        Self {
            id: id.to_string(),
            at_ms: now.unix_ms(),
            is_everything: false,
            records: BTreeSet::new(),
            keys: BTreeSet::new(),
        }
    }

    /// The key under which it is noted.
    pub fn key(&self) -> String {
        format!("{ERASED}{}", self.id)
    }

    /// The note.
    pub fn print(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a note; `None` for anything else.
    fn parse(note: &str) -> Option<Self> {
        serde_json::from_str(note).ok()
    }

    /// Whether the text under a key is removed.
    pub fn covers(&self, key: &str) -> bool {
        self.keys.contains(key)
            || record_id_of(key).is_some_and(|record| self.records.contains(record))
    }

    /// Whether the copy under a key in the backup is removed when this is noted. With
    /// [`Erasure::is_everything`] that is every text, but no note.
    pub fn covers_copy(&self, key: &str) -> bool {
        self.covers(key) || self.is_everything && !key.starts_with(ERASED)
    }

    /// Removes the texts from the store.
    ///
    /// # Errors
    ///
    /// When the store fails, or something is still there afterwards.
    pub fn carry_out(&self, storage: &dyn Storage) -> Result<(), SaveError> {
        for key in self.covered(storage)? {
            storage.remove(&key)?;
        }
        if self.covered(storage)?.is_empty() {
            Ok(())
        } else {
            Err(SaveError::NotKept)
        }
    }

    fn covered(&self, storage: &dyn Storage) -> Result<Vec<String>, StorageError> {
        let mut keys = storage.keys()?;
        keys.retain(|key| self.covers(key));
        Ok(keys)
    }

    /// Notes in the store that it is rid of the texts. The backup keeps its note, which is the same.
    pub(super) fn note(&self, storage: &dyn Storage) -> Result<(), StorageError> {
        storage.write(&self.key(), &self.print())
    }
}

/// Carries out the erasures noted in the backup that the store does not know of: it is older than they
/// are. What the backup has under a key was stored after the erasure, and takes the place of what the
/// store has there. Removes notes that the store has had for long enough.
///
/// # Errors
///
/// When the store fails. The erasure is then tried again at the next start.
pub(super) fn obey_erasures(
    storage: &dyn Storage,
    copies: &[(String, String)],
    now: Timestamp,
) -> Result<(), SaveError> {
    let notes = copies.iter().filter(|(key, _)| key.starts_with(ERASED));
    let mut done = Ok(());
    for erasure in notes.filter_map(|(_, note)| Erasure::parse(note)) {
        if storage.read(&erasure.key())?.is_some() {
            if now.unix_ms().abs_diff(erasure.at_ms) > NOTE_MS {
                storage.remove(&erasure.key())?;
            }
            continue;
        }
        let copy_of = |key: &String| copies.iter().find(|(copied, _)| copied == key);
        let (stored_since, gone): (Vec<_>, Vec<_>) =
            (erasure.covered(storage)?.into_iter()).partition(|key| copy_of(key).is_some());
        for key in gone {
            storage.remove(&key)?;
        }
        for (key, copy) in stored_since.iter().filter_map(copy_of) {
            // Without room, the backup has it, and the next start tries again.
            done = done.and(write_verified(storage, key, copy));
        }
        if done.is_ok() {
            // Without room for the note, the erasure is carried out once more.
            drop(erasure.note(storage));
        }
    }
    done
}

/// Keys and their texts.
type Copies = Vec<(String, String)>;

/// Parts the texts of the backup into those that were removed for good after it was read, and the
/// others. The store has a note of the first, and the backup had none yet.
pub(super) fn split_erased(storage: &dyn Storage, copies: &[(String, String)]) -> (Copies, Copies) {
    let keys = storage.keys().unwrap_or_default();
    let is_new =
        |key: &&String| key.starts_with(ERASED) && !copies.iter().any(|(copied, _)| copied == *key);
    let erasures: Vec<Erasure> = (keys.iter().filter(is_new))
        .filter_map(|key| Erasure::parse(&storage.read(key).ok()??))
        .collect();
    let is_erased = |key: &str| erasures.iter().any(|erasure| erasure.covers(key));
    copies.iter().cloned().partition(|(key, _)| is_erased(key))
}
