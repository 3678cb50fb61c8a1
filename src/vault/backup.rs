//! The second copies: the same texts under the same keys in a store that reaches the
//! disk at once, and what to do with them after a start.
//!
//! The browser's local storage is quick to write and slow to reach the disk: of a browser
//! that is killed, up to a minute's work is lost there. At the next start the copies are
//! newer, and [`restore_backup`] brings them home.

use super::{
    CLEARED, OPEN, PREFIX, Reason, SaveError, Storage, StorageError,
    keys::record_id_part,
    load::{canonical_id, decode_as},
    move_to_trash,
    save::write_verified,
    versions::make_room,
};
use crate::{
    record::file::DecodeError,
    record::{Record, RecordId, Timestamp},
};

/// What came of the second copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupRestore {
    /// Whether anything in the store is other than before.
    pub changed: bool,
    /// Whether a record was there in two states of which neither comes after the other.
    pub parted: bool,
    /// The keys of what could not be brought home: the copies are all there is of it.
    pub left: Vec<String>,
}

/// Brings home what stands only among the copies, and of each record the later state.
/// The other state is set aside; nothing that either has is lost. What the store does not
/// take is named, and keeps none of the others from coming home.
pub fn restore_backup(
    storage: &dyn Storage,
    copies: &[(String, String)],
    now: Timestamp,
) -> BackupRestore {
    let mut taken = BackupRestore::default();
    for (key, copy) in copies {
        if !key.starts_with(PREFIX) {
            continue;
        }
        // Old versions make way for what is newer.
        let done = loop {
            match restore_one(storage, key, copy, now, &mut taken) {
                Err(SaveError::Storage(StorageError::Full))
                    if make_room(storage, now) == Ok(true) => {}
                done => break done,
            }
        };
        if done.is_err() {
            taken.left.push(key.clone());
        }
    }
    taken
}

fn restore_one(
    storage: &dyn Storage,
    key: &str,
    copy: &str,
    now: Timestamp,
    taken: &mut BackupRestore,
) -> Result<(), SaveError> {
    if key == CLEARED {
        return Ok(());
    }
    match storage.read(key)? {
        Some(here) if here == copy => Ok(()),
        // A text that was set aside does not change, nor is one lost with the name of the
        // record that was open.
        Some(here) => match record_id_part(key).and_then(canonical_id) {
            Some(id) => choose(storage, key, id, &here, copy, now, taken),
            None => Ok(()),
        },
        None => {
            write_verified(storage, key, copy)?;
            taken.changed |= key != OPEN;
            Ok(())
        }
    }
}

/// Of two texts of one record, leaves the later in its place and sets the other aside.
fn choose(
    storage: &dyn Storage,
    key: &str,
    id: RecordId,
    here: &str,
    copy: &str,
    now: Timestamp,
    taken: &mut BackupRestore,
) -> Result<(), SaveError> {
    let place =
        |text| decode_as(text, Some(id)).map(|record: Record| (record.revision, record.changed_at));
    let (ours, theirs) = (place(here), place(copy));
    let parted = matches!((&ours, &theirs), (Ok(ours), Ok(theirs)) if ours.0 == theirs.0);
    let copy_is_later = match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => theirs > ours,
        // A later version of the app knows better than this one.
        (Err(DecodeError::TooNew { .. }), _) | (_, Err(_)) => false,
        (Err(_), Ok(_)) => true,
    };
    let reason = if parted {
        Reason::OtherTab
    } else {
        // Spared by age: nobody knows whether all of it is in the other.
        Reason::Removal
    };
    taken.parted |= parted;
    taken.changed = true;
    if copy_is_later {
        move_to_trash(storage, id, here, reason, now)?;
        write_verified(storage, key, copy)
    } else {
        move_to_trash(storage, id, copy, reason, now).map(drop)
    }
}

/// The keys and texts of ours that are not among the copies as they are.
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
        if !key.starts_with(super::PREFIX) {
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
