//! Saving, deleting and sending records, and clearing this device.

use super::{date, how_many};
use crate::record::Date;
use crate::vault::{SaveError, StorageError};

/// Why saving failed. Follows "Not saved."
pub fn save_error(error: &SaveError) -> &'static str {
    match error {
        SaveError::Storage(StorageError::Denied) => {
            "This browser does not let this page save. Keep a copy before you close it."
        }
        SaveError::Storage(StorageError::Full) => {
            "There is no room left in this browser’s storage. Keep a copy. To make room, delete records on the page “Records on this device”, then delete them for good there."
        }
        SaveError::Storage(StorageError::Other(_))
        | SaveError::NotKept
        | SaveError::Gone
        | SaveError::OnlyCopy { .. } => {
            "This browser did not keep what was saved. Keep a copy before you close it."
        }
    }
}

/// What the page says once the backup has what a full store refused.
pub const SAVED_IN_BACKUP: &str = "Saved in this browser’s second store, because the first is full. Keep a copy. To make room, delete records on the page “Records on this device”, then delete them for good there.";

/// The name of a stored text that is not a record.
pub const UNREADABLE: &str = "A text that cannot be read";

/// Shown while the backup works.
pub const TWO_COPIES: &str =
    "Everything is kept twice, so that a crash loses no more than the last second.";

/// Shown while there is no backup.
pub const ONE_COPY: &str = "This browser keeps one copy only. A crash may lose the last minute of typing: download the return now and then.";

/// The question before the user clears this device. `names` are the records that were not downloaded
/// since their last change; `trashed_records` counts deleted and replaced ones.
pub fn clear_question(names: &[String], trashed_records: usize) -> String {
    let others = match trashed_records {
        0 => String::new(),
        some => format!(
            "{} will be removed, too.\n\n",
            how_many(some, "deleted or replaced record")
        ),
    };
    if names.is_empty() {
        format!("{others}Remove everything that this page has kept in this browser?")
    } else {
        format!(
            "Not downloaded since the last change:\n\n{}\n\n{others}Remove everything all the same? There is no way to get it back.",
            names.join("\n")
        )
    }
}

/// The question before the user deletes a stored text for good.
pub const FOR_GOOD: &str = "Delete this for good? There is no way to get it back.";

/// When a record was sent, and whether it has changed since.
pub fn submitted(revision: u32, on: Date, is_old: bool) -> String {
    let on = date(on);
    if is_old {
        format!(
            "You sent revision {revision} on {on} and have changed something since. The partnership’s copy is out of date: download the return and send it again."
        )
    } else {
        format!("You sent it on {on} (revision {revision}).")
    }
}
