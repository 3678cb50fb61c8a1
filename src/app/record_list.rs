//! What is stored on this device, as the page of records lists it.

use crate::browser::LocalStore;
use crate::vault::{self, Entry, TrashedRecord};

/// What is stored on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordList {
    /// The records.
    pub records: Vec<Entry>,
    /// What was deleted or replaced.
    pub trashed_records: Vec<TrashedRecord>,
    /// Whether the store could not be read.
    pub is_denied: bool,
}

impl RecordList {
    /// Reads the list from the store.
    pub(super) fn read() -> Self {
        let found = vault::list(&LocalStore)
            .and_then(|records| Ok((records, vault::trashed_records(&LocalStore)?)));
        match found {
            Ok((records, trashed_records)) => Self {
                records,
                trashed_records,
                is_denied: false,
            },
            Err(_) => Self {
                is_denied: true,
                ..Self::default()
            },
        }
    }
}
