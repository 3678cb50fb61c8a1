//! The backup: a copy of every text, under the same key, in a store that reaches the disk at once;
//! and how to restore from it after a start.
//!
//! The browser's local storage is quick to write and slow to reach the disk: when a browser is
//! killed, up to a minute's work is lost there. At the next start, [`restore_backup`] restores
//! what is newer in the backup.

use std::cmp::Reverse;

use super::{
    Backup, CLEARED, ERASED, OPEN, PREFIX, Reason, SaveError, Storage, StorageError, WAITING,
    keys::{TrashKey, WaitingKey, record_id_part, record_key},
    load::{canonical_id, decode_as},
    move_to_trash,
    save::{is_part_of, write_verified},
    trash::{unused_trash_key, was_deleted},
    versions::make_room,
};
use crate::{
    record::file::{DecodeError, decode},
    record::{Record, RecordId, Timestamp},
};

/// A store whose every change is copied to a backup.
#[derive(Clone, Copy, Debug, Default)]
pub struct BackedUp<S, B> {
    /// The store.
    pub storage: S,
    /// The backup.
    pub backup: B,
}

impl<S: Storage, B: Backup> Storage for BackedUp<S, B> {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.storage.read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.storage.write(key, text)?;
        self.backup.copy(key, Some(text));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.storage.remove(key)?;
        self.backup.copy(key, None);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.storage.keys()
    }
}

/// The outcome of restoring from the backup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupRestore {
    /// Whether anything in the store has changed.
    pub changed: bool,
    /// Whether the store and the backup had two states of a record of which neither is based on the other.
    pub diverged: bool,
    /// Whether one of them had waited for room. Then there need not have been two tabs.
    pub waited_apart: bool,
    /// The keys of the texts that could not be restored, so that only the backup has them.
    pub left: Vec<String>,
}

/// Restores what only the backup has, and the later state of each record. The other state goes
/// to the trash, so that no text is lost. A text that the store does not accept is listed in
/// [`BackupRestore::left`], and the rest is still restored.
pub fn restore_backup(
    storage: &dyn Storage,
    copies: &[(String, String)],
    now: Timestamp,
) -> BackupRestore {
    let mut restored = BackupRestore::default();
    // Where this fails, a deleted record is in the list once more.
    drop(delete_again(storage, copies, now, &mut restored));
    for (key, copy) in in_order(copies) {
        // If there is no room, remove old versions.
        let done = loop {
            let done = match WaitingKey::parse(key) {
                Some(waiting) => bring_home(storage, waiting, copy, now, &mut restored),
                None => restore_one(storage, copies, (key, copy), now, &mut restored),
            };
            match done {
                Err(SaveError::Storage(StorageError::Full))
                    if make_room(storage, now) == Ok(true) => {}
                done => break done,
            }
        };
        if done.is_err() {
            restored.left.push(key.clone());
        }
    }
    restored
}

/// The copies to restore. Those that waited for room come last, and of these the latest comes first: what
/// was kept earlier is usually part of it.
fn in_order(copies: &[(String, String)]) -> Vec<&(String, String)> {
    let ours = |(key, _): &&(String, String)| key.starts_with(PREFIX) && !key.starts_with(ERASED);
    let (mut waiting, mut copies): (Vec<_>, Vec<_>) =
        (copies.iter().filter(ours)).partition(|(key, _)| key.starts_with(WAITING));
    waiting.sort_by_cached_key(|(_, text)| {
        Reverse(decode(text.as_bytes()).map(|record| record.changed_at).ok())
    });
    copies.extend(waiting);
    copies
}

/// Stores a record that has waited for room. If the stored one is not the one that it was based on, the
/// other of the two goes to the trash, and the user is told.
fn bring_home(
    storage: &dyn Storage,
    waiting: WaitingKey,
    copy: &str,
    now: Timestamp,
    restored: &mut BackupRestore,
) -> Result<(), SaveError> {
    let id = waiting.id;
    let key = record_key(id);
    let Some(here) = storage.read(&key)? else {
        restored.changed = true;
        if was_deleted(storage, id) {
            // As a version, it would make way for the next one.
            return move_to_trash(storage, id, copy, Reason::OtherTab, now).map(drop);
        }
        return write_verified(storage, &key, copy);
    };
    if here == copy {
        return Ok(());
    }
    let (stored, waited) = (decode_as(&here, Some(id)), decode_as(copy, Some(id)));
    let is_based_on_it = (stored.as_ref()).is_ok_and(|it| it.revision == waiting.base_revision);
    if !is_based_on_it {
        if let (Ok(stored), Ok(waited)) = (&stored, &waited)
            && is_part_of(waited, stored)
        {
            return Ok(());
        }
        restored.waited_apart = true;
        return choose(storage, &key, id, [&here, copy], true, now, restored);
    }
    restored.changed = true;
    swap(storage, &key, id, [&here, copy], Reason::Removal, now)
}

/// Moves what is stored to the trash, and stores the other of two texts of one record.
fn swap(
    storage: &dyn Storage,
    key: &str,
    id: RecordId,
    [here, copy]: [&str; 2],
    reason: Reason,
    now: Timestamp,
) -> Result<(), SaveError> {
    let trash_key = move_to_trash(storage, id, here, reason, now)?;
    let stored = write_verified(storage, key, copy);
    if stored.is_err() {
        // It is still stored. In the trash it would only be removed to make room, again and again.
        drop(storage.remove(&trash_key));
    }
    stored
}

/// Moves records to the trash that were deleted there before the store reached the disk: the backup has
/// them in its trash only.
fn delete_again(
    storage: &dyn Storage,
    copies: &[(String, String)],
    now: Timestamp,
    restored: &mut BackupRestore,
) -> Result<(), SaveError> {
    let keys = storage.keys()?;
    let is_gone = |key: &str| !copies.iter().any(|(copied, _)| copied == key);
    for key in keys.iter().filter(|key| is_gone(key)) {
        let Some(id) = record_id_part(key).and_then(canonical_id) else {
            continue;
        };
        let Some(here) = storage.read(key)? else {
            continue;
        };
        if is_in_trash(copies, id, &here, |reason| reason == Reason::Deleted) {
            storage.remove(key)?;
        } else if was_deleted_later(copies, id, &here) {
            // It may have something that is not in the deleted state.
            move_to_trash(storage, id, &here, Reason::Removal, now)?;
            storage.remove(key)?;
        } else {
            continue;
        }
        restored.changed = true;
    }
    Ok(())
}

/// Whether that text of a record is in the trash of the backup, for a reason that counts.
fn is_in_trash(
    copies: &[(String, String)],
    id: RecordId,
    text: &str,
    counts: fn(Reason) -> bool,
) -> bool {
    trashed(copies, id).any(|(reason, trashed)| counts(reason) && trashed == text)
}

/// Whether a later state of that record was deleted, according to the backup.
fn was_deleted_later(copies: &[(String, String)], id: RecordId, text: &str) -> bool {
    let revision = |text: &str| decode_as(text, Some(id)).map(|record| record.revision);
    let Ok(here) = revision(text) else {
        return false;
    };
    trashed(copies, id).any(|(reason, trashed)| {
        reason == Reason::Deleted && revision(trashed).is_ok_and(|revision| revision > here)
    })
}

/// The texts of a record in the trash of the backup.
fn trashed(copies: &[(String, String)], id: RecordId) -> impl Iterator<Item = (Reason, &str)> {
    copies.iter().filter_map(move |(key, text)| {
        let parsed = TrashKey::parse(key)?;
        (canonical_id(parsed.tail) == Some(id)).then_some((parsed.reason, text.as_str()))
    })
}

fn restore_one(
    storage: &dyn Storage,
    copies: &[(String, String)],
    (key, copy): (&str, &str),
    now: Timestamp,
    restored: &mut BackupRestore,
) -> Result<(), SaveError> {
    if key == CLEARED {
        return Ok(());
    }
    match storage.read(key)? {
        Some(here) if here == copy => Ok(()),
        Some(here) => {
            if let Some(id) = record_id_part(key).and_then(canonical_id) {
                if is_in_trash(copies, id, &here, |_| true) {
                    // It was replaced before the store reached the disk.
                    restored.changed = true;
                    return write_verified(storage, key, copy);
                }
                choose(storage, key, id, [&here, copy], false, now, restored)
            } else if let Some(parsed) = TrashKey::parse(key) {
                // A text in the trash does not change: one of the two is damaged, or both were
                // put there in the same second.
                let at = Timestamp::from_unix_ms(parsed.at_ms);
                let free_key = unused_trash_key(storage, parsed.tail, parsed.reason, at)?;
                restored.changed = true;
                write_verified(storage, &free_key, copy)
            } else {
                // Notes, such as which record was open last, are not worth a comparison.
                Ok(())
            }
        }
        None => {
            write_verified(storage, key, copy)?;
            restored.changed |= key != OPEN;
            Ok(())
        }
    }
}

/// Of two texts of one record, stores the later under its key and the other in the trash. They are a
/// conflict if neither is based on the other, as far as revisions tell or the caller knows.
fn choose(
    storage: &dyn Storage,
    key: &str,
    id: RecordId,
    [here, copy]: [&str; 2],
    is_conflict: bool,
    now: Timestamp,
    restored: &mut BackupRestore,
) -> Result<(), SaveError> {
    let stamp =
        |text| decode_as(text, Some(id)).map(|record: Record| (record.revision, record.changed_at));
    let (ours, theirs) = (stamp(here), stamp(copy));
    let diverged =
        is_conflict || matches!((&ours, &theirs), (Ok(ours), Ok(theirs)) if ours.0 == theirs.0);
    let copy_is_later = match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => theirs > ours,
        // A later version of the app knows better than this one.
        (Err(DecodeError::TooNew { .. }), _) | (_, Err(_)) => false,
        (Err(_), Ok(_)) => true,
    };
    let reason = if diverged {
        Reason::OtherTab
    } else {
        // Must not be thinned out by age: the later one may lack some of it.
        Reason::Removal
    };
    restored.diverged |= diverged;
    restored.changed = true;
    if copy_is_later {
        swap(storage, key, id, [here, copy], reason, now)
    } else {
        move_to_trash(storage, id, copy, reason, now).map(drop)
    }
}

/// The stored keys and texts that are missing from the backup or differ there.
///
/// # Errors
///
/// When the store cannot be read.
pub fn missing_from_backup(
    storage: &dyn Storage,
    copies: &[(String, String)],
) -> Result<Vec<(String, String)>, StorageError> {
    let mut missing = Vec::new();
    for key in storage.keys()? {
        if !key.starts_with(PREFIX) {
            continue;
        }
        if let Some(text) = storage.read(&key)? {
            let entry = (key, text);
            if !copies.contains(&entry) {
                missing.push(entry);
            }
        }
    }
    Ok(missing)
}
