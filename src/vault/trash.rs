//! Setting aside: what makes way is kept, and can be put back.

use std::cmp::Reverse;

use super::{
    Content, SaveError, Saved, Storage, StorageError,
    keys::{RECORDS, TRASH, TrashKey, beside, record_id_part, record_key},
    load::{canonical_id, insert_in_order},
    save::write_verified,
};
use crate::{
    record::file::encode,
    record::{Record, RecordId, Timestamp},
};

/// Why a text was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person deleted the record.
    Deleted,
    /// The person chose another copy of the record in its place.
    Replaced,
    /// Another tab had saved it, and this tab had something else.
    OtherTab,
    /// A later version of the record stands in its place.
    Earlier,
    /// The same, and that may lack something of it: a row was removed, or it is not what
    /// came next. Age alone does not take it away.
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

    /// Whether it is an earlier version rather than a text that made way.
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

/// A text set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashedRecord {
    /// The key it is stored under, for [`restore`] and [`Storage::read`].
    pub key: String,
    /// When it was set aside.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// The id it was stored under; `None` where that was no UUID.
    pub id: Option<RecordId>,
    /// What it is.
    pub content: Content,
}

/// Keeps a text beside the records. Returns the key it stands under, which no
/// other text had.
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
        // Whatever half of the text may be there is nobody's work.
        drop(storage.remove(&key));
    }
    done.map(|()| key)
}

/// A key for a text set aside that is not in use: of two in one millisecond, the
/// second stands under the next.
fn unused_trash_key(
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

/// The key under which the text of a record's key would be set aside, whatever its age.
pub fn removal_key(key: &str, now: Timestamp) -> Option<String> {
    let aside = TrashKey {
        at_ms: now.unix_ms(),
        reason: Reason::Removal,
        tail: record_id_part(key)?,
    };
    Some(aside.print())
}

/// Everything set aside, the last first.
///
/// A key that this version does not understand is listed at the end as deleted at
/// the start of 1970: shown wrongly is better than hidden.
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
        let aside = TrashedRecord {
            key,
            at,
            reason,
            id,
            content,
        };
        let place = (Reverse(at_ms), aside.key.clone());
        insert_in_order(&mut trashed_records, place, aside);
    }
    Ok(trashed_records
        .into_iter()
        .map(|(_, aside)| aside)
        .collect())
}

/// How many texts of that record were set aside because two tabs had changed the same
/// place.
pub fn clashes(storage: &dyn Storage, id: RecordId) -> usize {
    set_aside_as(storage, id, |reason| reason == Reason::OtherTab)
}

/// The id of the record that a text was set aside of, as its key says.
pub fn trashed_record_id(key: &str) -> Option<RecordId> {
    canonical_id(TrashKey::parse(key)?.tail)
}

/// Whether a person deleted that record, and could still have it back.
pub fn was_deleted(storage: &dyn Storage, id: RecordId) -> bool {
    set_aside_as(storage, id, |reason| reason == Reason::Deleted) > 0
}

fn set_aside_as(storage: &dyn Storage, id: RecordId, is_meant: fn(Reason) -> bool) -> usize {
    let keys = storage.keys().unwrap_or_default();
    (keys.iter().filter_map(|key| TrashKey::parse(key)))
        .filter(|key| is_meant(key.reason) && canonical_id(key.tail) == Some(id))
        .count()
}

/// Deletes the record under a key, readable or not: sets its text aside, then takes
/// it away. Returns the key for [`restore`].
///
/// # Errors
///
/// [`SaveError::Gone`] when there is no such record. When the store fails, the
/// record stays, or is in the error as [`SaveError::OnlyCopy`].
pub fn delete(storage: &dyn Storage, key: &str, now: Timestamp) -> Result<String, SaveError> {
    let tail = record_id_part(key).ok_or(SaveError::Gone)?;
    let aside = unused_trash_key(storage, tail, Reason::Deleted, now)?;
    shift(storage, key, &aside)?;
    Ok(aside)
}

/// What putting back came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreOutcome {
    /// It is a record again.
    Done,
    /// A record is now under that id. Nothing was changed.
    Occupied,
}

/// Puts a text set aside back where it was, exactly as it was, and no longer aside.
///
/// # Errors
///
/// [`SaveError::Gone`] when it is not there, or its key does not say where it was.
/// When the store fails, the text stays aside, or is in the error as
/// [`SaveError::OnlyCopy`].
pub fn restore(storage: &dyn Storage, aside_key: &str) -> Result<RestoreOutcome, SaveError> {
    let parsed = TrashKey::parse(aside_key).ok_or(SaveError::Gone)?;
    let key = format!("{RECORDS}{}", parsed.tail);
    if storage.read(&key)?.is_some() {
        return Ok(RestoreOutcome::Occupied);
    }
    shift(storage, aside_key, &key)?;
    Ok(RestoreOutcome::Done)
}

/// Deletes a text that was set aside, and with the last of a record its earlier versions
/// and the marks of what was sent and read.
/// There is no way back.
///
/// # Errors
///
/// When the store refuses, or the key is not one of a text set aside.
pub fn delete_permanently(storage: &dyn Storage, aside_key: &str) -> Result<(), StorageError> {
    if !aside_key.starts_with(TRASH) {
        return Err(StorageError::Other(aside_key.to_owned()));
    }
    storage.remove(aside_key)?;
    let Some(id) = trashed_record_id(aside_key) else {
        return Ok(());
    };
    // Where that was the last of a record, its earlier versions are not to stay behind.
    let is_left = set_aside_as(storage, id, |reason| !reason.is_version()) > 0
        || storage.read(&record_key(id))?.is_some();
    if !is_left {
        for key in storage.keys()? {
            if trashed_record_id(&key) == Some(id) {
                storage.remove(&key)?;
            }
        }
        for key in beside(id) {
            storage.remove(&key)?;
        }
    }
    Ok(())
}

/// Saves a record in place of the one under its id, which is set aside first, for that
/// reason.
///
/// # Errors
///
/// When the store fails, the one here stays in place, or is in the error as
/// [`SaveError::OnlyCopy`]; the one coming in is the caller's still.
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
        return Ok(Saved { text, aside: None });
    };
    if here == text {
        return Ok(Saved { text, aside: None });
    }
    let aside = unused_trash_key(storage, &incoming.id.to_string(), reason, now)?;
    let swapped = match write_verified(storage, &aside, &here) {
        Ok(()) => write_verified(storage, &key, &text),
        // Without room for a third text, the new one goes in first. Writing is all or
        // nothing, so the old one is either still there or in `here`.
        Err(SaveError::Storage(StorageError::Full)) => write_verified(storage, &key, &text)
            .and_then(|()| write_verified(storage, &aside, &here)),
        Err(error) => Err(error),
    };
    let Err(error) = swapped else {
        return Ok(Saved {
            text,
            aside: Some(aside),
        });
    };
    match roll_back(storage, &key, &here, &aside) {
        Stands::AtOther if stands(storage, &key, &text) => Ok(Saved {
            text,
            aside: Some(aside),
        }),
        Stands::AtHome | Stands::AtOther => Err(error),
        Stands::Nowhere => Err(SaveError::OnlyCopy { text: here }),
    }
}

/// Moves a text to another key so that it always stands under one of the two.
fn shift(storage: &dyn Storage, from: &str, to: &str) -> Result<(), SaveError> {
    let text = storage.read(from)?.ok_or(SaveError::Gone)?;
    let shifted = match write_verified(storage, to, &text) {
        Ok(()) => remove_verified(storage, from),
        // There is no room for two. The text is in memory while it is in neither.
        Err(SaveError::Storage(StorageError::Full)) => {
            remove_verified(storage, from).and_then(|()| write_verified(storage, to, &text))
        }
        Err(error) => Err(error),
    };
    let Err(error) = shifted else {
        return Ok(());
    };
    match roll_back(storage, from, &text, to) {
        // It failed at the last look only; the move is done.
        Stands::AtOther if storage.read(from) == Ok(None) => Ok(()),
        Stands::AtHome | Stands::AtOther => Err(error),
        Stands::Nowhere => Err(SaveError::OnlyCopy { text }),
    }
}

/// Where a text stands after a failure.
enum Stands {
    /// Where it stood before, and only there unless the store refuses.
    AtHome,
    /// Under the other key only.
    AtOther,
    /// Nowhere, as far as the store says.
    Nowhere,
}

/// After a failure: puts a text back where it stood, unless it still stands there,
/// and takes away its other copy. In a full store the other copy may be in the way;
/// it is not given up for a first one that does not stand yet.
fn roll_back(storage: &dyn Storage, home: &str, text: &str, other: &str) -> Stands {
    let back = || stands(storage, home, text) || write_verified(storage, home, text).is_ok();
    if back() {
        drop(storage.remove(other));
        return Stands::AtHome;
    }
    match storage.read(other) {
        Ok(Some(there)) if there == text => return Stands::AtOther,
        // Half a text takes room and is nobody's work.
        Ok(Some(_)) => drop(storage.remove(other)),
        Ok(None) | Err(_) => {}
    }
    if back() {
        Stands::AtHome
    } else {
        Stands::Nowhere
    }
}

/// Whether the store can be read and has that text under that key.
fn stands(storage: &dyn Storage, key: &str, text: &str) -> bool {
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
