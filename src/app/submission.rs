//! The user's note that they have sent the open record.

use leptos::prelude::*;

use super::{Clock, ErrorBanner, ErrorMessage, OpenRecord, Persistence};
use crate::browser::LocalStore;
use crate::record::RecordId;
use crate::record::file::decode;
use crate::vault::{Storage as _, SubmissionReceipt, record_key};

/// The receipt of the open record: the user's note that they have sent it.
#[derive(Clone, Copy)]
pub struct Submission {
    open: OpenRecord,
    persistence: Persistence,
    clock: Clock,
    error_banner: ErrorBanner,
    receipt: RwSignal<Option<SubmissionReceipt>>,
}

impl Submission {
    /// The receipt of whichever record is open.
    pub(super) fn new(
        open: OpenRecord,
        persistence: Persistence,
        clock: Clock,
        error_banner: ErrorBanner,
    ) -> Self {
        let submission = Self {
            open,
            persistence,
            clock,
            error_banner,
            receipt: RwSignal::new(None),
        };
        open.watch(move || submission.refresh());
        submission
    }

    /// Reads the receipt from the store: another tab may have noted something meanwhile.
    pub fn refresh(self) {
        let stored = SubmissionReceipt::load(&LocalStore, self.open.id());
        let stored = stored.ok().flatten();
        // Set only on a change: a button that is rendered again loses the focus.
        if self.receipt.get_untracked() != stored {
            self.receipt.set(stored);
        }
    }

    /// The receipt, if the user noted that they have sent the record. Tracks it.
    pub fn receipt(self) -> Option<SubmissionReceipt> {
        self.receipt.get()
    }

    /// The same, without tracking it.
    pub fn receipt_untracked(self) -> Option<SubmissionReceipt> {
        self.receipt.get_untracked()
    }

    /// Whether the record was changed since it was sent.
    pub fn is_out_of_date(self) -> bool {
        self.receipt.get().is_some_and(|receipt| {
            let record = self.open.record;
            record.with(|record| receipt.is_old(record))
        })
    }

    /// Notes that the record was sent today, as it is on the screen.
    pub fn note_sent(self) {
        let record = self.persistence.saved_record();
        if let Some(today) = self.clock.today() {
            self.note(Some(SubmissionReceipt::new(&record, today)));
        }
    }

    /// Removes the note.
    pub fn note_not_sent(self) {
        self.note(None);
    }

    fn note(self, receipt: Option<SubmissionReceipt>) {
        let id = self.open.id();
        if SubmissionReceipt::store(receipt, &LocalStore, id).is_err() {
            self.error_banner.show(ErrorMessage::NoteNotStored);
        }
        self.receipt.set(receipt);
    }
}

/// The receipt of a stored record, if there is one, and whether the stored record has changed since.
pub fn stored_submission(id: RecordId) -> Option<(SubmissionReceipt, bool)> {
    let receipt = SubmissionReceipt::load(&LocalStore, id).ok()??;
    let stored = LocalStore.read(&record_key(id)).ok()??;
    let record = decode(stored.as_bytes()).ok()?;
    Some((receipt, receipt.is_old(&record)))
}
