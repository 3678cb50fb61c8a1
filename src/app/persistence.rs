//! The page's side of saving: passes events to the [`Vault`] and carries out the updates that it
//! returns.
//!
//! **Architecture invariant:** there are no rules about saving here. What the vault decides is tested
//! natively, for example in `tests/two_tabs`.

use leptos::prelude::*;

use super::clock::{later, repeat};
use super::export::download_as_stored;
use super::pending_import::PendingImport;
use super::record_list::RecordList;
use super::{Clock, ErrorBanner, OpenRecord, OverdueActions, ReadProgress, Removed, UndoStack};
use crate::browser;
use crate::record::{Record, RecordId};
use crate::vault::{
    BackupTask, Banner, ClearQuestion, Event, Outcome, Phase, Ports, RemovedRow, ScreenChange,
    Vault, VaultUpdate,
};

/// How often to check whether another tab has stored something, in milliseconds. Even with the
/// delay before saving, what is typed in one tab shows in another within a second.
const POLL_EVERY_MS: u64 = 500;

/// Saves the open record, and opens others in its place.
#[derive(Clone, Copy)]
pub struct Persistence {
    open: OpenRecord,
    vault: StoredValue<Vault, LocalStorage>,
    /// The timer for when the vault wants to be called next.
    timer: StoredValue<Option<TimeoutHandle>>,
    clock: Clock,
    undo_stack: UndoStack,
    error_banner: ErrorBanner,
    overdue: OverdueActions,
    read_progress: ReadProgress,
    /// What is stored on this device, while a page lists it.
    pub(super) record_list: RwSignal<Option<RecordList>>,
    /// A return that waits for the user's decision.
    pub(super) pending_import: RwSignal<Option<PendingImport>>,
}

impl Persistence {
    /// Saves `open` through `ports`, but only from [`Persistence::start`] on.
    pub(super) fn new(
        open: OpenRecord,
        ports: Ports,
        clock: Clock,
        undo_stack: UndoStack,
        error_banner: ErrorBanner,
    ) -> Self {
        let vault = StoredValue::new_local(Vault::new(ports, open.record.get_untracked()));
        let stored_record = Signal::derive(move || {
            let is_stored = vault.with_value(Vault::is_stored);
            is_stored.then(|| open.id())
        });
        Self {
            open,
            vault,
            timer: StoredValue::new(None),
            clock,
            undo_stack,
            error_banner,
            overdue: OverdueActions::new(),
            read_progress: ReadProgress::new(stored_record),
            record_list: RwSignal::new(None),
            pending_import: RwSignal::new(None),
        }
    }

    /// The overdue actions of the record that was opened.
    pub fn overdue(self) -> OverdueActions {
        self.overdue
    }

    /// Which segments of the briefing were read on this device.
    pub fn read_progress(self) -> ReadProgress {
        self.read_progress
    }

    /// Opens what was open last, and begins to save and to listen to other tabs. Call this once, in a
    /// browser.
    pub fn start(self) {
        self.dispatch(Event::Started);
        let record = self.open.record;
        Effect::watch(
            move || record.track(),
            move |(), _, _| {
                self.dispatch(Event::Edited);
            },
            false,
        );
        browser::on_leave(move || {
            self.flush();
        });
        browser::on_before_unload(move || {
            self.flush();
            self.vault.with_value(|vault| {
                (self.open.record).with_untracked(|record| vault.is_closing_risky(record))
            })
        });
        browser::on_copies_lost(move |copies| {
            self.dispatch(Event::BackupLost(copies));
        });
        browser::open_copies(move |copies| {
            self.dispatch(copies.map_or(Event::BackupUnavailable, Event::BackupLoaded));
        });
        browser::on_stored_elsewhere(move |key| {
            self.dispatch(Event::StoredElsewhere(key));
        });
        // WebKit sends no storage events to pages opened from a disk, and any engine may lose one.
        let poll = move || {
            self.dispatch(Event::Polled);
        };
        let _ = repeat(Box::new(poll), POLL_EVERY_MS);
    }

    /// Passes an event to the vault, and carries out the update that it returns.
    pub(super) fn dispatch(self, event: Event) -> Outcome {
        let now_ms = (self.clock.now_ms)();
        let update = self.vault.try_update_value(|vault| {
            (self.open.record).with_untracked(|record| vault.handle(event, record, now_ms))
        });
        self.apply(update.unwrap_or_default())
    }

    fn apply(self, update: VaultUpdate) -> Outcome {
        if let Some(text) = update.only_copy {
            // It is stored nowhere: hand it over before anything else can happen.
            download_as_stored(&text);
        }
        if update.is_everything_forgotten {
            self.undo_stack.clear();
            self.pending_import.set(None);
        }
        let was_starting = (self.open.phase).with_untracked(|phase| *phase == Phase::Starting);
        self.show_state();
        if was_starting && (self.open.phase).with_untracked(|phase| *phase != Phase::Starting) {
            self.read_progress.reload();
        }
        match update.screen {
            ScreenChange::Nothing => {}
            ScreenChange::Stamp {
                revision,
                changed_at,
            } => {
                // Without notifying subscribers: no page shows these while somebody types.
                let mut shown = self.open.record.write_untracked();
                shown.revision = revision;
                shown.changed_at = changed_at;
            }
            ScreenChange::Merge(record) => self.open.replace(*record),
            ScreenChange::Open(record) => self.show(*record),
        }
        self.offer_removed(update.removed_rows);
        if update.is_first_save {
            self.read_progress.move_to_stored_record();
            browser::prepare_source();
        }
        match update.banner {
            Banner::Keep => {}
            Banner::Show(notice) => self.error_banner.show(notice.into()),
            Banner::Clear => self.error_banner.clear(),
            Banner::Withdraw(notice) => self.error_banner.withdraw(&notice.into()),
        }
        if let Some(at_ms) = update.wake_at_ms {
            self.wake_at(at_ms);
        }
        for task in update.backup_tasks {
            self.ask_backup(task);
        }
        if update.is_list_changed {
            self.refresh_list();
        }
        update.outcome
    }

    /// Lets the backup do something, and reports it to the vault.
    fn ask_backup(self, task: BackupTask) {
        match task {
            BackupTask::Erase(erasure) => {
                browser::erase_copies((*erasure).clone(), move |noted| {
                    self.dispatch(Event::ErasureNoted(erasure, noted));
                });
            }
            BackupTask::Keep(keeping) => {
                let (key, text) = (keeping.key.clone(), keeping.text.clone());
                browser::keep_copy(&key, &text, move |is_done| {
                    self.dispatch(Event::Kept(keeping, is_done));
                });
            }
        }
    }

    /// Copies the vault's state into the signals that pages read.
    fn show_state(self) {
        let OpenRecord {
            phase,
            status,
            downloaded,
            ..
        } = self.open;
        self.vault.with_value(|vault| {
            let current = vault.status();
            if status.with_untracked(|shown| *shown != current) {
                status.set(current);
            }
            if phase.with_untracked(|shown| shown != vault.phase()) {
                phase.set(vault.phase().clone());
            }
            let file = vault.downloaded();
            if downloaded.with_untracked(|shown| shown.as_ref() != file) {
                downloaded.set(file.cloned());
            }
        });
    }

    /// Shows a record that was opened or begun.
    fn show(self, record: Record) {
        if record.id != self.open.id() {
            // The removed rows belong to the previous record.
            self.undo_stack.forget_rows();
        }
        self.overdue.note(&record, self.clock.today_or_earliest());
        self.open.replace(record);
        self.read_progress.reload();
    }

    /// Reads the list of records again, if a page shows it.
    fn refresh_list(self) {
        if self.record_list.with_untracked(Option::is_some) {
            self.flush();
            self.record_list.set(Some(RecordList::read()));
        }
    }

    fn wake_at(self, at_ms: i64) {
        let now_ms = (self.clock.now_ms)();
        let wait = u64::try_from(at_ms.saturating_sub(now_ms)).unwrap_or(0);
        let wake = move || {
            self.dispatch(Event::TimerFired);
        };
        let handle = later(Box::new(wake), wait);
        let former = self
            .timer
            .try_update_value(|timer| std::mem::replace(timer, handle));
        if let Some(Some(former)) = former {
            former.clear();
        }
    }

    /// Saves the open record and opens the stored one with that id in its place. Returns whether it
    /// is shown.
    pub fn open_stored(self, id: RecordId) -> bool {
        self.dispatch(Event::Open(id)) == Outcome::Done
    }

    /// Offers to undo removals from before the page was opened.
    fn offer_removed(self, rows: Vec<RemovedRow>) {
        if !rows.is_empty() && !self.undo_stack.has_rows() {
            self.undo_stack
                .prepend(rows.into_iter().map(Removed::Row).collect());
        }
    }

    /// Begins a new record, of which nothing is stored until something is typed. Returns whether it
    /// was begun.
    pub fn begin_new(self) -> bool {
        self.dispatch(Event::BeginNew) == Outcome::Done
    }

    /// What to ask the user before everything of ours is removed from this browser.
    pub(super) fn clear_question(self) -> ClearQuestion {
        self.vault.with_value(Vault::clear_question)
    }

    /// Saves any unsaved changes at once. Returns whether everything is saved.
    pub fn flush(self) -> bool {
        self.dispatch(Event::Flush) == Outcome::Done
    }

    /// Tells the vault that the record may have changed.
    pub fn note_change(self) {
        self.dispatch(Event::Edited);
    }

    /// The open record, after saving everything typed so far.
    pub fn saved_record(self) -> Record {
        self.flush();
        self.open.record.get_untracked()
    }
}
