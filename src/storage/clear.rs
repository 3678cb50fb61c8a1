//! Leaving a shared computer: what was not handed over yet, and taking everything away.

use super::{
    CLEARED, Content, Entry, PREFIX, RECORDS, SaveError, Storage, StorageError, list, sent_key,
};
use crate::domain::RecordId;

/// The records that nobody has as a file in their last state, and what is no record.
///
/// # Errors
///
/// When the store cannot be read.
pub fn not_handed_over(storage: &dyn Storage) -> Result<Vec<Entry>, StorageError> {
    let mut entries = Vec::new();
    for entry in list(storage)? {
        let id = entry.key.strip_prefix(RECORDS).and_then(RecordId::parse);
        let sent = id.and_then(|id| storage.read(&sent_key(id)).ok().flatten());
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

/// Takes away everything of ours and nothing else, and leaves the mark that tells other
/// tabs of it, which is to be taken away a moment later.
///
/// # Errors
///
/// When the store fails or keeps something all the same.
pub fn clear(storage: &dyn Storage) -> Result<(), SaveError> {
    // A full store has room for it afterwards; a tab that misses it has to be closed.
    drop(storage.write(CLEARED, "1"));
    let ours = |storage: &dyn Storage| -> Result<Vec<String>, StorageError> {
        let mut keys = storage.keys()?;
        keys.retain(|key| key.starts_with(PREFIX) && key != CLEARED);
        Ok(keys)
    };
    for key in ours(storage)? {
        storage.remove(&key)?;
    }
    if ours(storage)?.is_empty() {
        Ok(())
    } else {
        Err(SaveError::NotKept)
    }
}
