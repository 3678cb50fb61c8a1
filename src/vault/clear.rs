//! Leaving a shared computer: what was not handed over yet, and taking everything away.

use super::{
    CLEARED, Content, Entry, PREFIX, RECORDS, SaveError, Storage, StorageError, last_download_key,
    list,
};
use crate::record::{RecordId, Timestamp};

/// The records that nobody has as a file in their last state, and what is no record.
///
/// # Errors
///
/// When the store cannot be read.
pub fn not_downloaded(storage: &dyn Storage) -> Result<Vec<Entry>, StorageError> {
    let mut entries = Vec::new();
    for entry in list(storage)? {
        let id = entry.key.strip_prefix(RECORDS).and_then(RecordId::parse);
        let sent = id.and_then(|id| storage.read(&last_download_key(id)).ok().flatten());
        let is_sent = match &entry.content {
            Content::Ready(summary) => sent == Some(summary.revision.to_string()),
            Content::Unreadable { .. } | Content::TooNew { .. } => false,
        };
        if !is_sent {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// How long the mark of a cleared computer counts, in milliseconds: long enough for every
/// tab to notice it.
pub const CLEAR_MARK_MS: i64 = 3_000;

/// Takes away everything of ours and nothing else, and leaves the mark that tells other
/// tabs of it, which is to be taken away once it no longer counts.
///
/// # Errors
///
/// When the store fails or keeps something all the same.
pub fn clear(storage: &dyn Storage, now: Timestamp) -> Result<(), SaveError> {
    // A full store has room for it afterwards; a tab that misses it has to be closed.
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

/// Everything of ours but the mark.
///
/// # Errors
///
/// When the store cannot be read.
pub fn ours(storage: &dyn Storage) -> Result<Vec<String>, StorageError> {
    let mut keys = storage.keys()?;
    keys.retain(|key| key.starts_with(PREFIX) && key != CLEARED);
    Ok(keys)
}

/// When this computer was cleared, in milliseconds since 1970 began, if that was only just
/// now. A mark from before, left by a tab that was closed meanwhile, is taken away.
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
