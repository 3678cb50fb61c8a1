//! Opening a return on this device: reading it, comparing it with what is here, and carrying out what
//! the user chooses. Nothing on the device changes before that.

use leptos::prelude::*;

use super::pending_import::{ImportedReturn, PendingImport};
use super::route::{Page, Route};
use super::{ErrorBanner, ErrorMessage, Persistence};
use crate::browser::{self, FileText, LocalStore, Unread};
use crate::export::record_in;
use crate::record::file::{self, DecodeError};
use crate::vault::{self, Event, Import, ImportComparison, Outcome, Storage as _};

/// The id of the input with which a return is chosen.
pub const RETURN_INPUT_ID: &str = "return-file";

/// The id of the heading over a return that was chosen: the focus goes there.
pub const CHOSEN_RETURN_ID: &str = "chosen-return";

/// A return that was chosen, and the user's choices about it.
#[derive(Clone, Copy)]
pub struct RecordImport {
    persistence: Persistence,
    error_banner: ErrorBanner,
}

impl RecordImport {
    /// Imports returns into what `persistence` stores.
    pub(super) fn new(persistence: Persistence, error_banner: ErrorBanner) -> Self {
        Self {
            persistence,
            error_banner,
        }
    }

    /// The return that waits for the user's decision, if there is one. Tracks it.
    pub fn pending(self) -> Option<PendingImport> {
        self.persistence.pending_import.get()
    }

    /// Reads the return that was chosen in the file input.
    pub fn read_chosen(self) {
        if let Some(file) = browser::chosen_files(RETURN_INPUT_ID).pop() {
            self.read(file);
        }
    }

    /// Reads a return that was dropped on the page, and shows it among the records.
    pub fn read_dropped(self, dropped: browser::Dropped) {
        let browser::Dropped { mut files, missed } = dropped;
        match (files.pop(), files.len() + missed.len()) {
            (Some(file), 0) => {
                browser::set_hash(&Route::to(Page::Records).to_string());
                self.read(file);
            }
            (None, 1) => self.error_banner.show(ErrorMessage::FileNotRead),
            _ => self.error_banner.show(ErrorMessage::OneFileAtATime),
        }
    }

    /// Shows a record in the trash beside what is in its place now, as if it were a return: the user
    /// sees both and chooses.
    pub fn compare_trashed(self, trash_key: &str) {
        if let Ok(Some(text)) = LocalStore.read(trash_key) {
            self.check(String::new(), text.as_bytes(), Some(trash_key.to_owned()));
        }
    }

    /// Shows the return called `name` on the page of records, compared with what is here.
    pub fn compare(self, name: &str, bytes: &[u8]) {
        go_to_chosen_return();
        self.error_banner.clear();
        self.check(name.to_owned(), bytes, None);
    }

    /// Opens the return, in place of what is here under its id, which goes to the trash. Returns
    /// whether it is open.
    pub fn take(self) -> bool {
        let Some(import) = self.readable() else {
            return false;
        };
        match self
            .persistence
            .dispatch(Event::TakeImport(Box::new(import)))
        {
            Outcome::Done => {
                self.cancel();
                true
            }
            Outcome::ImportOutdated(comparison) => {
                self.persistence.pending_import.update(|pending| {
                    let outcome = pending.as_mut().map(|pending| pending.outcome.as_mut());
                    if let Some(Ok(imported)) = outcome {
                        imported.comparison = comparison;
                    }
                });
                false
            }
            Outcome::NotDone | Outcome::Deleted { .. } | Outcome::Occupied => false,
        }
    }

    /// Keeps what is here. The return goes to the trash.
    pub fn keep_existing(self) {
        let Some(import) = self.readable() else {
            return;
        };
        let kept = (self.persistence).dispatch(Event::KeepExisting(Box::new(import)));
        if kept == Outcome::Done {
            self.cancel();
        }
    }

    /// Forgets the return that was chosen. The user still has the file.
    pub fn cancel(self) {
        self.persistence.pending_import.set(None);
    }

    fn read(self, file: browser::File) {
        // Any message is about the previous file.
        self.error_banner.clear();
        self.cancel();
        browser::read_file(file, file::MAX_BYTES, move |read| self.receive(read));
    }

    fn receive(self, read: FileText) {
        match read.content {
            Ok(bytes) => self.check(read.name, &bytes, None),
            Err(Unread::TooLarge(bytes)) => {
                let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                self.reject(read.name, DecodeError::TooLarge { bytes });
            }
            Err(Unread::Failed) => self.error_banner.show(ErrorMessage::FileNotRead),
        }
    }

    /// Checks a return completely and shows what it is. Changes nothing on the device.
    fn check(self, file_name: String, bytes: &[u8], trash_key: Option<String>) {
        let record = match file::decode(record_in(bytes)) {
            Ok(record) => record,
            Err(error) => return self.reject(file_name, error),
        };
        // The open record is compared as it is on the screen.
        self.persistence.flush();
        // A store that cannot be read has nothing to compare with.
        let comparison =
            vault::compare_import(&LocalStore, &record).unwrap_or(ImportComparison::New);
        self.show(PendingImport {
            file_name,
            trash_key,
            outcome: Ok(ImportedReturn { record, comparison }),
        });
    }

    fn reject(self, file_name: String, error: DecodeError) {
        self.show(PendingImport {
            file_name,
            trash_key: None,
            outcome: Err(error),
        });
    }

    fn show(self, pending: PendingImport) {
        self.persistence.pending_import.set(Some(pending));
        browser::focus_soon(CHOSEN_RETURN_ID.to_owned());
    }

    /// The return that was chosen, if it can be read.
    fn readable(self) -> Option<Import> {
        self.persistence.pending_import.with_untracked(|pending| {
            let pending = pending.as_ref()?;
            let imported = pending.outcome.as_ref().ok()?;
            Some(Import {
                record: imported.record.clone(),
                comparison: imported.comparison.clone(),
                trash_key: pending.trash_key.clone(),
            })
        })
    }
}

/// Goes to where a return that was chosen is shown. The route names the heading there: otherwise the
/// page's own heading would take the focus.
pub(super) fn go_to_chosen_return() {
    let route = Route::to_element(Page::Records, CHOSEN_RETURN_ID);
    browser::set_hash(&route.to_string());
}
