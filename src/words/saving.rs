//! Saving, deleting and sending forms, and deleting everything on this device.

use super::{date, how_many};
use crate::record::Date;
use crate::vault::{SaveError, StorageError};

/// Why saving failed, and what to do. Follows "Not saved."
pub fn save_error(error: &SaveError) -> &'static str {
    match error {
        SaveError::Storage(StorageError::Denied) => {
            "This browser does not let this page save. Download a copy before you close this page."
        }
        SaveError::Storage(StorageError::Full) => {
            "This browser’s storage is full. Download a copy. To make room, delete forms on the page “Saved forms”, then delete them permanently there."
        }
        SaveError::Storage(StorageError::Other(_))
        | SaveError::NotKept
        | SaveError::Gone
        | SaveError::OnlyCopy { .. } => {
            "This browser could not store your answers. Download a copy before you close this page."
        }
    }
}

/// What the page says once the backup has what a full store refused.
pub const SAVED_IN_BACKUP: &str = "Saved in one place only, because this browser’s storage is full. Download a copy. To make room, delete forms on the page “Saved forms”, then delete them permanently there.";

/// The name of a stored text that cannot be read as a form.
pub const UNREADABLE: &str = "A form that cannot be read";

/// Shown while the backup works.
pub const TWO_COPIES: &str =
    "Your answers are saved in two places on this device, so a crash loses no more than a second.";

/// Shown while there is no backup.
pub const ONE_COPY: &str = "Your answers are saved in one place only, so a crash may lose the last minute of typing. Download your return now and then.";

/// The question before the user clears this device. `names` are the forms that were not downloaded
/// since their last change; `trashed_records` counts deleted and replaced ones.
pub fn clear_question(names: &[String], trashed_records: usize) -> String {
    let others = match trashed_records {
        0 => String::new(),
        some => format!(
            "\n\nThis includes {}.",
            how_many(some, "deleted or replaced form")
        ),
    };
    if names.is_empty() {
        format!("Delete everything that this page has saved in this browser?{others}")
    } else {
        format!(
            "Not downloaded since the last change:\n\n{}\n\nDelete everything anyway? You cannot get it back.{others}",
            names.join("\n")
        )
    }
}

/// The question before the user deletes a form permanently.
pub const DELETE_PERMANENTLY: &str = "Delete this permanently? You cannot get it back.";

/// When a return was sent, and whether it has changed since.
pub fn submitted(revision: u32, on: Date, is_old: bool) -> String {
    let on = date(on);
    if is_old {
        format!(
            "You sent version {revision} on {on} and have changed something since. Download your return and send it again."
        )
    } else {
        format!("You sent it on {on} (version {revision}).")
    }
}
