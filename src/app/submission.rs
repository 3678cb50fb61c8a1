//! What the person says they have sent of the open record.

use leptos::prelude::*;

use super::open_record::watch_open_record;
use super::{ErrorMessage, Session};
use crate::browser::LocalStore;
use crate::vault::SubmissionReceipt;

/// The receipt of the open record: what the person said they have sent of it.
#[derive(Clone, Copy)]
pub struct Submission {
    session: Session,
    receipt: RwSignal<Option<SubmissionReceipt>>,
}

impl Submission {
    /// That of the session's open record, whichever is open.
    pub(super) fn new(session: Session) -> Self {
        let submission = Self {
            session,
            receipt: RwSignal::new(None),
        };
        watch_open_record(session, move || submission.refresh());
        submission
    }

    /// Reads the receipt from the store: another tab may have noted something meanwhile. Without a
    /// browser there is no store.
    pub fn refresh(self) {
        if !self.session.is_started() {
            return;
        }
        let stored = SubmissionReceipt::load(&LocalStore, self.session.open_id());
        self.receipt.set(stored.ok().flatten());
    }

    /// The receipt, where the person said that they have sent the record.
    pub fn receipt(self) -> Option<SubmissionReceipt> {
        self.receipt.get()
    }

    /// Whether the record was changed since it was sent.
    pub fn is_out_of_date(self) -> bool {
        self.receipt.get().is_some_and(|receipt| {
            let record = self.session.record;
            record.with(|record| receipt.is_old(record))
        })
    }

    /// Notes that the record was sent today, as it stands on the screen.
    pub fn note_sent(self) {
        self.session.flush();
        let today = self.session.clock().today();
        let record = self.session.record;
        let receipt =
            today.map(|on| record.with_untracked(|record| SubmissionReceipt::new(record, on)));
        self.note(receipt);
    }

    /// Takes the note back.
    pub fn note_not_sent(self) {
        self.note(None);
    }

    fn note(self, receipt: Option<SubmissionReceipt>) {
        let id = self.session.open_id();
        if SubmissionReceipt::store(receipt, &LocalStore, id).is_err() {
            self.session.show_error(ErrorMessage::NoteNotStored);
        }
        self.receipt.set(receipt);
    }
}
