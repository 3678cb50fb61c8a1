//! Commands on whole records: the ones on this device, and returns that arrive.

use leptos::prelude::*;

use super::{Announcement, ErrorMessage, Removed, Session};
use crate::browser::{self, FileText, LocalStore, Unread};
use crate::export::record_in;
use crate::record::file::{self, DecodeError};
use crate::record::{Record, RecordId};
use crate::vault::{
    self, Entry, Event, Import, ImportComparison, Outcome, Storage as _, TrashedRecord,
};
use crate::words;

/// What is on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordList {
    /// The records.
    pub records: Vec<Entry>,
    /// What was deleted or replaced.
    pub trashed_records: Vec<TrashedRecord>,
    /// Whether the store could not be read.
    pub denied: bool,
    /// Whether it is shown.
    pub(super) is_shown: bool,
}

/// A return that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingImport {
    /// The file's name; empty for a text that was set aside here.
    pub file: String,
    /// The key of the text that was set aside here, where it is one.
    pub aside: Option<String>,
    /// What came of it.
    pub outcome: Result<ImportedReturn, DecodeError>,
}

/// A return that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedReturn {
    /// The record in it.
    pub record: Record,
    /// How it stands to what is here.
    pub arrival: ImportComparison,
}

/// The id of the input with which a return is chosen.
pub const RETURN_INPUT_ID: &str = "return-file";

/// The id of the heading over a return that was chosen: the focus goes there.
pub const ARRIVING_ID: &str = "arriving";

/// Where it is shown. The route names the heading, or the page's own would take the focus.
pub(super) const ARRIVING_HASH: &str = "#/records/arriving";

impl Session {
    /// Looks again at what is on this device. The open record is listed as it is on
    /// the screen.
    pub fn look(self) {
        self.flush();
        let storage = LocalStore;
        let found = vault::list(&storage)
            .and_then(|records| Ok((records, vault::trashed_records(&storage)?)));
        let on_device = match found {
            Ok((records, trashed_records)) => RecordList {
                records,
                trashed_records,
                denied: false,
                is_shown: true,
            },
            Err(_) => RecordList {
                denied: true,
                is_shown: true,
                ..RecordList::default()
            },
        };
        self.shelf.set(on_device);
    }

    /// Forgets what is on this device; nothing shows it any more.
    pub fn look_away(self) {
        self.shelf.set(RecordList::default());
    }

    /// Reads the list of records again where it is shown.
    pub(super) fn look_if_shown(self) {
        if self.shelf.with_untracked(|shelf| shelf.is_shown) {
            self.look();
        }
    }

    /// Makes a record of its own with the same answers.
    pub fn copy_record(self, id: RecordId) {
        self.dispatch(Event::Copy(id));
    }

    /// Deletes what is stored under a key. It can be had back.
    pub fn delete_record(self, key: &str, name: String) {
        let deleted = self.dispatch(Event::Delete(key.to_owned()));
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

    /// Puts back what was set aside, and opens it if it `was_open`.
    pub fn restore(self, aside_key: &str, was_open: bool) {
        let restored = self.dispatch(Event::Restore {
            trash_key: aside_key.to_owned(),
            opens: was_open,
        });
        match restored {
            Outcome::Done => self.announcer.announce(Announcement::Restored),
            Outcome::Occupied => {
                browser::set_hash(ARRIVING_HASH);
                self.compare_aside(aside_key);
            }
            Outcome::NotDone | Outcome::Deleted { .. } | Outcome::ImportOutdated(_) => {}
        }
        self.undo_stack.forget_record(aside_key);
    }

    /// Shows what was set aside beside what is in its place now, as if it were a return
    /// that arrives, so that the person sees both and chooses.
    pub fn compare_aside(self, aside_key: &str) {
        if let Ok(Some(text)) = LocalStore.read(aside_key) {
            self.consider(String::new(), text.as_bytes(), Some(aside_key.to_owned()));
        }
    }

    /// Deletes for good what was set aside.
    pub fn delete_permanently(self, aside_key: &str) {
        if !browser::confirm(words::FOR_GOOD) {
            return;
        }
        self.dispatch(Event::DeletePermanently(aside_key.to_owned()));
        self.undo_stack.forget_record(aside_key);
    }

    /// Hands a stored text to the person as a file, whatever it is.
    pub fn download_stored(self, key: &str) {
        if let Ok(Some(text)) = LocalStore.read(key) {
            browser::download("record-as-stored.json", "application/json", text.as_bytes());
        }
    }

    /// Reads the return that was chosen in the file input.
    pub fn read_chosen_return(self) {
        if let Some(file) = browser::chosen_files(RETURN_INPUT_ID).pop() {
            self.read_return(file);
        }
    }

    fn read_return(self, file: browser::File) {
        // What was said of the one before is not about this one.
        self.trouble.set(None);
        self.arriving.set(None);
        browser::read_file(file, file::MAX_BYTES, move |read| self.receive(read));
    }

    /// Reads a return that was dropped on the page, and shows it among the records.
    pub fn read_dropped(self, dropped: browser::Dropped) {
        let browser::Dropped { mut files, missed } = dropped;
        match (files.pop(), files.len() + missed.len()) {
            (Some(file), 0) => {
                browser::set_hash("#/records");
                self.read_return(file);
            }
            (None, 1) => self.show_error(ErrorMessage::FileNotRead),
            _ => self.show_error(ErrorMessage::OneFileAtATime),
        }
    }

    fn receive(self, read: FileText) {
        match read.content {
            Ok(bytes) => self.consider(read.name, &bytes, None),
            Err(Unread::TooLarge(bytes)) => self.refuse_return(
                read.name,
                DecodeError::TooLarge {
                    bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
                },
            ),
            Err(Unread::Failed) => self.show_error(ErrorMessage::FileNotRead),
        }
    }

    /// Checks a return completely and shows what it is. Changes nothing.
    pub(super) fn consider(self, file: String, bytes: &[u8], aside: Option<String>) {
        let record = match file::decode(record_in(bytes)) {
            Ok(record) => record,
            Err(error) => return self.refuse_return(file, error),
        };
        // The open record is compared as it stands on the screen.
        self.flush();
        // Where the store cannot be read, it has nothing to compare with.
        let arrival = vault::compare_import(&LocalStore, &record).unwrap_or(ImportComparison::New);
        self.show_arriving(PendingImport {
            file,
            aside,
            outcome: Ok(ImportedReturn { record, arrival }),
        });
    }

    fn show_arriving(self, arriving: PendingImport) {
        self.arriving.set(Some(arriving));
        browser::focus_soon(ARRIVING_ID.to_owned());
    }

    fn refuse_return(self, file: String, error: DecodeError) {
        self.show_arriving(PendingImport {
            file,
            aside: None,
            outcome: Err(error),
        });
    }

    /// Takes the return in, in place of what is here under its id, which is kept
    /// aside, and opens it. Says whether it is open.
    pub fn take_arriving(self) -> bool {
        let Some(import) = self.import() else {
            return false;
        };
        match self.dispatch(Event::TakeImport(Box::new(import))) {
            Outcome::Done => {
                self.arriving.set(None);
                true
            }
            Outcome::ImportOutdated(comparison) => {
                self.arriving.update(|arriving| {
                    if let Some(Ok(shown)) = arriving.as_mut().map(|it| it.outcome.as_mut()) {
                        shown.arrival = comparison;
                    }
                });
                false
            }
            Outcome::NotDone | Outcome::Deleted { .. } | Outcome::Occupied => false,
        }
    }

    /// Keeps what is here. The return is kept too, aside.
    pub fn keep_here(self) {
        let Some(import) = self.import() else {
            return;
        };
        if self.dispatch(Event::KeepExisting(Box::new(import))) == Outcome::Done {
            self.arriving.set(None);
        }
    }

    /// Lets go of the return that was chosen; the file is still the person's.
    pub fn forget_arriving(self) {
        self.arriving.set(None);
    }

    /// The return that was chosen, if it can be read.
    fn import(self) -> Option<Import> {
        self.arriving.with_untracked(|arriving| {
            let arriving = arriving.as_ref()?;
            let arrived = arriving.outcome.as_ref().ok()?;
            Some(Import {
                record: arrived.record.clone(),
                comparison: arrived.arrival.clone(),
                trash_key: arriving.aside.clone(),
            })
        })
    }
}
