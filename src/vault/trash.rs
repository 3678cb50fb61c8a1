//! The trash: deleted, replaced and conflicting texts, and earlier versions. All can be restored.

use std::cmp::Reverse;

use super::{
    Content, SaveError, Saved, Storage, StorageError,
    keys::{RECORDS, TRASH, TrashKey, record_id_part, record_key},
    load::{canonical_id, decode_as},
    save::write_verified,
};
use crate::{
    record::file::encode,
    record::{Record, RecordId, Timestamp},
};

/// Why a text is in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The user deleted the record.
    Deleted,
    /// The user chose another copy of the record instead.
    Replaced,
    /// It conflicted with the record of another tab or in the backup.
    OtherTab,
    /// It is an earlier version of the record.
    Earlier,
    /// It is an earlier version, and the later one may lack some of it: a row was removed, or the
    /// later one is not based on it. It is not thinned out by age.
    Removal,
}

impl Reason {
    const ALL: [Self; 5] = [
        Self::Deleted,
        Self::Replaced,
        Self::OtherTab,
        Self::Earlier,
        Self::Removal,
    ];

    /// Whether it is an earlier version, which may be removed to make room.
    pub fn is_version(self) -> bool {
        matches!(self, Self::Earlier | Self::Removal)
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Replaced => "replaced",
            Self::OtherTab => "other-tab",
            Self::Earlier => "earlier",
            Self::Removal => "removal",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// A text in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashedRecord {
    /// The key it is stored under, for [`restore`] and [`Storage::read`].
    pub key: String,
    /// When it was put there.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// The id it was stored under; `None` if that was not a UUID.
    pub id: Option<RecordId>,
    /// What it is.
    pub content: Content,
}

/// Writes a text to the trash under an unused key, and returns the key.
///
/// # Errors
///
/// When the store refuses or does not keep it.
pub fn move_to_trash(
    storage: &dyn Storage,
    id: RecordId,
    text: &str,
    reason: Reason,
    now: Timestamp,
) -> Result<String, SaveError> {
    let key = unused_trash_key(storage, &id.to_string(), reason, now)?;
    let done = write_verified(storage, &key, text);
    if done.is_err() {
        // Half a text may be there, and nobody needs it.
        drop(storage.remove(&key));
    }
    done.map(|()| key)
}

/// An unused key in the trash. Times are in whole seconds: of two texts from one second, the later
/// gets a key that is a millisecond on.
pub(super) fn unused_trash_key(
    storage: &dyn Storage,
    tail: &str,
    reason: Reason,
    now: Timestamp,
) -> Result<String, StorageError> {
    let taken = storage.keys()?;
    let mut key = TrashKey {
        at_ms: now.unix_ms(),
        reason,
        tail,
    };
    while taken.contains(&key.print()) {
        key.at_ms += 1;
    }
    Ok(key.print())
}

/// The key in the trash, with [`Reason::Removal`], for a text that only the backup has, under a record's
/// key; `None` for any other key. The store never uses it: times are in whole seconds, and of several texts
/// from one second the later get keys that are a few milliseconds on.
pub fn removal_key(key: &str, now: Timestamp) -> Option<String> {
    let trash_key = TrashKey {
        at_ms: now.unix_ms().saturating_sub(1),
        reason: Reason::Removal,
        tail: record_id_part(key)?,
    };
    Some(trash_key.print())
}

/// Everything in the trash, the most recent first.
///
/// A key that this version does not understand is listed at the end, as deleted at the start of
/// 1970: it is better to show it wrongly than to hide it.
///
/// # Errors
///
/// When the store cannot be read.
pub fn trashed_records(storage: &dyn Storage) -> Result<Vec<TrashedRecord>, StorageError> {
    let mut trashed_records = Vec::new();
    for key in storage.keys()? {
        if !key.starts_with(TRASH) {
            continue;
        }
        let Some(raw) = storage.read(&key)? else {
            continue;
        };
        let parsed = TrashKey::parse(&key);
        let (at_ms, reason, id) = parsed.map_or((0, Reason::Deleted, None), |parsed| {
            (parsed.at_ms, parsed.reason, canonical_id(parsed.tail))
        });
        let content = Content::of(&raw, id);
        let at = Timestamp::from_unix_ms(at_ms);
        let trashed = TrashedRecord {
            key,
            at,
            reason,
            id,
            content,
        };
        trashed_records.push((Reverse(at_ms), trashed));
    }
    trashed_records.sort_by(|(one, record), (other, other_record)| {
        (one, &record.key).cmp(&(other, &other_record.key))
    });
    let in_order = trashed_records.into_iter().map(|(_, record)| record);
    Ok(in_order.collect())
}

/// How many texts of that record are in the trash because of a conflict.
pub fn clashes(storage: &dyn Storage, id: RecordId) -> usize {
    count_in_trash(storage, id, |reason| reason == Reason::OtherTab)
}

/// The id of the record that a text in the trash belongs to, according to its key.
pub fn trashed_record_id(key: &str) -> Option<RecordId> {
    canonical_id(TrashKey::parse(key)?.tail)
}

/// Whether the user deleted that record and could still restore it.
pub fn was_deleted(storage: &dyn Storage, id: RecordId) -> bool {
    count_in_trash(storage, id, |reason| reason == Reason::Deleted) > 0
}

/// The text of that record that the user deleted, if it is this state or a later one. If they deleted
/// an older state, it may lack what this tab has seen.
pub(super) fn deleted_since(storage: &dyn Storage, base: &Record, text: &str) -> Option<String> {
    let is_since = |deleted: &String| {
        deleted == text
            || decode_as(deleted, Some(base.id)).is_ok_and(|it| it.revision > base.revision)
    };
    let keys = storage.keys().ok()?;
    let deleted = keys.iter().filter(|key| {
        TrashKey::parse(key).is_some_and(|parsed| {
            parsed.reason == Reason::Deleted && canonical_id(parsed.tail) == Some(base.id)
        })
    });
    deleted
        .filter_map(|key| storage.read(key).ok().flatten())
        .find(is_since)
}

/// Whether that text of a record is in the trash, for whatever reason.
pub(super) fn is_in_trash(storage: &dyn Storage, id: RecordId, text: &str) -> bool {
    let keys = storage.keys().unwrap_or_default();
    keys.iter().any(|key| {
        trashed_record_id(key) == Some(id)
            && matches!(storage.read(key), Ok(Some(trashed)) if trashed == text)
    })
}

fn count_in_trash(storage: &dyn Storage, id: RecordId, counts: fn(Reason) -> bool) -> usize {
    let keys = storage.keys().unwrap_or_default();
    (keys.iter().filter_map(|key| TrashKey::parse(key)))
        .filter(|key| counts(key.reason) && canonical_id(key.tail) == Some(id))
        .count()
}

/// Deletes the record under a key, readable or not, by moving its text to the trash. Returns
/// the key for [`restore`].
///
/// # Errors
///
/// [`SaveError::Gone`] when there is no such record. When the store fails, the
/// record stays, or is in the error as [`SaveError::OnlyCopy`].
pub fn delete(storage: &dyn Storage, key: &str, now: Timestamp) -> Result<String, SaveError> {
    let tail = record_id_part(key).ok_or(SaveError::Gone)?;
    let trash_key = unused_trash_key(storage, tail, Reason::Deleted, now)?;
    move_text(storage, key, &trash_key)?;
    Ok(trash_key)
}

/// The outcome of restoring a text from the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreOutcome {
    /// It is a record again.
    Done,
    /// There is a record under that id. Nothing was changed.
    Occupied,
}

/// Moves a text from the trash back to where it was, exactly as it was.
///
/// # Errors
///
/// [`SaveError::Gone`] when it is not there, or its key does not say where it was. When the
/// store fails, the text stays in the trash, or is in the error as [`SaveError::OnlyCopy`].
pub fn restore(storage: &dyn Storage, trash_key: &str) -> Result<RestoreOutcome, SaveError> {
    let parsed = TrashKey::parse(trash_key).ok_or(SaveError::Gone)?;
    let key = format!("{RECORDS}{}", parsed.tail);
    if storage.read(&key)?.is_some() {
        return Ok(RestoreOutcome::Occupied);
    }
    move_text(storage, trash_key, &key)?;
    Ok(RestoreOutcome::Done)
}

/// Whether anything is left of a record besides the text under `trash_key` and earlier versions. `tail`
/// is what follows the prefix in the record's key.
pub(super) fn is_left(
    storage: &dyn Storage,
    tail: &str,
    trash_key: &str,
) -> Result<bool, StorageError> {
    let keys = storage.keys()?;
    Ok(keys.iter().filter(|key| *key != trash_key).any(|key| {
        record_id_part(key) == Some(tail)
            || TrashKey::parse(key)
                .is_some_and(|parsed| parsed.tail == tail && !parsed.reason.is_version())
    }))
}

/// Saves a record in place of the one under its id, which moves to the trash for that reason.
///
/// # Errors
///
/// When the store fails. The stored record stays in place, or is in the error as
/// [`SaveError::OnlyCopy`]; the caller still has the incoming one.
pub fn replace(
    storage: &dyn Storage,
    incoming: &Record,
    reason: Reason,
    now: Timestamp,
) -> Result<Saved, SaveError> {
    let text = encode(incoming);
    let key = record_key(incoming.id);
    let Some(here) = storage.read(&key)? else {
        write_verified(storage, &key, &text)?;
        return Ok(Saved {
            text,
            trash_key: None,
        });
    };
    if here == text {
        return Ok(Saved {
            text,
            trash_key: None,
        });
    }
    let trash_key = unused_trash_key(storage, &incoming.id.to_string(), reason, now)?;
    let swapped = match write_verified(storage, &trash_key, &here) {
        Ok(()) => write_verified(storage, &key, &text),
        // Without room for a third text, the new one goes in first. Writing is all or
        // nothing, so the old one is either still there or in `here`.
        Err(SaveError::Storage(StorageError::Full)) => write_verified(storage, &key, &text)
            .and_then(|()| write_verified(storage, &trash_key, &here)),
        Err(error) => Err(error),
    };
    let Err(error) = swapped else {
        return Ok(Saved {
            text,
            trash_key: Some(trash_key),
        });
    };
    match roll_back(storage, &key, &here, &trash_key) {
        Place::Moved if is_stored(storage, &key, &text) => Ok(Saved {
            text,
            trash_key: Some(trash_key),
        }),
        Place::Original | Place::Moved => Err(error),
        Place::Nowhere => Err(SaveError::OnlyCopy { text: here }),
    }
}

/// Moves a text to another key. It is always stored under one of the two, unless there is no room
/// for both.
fn move_text(storage: &dyn Storage, from: &str, to: &str) -> Result<(), SaveError> {
    let text = storage.read(from)?.ok_or(SaveError::Gone)?;
    let moved = match write_verified(storage, to, &text) {
        Ok(()) => remove_verified(storage, from),
        // Hold the text in memory while it is under neither key.
        Err(SaveError::Storage(StorageError::Full)) => {
            remove_verified(storage, from).and_then(|()| write_verified(storage, to, &text))
        }
        Err(error) => Err(error),
    };
    let Err(error) = moved else {
        return Ok(());
    };
    match roll_back(storage, from, &text, to) {
        // Only reading back failed; the move is done.
        Place::Moved if storage.read(from) == Ok(None) => Ok(()),
        Place::Original | Place::Moved => Err(error),
        Place::Nowhere => Err(SaveError::OnlyCopy { text }),
    }
}

/// Where a text is after a failure.
enum Place {
    /// Under its original key, and only there unless the store refuses to remove the copy.
    Original,
    /// Under the other key only.
    Moved,
    /// Nowhere, as far as the store says.
    Nowhere,
}

/// After a failure: writes a text back to its original key, unless it is still there, and then
/// removes its other copy. That copy may take up the room in a full store, but it is the only one
/// until the original is back.
fn roll_back(storage: &dyn Storage, original: &str, text: &str, other: &str) -> Place {
    let put_back =
        || is_stored(storage, original, text) || write_verified(storage, original, text).is_ok();
    if put_back() {
        drop(storage.remove(other));
        return Place::Original;
    }
    match storage.read(other) {
        Ok(Some(there)) if there == text => return Place::Moved,
        // Half a text takes up room, and nobody needs it.
        Ok(Some(_)) => drop(storage.remove(other)),
        Ok(None) | Err(_) => {}
    }
    if put_back() {
        Place::Original
    } else {
        Place::Nowhere
    }
}

/// Whether the store can be read and has that text under that key.
fn is_stored(storage: &dyn Storage, key: &str, text: &str) -> bool {
    matches!(storage.read(key), Ok(Some(there)) if there == text)
}

fn remove_verified(storage: &dyn Storage, key: &str) -> Result<(), SaveError> {
    storage.remove(key)?;
    if storage.read(key)?.is_none() {
        Ok(())
    } else {
        Err(SaveError::NotKept)
    }
}
