//! Saving: a write that is believed only once it was read back.

use super::{Reason, Storage, StorageError, keys::record_key, set_aside};
use crate::{
    domain::{Record, Timestamp},
    format::encode,
};

/// A save that worked: what is now stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text, as it was read back.
    pub text: String,
    /// The key of the text that was set aside for it, if one was.
    pub aside: Option<String>,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Storage(StorageError),
    /// The store said that it worked, but what it gives back is something else.
    NotKept,
    /// What was to be moved is not there (any more), or its key is of another kind.
    Gone,
    /// The store failed in the middle of a move and again when the text was to go
    /// back: this is now its only copy, for the caller to keep and to offer.
    OnlyCopy {
        /// The text that is stored nowhere.
        text: String,
    },
}

impl From<StorageError> for SaveError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Saves a record under its id, in place of whatever is there. For a record that
/// another tab may have changed, see [`save_over`].
///
/// # Errors
///
/// When the store refuses or does not keep what it was given. What was there
/// before is then still there, unless the store lies.
pub fn save(storage: &dyn Storage, record: &Record) -> Result<Saved, SaveError> {
    let text = encode(record);
    write_verified(storage, &record_key(record.id), &text)?;
    Ok(Saved { text, aside: None })
}

/// Saves a record under its id, unless what is stored there is neither this record
/// nor the text `expected`, which this tab last read or saved (`None`: nothing).
/// Then that text is another tab's work and is set aside first.
///
/// # Errors
///
/// As [`save`] and [`set_aside`]; when the other text cannot be set aside, it stays
/// and nothing is saved.
pub fn save_over(
    storage: &dyn Storage,
    record: &Record,
    expected: Option<&str>,
    now: Timestamp,
) -> Result<Saved, SaveError> {
    let text = encode(record);
    let key = record_key(record.id);
    let aside = match storage.read(&key)? {
        Some(here) if here == text => return Ok(Saved { text, aside: None }),
        Some(here) if Some(here.as_str()) != expected => {
            Some(set_aside(storage, record.id, &here, Reason::OtherTab, now)?)
        }
        _ => None,
    };
    write_verified(storage, &key, &text)?;
    Ok(Saved { text, aside })
}

/// Writes and reads back.
pub(super) fn write_verified(
    storage: &dyn Storage,
    key: &str,
    text: &str,
) -> Result<(), SaveError> {
    storage.write(key, text)?;
    if storage.read(key)?.as_deref() == Some(text) {
        Ok(())
    } else {
        Err(SaveError::NotKept)
    }
}
