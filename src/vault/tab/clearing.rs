//! Removing for good: a text in the trash or, on a shared computer, everything of this app.

use super::{BackupState, BackupTask, Noted, Notice, Turn};
use crate::vault::keys::record_id_of;
use crate::vault::{
    CLEARED, Content, Erasure, OPEN, Storage, not_downloaded, ours, read_progress_key,
    trashed_records,
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
        // In a full store this fails. A tab that misses the mark stores its record again.
        let mark = || storage.write(CLEARED, &self.now.unix_ms().to_string());
        let is_marked = mark().is_ok();
        let erasure = Erasure::of_everything(&*storage, self.new_id(), self.now);
        // Whether anything is left is checked once the backup is done.
        drop(erasure.carry_out(&*storage));
        if !is_marked {
            // There is room now.
            drop(mark());
        }
        // The mark is not for this tab. Do not read it back: the store may refuse that.
        self.vault.others.last_clear_seen_ms = Some(self.now.unix_ms());
        self.forget_everything();
        self.tell(Notice::Clearing);
        self.erase_copies(erasure);
        true
    }

    /// Deletes a text in the trash for good.
    pub(super) fn delete_permanently(&mut self, trash_key: &str) -> bool {
        let storage = self.storage();
        self.update.is_list_changed = true;
        let id = self.new_id();
        let erasure = match self.vault.backup {
            BackupState::Awaited { .. } => Erasure::of_text(trash_key, id, self.now),
            BackupState::Settled | BackupState::Discarded => {
                Erasure::of_trashed(&*storage, trash_key, id, self.now)
            }
        };
        // If the user is told that it failed, it must not be gone after the next start.
        let removed = erasure.and_then(|erasure| {
            erasure.carry_out(&*storage)?;
            self.erase_copies(erasure);
            Ok(())
        });
        self.report(removed)
    }

    /// Notes what was removed, and lets the backup remove it and note it, too.
    fn erase_copies(&mut self, erasure: Erasure) {
        // Without room for it, the next start carries the erasure out once more.
        drop(erasure.note(&*self.storage()));
        let task = BackupTask::Erase(Box::new(erasure));
        self.update.backup_tasks.push(task);
    }

    /// The backup has noted what was removed, or could not.
    pub(super) fn note_erasure(&mut self, erasure: &Erasure, noted: Noted) -> bool {
        if noted == Noted::NoBackup {
            // Nothing can come back from there.
            drop(self.storage().remove(&erasure.key()));
        }
        if !erasure.is_everything {
            if noted != Noted::Yes {
                self.tell(Notice::DeletedInMemory);
            }
            return true;
        }
        // What was stored in the meantime is no longer in the backup.
        self.fill_backup(&[], &[]);
        let is_clear = !self.is_something_left();
        self.tell(match noted {
            Noted::Yes if is_clear => Notice::Cleared,
            Noted::NoBackup if is_clear => Notice::ClearedInMemory,
            _ => Notice::NotCleared,
        });
        self.update.is_list_changed = true;
        is_clear
    }

    /// Removes the mark. If something is stored again and not by this tab, tells the user that
    /// not everything was removed.
    pub(super) fn remove_clear_mark(&mut self) -> bool {
        if self.is_something_left() {
            self.tell(Notice::NotCleared);
        }
        drop(self.storage().remove(CLEARED));
        true
    }

    /// Whether anything of this app is stored, except the record that is open here, which one that is,
    /// and which segments were read.
    fn is_something_left(&self) -> bool {
        let open = self.screen.id.to_string();
        let is_of_tab = |key: &String| {
            *key == OPEN
                || *key == read_progress_key(None)
                || record_id_of(key) == Some(open.as_str())
        };
        !ours(&*self.storage()).is_ok_and(|keys| keys.iter().all(is_of_tab))
    }
}
