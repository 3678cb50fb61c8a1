//! Commands on the records of this device.

use super::{Outcome, Phase, Turn};
use crate::record::RecordId;
use crate::vault::load::interpret;
use crate::vault::{
    self, LoadOutcome, RestoreOutcome, SaveError, record_key, removed_rows, trashed_record_id,
};

impl Turn<'_> {
    /// Opens a stored record in place of the open one, which is saved first. Returns `false` if
    /// the open one has to stay or there is no such record.
    pub(super) fn open(&mut self, id: RecordId) -> bool {
        if !self.make_way() {
            return false;
        }
        let stored = match self.storage().read(&record_key(id)) {
            Ok(stored) => stored,
            Err(error) => {
                self.refuse(error);
                return true;
            }
        };
        match interpret(stored.clone(), id) {
            LoadOutcome::Ready(record) => {
                self.show(*record, stored);
                self.update.removed_rows = removed_rows(&*self.storage(), &self.screen, self.now);
                self.remember_open(id);
            }
            LoadOutcome::Empty => {
                self.update.is_list_changed = true;
                return self.report(Err(SaveError::Gone));
            }
            LoadOutcome::Unreadable { raw, error } => {
                self.vault.phase = Phase::Unreadable { raw, error };
            }
            LoadOutcome::TooNew { raw, found, .. } => {
                self.vault.phase = Phase::TooNew { raw, found };
            }
        }
        true
    }

    /// Begins a new record. Nothing of it is stored until something is typed.
    pub(super) fn begin_new(&mut self) -> bool {
        let can = self.make_way();
        if can {
            self.show_blank();
        }
        can
    }

    /// Stores a copy of a record under a new id.
    pub(super) fn copy(&mut self, id: RecordId) -> bool {
        if !self.make_way() {
            return false;
        }
        let storage = self.storage();
        let copied = match vault::load(&*storage, id) {
            Ok(LoadOutcome::Ready(record)) => {
                let new_id = self.new_id();
                vault::save(&*storage, &record.copied(new_id, self.now)).map(drop)
            }
            Ok(_) => Err(SaveError::Gone),
            Err(error) => Err(error.into()),
        };
        self.update.is_list_changed = true;
        self.report(copied)
    }

    /// Moves what is stored under a key to the trash.
    pub(super) fn delete(&mut self, key: &str) -> bool {
        let was_open = key == record_key(self.screen.id);
        // Save the open record first, so that its last words are in what is deleted.
        if was_open && !self.make_way() {
            return false;
        }
        self.update.is_list_changed = true;
        let trash_key = match vault::delete(&*self.storage(), key, self.now) {
            Ok(trash_key) => trash_key,
            Err(error) => return self.report(Err(error)),
        };
        if was_open {
            self.trash_second_store();
        }
        // The deleted text may be the unreadable one that is open.
        if was_open || !self.is_ready() {
            self.show_blank();
        }
        self.update.outcome = Outcome::Deleted {
            trash_key,
            was_open,
        };
        self.report(Ok(()))
    }

    /// Puts a text from the trash back, and opens it if asked to.
    pub(super) fn restore(&mut self, trash_key: &str, opens: bool) -> bool {
        self.update.is_list_changed = true;
        match vault::restore(&*self.storage(), trash_key) {
            Ok(RestoreOutcome::Done) => {
                self.report(Ok(()));
                if let Some(id) = trashed_record_id(trash_key).filter(|_| opens) {
                    self.open(id);
                }
                true
            }
            Ok(RestoreOutcome::Occupied) => {
                self.update.outcome = Outcome::Occupied;
                true
            }
            Err(error) => self.report(Err(error)),
        }
    }
}
