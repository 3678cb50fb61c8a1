//! The session: the record being worked on, whether it is saved, and every
//! command a page can give.
//!
//! The rules of saving are in [`Vault`]; the session passes events to it and shows
//! what comes of them. See `persistence`.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Store;

use super::{
    Announcement, Clock, CopyHere, ErrorMessage, PendingImport, Reading, RecordList, Removed,
    import_returns, persistence, read_progress,
};

use crate::briefing::{Briefing, Countdown};
use crate::record::{BriefingRef, Date, Record, RecordId, Timestamp, overdue};
use crate::returns::Collated;
use crate::vault::autosave::Status;
use crate::vault::{Phase, Vault};

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
    /// Removed rows and records that can be had back, the last one last.
    pub removed: RwSignal<Vec<Removed>>,
    /// What to tell people who cannot see that something moved or appeared.
    pub said: RwSignal<Announcement>,
    /// A return that was chosen and waits for the person's decision.
    pub arriving: RwSignal<Option<PendingImport>>,
    /// What is on this device.
    pub shelf: RwSignal<RecordList>,
    /// The numbers of the segments that were read on this device, as they are stored.
    pub(super) read: RwSignal<Option<String>>,
    /// What the person said they have sent of the open record, as it is stored.
    pub(super) posted: RwSignal<Option<String>>,
    /// The possible personal details that are to be left as they are, as they are stored.
    pub(super) left: RwSignal<Option<String>>,
    /// How many actions of the record that was opened are overdue, until that is heeded.
    pub overdue: RwSignal<usize>,
    /// The returns of many teams, sorted out.
    pub collated: RwSignal<Arc<Collated>>,
    /// Files that are being taken in among them.
    pub reading: RwSignal<Option<Reading>>,
    /// The list of teams that were asked for a return, as it was pasted.
    pub expected: RwSignal<String>,
    /// Whether the summary is without names.
    pub nameless: RwSignal<bool>,
    /// What the banner over the page says, until it is dismissed.
    pub trouble: RwSignal<Option<ErrorMessage>>,
    pub(super) briefing: StoredValue<Arc<Briefing>>,
    /// The record that this page is a copy of, where it is one.
    pub(super) copy_here: StoredValue<Option<Arc<CopyHere>>>,
    /// The return as it was last handed to the person as a file.
    pub handed_over: RwSignal<Option<Record>>,
    pub(super) desk: StoredValue<import_returns::ImportQueue, LocalStorage>,
    pub(super) clock: Clock,
    pub(super) vault: StoredValue<Vault, LocalStorage>,
    pub(super) mind: StoredValue<Mind>,
    pub(super) timer: StoredValue<Option<TimeoutHandle>>,
}

impl Session {
    /// A session on a new record, with no browser behind it yet: see [`Session::start`].
    pub fn new(briefing: Briefing, clock: Clock, random: fn() -> [u8; 16]) -> Self {
        let briefing = Arc::new(briefing);
        let record = blank(&briefing, clock.now(), random);
        let ports = persistence::ports(Arc::clone(&briefing), random);
        let parts = Parts {
            record: Store::new(record.clone()),
            phase: RwSignal::new(Phase::Ready),
            status: RwSignal::new(Status::Untouched),
            removed: RwSignal::new(Vec::new()),
            said: RwSignal::new(Announcement::default()),
            arriving: RwSignal::new(None),
            shelf: RwSignal::new(RecordList::default()),
            read: RwSignal::new(None),
            posted: RwSignal::new(None),
            left: RwSignal::new(None),
            overdue: RwSignal::new(0),
            collated: RwSignal::new(Arc::default()),
            reading: RwSignal::new(None),
            expected: RwSignal::new(String::new()),
            nameless: RwSignal::new(false),
            trouble: RwSignal::new(None),
            copy_here: StoredValue::new(None),
            briefing: StoredValue::new(briefing),
            handed_over: RwSignal::new(None),
            desk: StoredValue::new_local(import_returns::ImportQueue::default()),
            clock,
            vault: StoredValue::new_local(Vault::new(ports, record)),
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

    /// Shows a message that stays until it is dismissed.
    pub(super) fn tell(self, message: ErrorMessage) {
        self.trouble.set(Some(message));
    }
}

/// What is kept in mind from one event to the next.
#[derive(Debug, Default)]
pub(super) struct Mind {
    /// There is a browser behind it.
    pub(super) started: bool,
    /// What is printed is the blank form.
    pub(super) prints_blank: bool,
    /// What of the briefing is being read.
    pub(super) reading: read_progress::ReadProgress,
    /// The clock of the presentation.
    pub(super) countdown: Countdown,
    /// When the presentation was left, in milliseconds since 1970 began.
    pub(super) presented_ms: i64,
    /// A finger that is on a slide.
    pub(super) swipe: crate::browser::Swipe,
}

/// A new record for a briefing.
pub(super) fn blank(briefing: &Briefing, now: Timestamp, random: fn() -> [u8; 16]) -> Record {
    let answered = BriefingRef {
        id: briefing.id.clone(),
        title: briefing.title.clone(),
        partnership: briefing.partnership.clone(),
    };
    Record::new(RecordId::from_random_bytes(random()), now, answered)
}
