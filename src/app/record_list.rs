//! Commands on whole records: the ones on this device, and returns that arrive.

use leptos::prelude::*;

use super::{Announcement, Phase, Removed, Session};
use crate::browser::{self, FileText, LocalStore, Unread};
use crate::export::record_in;
use crate::record::file::{self, DecodeError};
use crate::record::{Record, RecordId};
use crate::vault::{
    self, Entry, ImportComparison, Reason, RestoreOutcome, SaveError, Storage as _, StorageError,
    TrashedRecord, record_key,
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

    /// Makes a record of its own with the same answers.
    pub fn copy_record(self, id: RecordId) {
        if !self.let_go() {
            return;
        }
        let storage = LocalStore;
        let copied = match vault::load(&storage, id) {
            Ok(vault::LoadOutcome::Ready(record)) => {
                let copy = record.copied(self.new_id(), self.clock().now());
                vault::save(&storage, &copy).map(|_| ())
            }
            Ok(_) => Err(SaveError::Gone),
            Err(error) => Err(error.into()),
        };
        self.report(copied);
        self.look();
    }

    /// Deletes what is stored under a key. It can be had back.
    pub fn delete_record(self, key: &str, name: String) {
        let was_open = key == record_key(self.open_id());
        // The open record's last words are part of what is deleted.
        if was_open && !self.let_go() {
            return;
        }
        let deleted = vault::delete(&LocalStore, key, self.clock().now());
        if let Ok(aside) = &deleted {
            let aside = aside.clone();
            // What could not be opened may be what was deleted: it is not there to be
            // opened any more.
            if was_open || self.phase.with_untracked(|phase| *phase != Phase::Ready) {
                self.begin_blank();
            }
            self.undo_stack.push(Removed::Record {
                name,
                trash_key: aside,
                was_open,
            });
        }
        self.report(deleted.map(|_| ()));
        self.look();
    }

    /// Puts back what was set aside, and opens it if it `was_open`.
    pub fn restore(self, aside_key: &str, was_open: bool) {
        let id = vault::trashed_record_id(aside_key);
        match vault::restore(&LocalStore, aside_key) {
            Ok(RestoreOutcome::Done) => {
                self.report(Ok(()));
                self.announcer.announce(Announcement::Restored);
                if let Some(id) = id.filter(|_| was_open) {
                    self.open_stored(id);
                }
            }
            Ok(RestoreOutcome::Occupied) => {
                browser::set_hash(ARRIVING_HASH);
                self.compare_aside(aside_key);
            }
            Err(error) => self.report(Err(error)),
        }
        self.undo_stack.forget_record(aside_key);
        self.look();
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
        let deleted = vault::delete_permanently(&LocalStore, aside_key);
        self.report(deleted.map_err(SaveError::Storage));
        self.undo_stack.forget_record(aside_key);
        self.look();
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
            (None, 1) => self.show_error(words::FILE_NOT_READ),
            _ => self.show_error(words::ONE_FILE),
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
            Err(Unread::Failed) => self.show_error(words::FILE_NOT_READ),
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
        self.focus_soon(ARRIVING_ID.to_owned());
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
        let Some(arrived) = self.arrived() else {
            return false;
        };
        // Ours first, so that its last words are in what is set aside.
        if !self.let_go() {
            return false;
        }
        if arrived.arrival == ImportComparison::Same {
            self.arriving.set(None);
            return self.open_stored(arrived.record.id);
        }
        // Another tab may have changed what is here since it was shown.
        let arrival =
            vault::compare_import(&LocalStore, &arrived.record).unwrap_or(ImportComparison::New);
        if arrival != arrived.arrival {
            self.arriving.update(|arriving| {
                if let Some(Ok(shown)) = arriving.as_mut().map(|it| it.outcome.as_mut()) {
                    shown.arrival = arrival;
                }
            });
            self.show_error(words::LOOK_AGAIN);
            return false;
        }
        let mut record = arrived.record;
        let now = self.clock().now();
        if let ImportComparison::Different { here } = &arrived.arrival
            && here.revision >= record.revision
        {
            // An earlier state that is taken up again is a change like any other, also to
            // whoever has both as returns.
            record.revision = here.revision.saturating_add(1);
            record.changed_at = now;
        }
        let reason = if self.arriving_aside().is_some() {
            Reason::Removal
        } else {
            Reason::Replaced
        };
        match vault::replace(&LocalStore, &record, reason, now) {
            Ok(saved) => {
                if let Some(aside) = self.arriving_aside() {
                    // It is a record again, and one copy of it is enough.
                    drop(vault::delete_permanently(&LocalStore, &aside));
                }
                self.arriving.set(None);
                browser::remember_open(&record.id.to_string());
                self.show(record, Some(saved.text));
            }
            // It cannot be kept here, and still be read, changed and downloaded again.
            Err(SaveError::Storage(StorageError::Denied)) => {
                self.arriving.set(None);
                self.downloads.set(record.clone());
                self.show(record, None);
            }
            Err(error) => {
                self.report(Err(error));
                return false;
            }
        }
        self.look();
        true
    }

    /// Keeps what is here. The return is kept too, aside.
    pub fn keep_here(self) {
        let Some(arrived) = self.arrived() else {
            return;
        };
        if self.arriving_aside().is_some() {
            self.arriving.set(None);
            return;
        }
        let record = &arrived.record;
        let text = file::encode(record);
        let now = self.clock().now();
        let kept = vault::move_to_trash(&LocalStore, record.id, &text, Reason::Replaced, now);
        if kept.is_ok() {
            self.arriving.set(None);
        }
        self.report(kept.map(|_| ()));
        self.look();
    }

    /// Lets go of the return that was chosen; the file is still the person's.
    pub fn forget_arriving(self) {
        self.arriving.set(None);
    }

    fn arrived(self) -> Option<ImportedReturn> {
        self.arriving
            .with_untracked(|arriving| arriving.as_ref()?.outcome.as_ref().ok().cloned())
    }

    fn arriving_aside(self) -> Option<String> {
        self.arriving
            .with_untracked(|arriving| arriving.as_ref()?.aside.clone())
    }

    /// The id of the record that is open.
    pub fn open_id(self) -> RecordId {
        self.record.with_untracked(|record| record.id)
    }

    /// Says what could not be done, and takes back what was said before once
    /// something could.
    pub(super) fn report(self, outcome: Result<(), SaveError>) {
        if let Err(SaveError::OnlyCopy { text }) = &outcome {
            // It is stored nowhere: hand it over before anything else can happen.
            browser::download("record-as-stored.json", "application/json", text.as_bytes());
        }
        self.trouble
            .set(outcome.err().map(|error| words::not_done(&error)));
    }

    /// Whether a record is open, rather than a text that could not be read.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }
}
