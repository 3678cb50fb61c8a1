//! The records on this device, and the commands on whole records.

use leptos::prelude::*;

use super::record_import::go_to_chosen_return;
use super::record_list::RecordList;
use super::{Announcement, Announcer, Persistence, RecordImport, Removed, UndoStack};
use crate::browser;
use crate::record::RecordId;
use crate::vault::{Event, Outcome};
use crate::words;

/// The records on this device, while a page lists them, and the commands on them.
#[derive(Clone, Copy)]
pub struct DeviceRecords {
    persistence: Persistence,
    import: RecordImport,
    undo_stack: UndoStack,
    announcer: Announcer,
}

impl DeviceRecords {
    /// The records that `persistence` stores.
    pub(super) fn new(
        persistence: Persistence,
        import: RecordImport,
        undo_stack: UndoStack,
        announcer: Announcer,
    ) -> Self {
        Self {
            persistence,
            import,
            undo_stack,
            announcer,
        }
    }

    /// Passes the list to `read`; an empty one while no page lists the records. Tracks the list.
    pub fn with<T>(self, read: impl FnOnce(&RecordList) -> T) -> T {
        (self.persistence.record_list).with(|list| match list {
            Some(list) => read(list),
            None => read(&RecordList::default()),
        })
    }

    /// Starts listing the records, with the open record as it is on the screen.
    pub fn show(self) {
        self.persistence.flush();
        self.persistence.record_list.set(Some(RecordList::read()));
    }

    /// Stops listing the records.
    pub fn hide(self) {
        self.persistence.record_list.set(None);
    }

    /// Copies a record into a new one with the same answers.
    pub fn copy(self, id: RecordId) {
        self.persistence.dispatch(Event::Copy(id));
    }

    /// Moves the record that is stored under a key to the trash. This can be undone.
    pub fn delete(self, key: &str, name: String) {
        let deleted = self.persistence.dispatch(Event::Delete(key.to_owned()));
        if let Outcome::Deleted {
            trash_key,
            was_open,
        } = deleted
        {
            self.undo_stack.push(Removed::Record {
                name,
                trash_key,
                was_open,
            });
        }
    }

    /// Restores a record from the trash, and opens it if it `was_open`. If another record has taken its
    /// place, shows both for the user to choose, moves the focus there, and returns false.
    pub fn restore(self, trash_key: &str, was_open: bool) -> bool {
        let restored = self.persistence.dispatch(Event::Restore {
            trash_key: trash_key.to_owned(),
            opens: was_open,
        });
        match &restored {
            Outcome::Done => self.announcer.announce(Announcement::Restored),
            Outcome::Occupied => {
                go_to_chosen_return();
                self.import.compare_trashed(trash_key);
            }
            Outcome::NotDone | Outcome::Deleted { .. } | Outcome::ImportOutdated(_) => {}
        }
        self.undo_stack.forget_record(trash_key);
        restored != Outcome::Occupied
    }

    /// Deletes a record from the trash permanently, if the user confirms it.
    pub fn delete_permanently(self, trash_key: &str) {
        if !browser::confirm(words::DELETE_PERMANENTLY) {
            return;
        }
        (self.persistence).dispatch(Event::DeletePermanently(trash_key.to_owned()));
        self.undo_stack.forget_record(trash_key);
    }
}
