//! Where records are kept, and the promise that none is lost.
//!
//! [`Vault`] holds the rules of one tab: loading, saving, retrying, other tabs, deletion
//! elsewhere, clearing, the backup. The other modules are the operations it is made of.
//!
//! The browser's store is behind a trait, [`Storage`]; [`MemoryStorage`] is the same thing for
//! tests, and can fail, be full, be denied and lie. A record is stored as the text of its file
//! under [`RECORDS`] and its id. A text that has to make way (the user deleted it, an imported
//! record replaces it, another tab changed the same answer) is moved to [`TRASH`] and can be
//! restored. Earlier versions are there, too; see [`keep_version`]. Everything is copied to a
//! second store that reaches the disk at once; [`restore_backup`] takes from it what is newer
//! there.
//!
//! **Architecture invariants:** every write is read back before anything relies on it. No text
//! is overwritten or removed before it is stored elsewhere; when a full store leaves no room
//! for that, the text is in memory meanwhile and is written back if the step fails. Nothing
//! outside [`PREFIX`] is touched and nothing is ever cleared: files opened from a disk share
//! one store with all others.

pub mod autosave;
mod backup;
mod clear;
mod dismissed_warnings;
mod keys;
mod load;
mod memory;
mod port;
mod removals;
mod save;
mod submission;
mod tab;
mod trash;
pub mod versions;

pub use backup::{BackedUp, BackupRestore, missing_from_backup, restore_backup};
pub use clear::{CLEAR_MARK_MS, clear, cleared_ms, not_downloaded, ours};
pub use dismissed_warnings::DismissedWarnings;
pub use keys::{
    CLEARED, OPEN, PREFIX, RECORDS, TRASH, dismissed_warnings_key, last_download_key,
    read_progress_key, record_key, submission_key,
};
pub use load::{
    Content, Entry, ImportComparison, LoadOutcome, Summary, compare_import, list, load,
};
pub use memory::{Fault, MemoryBackup, MemoryStorage};
pub use port::{Backup, Storage, StorageError};
pub use removals::{RemovedRow, removed_rows};
pub use save::{Change, SaveError, Saved, SyncBase, save, save_change};
pub use submission::SubmissionReceipt;
pub use tab::{
    Banner, ClearQuestion, Event, Import, Notice, Outcome, Phase, Ports, ScreenChange, Vault,
    VaultUpdate,
};
pub use trash::{
    Reason, RestoreOutcome, TrashedRecord, clashes, delete, delete_permanently, move_to_trash,
    removal_key, replace, restore, trashed_record_id, trashed_records, was_deleted,
};
pub use versions::{before_removals, keep_version, make_room};

use removals::removes_rows;
