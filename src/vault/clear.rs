//! Clears a shared computer, and lists what has not been downloaded yet.

use super::{
    CLEARED, Content, Entry, PREFIX, RECORDS, SaveError, Storage, StorageError, last_download_key,
    list,
};
use crate::record::{RecordId, Timestamp};

/// The records that have not been downloaded since they last changed, and texts that are not
/// records.
///
/// # Errors
///
/// When the store cannot be read.
pub fn not_downloaded(storage: &dyn Storage) -> Result<Vec<Entry>, StorageError> {
    let mut entries = Vec::new();
    for entry in list(storage)? {
        let id = entry.key.strip_prefix(RECORDS).and_then(RecordId::parse);
        let downloaded = id.and_then(|id| storage.read(&last_download_key(id)).ok().flatten());
        let is_downloaded = match &entry.content {
            Content::Ready(summary) => downloaded == Some(summary.revision.to_string()),
            Content::Unreadable { .. } | Content::TooNew { .. } => false,
        };
        if !is_downloaded {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// How long the mark of a cleared computer counts, in milliseconds: long enough for every
/// tab to notice it.
pub const CLEAR_MARK_MS: i64 = 3_000;

/// Removes everything of this app and nothing else, and stores the mark that tells other tabs
/// of it. The caller removes the mark once it no longer counts.
///
/// # Errors
///
/// When the store fails, or something is still there afterwards.
pub fn clear(storage: &dyn Storage, now: Timestamp) -> Result<(), SaveError> {
    // In a full store this fails. A tab that misses the mark stores its record again.
    drop(storage.write(CLEARED, &now.unix_ms().to_string()));
    for key in ours(storage)? {
        storage.remove(&key)?;
    }
    if ours(storage)?.is_empty() {
        Ok(())
    } else {
        Err(SaveError::NotKept)
    }
}

/// All keys of this app, except for the mark.
///
/// # Errors
///
/// When the store cannot be read.
pub fn ours(storage: &dyn Storage) -> Result<Vec<String>, StorageError> {
    let mut keys = storage.keys()?;
    keys.retain(|key| key.starts_with(PREFIX) && key != CLEARED);
    Ok(keys)
}

/// When this computer was cleared, in milliseconds since 1970 began, if the mark still counts.
/// Removes an older mark, which a tab left behind when it was closed.
pub fn cleared_ms(storage: &dyn Storage, now: Timestamp) -> Option<i64> {
    let mark = storage.read(CLEARED).ok().flatten()?;
    let at_ms = mark.parse().ok().filter(|at_ms: &i64| {
        let age_ms = now.unix_ms().saturating_sub(*at_ms);
        (0..=CLEAR_MARK_MS).contains(&age_ms)
    });
    if at_ms.is_none() {
        drop(storage.remove(CLEARED));
    }
    at_ms
}
