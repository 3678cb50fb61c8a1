//! What happens to a [`Vault`](super::Vault), and what it asks of the shell in return.

use crate::record::file::DecodeError;
use crate::record::{Record, RecordId, Timestamp};
use crate::vault::{Erasure, ImportComparison, RemovedRow, SaveError};

/// Something that happened, or a command of the user.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page has started. Comes first, and once.
    Started,
    /// The record on the screen may have changed.
    Edited,
    /// The timer set by [`VaultUpdate::wake_at_ms`] went off.
    TimerFired,
    /// The page is being hidden or left, or something is about to rely on what is saved.
    Flush,
    /// It is time to look for changes by other tabs. The shell sends this twice a second.
    Polled,
    /// Another tab changed what is stored under this key; `None` if it cleared the store.
    StoredElsewhere(Option<String>),
    /// The backup has been read after the start: each key and its text.
    BackupLoaded(Vec<(String, String)>),
    /// This browser has no backup, or it cannot be read.
    BackupUnavailable,
    /// Another page deleted the backup. It exists again, with these keys and texts.
    BackupLost(Vec<(String, String)>),
    /// The user has downloaded the record as it is on the screen.
    Downloaded,
    /// The open record is about to be closed: save it, or say why it must stay open.
    MakeWay,
    /// Open a stored record in place of the open one.
    Open(RecordId),
    /// Begin a new record in place of the open one.
    BeginNew,
    /// Store a copy of a record under a new id.
    Copy(RecordId),
    /// Move the record under this key to the trash.
    Delete(String),
    /// Put a text from the trash back where it was.
    Restore {
        /// The key of the text in the trash.
        trash_key: String,
        /// Whether to open the record afterwards.
        opens: bool,
    },
    /// Delete a text in the trash for good.
    DeletePermanently(String),
    /// Store an imported record in place of whatever is stored under its id, and open it.
    TakeImport(Box<Import>),
    /// Keep what is stored, and move the imported record to the trash.
    KeepExisting(Box<Import>),
    /// Remove everything of this app from this browser.
    Clear,
    /// The backup has removed the texts of [`BackupTask::Erase`] and noted this, or could not.
    ErasureNoted(Box<Erasure>, Noted),
    /// The backup has what [`BackupTask::Keep`] asked for, or could not take it.
    Kept(Box<Keeping>, bool),
    /// The mark that tells other tabs of [`Event::Clear`] has been stored for long enough.
    ClearMarkExpired,
}

impl Event {
    /// Whether it is a command of the user about records.
    pub(super) fn is_command(&self) -> bool {
        match self {
            Self::MakeWay
            | Self::Open(_)
            | Self::BeginNew
            | Self::Copy(_)
            | Self::Delete(_)
            | Self::Restore { .. }
            | Self::DeletePermanently(_)
            | Self::TakeImport(_)
            | Self::KeepExisting(_)
            | Self::Clear => true,
            Self::Started
            | Self::Edited
            | Self::TimerFired
            | Self::Flush
            | Self::Polled
            | Self::StoredElsewhere(_)
            | Self::BackupLoaded(_)
            | Self::BackupUnavailable
            | Self::BackupLost(_)
            | Self::Downloaded
            | Self::ErasureNoted(..)
            | Self::Kept(..)
            | Self::ClearMarkExpired => false,
        }
    }
}

/// A text for the backup to keep, because the store refuses it.
#[derive(Clone, Debug, PartialEq)]
pub struct Keeping {
    /// The key for it, which no other tab uses.
    pub key: String,
    /// The text.
    pub text: String,
    /// The record as it is on the screen.
    pub(super) screen: Record,
}

/// Whether the backup has noted an [`Erasure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// It has, and has removed the texts. They cannot come back.
    Yes,
    /// It could not, or not in time.
    No,
    /// This browser has no backup.
    NoBackup,
}

/// A record that the user chose to import, and what it was compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The record.
    pub record: Record,
    /// How it compared with the stored one when the user was shown both.
    pub comparison: ImportComparison,
    /// The key of the text in the trash that it was read from; `None` for a file.
    pub trash_key: Option<String>,
}

/// What is open in this tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// A record, stored or new.
    #[default]
    Ready,
    /// Nothing yet: the page has started, and the backup is being read. It may say that what is in the
    /// store was removed for good.
    Starting,
    /// A stored text that is not a record. It stays as it is.
    Unreadable {
        /// The text.
        raw: String,
        /// Why it cannot be read.
        error: DecodeError,
    },
    /// A stored record that a later version of the app wrote. It stays as it is.
    TooNew {
        /// The text.
        raw: String,
        /// Its version.
        found: u64,
    },
}

/// What the shell has to do after an event. Doing nothing is the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VaultUpdate {
    /// Whether a command was carried out.
    pub outcome: Outcome,
    /// What to change on the screen.
    pub screen: ScreenChange,
    /// What to change in the banner over the page.
    pub banner: Banner,
    /// When to send [`Event::TimerFired`], in milliseconds since 1970 began, in place of any
    /// time set before. `None` leaves the timer as it is.
    pub wake_at_ms: Option<i64>,
    /// Rows removed from the record within the last hour, for the user to undo; the most
    /// recent last.
    pub removed_rows: Vec<RemovedRow>,
    /// A text that is stored nowhere any more: hand it to the user at once.
    pub only_copy: Option<String>,
    /// The open record was stored for the first time.
    pub is_first_save: bool,
    /// The list of records may be out of date.
    pub is_list_changed: bool,
    /// The computer was cleared: drop everything this tab remembers about records.
    pub is_everything_forgotten: bool,
    /// What the backup has to do, in this order.
    pub backup_tasks: Vec<BackupTask>,
}

/// Something for the backup to do, and to report when it is on the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum BackupTask {
    /// Remove the texts that were removed for good, and note this, in one step. Then comes
    /// [`Event::ErasureNoted`].
    Erase(Box<Erasure>),
    /// Write a text that the store refuses. Then comes [`Event::Kept`].
    Keep(Box<Keeping>),
}

/// Whether a command was carried out.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outcome {
    /// It was carried out.
    #[default]
    Done,
    /// It was not; [`VaultUpdate::banner`] says why.
    NotDone,
    /// The record is in the trash.
    Deleted {
        /// The key to restore it with.
        trash_key: String,
        /// Whether it was the open record.
        was_open: bool,
    },
    /// There is a record where the text from the trash belongs. Nothing was changed.
    Occupied,
    /// What is stored has changed since the user compared it with the import.
    ImportOutdated(ImportComparison),
}

/// What to change on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ScreenChange {
    /// Nothing.
    #[default]
    Nothing,
    /// The record was saved as it is shown; only these two have changed. No page shows them while
    /// somebody types.
    Stamp {
        /// The saved revision.
        revision: u32,
        /// When it was saved.
        changed_at: Timestamp,
    },
    /// The same record, together with what another tab changed.
    Merge(Box<Record>),
    /// A record that was opened or begun, or the open one as another tab stored it.
    Open(Box<Record>),
}

/// What to change in the banner over the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Banner {
    /// Nothing.
    #[default]
    Keep,
    /// Show this in place of anything else.
    Show(Notice),
    /// Show nothing any more.
    Clear,
    /// Stop showing this notice if it is the one shown.
    Withdraw(Notice),
}

/// What the user has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Two tabs changed the same answer. One text is in the record, the other in the trash.
    Conflict,
    /// What waited for room was not based on what was stored, or on what else waited. One text is in the
    /// record, the other in the trash.
    WaitedApart,
    /// Another tab deleted the record that was open here.
    DeletedElsewhere,
    /// The stored copy was removed elsewhere, possibly on purpose. The record is on the screen
    /// only, until the user edits it.
    RemovedElsewhere,
    /// Everything is being removed from this browser.
    Clearing,
    /// Everything was removed from this browser.
    Cleared,
    /// Everything was removed from this browser, which may not have reached the disk yet.
    ClearedInMemory,
    /// Something could not be removed from this browser.
    NotCleared,
    /// A text was deleted for good, which may not have reached the disk yet.
    DeletedInMemory,
    /// The backup has newer work than the store, and the store has no room for it.
    BackupNotRestored,
    /// The open record is neither saved nor downloaded, so it stays open.
    NotSavedYet,
    /// What is stored has changed since the user compared it with the import.
    ChangedMeanwhile,
    /// A command failed.
    Failed(SaveError),
}
