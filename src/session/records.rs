//! Commands on whole records: the ones on this device, and returns that arrive.

use leptos::prelude::*;

use super::{Phase, Removed, Session};
use crate::browser::{self, FileText, LocalStore, Unread};
use crate::domain::{Record, RecordId};
use crate::format::{self, DecodeError};
use crate::storage::{
    self, Arrival, Aside, Entry, PutBack, Reason, SaveError, Storage as _, record_key,
};
use crate::words;

/// What is on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// The records.
    pub records: Vec<Entry>,
    /// What was deleted or replaced.
    pub asides: Vec<Aside>,
}

/// A return that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Arriving {
    /// The file's name; empty for a text that was set aside here.
    pub file: String,
    /// The key of the text that was set aside here, where it is one.
    pub aside: Option<String>,
    /// What came of it.
    pub outcome: Result<Arrived, DecodeError>,
}

/// A return that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// The record in it.
    pub record: Record,
    /// How it stands to what is here.
    pub arrival: Arrival,
}

/// The id of the input with which a return is chosen.
pub const RETURN_INPUT_ID: &str = "return-file";

impl Session {
    /// Looks again at what is on this device. The open record is listed as it is on
    /// the screen.
    pub fn look(self) {
        self.flush();
        let storage = LocalStore;
        let found = storage::list(&storage)
            .and_then(|records| storage::asides(&storage).map(|asides| Shelf { records, asides }));
        // Where storage is denied the save line says so; there is nothing to list.
        self.shelf.set(found.unwrap_or_default());
    }

    /// Makes a record of its own with the same answers.
    pub fn copy_record(self, id: RecordId) {
        if !self.flush() {
            return;
        }
        let storage = LocalStore;
        let copied = match storage::open(&storage, id) {
            Ok(storage::Opening::Ready(record)) => {
                let copy = record.copied(self.new_id(), self.clock().now());
                storage::save(&storage, &copy).map(|_| ())
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error.into()),
        };
        self.report(copied);
        self.look();
    }

    /// Deletes what is stored under a key. It can be had back.
    pub fn delete_record(self, key: &str, name: String) {
        // The open record's last words are part of what is deleted.
        self.flush();
        let deleted = storage::delete(&LocalStore, key, self.clock().now());
        if let Ok(aside) = &deleted {
            let removed = Removed::Record(name, aside.clone());
            self.removed.update(|all| all.push(removed));
            if key == self.open_key() {
                self.begin_new();
            }
        }
        self.report(deleted.map(|_| ()));
        self.look();
    }

    /// Puts back what was set aside.
    pub fn put_back(self, aside_key: &str) {
        match storage::put_back(&LocalStore, aside_key) {
            Ok(PutBack::Done) => self.report(Ok(())),
            Ok(PutBack::Occupied) => self.compare_aside(aside_key),
            Err(error) => self.report(Err(error)),
        }
        self.removed.update(|removed| {
            removed.retain(|it| !matches!(it, Removed::Record(_, key) if key == aside_key));
        });
        self.look();
    }

    /// What was set aside cannot simply go back, since its place is taken: it is
    /// treated as a return that arrives, so that the person sees both and chooses.
    fn compare_aside(self, aside_key: &str) {
        if let Ok(Some(text)) = LocalStore.read(aside_key) {
            self.consider(String::new(), text.as_bytes(), Some(aside_key.to_owned()));
        }
    }

    /// Deletes for good what was set aside.
    pub fn delete_for_good(self, aside_key: &str) {
        let deleted = storage::delete_for_good(&LocalStore, aside_key);
        self.report(deleted.map_err(SaveError::Storage));
        self.removed.update(|removed| {
            removed.retain(|it| !matches!(it, Removed::Record(_, key) if key == aside_key));
        });
        self.look();
    }

    /// Hands a stored text to the person as a file, whatever it is.
    pub fn download_stored(self, key: &str) {
        if let Ok(Some(text)) = LocalStore.read(key) {
            browser::download("record-as-stored.json", "application/json", &text);
        }
    }

    /// Reads the return that was chosen in the file input.
    pub fn read_chosen_return(self) {
        if let Some(file) = browser::chosen_file(RETURN_INPUT_ID) {
            browser::read_file(file, format::MAX_BYTES, move |read| self.receive(read));
        }
    }

    /// Reads a return that was dropped on the page, and goes to where it is shown.
    pub(super) fn read_dropped_return(self, file: browser::File) {
        browser::set_hash("#/records");
        browser::read_file(file, format::MAX_BYTES, move |read| self.receive(read));
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
            Err(Unread::Failed) => self.trouble.set(Some(words::FILE_NOT_READ.to_owned())),
        }
    }

    /// Checks a return completely and shows what it is. Changes nothing.
    fn consider(self, file: String, bytes: &[u8], aside: Option<String>) {
        let record = match format::decode(bytes) {
            Ok(record) => record,
            Err(error) => return self.refuse_return(file, error),
        };
        // The open record is compared as it stands on the screen.
        self.flush();
        let arrival = storage::arrival(&LocalStore, &record);
        match arrival {
            Ok(arrival) => self.arriving.set(Some(Arriving {
                file,
                aside,
                outcome: Ok(Arrived { record, arrival }),
            })),
            Err(error) => self.report(Err(error.into())),
        }
    }

    fn refuse_return(self, file: String, error: DecodeError) {
        self.arriving.set(Some(Arriving {
            file,
            aside: None,
            outcome: Err(error),
        }));
    }

    /// Takes the return in, in place of what is here under its id, which is kept
    /// aside, and opens it.
    pub fn take_arriving(self) {
        let Some(arrived) = self.arrived() else {
            return;
        };
        if arrived.arrival == Arrival::Same {
            self.arriving.set(None);
            return self.open_stored(arrived.record.id);
        }
        // Ours first, so that its last words are in what is set aside.
        if arrived.record.id != self.open_id() && !self.flush() {
            return;
        }
        let record = arrived.record;
        match storage::replace(&LocalStore, &record, self.clock().now()) {
            Ok(saved) => {
                if let Some(aside) = self.arriving_aside() {
                    // It is a record again, and one copy of it is enough.
                    drop(storage::delete_for_good(&LocalStore, &aside));
                }
                self.arriving.set(None);
                browser::remember_open(&record.id.to_string());
                self.show(record, Some(saved.text));
            }
            Err(error) => self.report(Err(error)),
        }
        self.look();
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
        let text = format::encode(record);
        let now = self.clock().now();
        let kept = storage::set_aside(&LocalStore, record.id, &text, Reason::Replaced, now);
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

    fn arrived(self) -> Option<Arrived> {
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

    fn open_key(self) -> String {
        record_key(self.open_id())
    }

    /// Says what could not be done, and takes back what was said before once
    /// something could.
    fn report(self, outcome: Result<(), SaveError>) {
        if let Err(SaveError::OnlyCopy { text }) = &outcome {
            // It is stored nowhere: hand it over before anything else can happen.
            browser::download("record-as-stored.json", "application/json", text);
        }
        self.trouble
            .set(outcome.err().map(|error| words::not_done(&error)));
    }

    /// Whether a record is open, rather than a text that could not be read.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }
}
