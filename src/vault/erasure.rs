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

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::clear::ours;
use super::keys::{ERASED, TRASH, TrashKey, WAITING, record_id_of, record_id_part};
use super::load::{canonical_id, decode_as};
use super::save::write_verified;
use super::trash::is_left;
use super::{Backup, SaveError, Storage, StorageError};
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
    /// The states of each of them that are removed. What is later was stored after the erasure.
    #[serde(default)]
    states: BTreeMap<String, BTreeSet<State>>,
    /// The keys of single texts.
    keys: BTreeSet<String>,
}

/// A state of a record: its revision, and when it was saved, in milliseconds since 1970 began.
type State = (u32, i64);

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
        erasure.note_states(storage);
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
                let mut erasure = Self::of_text(trash_key, id, now)?;
                erasure.records.insert(parsed.tail.to_owned());
                erasure.note_states(storage);
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
            states: BTreeMap::new(),
            keys: BTreeSet::new(),
        }
    }

    /// Notes the states that are removed. If one of the texts cannot be read, it notes none: every state
    /// then counts as removed, since one that is missing here would come back.
    fn note_states(&mut self, storage: &dyn Storage) {
        let states = || -> Result<Vec<_>, StorageError> {
            let mut states = Vec::new();
            for key in self.covered(storage)? {
                let text = storage.read(&key)?.unwrap_or_default();
                states.extend(state_of(&key, &text));
            }
            Ok(states)
        };
        for (record, state) in states().unwrap_or_default() {
            self.states.entry(record).or_default().insert(state);
        }
    }

    /// Whether the text under a key is a later state of a record than what was removed. Another one of the
    /// highest revision is: it goes on from a state that the store had before, and that was cleared.
    fn is_older_than(&self, key: &str, text: &str) -> bool {
        let is_later = |(record, state): (String, State)| {
            let states = self.states.get(&record)?;
            let (highest, _) = states.last()?;
            Some(state.0 >= *highest && !states.contains(&state))
        };
        state_of(key, text).and_then(is_later) == Some(true)
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
        self.covers_listed(key) || self.is_everything && !key.starts_with(ERASED)
    }

    /// Whether the copy under a key was listed when this was asked for. If another page has emptied the
    /// store, the backup may have more of a record than the user saw there. So the record itself, what else
    /// of it they deleted and what waits for room stay, unless they cleared the computer.
    fn covers_listed(&self, key: &str) -> bool {
        let is_text = || {
            record_id_part(key).is_some()
                || key.starts_with(WAITING)
                || TrashKey::parse(key).is_some_and(|parsed| !parsed.reason.is_version())
        };
        self.keys.contains(key) || self.covers(key) && (self.is_everything || !is_text())
    }

    /// Whether the store has had the note for long enough, by a clock that may have been set.
    fn is_old(&self, now: Timestamp) -> bool {
        now.unix_ms().abs_diff(self.at_ms) > NOTE_MS
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

/// The record that the text under a key is a state of, and which; `None` for any other text.
fn state_of(key: &str, text: &str) -> Option<(String, State)> {
    let id = record_id_of(key).and_then(canonical_id)?;
    let record = decode_as(text, Some(id)).ok()?;
    Some((
        id.to_string(),
        (record.revision, record.changed_at.unix_ms()),
    ))
}

/// Carries out the erasures noted in the backup that the store does not know of: it is older than they
/// are. What the backup has under a key was stored after the erasure, and takes the place of what the
/// store has there. A later state was stored after it, too, by a tab that had not read the backup yet.
/// Removes notes from the backup that the store has had for long enough.
///
/// # Errors
///
/// When the store fails. The erasure is then tried again at the next start.
pub(super) fn obey_erasures(
    storage: &dyn Storage,
    backup: &dyn Backup,
    copies: &[(String, String)],
    now: Timestamp,
) -> Result<(), SaveError> {
    let notes = copies.iter().filter(|(key, _)| key.starts_with(ERASED));
    let mut done = Ok(());
    for erasure in notes.filter_map(|(_, note)| Erasure::parse(note)) {
        if storage.read(&erasure.key())?.is_some() {
            if erasure.is_old(now) {
                // The store's goes at a later start. If a kill left the backup's alone, the store would
                // look older than the erasure.
                backup.copy(&erasure.key(), None);
            }
            continue;
        }
        let copy_of = |key: &String| copies.iter().find(|(copied, _)| copied == key);
        let (stored_since, gone): (Vec<_>, Vec<_>) =
            (erasure.covered(storage)?.into_iter()).partition(|key| copy_of(key).is_some());
        for key in gone {
            let text = storage.read(&key)?.unwrap_or_default();
            if !erasure.is_older_than(&key, &text) {
                storage.remove(&key)?;
            }
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
/// others. The store has a note of the first, and the backup had none yet. An old note was removed from
/// the backup already: what the backup has was put there since. It is now removed from the store, too.
pub(super) fn split_erased(
    storage: &dyn Storage,
    copies: &[(String, String)],
    now: Timestamp,
) -> (Copies, Copies) {
    let keys = storage.keys().unwrap_or_default();
    let is_new =
        |key: &&String| key.starts_with(ERASED) && !copies.iter().any(|(copied, _)| copied == *key);
    let (old, erasures): (Vec<Erasure>, Vec<Erasure>) = (keys.iter().filter(is_new))
        .filter_map(|key| Erasure::parse(&storage.read(key).ok()??))
        .partition(|erasure| erasure.is_old(now));
    for erasure in old {
        // Where this fails, the next start tries again.
        drop(storage.remove(&erasure.key()));
    }
    let is_erased = |(key, text): &(String, String)| {
        erasures.iter().any(|erasure| {
            // The record may have been moved to the trash, and from there removed, after the backup was
            // read.
            let is_record = record_id_part(key).is_some() && erasure.covers(key);
            erasure.covers_listed(key) || is_record && !erasure.is_older_than(key, text)
        })
    };
    copies.iter().cloned().partition(is_erased)
}
