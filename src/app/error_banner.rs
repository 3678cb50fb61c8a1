//! The messages in the banner above the page: something failed, or the user has to know something. A
//! message stays until it is dismissed or replaced.

use leptos::prelude::*;

use crate::record::RowKind;
use crate::vault::{Notice, SaveError};
use crate::words;

/// The banner above the page, which shows one message at a time.
#[derive(Clone, Copy)]
pub struct ErrorBanner {
    message: RwSignal<Option<ErrorMessage>>,
}

impl ErrorBanner {
    /// A banner that shows nothing.
    pub fn new() -> Self {
        Self {
            message: RwSignal::new(None),
        }
    }

    /// The message that is shown, if there is one. Tracks it.
    pub fn message(self) -> Option<ErrorMessage> {
        self.message.get()
    }

    /// Whether a message is shown, without tracking it.
    pub fn is_shown(self) -> bool {
        self.message.with_untracked(Option::is_some)
    }

    /// Shows a message in place of the one before, until it is dismissed.
    pub fn show(self, message: ErrorMessage) {
        self.message.set(Some(message));
    }

    /// Dismisses whatever is shown.
    pub fn clear(self) {
        self.message.set(None);
    }

    /// Dismisses that message, if it is the one that is shown.
    pub fn withdraw(self, message: &ErrorMessage) {
        if self
            .message
            .with_untracked(|shown| shown.as_ref() == Some(message))
        {
            self.clear();
        }
    }
}

impl Default for ErrorBanner {
    fn default() -> Self {
        Self::new()
    }
}

/// A message in the banner.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorMessage {
    /// Something about the open record or another on this device.
    Vault(Notice),
    /// The browser's answer to the request not to clear what is stored.
    Persistence {
        /// Whether it agreed.
        is_granted: bool,
    },
    /// A file could not be read.
    FileNotRead,
    /// More than one file was dropped where one is expected.
    OneFileAtATime,
    /// Reading returns was cancelled.
    ReadingCancelled,
    /// The browser did not store a note about the record.
    NoteNotStored,
    /// The record can have no more rows of a kind.
    NoMoreRows(RowKind),
}

impl ErrorMessage {
    /// The message in words.
    pub fn text(&self) -> String {
        let text = match self {
            Self::Vault(notice) => return vault_text(notice),
            Self::NoMoreRows(kind) => return words::no_more_rows(*kind),
            Self::Persistence { is_granted: true } => {
                "This browser has agreed to keep your saved forms."
            }
            Self::Persistence { is_granted: false } => {
                "This browser has not agreed. Download your return too, and keep it."
            }
            Self::FileNotRead => {
                "The file could not be opened. It may have been moved or deleted, or it may be open in another program. Try again, or choose another file. Nothing on this device was changed."
            }
            Self::OneFileAtATime => {
                "Drop one file at a time here. None of these was opened. To open many returns at once, drop them on the page “Returns”."
            }
            Self::ReadingCancelled => "Cancelled. None of these files was opened.",
            Self::NoteNotStored => {
                "This browser could not save the note. You will see it until you leave this page."
            }
        };
        text.to_owned()
    }
}

impl From<Notice> for ErrorMessage {
    fn from(notice: Notice) -> Self {
        Self::Vault(notice)
    }
}

impl From<SaveError> for ErrorMessage {
    fn from(error: SaveError) -> Self {
        Self::Vault(Notice::Failed(error))
    }
}

fn vault_text(notice: &Notice) -> String {
    let text = match notice {
        Notice::Conflict => {
            "An answer was changed in two tabs or windows at the same time. Nothing was lost: the other version is under “Deleted and replaced forms” on the page “Saved forms”."
        }
        Notice::WaitedApart => {
            "While browser storage was full, two versions of a form were saved. Nothing was lost: one is on the page “Saved forms”, the other is under “Deleted and replaced forms” there."
        }
        Notice::DeletedElsewhere => {
            "The form that was open here was deleted in another tab or window. It is under “Deleted and replaced forms” on the page “Saved forms”. This is a new form."
        }
        Notice::RemovedElsewhere => {
            "This form was deleted from this browser. It is only on screen. Download a copy, or carry on typing to save it again."
        }
        Notice::Clearing => {
            "Deleting everything saved here. Wait until this message says that it is done."
        }
        Notice::Cleared => "Everything saved here has been deleted.",
        Notice::ClearedInMemory => {
            "Everything saved here has been deleted. Close the browser before you switch this computer off: after a power cut it could come back."
        }
        Notice::NotCleared => {
            "Not everything could be deleted. Close other tabs and windows of this page, then try again."
        }
        Notice::DeletedInMemory => {
            "The form has been permanently deleted. Close the browser before you switch this computer off: after a power cut it could come back."
        }
        Notice::BackupNotRestored => {
            "Newer work could not be loaded because browser storage is full. Delete some forms permanently, then reload the page."
        }
        Notice::NotSavedYet => {
            "Your open form is not saved, so it stays open. Select “Download a copy now”, then try again."
        }
        Notice::ChangedMeanwhile => {
            "The form on this device has just been changed in another tab or window. Look at both again, then choose."
        }
        Notice::Failed(error) => return failed_text(error),
    };
    text.to_owned()
}

/// What to say when a command on a stored record failed.
fn failed_text(error: &SaveError) -> String {
    match error {
        SaveError::Gone => {
            "That form is no longer here. It may have been deleted in another tab. Nothing else was changed.".to_owned()
        }
        SaveError::OnlyCopy { .. } => {
            "This browser’s storage failed while the form was being moved. Download a copy of it now.".to_owned()
        }
        error => format!("This could not be done, and nothing was lost. {}", words::save_error(error)),
    }
}
