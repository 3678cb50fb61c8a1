//! Clears a shared computer: removes everything of this app from this browser.

use super::{Notice, Turn};
use crate::vault::{
    CLEARED, Content, Storage, clear, not_downloaded, ours, read_progress_key, trashed_records,
};

/// What the user is asked before everything is removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClearQuestion {
    /// What has not been downloaded since it last changed.
    pub not_downloaded: Vec<Content>,
    /// How many records are in the trash, not counting earlier versions.
    pub trashed: usize,
}

impl ClearQuestion {
    /// What to ask. If the store cannot be read, it names nothing.
    pub(super) fn of(storage: &dyn Storage) -> Self {
        let entries = not_downloaded(storage).unwrap_or_default();
        let trashed = trashed_records(storage).unwrap_or_default();
        Self {
            not_downloaded: entries.into_iter().map(|entry| entry.content).collect(),
            trashed: (trashed.iter())
                .filter(|trashed| !trashed.reason.is_version())
                .count(),
        }
    }
}

impl Turn<'_> {
    /// Removes everything of this app, and stores the mark that tells other tabs of it.
    pub(super) fn clear(&mut self) -> bool {
        let storage = self.storage();
        let cleared = clear(&*storage, self.now);
        // The mark is not for this tab. Do not read it back: the store may refuse that.
        self.vault.last_clear_seen_ms = Some(self.now.unix_ms());
        self.forget_everything();
        cleared.is_ok()
    }

    /// Tells the user whether everything is gone, after the attempt to delete the backup.
    pub(super) fn note_backup_cleared(&mut self, is_done: bool) -> bool {
        let is_clear = is_done && !is_something_left(&*self.storage());
        self.tell(if is_clear {
            Notice::Cleared
        } else {
            Notice::NotCleared
        });
        self.update.is_list_changed = true;
        is_clear
    }

    /// Removes the mark. If something is stored again and not by this tab, tells the user that
    /// not everything was removed.
    pub(super) fn remove_clear_mark(&mut self) -> bool {
        let storage = self.storage();
        if is_something_left(&*storage) && !self.vault.is_stored() {
            self.tell(Notice::NotCleared);
        }
        drop(storage.remove(CLEARED));
        true
    }
}

/// Whether anything of this app is stored, except which segments were read.
fn is_something_left(storage: &dyn Storage) -> bool {
    let read = read_progress_key(None);
    ours(storage).is_ok_and(|keys| keys.iter().any(|key| *key != read))
}
