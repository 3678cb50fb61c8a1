//! The open record, as it is on the screen.

use leptos::prelude::*;
use reactive_stores::Store;

use crate::browser;
use crate::record::{Record, RecordId, RecordStoreFields};
use crate::vault::Phase;
use crate::vault::autosave::Status;

/// The open record. Pages read and write its fields; [`Persistence`](super::Persistence) saves it.
#[derive(Clone, Copy)]
pub struct OpenRecord {
    /// The record.
    pub record: Store<Record>,
    /// Whether a record is open, a text that cannot be read, or nothing yet.
    pub phase: RwSignal<Phase>,
    /// Whether what was typed is saved.
    pub status: RwSignal<Status>,
    /// The record as the user last downloaded it.
    pub(super) downloaded: RwSignal<Option<Record>>,
}

impl OpenRecord {
    /// A record of which nothing is stored yet.
    pub fn new(record: Record) -> Self {
        Self {
            record: Store::new(record),
            phase: RwSignal::new(Phase::Ready),
            status: RwSignal::new(Status::Untouched),
            downloaded: RwSignal::new(None),
        }
    }

    /// Its id, without tracking it.
    pub fn id(self) -> RecordId {
        self.record.with_untracked(|record| record.id)
    }

    /// Whether a record is open. Tracks the answer.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }

    /// Whether the page has started and nothing is open yet. Tracks the answer.
    pub fn is_starting(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Starting)
    }

    /// Shows a record in place of the one on the screen. Does not use `set`: components look rows up by
    /// id, and the store's index of ids has to be right before anything is notified. Otherwise boxes
    /// would show and change the texts of other rows.
    pub fn replace(self, record: Record) {
        // A row that moves is taken out of the page and put back, with the box that is being typed in.
        browser::keep_focus();
        *self.record.write_untracked() = record;
        self.record.learning_points().update_keys();
        self.record.actions().update_keys();
        self.record.notify();
    }

    /// Calls `refresh` soon, and again whenever another record or another revision is shown. Does
    /// nothing without a browser.
    pub(super) fn watch(self, refresh: impl Fn() + 'static) {
        if !browser::is_present() {
            return;
        }
        let shown = Memo::new(move |_| self.record.with(|record| (record.id, record.revision)));
        Effect::watch(move || shown.get(), move |_, _, _| refresh(), true);
    }
}
