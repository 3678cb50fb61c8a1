//! Saving, as far as the page has to do with it: passes events to the [`Vault`] and carries out
//! what it answers.
//!
//! **Architecture invariant:** no rule about saving is here. What the vault decides is tested
//! natively, in `tests/two_tabs.rs` among others.

use leptos::prelude::*;

use super::clock::{later, repeat};
use super::{Removed, Session};
use crate::browser;
use crate::record::{Record, RecordId, RecordStoreFields};
use crate::vault::{Banner, Event, Outcome, Phase, RemovedRow, ScreenChange, VaultUpdate};

/// How often to look whether another tab has stored something, in milliseconds. With the time
/// that saving waits, what is typed in one tab shows in another within a second.
const POLL_EVERY_MS: u64 = 500;

impl Session {
    /// Opens what was open last, and begins to save, to listen to other tabs and to
    /// take dropped files. Once, in a browser.
    pub fn start(self) {
        self.started.set_value(true);
        self.recall_beside();
        self.dispatch(Event::Started);
        let record = self.record;
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
                (self.record).with_untracked(|record| vault.is_closing_risky(record))
            })
        });
        browser::on_copies_lost(move |copies| {
            self.dispatch(Event::BackupLost(copies));
        });
        browser::open_copies(move |copies| {
            self.dispatch(Event::BackupLoaded(copies));
        });
        browser::on_stored_elsewhere(move |key| {
            self.dispatch(Event::StoredElsewhere(key));
        });
        // WebKit does not tell tabs of each other on pages opened from a disk, and any
        // engine may forget to.
        let poll = move || {
            self.dispatch(Event::Polled);
        };
        let _ = repeat(Box::new(poll), POLL_EVERY_MS);
    }

    /// Passes an event to the vault, and carries out what it answers.
    pub(super) fn dispatch(self, event: Event) -> Outcome {
        let now_ms = (self.clock().now_ms)();
        let update = self.vault.try_update_value(|vault| {
            (self.record).with_untracked(|record| vault.handle(event, record, now_ms))
        });
        self.apply(update.unwrap_or_default())
    }

    fn apply(self, update: VaultUpdate) -> Outcome {
        if let Some(text) = update.only_copy {
            // It is stored nowhere: hand it over before anything else can happen.
            browser::download("record-as-stored.json", "application/json", text.as_bytes());
        }
        if update.is_everything_forgotten {
            self.undo_stack.clear();
            self.forget_arriving();
        }
        self.show_state();
        match update.screen {
            ScreenChange::Nothing => {}
            ScreenChange::Stamp {
                revision,
                changed_at,
            } => {
                // Without notifying subscribers: no page shows these while somebody types.
                let mut shown = self.record.write_untracked();
                shown.revision = revision;
                shown.changed_at = changed_at;
            }
            ScreenChange::Merge(record) => self.put(*record),
            ScreenChange::Open(record) => self.show(*record),
        }
        self.offer_removed(update.removed_rows);
        if update.is_first_save {
            self.read_progress.move_to_stored_record();
            browser::prepare_source();
        }
        match update.banner {
            Banner::Keep => {}
            Banner::Show(notice) => self.show_error(notice.into()),
            Banner::Clear => self.trouble.set(None),
            Banner::Withdraw(notice) => {
                let withdrawn = Some(notice.into());
                if self.trouble.with_untracked(|shown| *shown == withdrawn) {
                    self.trouble.set(None);
                }
            }
        }
        if let Some(at_ms) = update.wake_at_ms {
            self.wake_at(at_ms);
        }
        if update.is_list_changed {
            self.look_if_shown();
        }
        update.outcome
    }

    /// Shows what the vault says of itself.
    fn show_state(self) {
        self.vault.with_value(|vault| {
            let status = vault.status();
            if self.status.with_untracked(|shown| *shown != status) {
                self.status.set(status);
            }
            if self.phase.with_untracked(|shown| shown != vault.phase()) {
                self.phase.set(vault.phase().clone());
            }
            let file = vault.downloaded();
            let is_shown = |shown: &Option<Record>| shown.as_ref() == file;
            if !self.downloaded.with_untracked(is_shown) {
                self.downloaded.set(file.cloned());
            }
        });
    }

    /// Shows a record that was opened or begun.
    fn show(self, record: Record) {
        if record.id != self.open_id() {
            // Removed rows belong to another record.
            self.undo_stack.forget_rows();
        }
        self.put(record);
        self.note_overdue();
        self.recall_beside();
    }

    /// Puts a record on the screen in place of the one there. Not with `set`: components find a
    /// row by a list of where each id is, which has to be right before anything is notified of
    /// the change, or boxes show and change the texts of other rows.
    fn put(self, record: Record) {
        // Where a row moves, the box that is being typed in is taken out and put in again.
        browser::keep_focus();
        *self.record.write_untracked() = record;
        self.record.learning_points().update_keys();
        self.record.actions().update_keys();
        self.record.notify();
    }

    fn wake_at(self, at_ms: i64) {
        let now_ms = (self.clock().now_ms)();
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

    /// Opens the stored record of that id in place of the one that is open, which is
    /// saved first. Says whether it is shown.
    pub fn open_stored(self, id: RecordId) -> bool {
        self.dispatch(Event::Open(id)) == Outcome::Done
    }

    /// Offers to undo removals from before the page was opened.
    fn offer_removed(self, rows: Vec<RemovedRow>) {
        if !rows.is_empty() && !self.undo_stack.has_rows() {
            self.undo_stack
                .prepend(rows.into_iter().map(Removed::from).collect());
        }
    }

    /// Begins a new record. Nothing is stored of it until something is typed. Says
    /// whether it was begun.
    pub fn begin_new(self) -> bool {
        self.dispatch(Event::BeginNew) == Outcome::Done
    }

    /// Whether the open record may make way: it is saved, or the person has it as a file.
    /// If not, says so.
    pub(super) fn let_go(self) -> bool {
        self.dispatch(Event::MakeWay) == Outcome::Done
    }

    /// Saves now whatever is not saved. Returns whether everything is saved.
    pub fn flush(self) -> bool {
        self.dispatch(Event::Flush) == Outcome::Done
    }

    /// Something in the record may have changed.
    pub(super) fn note_change(self) {
        self.dispatch(Event::Edited);
    }

    /// The id of the record that is open.
    pub fn open_id(self) -> RecordId {
        self.record.with_untracked(|record| record.id)
    }

    /// Whether a record is open, rather than a text that could not be read.
    pub fn is_ready(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Ready)
    }
}
