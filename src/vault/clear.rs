//! What counts when a shared computer is cleared: what has not been downloaded yet, what is this app's,
//! and the mark that tells other tabs.

use super::{
    CLEARED, Content, ERASED, Entry, PREFIX, RECORDS, Storage, StorageError, last_download_key,
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

/// How long the mark of a cleared computer counts, in milliseconds: longer than clearing takes, and than
/// a tab needs to notice it.
pub const CLEAR_MARK_MS: i64 = 6_000;

/// All keys of this app, except for the mark and the notes of what was removed for good.
///
/// # Errors
///
/// When the store cannot be read.
pub fn ours(storage: &dyn Storage) -> Result<Vec<String>, StorageError> {
    let mut keys = storage.keys()?;
    keys.retain(|key| key.starts_with(PREFIX) && key != CLEARED && !key.starts_with(ERASED));
    Ok(keys)
}

/// When this computer was cleared, in milliseconds since 1970 began, if the mark still counts.
/// Removes an older mark, which a tab left behind when it was closed.
///
/// # Errors
///
/// When the store cannot be read.
pub fn cleared_ms(storage: &dyn Storage, now: Timestamp) -> Result<Option<i64>, StorageError> {
    let Some(mark) = storage.read(CLEARED)? else {
        return Ok(None);
    };
    let at_ms = mark.parse().ok().filter(|at_ms: &i64| {
        let age_ms = now.unix_ms().saturating_sub(*at_ms);
        (0..=CLEAR_MARK_MS).contains(&age_ms)
    });
    if at_ms.is_none() {
        drop(storage.remove(CLEARED));
    }
    Ok(at_ms)
}
