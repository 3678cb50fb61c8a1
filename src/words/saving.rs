//! What is kept on this device: saving, deleting, clearing, sending.

use super::{date, how_many};
use crate::record::Date;
use crate::vault::{SaveError, StorageError};

/// Why nothing is saved. Follows "Not saved."
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

/// A command on a stored record failed.
pub fn not_done(error: &SaveError) -> String {
    match error {
        SaveError::Gone => {
            "That record is no longer here. It may have been deleted in another tab. Nothing else was changed.".to_owned()
        }
        SaveError::OnlyCopy { .. } => {
            "This browser’s storage failed while the record was being moved. Download a copy of it now.".to_owned()
        }
        error => format!("That was not done, and nothing was lost. {}", save_error(error)),
    }
}

/// The open record is not saved, so no other can be opened.
pub const NOT_LET_GO: &str = "What you have open is not saved, so it stays open. Press “Download a copy now” first. Then try again.";

/// Another tab deleted the open record.
pub const DELETED_ELSEWHERE: &str = "The record that was open here was deleted in another tab or window. It is under “Deleted and replaced records” on the page “Records on this device”. Here is a new one.";

/// The stored copy of the open record was removed while this tab was suspended.
pub const GONE: &str = "What was kept of this record has been removed from this browser. It is on the screen only. Download a copy if you need it; it is kept again as soon as you type.";

/// Two tabs changed the same answer at the same time.
pub const CLASH: &str = "An answer was changed in two tabs or windows at the same time. Both texts are kept: the other one is under “Deleted and replaced records” on the page “Records on this device”.";

/// The backup is newer than what is stored, and there is no room to store it.
pub const NOT_BROUGHT_HOME: &str = "There is newer work than what you see, and no room to show it. Delete records for good to make room, then reload the page.";

/// The record on this device changed while a choice between it and a return was open.
pub const LOOK_AGAIN: &str = "What is on this device was changed in another tab or window meanwhile. Look at both again, then choose.";

/// A note beside a record could not be stored.
pub const NOTE_NOT_KEPT: &str =
    "This browser did not keep the note. It stands here until you leave the page.";

/// The name of a stored text that is not a record.
pub const UNREADABLE: &str = "A text that cannot be read";

/// The backup works.
pub const TWO_COPIES: &str =
    "Everything is kept twice, so that a crash loses no more than the last second.";

/// There is no backup.
pub const ONE_COPY: &str = "This browser keeps one copy only. A crash may lose the last minute of typing: download the return now and then.";

/// The browser has agreed to keep the data.
pub const PERSISTED: &str = "This browser has agreed to keep your records.";

/// The browser has refused to keep the data, or does not answer.
pub const NOT_PERSISTED: &str = "This browser has not agreed. Keep the downloaded return as well.";

/// The question before everything on this computer is deleted: the names of the records that nobody
/// has as a file, and the number of deleted and replaced ones.
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

/// Everything was deleted.
pub const CLEARED: &str = "Everything that this page kept was removed from this browser.";

/// Some of it could not be deleted.
pub const NOT_CLEARED: &str =
    "Not everything could be removed. Close other tabs and windows of this page and try again.";

/// The question before a text is deleted for good.
pub const FOR_GOOD: &str = "Delete this for good? There is no way to get it back.";

/// When a record was sent, and whether it has changed since.
pub fn posted(revision: u32, on: Date, is_old: bool) -> String {
    let on = date(on);
    if is_old {
        format!(
            "You sent revision {revision} on {on} and have changed something since. The partnership’s copy is out of date: download the return and send it again."
        )
    } else {
        format!("You sent it on {on} (revision {revision}).")
    }
}
