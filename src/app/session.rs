//! The session: the record being worked on, whether it is saved, and every
//! command a page can give.
//!
//! State is a store, a command is a method called from a handler. This is the
//! only writer of storage. Nothing is written before the person changes
//! something, and text that could not be read is never written over: while the
//! [`Phase`] is not [`Phase::Ready`] there is no record to save.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Store;

use super::{
    Announcer, Clock, Downloads, PendingImport, Printing, ReadProgress, RecordList, StandaloneCopy,
    UndoStack,
};

use crate::briefing::Briefing;
use crate::record::file::DecodeError;
use crate::record::{BriefingRef, Date, Record, RecordId, overdue};
use crate::vault::SyncBase;
use crate::vault::autosave::{State, Status};

/// What the session has open.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// A record, stored or still to be begun.
    Ready,
    /// A stored text that is not a record. It stays as it is.
    Unreadable {
        /// The text.
        raw: String,
        /// Why it cannot be read.
        error: DecodeError,
    },
    /// A stored record of a later version. It stays as it is.
    TooNew {
        /// The text.
        raw: String,
        /// Its version.
        found: u64,
    },
}

/// A handle to the session; copies are the same session. It is a reference, since every
/// button of every page keeps one: what it stands for is there as long as the page.
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
    pub undo_stack: UndoStack,
    /// Announces to screen readers what happened.
    pub announcer: Announcer,
    /// A return that was chosen and waits for the person's decision.
    pub arriving: RwSignal<Option<PendingImport>>,
    /// What is on this device.
    pub shelf: RwSignal<RecordList>,
    /// Which segments of the briefing were read on this device.
    pub(super) read_progress: ReadProgress,
    /// How many actions of the record that was opened are overdue, until that is heeded.
    pub overdue: RwSignal<usize>,
    /// A lasting sentence about something that could not be done.
    pub trouble: RwSignal<Option<String>>,
    pub(super) briefing: StoredValue<Arc<Briefing>>,
    /// The record that this page is a copy of, where it is one.
    pub(super) copy_here: StoredValue<Option<Arc<StandaloneCopy>>>,
    /// What was downloaded of records.
    pub(super) downloads: Downloads,
    /// What is to be printed.
    pub(super) printing: Printing,
    pub(super) clock: Clock,
    pub(super) random: fn() -> [u8; 16],
    pub(super) autosave: StoredValue<State>,
    pub(super) seen: StoredValue<SyncBase>,
    pub(super) mind: StoredValue<Mind>,
    pub(super) timer: StoredValue<Option<TimeoutHandle>>,
}

impl Session {
    /// A session on a new record, with no browser behind it yet: see [`Session::start`].
    pub fn new(briefing: Briefing, clock: Clock, random: fn() -> [u8; 16]) -> Self {
        let record = blank(&briefing, clock, random);
        let open = Store::new(record.clone());
        let seen = StoredValue::new(SyncBase { record, text: None });
        let stored_record = Signal::derive(move || {
            let is_stored = seen.with_value(|seen| seen.text.is_some());
            is_stored.then(|| open.with_untracked(|record| record.id))
        });
        let parts = Parts {
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
            copy_here: StoredValue::new(None),
            briefing: StoredValue::new(Arc::new(briefing)),
            downloads: Downloads::new(),
            printing: Printing::new(),
            clock,
            random,
            autosave: StoredValue::new(State::default()),
            seen,
            mind: StoredValue::new(Mind::default()),
            timer: StoredValue::new(None),
        };
        Self(Box::leak(Box::new(parts)))
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

    /// Today on the wall clock; where that is set to no year a record could have, a day on
    /// which nothing is overdue.
    pub fn today(self) -> Date {
        self.clock.today().unwrap_or(Date::BEFORE_ALL)
    }

    /// Notes how many actions of the record that was opened are overdue.
    pub(super) fn note_overdue(self) {
        let count = self.record.with_untracked(|it| overdue(it, self.today()));
        self.overdue.set(count);
    }

    /// The person goes to them, or does not want to be told.
    pub fn dismiss_overdue_notice(self) {
        self.overdue.set(0);
    }

    /// Whether there is a browser behind it, rather than a page that is printed into a file.
    pub(super) fn is_started(self) -> bool {
        self.mind.with_value(|mind| mind.started)
    }

    /// Says something that stays until it is dismissed.
    pub fn show_error(self, sentence: &str) {
        self.trouble.set(Some(sentence.to_owned()));
    }

    pub(super) fn new_id(self) -> RecordId {
        RecordId::from_random_bytes((self.random)())
    }
}

/// What is kept in mind from one event to the next.
#[derive(Debug, Default)]
pub(super) struct Mind {
    /// How many clashes with other tabs the person was told of.
    pub(super) clashes: usize,
    /// Until when saving waits for the second copies, in milliseconds since 1970 began.
    pub(super) copies_due_ms: i64,
    /// What was opened at the start, until the second copies have been read.
    pub(super) opened: Option<SyncBase>,
    /// The mark of a cleared computer that this tab has heeded.
    pub(super) last_clear_seen_ms: Option<i64>,
    /// When this tab last looked for what others had stored.
    pub(super) last_poll_ms: i64,
    /// What was kept is gone, perhaps on purpose: it is stored again only if somebody goes
    /// on with it.
    pub(super) is_removed_elsewhere: bool,
    /// There is a browser behind it.
    pub(super) started: bool,
    /// This computer was cleared from here; what the copies had is not to come back.
    pub(super) cleared: bool,
}

/// A new record for a briefing.
pub(super) fn blank(briefing: &Briefing, clock: Clock, random: fn() -> [u8; 16]) -> Record {
    let answered = BriefingRef {
        id: briefing.id.clone(),
        title: briefing.title.clone(),
        partnership: briefing.partnership.clone(),
    };
    Record::new(RecordId::from_random_bytes(random()), clock.now(), answered)
}
