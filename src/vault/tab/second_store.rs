//! The backup as a second store, for what the first has no room for.
//!
//! All pages that are opened from a disk share one local storage, which others may have filled.

use super::{BackupTask, Change, Keeping, SyncState, Turn};
use crate::record::Record;
use crate::record::file::encode;
use crate::vault::autosave::{Event, State, Status};
use crate::vault::keys::WaitingKey;
use crate::vault::load::decode_as;
use crate::vault::{LoadOutcome, SaveError, StorageError, WAITING, load, record_key, removal_key};

/// What the backup keeps for this tab while the store refuses it.
#[derive(Default)]
pub(super) struct SecondStore {
    /// The key there, once something was to be kept.
    key: Option<String>,
    /// A key whose text the next one replaces.
    former: Option<String>,
    /// Whether something is on its way there.
    is_busy: bool,
    /// The record as it is kept.
    kept: Option<Record>,
    /// Whether that is what is on the screen.
    is_current: bool,
}

impl SecondStore {
    /// What the page may say about saving, although the store failed.
    pub(super) fn status(&self, error: SaveError) -> Status {
        match &self.kept {
            Some(_) if self.is_current => Status::SavedInBackup(error),
            Some(_) => Status::Saving,
            None => Status::NotSaved(error),
        }
    }

    /// Whether the record is kept as it is on the screen.
    pub(super) fn has(&self, screen: &Record) -> bool {
        self.kept.as_ref() == Some(screen)
    }

    /// Notes what is on the screen now.
    pub(super) fn compare(&mut self, screen: &Record) {
        self.is_current = self.has(screen);
    }
}

impl Turn<'_> {
    /// Lets the backup keep what is being typed, while the store is full. Does not wait for the next
    /// attempt to save, and asks for one text after the other.
    pub(super) fn keep_typed(&mut self) {
        let is_full = matches!(
            self.vault.autosave,
            State::Failed {
                error: SaveError::Storage(StorageError::Full),
                ..
            }
        );
        if is_full && !self.vault.second_store.is_busy {
            self.keep_in_backup();
        }
    }

    /// Lets the backup keep what is on the screen, because the store has no room for it.
    pub(super) fn keep_in_backup(&mut self) {
        if self.vault.second_store.has(&self.screen) {
            return;
        }
        // If something else is stored, this is not based on it, although it may have the same revision.
        let is_based_on_it = self.stored_text().as_deref() == self.vault.sync.text();
        let waiting = WaitingKey {
            base_revision: if is_based_on_it {
                self.vault.base.revision
            } else {
                0
            },
            id: self.screen.id,
        };
        let key = match self.vault.second_store.key.clone() {
            Some(key) if WaitingKey::parse(&key) == Some(waiting) => key,
            other => {
                let former = other.or(self.vault.second_store.former.take());
                self.vault.second_store.former = former;
                waiting.print(self.new_id())
            }
        };
        let mut record = self.screen.clone().into_owned();
        record.revision = record
            .revision
            .max(self.vault.base.revision.saturating_add(1));
        record.changed_at = self.now;
        self.vault.second_store.key = Some(key.clone());
        self.vault.second_store.is_busy = true;
        let keeping = Keeping {
            key,
            text: encode(&record),
            screen: self.screen.clone().into_owned(),
        };
        let task = BackupTask::Keep(Box::new(keeping));
        self.update.backup_tasks.push(task);
    }

    /// The backup has kept something, or could not.
    pub(super) fn note_kept(&mut self, keeping: Keeping, is_done: bool) -> bool {
        let second_store = &mut self.vault.second_store;
        if second_store.key.as_ref() != Some(&keeping.key) {
            // It was saved, or another record was opened, in the meantime.
            return true;
        }
        second_store.is_busy = false;
        second_store.kept = is_done.then_some(keeping.screen);
        if is_done {
            if let Some(former) = second_store.former.take() {
                self.vault.ports.backup.copy(&former, None);
            }
            self.keep_typed();
        }
        true
    }

    /// What was kept is in the store now, or was removed on purpose.
    pub(super) fn empty_second_store(&mut self) {
        let second_store = std::mem::take(&mut self.vault.second_store);
        for key in [second_store.key, second_store.former].iter().flatten() {
            self.vault.ports.backup.copy(key, None);
        }
    }

    /// What was kept goes to the trash of the backup, since the record is deleted.
    pub(super) fn trash_second_store(&mut self) {
        let key = record_key(self.screen.id);
        let kept = self.vault.second_store.kept.take();
        if let (Some(record), Some(trash_key)) = (kept, removal_key(&key, self.now)) {
            self.vault
                .ports
                .backup
                .copy(&trash_key, Some(&encode(&record)));
        }
        self.empty_second_store();
    }

    /// The backup was deleted, and what it kept with it.
    pub(super) fn lose_second_store(&mut self) {
        self.vault.second_store = SecondStore::default();
        self.keep_typed();
    }

    /// Removes from the backup what waited there and is in the store now. What the store still has no
    /// room for is in `left`.
    pub(super) fn forget_waiting(&self, copies: &[(String, String)], left: &[String]) {
        for (key, _) in copies {
            if key.starts_with(WAITING) && !left.contains(key) {
                self.vault.ports.backup.copy(key, None);
            }
        }
    }

    /// Opens the record that was changed last of those that still wait for room, unless the store has
    /// another state of it than the one that it is based on: both will be kept once there is room. Returns
    /// the key's parts if there is one.
    pub(super) fn open_waiting(
        &mut self,
        copies: &[(String, String)],
        left: &[String],
    ) -> Option<WaitingKey> {
        let storage = self.storage();
        let waiting = copies.iter().filter_map(|(key, text)| {
            let waiting = WaitingKey::parse(key)?;
            let record = decode_as(text, Some(waiting.id)).ok()?;
            let is_based_on_it = match load(&*storage, waiting.id).ok()? {
                LoadOutcome::Empty => true,
                LoadOutcome::Ready(stored) => stored.revision == waiting.base_revision,
                LoadOutcome::Unreadable { .. } | LoadOutcome::TooNew { .. } => false,
            };
            (left.contains(key) && is_based_on_it).then_some((waiting, record))
        });
        let (waiting, record) = waiting.max_by_key(|(_, record)| record.changed_at)?;
        let stored = load(&*self.storage(), record.id);
        if !matches!(stored, Ok(LoadOutcome::Ready(_))) || !self.open(record.id) {
            let begun = Record::new(record.id, record.created_at, record.briefing.clone());
            self.show(begun, None);
            self.vault.sync = SyncState::New;
        }
        // Another tab may still be open that writes to that key. What is typed here gets a key of its own.
        self.vault.second_store = SecondStore {
            kept: Some(record.clone()),
            ..SecondStore::default()
        };
        self.put(record, Change::Open);
        self.step(Event::Changed);
        Some(waiting)
    }
}
