//! Keeps records in the browser's storage without losing any.
//!
//! [`Vault`] holds the rules of one tab: loading, saving, retrying, other tabs, deletion
//! elsewhere, clearing, the backup. The other modules are the operations it uses.
//!
//! The browser's store is behind a trait, [`Storage`]. [`MemoryStorage`] stands in for it in
//! tests, where it can fail, be full, be denied and lie. A record is stored as the text of its
//! file under [`RECORDS`] and its id. A text that is deleted, replaced by an import or in conflict
//! with another tab moves to [`TRASH`], and can be restored from there. Earlier versions are there
//! too; see [`keep_version`]. Everything is also copied to a backup, which reaches the disk at
//! once; [`restore_backup`] restores what is newer there. What is removed for good is noted there as
//! an [`Erasure`].
//!
//! **Architecture invariants:** every write of a record is read back before anything relies on
//! it. A text that is moved or replaced is stored elsewhere first; in a full store it is held in
//! memory meanwhile, and written back if the step fails. Only keys under [`PREFIX`] are touched,
//! and the store is never cleared as a whole: all files opened from a disk share one.

pub mod autosave;
mod backup;
mod clear;
mod dismissed_warnings;
mod erasure;
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
pub use clear::{CLEAR_MARK_MS, cleared_ms, not_downloaded, ours};
pub use dismissed_warnings::DismissedWarnings;
pub use erasure::Erasure;
pub use keys::{
    CLEARED, ERASED, OPEN, PREFIX, PRESENTATION, RECORDS, TRASH, WAITING, dismissed_warnings_key,
    last_download_key, read_progress_key, record_key, submission_key,
};
pub use load::{
    Content, Entry, ImportComparison, LoadOutcome, Summary, compare_import, list, load,
    record_count,
};
pub use memory::{Fault, MemoryBackup, MemoryStorage};
pub use port::{Backup, Storage, StorageError};
pub use removals::{RemovedRow, removed_rows};
pub use save::{Change, SaveError, Saved, SyncBase, save, save_change};
pub use submission::SubmissionReceipt;
pub use tab::{
    BackupTask, Banner, ClearQuestion, Event, Import, Keeping, Noted, Notice, Outcome, Phase,
    Ports, ScreenChange, Vault, VaultUpdate,
};
pub use trash::{
    Reason, RestoreOutcome, TrashedRecord, clashes, delete, move_to_trash, removal_key, replace,
    restore, trashed_record_id, trashed_records, was_deleted,
};
pub use versions::{before_removals, keep_version, make_room};

use removals::removes_rows;
