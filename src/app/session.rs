//! The session: the record being worked on, whether it is saved, and every command a page can give.
//!
//! The rules of saving are in [`Vault`]; the session passes events to it and shows what comes of them.
//! See `persistence`.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Store;

use super::ports::{blank, ports};
use super::{
    Announcer, Clock, ErrorMessage, PendingImport, Printing, ReadProgress, RecordList,
    StandaloneCopy, UndoStack,
};
use crate::briefing::Briefing;
use crate::record::{Date, Record, overdue};
use crate::vault::autosave::Status;
use crate::vault::{Phase, Vault};

/// A handle to the session; copies are the same session. It is a reference, since it lives as long as the
/// page.
#[derive(Clone, Copy)]
pub struct Session(pub(super) &'static Parts);

impl Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// What a session is made of.
pub struct Parts {
    /// The record being worked on.
    pub record: Store<Record>,
    /// What is open.
    pub phase: RwSignal<Phase>,
    /// What the save line says.
    pub status: RwSignal<Status>,
    /// Removed rows and records that can be restored.
    pub(super) undo_stack: UndoStack,
    /// What screen readers are told.
    pub(super) announcer: Announcer,
    /// A return that was chosen and waits for the person's decision.
    pub arriving: RwSignal<Option<PendingImport>>,
    /// What is on this device.
    pub shelf: RwSignal<RecordList>,
    /// Which segments of the briefing were read on this device.
    pub(super) read_progress: ReadProgress,
    /// How many actions of the record that was opened are overdue, until the notice is dismissed.
    pub overdue: RwSignal<usize>,
    /// What the banner over the page says, until it is dismissed.
    pub trouble: RwSignal<Option<ErrorMessage>>,
    /// The record as the person last downloaded it.
    pub(super) downloaded: RwSignal<Option<Record>>,
    pub(super) briefing: StoredValue<Arc<Briefing>>,
    /// The record that this page is a copy of, where it is one.
    pub(super) copy_here: StoredValue<Option<Arc<StandaloneCopy>>>,
    /// What is to be printed.
    pub(super) printing: Printing,
    pub(super) clock: Clock,
    pub(super) vault: StoredValue<Vault, LocalStorage>,
    pub(super) started: StoredValue<bool>,
    pub(super) timer: StoredValue<Option<TimeoutHandle>>,
}

impl Session {
    /// A session on a new record, with no browser behind it yet: see [`Session::start`].
    pub fn new(briefing: Briefing, clock: Clock, random: fn() -> [u8; 16]) -> Self {
        let briefing = Arc::new(briefing);
        let record = blank(&briefing, clock.now(), random);
        let ports = ports(Arc::clone(&briefing), random);
        let open = Store::new(record.clone());
        let vault = StoredValue::new_local(Vault::new(ports, record));
        let stored_record = Signal::derive(move || {
            let is_stored = vault.with_value(Vault::is_stored);
            is_stored.then(|| open.with_untracked(|record| record.id))
        });
        let fields = Parts {
            record: open,
            phase: RwSignal::new(Phase::Ready),
            status: RwSignal::new(Status::Untouched),
            undo_stack: UndoStack::new(),
            announcer: Announcer::new(),
            arriving: RwSignal::new(None),
            shelf: RwSignal::new(RecordList::default()),
            read_progress: ReadProgress::new(stored_record),
            overdue: RwSignal::new(0),
            trouble: RwSignal::new(None),
            downloaded: RwSignal::new(None),
            copy_here: StoredValue::new(None),
            briefing: StoredValue::new(briefing),
            printing: Printing::new(),
            clock,
            vault,
            started: StoredValue::new(false),
            timer: StoredValue::new(None),
        };
        Self(Box::leak(Box::new(fields)))
    }

    /// The session of the app this is called in.
    ///
    /// # Panics
    ///
    /// Outside the app, which is a mistake in the program.
    pub fn of_app() -> Self {
        expect_context()
    }

    /// The briefing.
    pub fn briefing(self) -> Arc<Briefing> {
        self.briefing.get_value()
    }

    /// The clock.
    pub fn clock(self) -> Clock {
        self.clock
    }

    /// Today on the wall clock; where that is set to no year a record could have, a day on which nothing
    /// is overdue.
    pub fn today(self) -> Date {
        self.clock.today().unwrap_or(Date::BEFORE_ALL)
    }

    /// Counts the overdue actions of the record that was opened.
    pub(super) fn note_overdue(self) {
        let count = self.record.with_untracked(|it| overdue(it, self.today()));
        self.overdue.set(count);
    }

    /// Hides the notice of overdue actions.
    pub fn dismiss_overdue_notice(self) {
        self.overdue.set(0);
    }

    /// Whether there is a browser behind it, rather than a page that is rendered in the build.
    pub(super) fn is_started(self) -> bool {
        self.started.get_value()
    }

    /// Shows a message that stays until it is dismissed.
    pub fn show_error(self, message: ErrorMessage) {
        self.trouble.set(Some(message));
    }
}
