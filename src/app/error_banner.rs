//! What the banner over the page says: something that could not be done, or that the user has
//! to know, until they dismiss it.

use crate::vault::{Notice, SaveError};
use crate::words;

/// A message in the banner.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorMessage {
    /// Something about the open record or another on this device.
    Vault(Notice),
    /// What the browser answered when it was asked to keep what is stored.
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
}

impl ErrorMessage {
    /// The message in words.
    pub fn text(&self) -> String {
        let text = match self {
            Self::Vault(notice) => return vault_text(notice),
            Self::Persistence { is_granted: true } => words::PERSISTED,
            Self::Persistence { is_granted: false } => words::NOT_PERSISTED,
            Self::FileNotRead => words::FILE_NOT_READ,
            Self::OneFileAtATime => words::ONE_FILE,
            Self::ReadingCancelled => words::READING_CANCELLED,
            Self::NoteNotStored => words::NOTE_NOT_KEPT,
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
        Notice::Conflict => words::CLASH,
        Notice::DeletedElsewhere => words::DELETED_ELSEWHERE,
        Notice::RemovedElsewhere => words::GONE,
        Notice::Cleared => words::CLEARED,
        Notice::NotCleared => words::NOT_CLEARED,
        Notice::BackupNotRestored => words::NOT_BROUGHT_HOME,
        Notice::NotSavedYet => words::NOT_LET_GO,
        Notice::ChangedMeanwhile => words::LOOK_AGAIN,
        Notice::Failed(error) => return words::not_done(error),
    };
    text.to_owned()
}
