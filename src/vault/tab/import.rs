//! Imports records from a file or from the trash, once the user has compared them with what is
//! stored.

use super::{Import, Notice, Outcome, Turn};
use crate::record::file::encode;
use crate::vault::{
    ImportComparison, Reason, SaveError, StorageError, compare_import, move_to_trash, replace,
};

impl Turn<'_> {
    /// Stores an imported record in place of what is stored under its id, which moves to the
    /// trash, and opens it.
    pub(super) fn take_import(&mut self, import: Import) -> bool {
        // Save the open record first, so that its last words are in what moves to the trash.
        if !self.make_way() {
            return false;
        }
        let Import {
            mut record,
            comparison,
            trash_key,
        } = import;
        if comparison == ImportComparison::Same {
            return self.open(record.id);
        }
        let storage = self.storage();
        // Another tab may have changed what is stored since the user saw it.
        let current = compare_import(&*storage, &record).unwrap_or(ImportComparison::New);
        if current != comparison {
            self.update.outcome = Outcome::ImportOutdated(current);
            self.tell(Notice::ChangedMeanwhile);
            return false;
        }
        if let ImportComparison::Different { here } = &comparison
            && here.revision >= record.revision
        {
            // Going back to an earlier state is a change like any other. Its revision must be the
            // highest, so that it also counts in a register that has both states.
            record.revision = here.revision.saturating_add(1);
            record.changed_at = self.now;
        }
        let reason = if trash_key.is_some() {
            Reason::Removal
        } else {
            Reason::Replaced
        };
        match replace(&*storage, &record, reason, self.now) {
            Ok(saved) => {
                if let Some(trash_key) = trash_key {
                    // It is a record again, and one copy of it is enough.
                    drop(storage.remove(&trash_key));
                }
                self.remember_open(record.id);
                self.show(record, Some(saved.text));
            }
            // It cannot be stored here, but the user has it as a file, and can read it, change
            // it and download it again.
            Err(SaveError::Storage(StorageError::Denied)) => {
                self.vault.downloaded = Some(record.clone());
                self.show(record, None);
            }
            Err(error) => return self.report(Err(error)),
        }
        self.update.is_list_changed = true;
        true
    }

    /// Keeps what is stored, and moves the imported record to the trash unless it came from there.
    pub(super) fn keep_existing(&mut self, import: &Import) -> bool {
        if import.trash_key.is_some() {
            return true;
        }
        self.update.is_list_changed = true;
        let text = encode(&import.record);
        let (id, storage) = (import.record.id, self.storage());
        let kept = move_to_trash(&*storage, id, &text, Reason::Replaced, self.now);
        self.report(kept.map(drop))
    }
}
