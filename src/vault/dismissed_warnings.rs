//! The warnings about possible personal details in a record that the user dismissed.

use std::collections::BTreeSet;

use super::submission::hash;
use super::{Storage, StorageError, dismissed_warnings_key};
use crate::record::RecordId;

/// The texts in a record that are no longer flagged as possible personal details.
///
/// Only their checksums are kept: the texts themselves would be one more copy of what may identify
/// a child. They are stored beside the record as hexadecimal numbers with spaces between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DismissedWarnings(BTreeSet<u64>);

impl DismissedWarnings {
    /// Loads those that are stored beside the record of that id.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn load(storage: &dyn Storage, id: RecordId) -> Result<Self, StorageError> {
        let stored = storage.read(&dismissed_warnings_key(id))?;
        let hashes = stored.iter().flat_map(|text| text.split(' '));
        let hashes = hashes.filter_map(|hash| u64::from_str_radix(hash, 16).ok());
        Ok(Self(hashes.collect()))
    }

    /// Stores them beside the record of that id, replacing those that are there.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn store(&self, storage: &dyn Storage, id: RecordId) -> Result<(), StorageError> {
        let key = dismissed_warnings_key(id);
        if self.0.is_empty() {
            return storage.remove(&key);
        }
        let hashes: Vec<String> = self.0.iter().map(|hash| format!("{hash:x}")).collect();
        storage.write(&key, &hashes.join(" "))
    }

    /// Adds a text.
    pub fn dismiss(&mut self, text: &str) {
        self.0.insert(hash(text));
    }

    /// Whether a text is among them.
    pub fn contains(&self, text: &str) -> bool {
        self.0.contains(&hash(text))
    }
}
