//! One tab: the record it has open, and every rule that decides whether a word is kept.
//!
//! [`Vault::handle`] is the only way in. It takes an [`Event`], the record as it is on the
//! screen and the time, does all reading and writing through the [`Ports`], and returns an
//! [`VaultUpdate`] for the shell to carry out: a record to show, a notice, a timer. Two tabs are
//! two vaults on one store, in a browser as in the tests.
//!
//! **Architecture invariants:** a stored text is replaced only by one that includes the changes in
//! it, or after it was moved to the trash. A vault that reports [`Status::Saved`] has read its
//! record back from the store. Nothing is saved over a text that cannot be read.

mod clearing;
mod event;
mod import;
mod other_tabs;
mod records;
mod restoring;
mod saving;
mod second_store;

use std::borrow::Cow;
use std::rc::Rc;

pub use clearing::ClearQuestion;
pub use event::{
    BackupTask, Banner, Event, Import, Keeping, Noted, Notice, Outcome, Phase, ScreenChange,
    VaultUpdate,
};

use second_store::SecondStore;

use super::autosave::{State, Status};
use super::{Backup, SaveError, Storage, SyncBase, clashes, record_key};
use crate::record::{Record, RecordId, Timestamp};

/// What a vault needs from outside.
#[derive(Clone)]
pub struct Ports {
    /// The store that all tabs share. Whatever is written to it is copied to the backup.
    pub storage: Rc<dyn Storage>,
    /// A store of this tab's own, which lives as long as the tab.
    pub tab_storage: Rc<dyn Storage>,
    /// The backup.
    pub backup: Rc<dyn Backup>,
    /// Makes a new record with a new id.
    pub new_record: Rc<dyn Fn(Timestamp) -> Record>,
}

/// The vault of one tab.
pub struct Vault {
    ports: Ports,
    phase: Phase,
    /// The open record as this tab last saved or read it, or as it was created. What differs from
    /// it on the screen is unsaved; what differs from it in the store is another tab's.
    base: Record,
    sync: SyncState,
    autosave: State,
    backup: BackupState,
    /// The record as the user last downloaded it.
    downloaded: Option<Record>,
    others: OtherTabs,
    second_store: SecondStore,
}

/// What this tab knows of other tabs, and what it has told the user of them.
#[derive(Default)]
struct OtherTabs {
    /// What somebody was last typing here.
    typing: Option<Typing>,
    /// What another tab has stored, and this one does not show because somebody is typing here.
    unshown: Option<String>,
    /// How many texts of the open record are in the trash because of a conflict, as far as
    /// the user knows.
    known_conflicts: usize,
    /// When this tab last looked for changes, in milliseconds since 1970 began.
    last_poll_ms: i64,
    /// The time in the last mark of a cleared computer that this tab has seen, in milliseconds
    /// since 1970 began.
    last_clear_seen_ms: Option<i64>,
}

/// How the open record relates to what is stored.
#[derive(Clone, Debug, PartialEq)]
enum SyncState {
    /// A new record, of which nothing is stored yet.
    New,
    /// The whole record has to be stored: another page has cleared the store, the store refused
    /// the record, or what is stored may lack some of it.
    Missing,
    /// This text is stored, letter for letter. Anything else there is another tab's.
    Stored(String),
    /// The stored copy was removed elsewhere, possibly on purpose. Do not write it again until
    /// the user edits what was on the screen then.
    RemovedElsewhere(Box<Record>),
}

/// What somebody types without a longer pause.
struct Typing {
    /// The record before it.
    from: Record,
    /// When it was last changed, in milliseconds since 1970 began.
    last_ms: i64,
}

impl Typing {
    /// How long after the last key somebody may still be in the middle of a sentence, in milliseconds.
    const PAUSE_MS: i64 = 3_000;

    /// Whether somebody may still be in the middle of a sentence.
    fn goes_on(&self, now_ms: i64) -> bool {
        (0..Self::PAUSE_MS).contains(&now_ms.saturating_sub(self.last_ms))
    }
}

/// Whether the backup has been read after the start.
#[derive(Clone, Debug, PartialEq)]
enum BackupState {
    /// Not yet. `opened` is what was opened without it, once that could not wait any longer.
    Awaited { opened: Option<Box<SyncBase>> },
    /// It has been read, or the page has not started.
    Settled,
    /// The computer was cleared: ignore what the backup had before.
    Discarded,
}

impl Vault {
    /// A vault with a new record open, as it is on the screen. It uses no port before
    /// [`Event::Started`].
    pub fn new(ports: Ports, record: Record) -> Self {
        Self {
            ports,
            phase: Phase::Ready,
            base: record,
            sync: SyncState::New,
            autosave: State::default(),
            backup: BackupState::Settled,
            downloaded: None,
            others: OtherTabs::default(),
            second_store: SecondStore::default(),
        }
    }

    /// Applies the rules to an event. `screen` is the record as it is on the screen. `now_ms` is
    /// the time by the device's clock, in milliseconds since 1970 began; it may jump either way.
    pub fn handle(&mut self, event: Event, screen: &Record, now_ms: i64) -> VaultUpdate {
        let mut turn = Turn {
            vault: self,
            screen: Cow::Borrowed(screen),
            change: Change::Nothing,
            now_ms,
            now: Timestamp::from_unix_ms(now_ms),
            update: VaultUpdate::default(),
        };
        let is_done = match event {
            // Nobody has seen a record yet, and what is stored may have been removed for good.
            command if turn.is_starting() && command.is_command() => false,
            Event::Started => turn.start(),
            Event::Edited => turn.note_edit(),
            Event::TimerFired => turn.wake(),
            Event::Flush => turn.flush(),
            Event::Polled => turn.poll(),
            Event::StoredElsewhere(key) => turn.notice_other_tab(key.as_deref()),
            Event::BackupLoaded(copies) => turn.restore_from_backup(&copies),
            Event::BackupUnavailable => turn.go_on_without_backup(),
            Event::BackupLost(copies) => turn.refill_backup(&copies),
            Event::Downloaded => turn.note_download(),
            Event::MakeWay => turn.make_way(),
            Event::Open(id) => turn.open(id),
            Event::BeginNew => turn.begin_new(),
            Event::Copy(id) => turn.copy(id),
            Event::Delete(key) => turn.delete(&key),
            Event::Restore { trash_key, opens } => turn.restore(&trash_key, opens),
            Event::DeletePermanently(trash_key) => turn.delete_permanently(&trash_key),
            Event::TakeImport(import) => turn.take_import(*import),
            Event::KeepExisting(import) => turn.keep_existing(&import),
            Event::Clear => turn.clear(),
            Event::ErasureNoted(erasure, noted) => turn.note_erasure(&erasure, noted),
            Event::Kept(keeping, is_done) => turn.note_kept(*keeping, is_done),
            Event::ClearMarkExpired => turn.remove_clear_mark(),
        };
        turn.finish(is_done)
    }

    /// What is open.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// What the page may say about saving.
    pub fn status(&self) -> Status {
        match self.autosave.status() {
            Status::NotSaved(error) => self.second_store.status(error),
            status => status,
        }
    }

    /// The record as the user last downloaded it.
    pub fn downloaded(&self) -> Option<&Record> {
        self.downloaded.as_ref()
    }

    /// Whether the open record is stored, as far as this tab knows.
    pub fn is_stored(&self) -> bool {
        matches!(self.sync, SyncState::Stored(_))
    }

    /// Whether there is nothing to save: what is on the screen is stored, or is a new record
    /// that nobody typed in.
    pub fn is_saved(&self, screen: &Record) -> bool {
        match &self.sync {
            SyncState::New | SyncState::Stored(_) => *screen == self.base,
            SyncState::Missing => false,
            SyncState::RemovedElsewhere(shown) => *screen == **shown,
        }
    }

    /// Whether words would be lost if the page were closed now.
    pub fn is_closing_risky(&self, screen: &Record) -> bool {
        let is_on_screen_only = matches!(self.sync, SyncState::RemovedElsewhere(_));
        (is_on_screen_only || !self.is_saved(screen))
            && self.downloaded.as_ref() != Some(screen)
            && !self.second_store.has(screen)
    }

    /// What to ask the user before [`Event::Clear`].
    pub fn clear_question(&self) -> ClearQuestion {
        ClearQuestion::of(&*self.ports.storage)
    }

    /// The last state that this tab had in common with the store.
    fn sync_base(&self) -> SyncBase {
        SyncBase {
            record: self.base.clone(),
            text: self.sync.text().map(str::to_owned),
        }
    }
}

impl SyncState {
    /// The stored text, as far as this tab knows.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Stored(text) => Some(text),
            Self::New | Self::Missing | Self::RemovedElsewhere(_) => None,
        }
    }
}

/// One event while it is handled.
struct Turn<'a> {
    vault: &'a mut Vault,
    /// The record as it is on the screen, or will be once the shell has the update.
    screen: Cow<'a, Record>,
    change: Change,
    /// The time, in milliseconds since 1970 began.
    now_ms: i64,
    /// The same, rounded down to the second, for records and keys.
    now: Timestamp,
    update: VaultUpdate,
}

/// How much of the screen has changed; of several changes, the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Nothing,
    Stamp,
    Merge,
    Open,
}

impl Turn<'_> {
    fn finish(mut self, is_done: bool) -> VaultUpdate {
        self.vault.second_store.compare(&self.screen);
        if !is_done && self.update.outcome == Outcome::Done {
            self.update.outcome = Outcome::NotDone;
        }
        let screen = self.screen;
        self.update.screen = match self.change {
            Change::Nothing => ScreenChange::Nothing,
            Change::Stamp => ScreenChange::Stamp {
                revision: screen.revision,
                changed_at: screen.changed_at,
            },
            Change::Merge => ScreenChange::Merge(Box::new(screen.into_owned())),
            Change::Open => ScreenChange::Open(Box::new(screen.into_owned())),
        };
        self.update
    }

    fn storage(&self) -> Rc<dyn Storage> {
        Rc::clone(&self.vault.ports.storage)
    }

    fn is_ready(&self) -> bool {
        self.vault.phase == Phase::Ready
    }

    /// A new UUID.
    fn new_id(&self) -> RecordId {
        (self.vault.ports.new_record)(self.now).id
    }

    fn is_starting(&self) -> bool {
        self.vault.phase == Phase::Starting
    }

    fn is_saved(&self) -> bool {
        self.vault.is_saved(&self.screen)
    }

    /// The stored text of the open record; `None` as well when the store cannot be read.
    fn stored_text(&self) -> Option<String> {
        let key = record_key(self.screen.id);
        self.storage().read(&key).ok().flatten()
    }

    /// Puts a record on the screen.
    fn put(&mut self, record: Record, change: Change) {
        self.screen = Cow::Owned(record);
        self.change = self.change.max(change);
    }

    /// Opens a record; `text` is its stored text, if it is stored.
    fn show(&mut self, record: Record, text: Option<String>) {
        let saved_at_ms = text.as_ref().map(|_| record.changed_at.unix_ms());
        if record.id != self.screen.id || !self.is_saved() {
            // What waits in the backup comes home at the next start, if there is room.
            self.vault.second_store = SecondStore::default();
        }
        if record.id != self.screen.id {
            self.vault.others.typing = None;
            self.vault.others.unshown = None;
        }
        self.vault.base = record.clone();
        self.vault.sync = match text {
            Some(text) => SyncState::Stored(text),
            None if record.revision == 0 => SyncState::New,
            None => SyncState::Missing,
        };
        self.vault.phase = Phase::Ready;
        self.vault.others.known_conflicts = clashes(&*self.storage(), record.id);
        self.put(record, Change::Open);
        self.settle(saved_at_ms);
    }

    /// Opens a new record.
    fn show_blank(&mut self) {
        let record = (self.vault.ports.new_record)(self.now);
        self.show(record, None);
    }

    fn tell(&mut self, notice: Notice) {
        self.update.banner = Banner::Show(notice);
    }

    /// Stops showing a notice that is no longer true. A newer one stays.
    fn withdraw(&mut self, notice: Notice) {
        if self.update.banner == Banner::Keep {
            self.update.banner = Banner::Withdraw(notice);
        }
    }

    /// Shows why a command failed, or clears the banner. Returns whether it was carried out.
    fn report(&mut self, outcome: Result<(), SaveError>) -> bool {
        match outcome {
            Ok(()) => {
                self.update.banner = Banner::Clear;
                true
            }
            Err(error) => {
                if let SaveError::OnlyCopy { text } = &error {
                    self.update.only_copy = Some(text.clone());
                }
                self.tell(Notice::Failed(error));
                false
            }
        }
    }
}
