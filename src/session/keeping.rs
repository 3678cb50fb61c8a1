//! Keeping: what was read at start, and autosave.

use leptos::prelude::*;

use super::{Phase, Session, blank};
use crate::browser::{self, LocalStore};
use crate::domain::{Record, RecordId};
use crate::storage::autosave::{Command, Event, State, step};
use crate::storage::{
    Opening, RECORDS, SaveError, Storage as _, StorageError, list, open, record_key, save_over,
};

/// What this tab knows to be stored of the open record.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The record as last saved or read; a new one as it began.
    pub record: Record,
    /// The stored text; `None` while nothing is stored.
    pub text: Option<String>,
}

impl Session {
    /// Opens what was open last, and begins to save, to listen to other tabs and to
    /// take dropped files. Once, in a browser.
    pub fn start(self) {
        match last_open() {
            Ok(Some(id)) => self.open_stored(id),
            Ok(None) => self.settle(None),
            Err(error) => self.refuse(error),
        }
        let record = self.record;
        Effect::watch(
            move || record.track(),
            move |(), _, _| self.note_change(),
            false,
        );
        browser::on_leave(move || {
            self.flush();
        });
        browser::on_stored_elsewhere(move |key| self.notice_other_tab(key.as_deref()));
        browser::on_file_drop(move |file| self.read_dropped_return(file));
    }

    /// Opens the stored record of that id in place of the one that is open, which is
    /// saved first.
    pub fn open_stored(self, id: RecordId) {
        if !self.flush() {
            return;
        }
        match open(&LocalStore, id) {
            Ok(Opening::Ready(record)) => {
                self.show(*record, stored_text(id));
                browser::remember_open(&id.to_string());
            }
            Ok(Opening::Empty) => self.begin_new(),
            Ok(Opening::Unreadable { raw, error }) => {
                self.phase.set(Phase::Unreadable { raw, error });
            }
            Ok(Opening::TooNew { raw, found, .. }) => self.phase.set(Phase::TooNew { raw, found }),
            Err(error) => self.refuse(error),
        }
    }

    /// Begins a new record. Nothing is stored of it until something is typed.
    pub fn begin_new(self) {
        if self.flush() {
            let record = blank(&self.briefing(), self.clock(), self.random);
            self.show(record, None);
        }
    }

    /// Puts a record in place of the one that is open. `text` is what is stored of it,
    /// letter for letter: whatever else is found there later is another tab's.
    pub(super) fn show(self, record: Record, text: Option<String>) {
        let saved_at_ms = text.as_ref().map(|_| record.changed_at.unix_ms());
        self.kept.set_value(Kept {
            record: record.clone(),
            text,
        });
        self.forget_rows();
        self.phase.set(Phase::Ready);
        self.record.set(record);
        self.settle(saved_at_ms);
    }

    /// There is nothing to save: what is shown was saved then, or is new. Says at
    /// once, and not only after something was typed, when this browser cannot save.
    fn settle(self, saved_at_ms: Option<i64>) {
        match LocalStore.keys() {
            Ok(_) => self.set_autosave(State::Clean { saved_at_ms }),
            Err(error) => self.refuse(error),
        }
    }

    /// The store refused before anything was changed.
    fn refuse(self, error: StorageError) {
        let now_ms = (self.clock().now_ms)();
        self.set_autosave(State::Failed {
            error: SaveError::Storage(error),
            failures: 1,
            tried_ms: now_ms,
            retry_due_ms: now_ms,
            asked: false,
        });
    }

    fn set_autosave(self, state: State) {
        let status = state.status();
        self.autosave.set_value(state);
        if self.status.with_untracked(|shown| *shown != status) {
            self.status.set(status);
        }
    }

    /// Lets go of removed rows: they belong to another record.
    fn forget_rows(self) {
        use super::Removed;
        self.removed
            .update(|removed| removed.retain(|it| matches!(it, Removed::Record(..))));
    }

    /// Something in the record may have changed.
    fn note_change(self) {
        if self.phase.with_untracked(|phase| *phase == Phase::Ready) && self.differs() {
            self.step(Event::Changed);
        }
    }

    /// Whether the record is other than what is kept.
    fn differs(self) -> bool {
        self.kept
            .with_value(|kept| self.record.with_untracked(|record| *record != kept.record))
    }

    /// Saves now whatever is not saved. Returns whether everything is saved.
    pub fn flush(self) -> bool {
        if self.phase.with_untracked(|phase| *phase != Phase::Ready) {
            return true;
        }
        // A change in this very moment may not have been told of yet.
        self.note_change();
        self.step(Event::Flush);
        !self.differs()
    }

    /// Takes autosave one step on and does what it asks for.
    pub(super) fn step(self, event: Event) {
        let mut event = Some(event);
        while let Some(next) = event.take() {
            let now_ms = (self.clock().now_ms)();
            let (state, command) = step(self.autosave.get_value(), next, now_ms);
            self.set_autosave(state);
            match command {
                Command::Nothing => {}
                Command::WakeAt(at_ms) => self.wake_at(at_ms, now_ms),
                Command::Save => event = Some(Event::SaveDone(self.save())),
            }
        }
        // What was typed was taken back before it was ever saved: say nothing of saving.
        let clean = self.autosave.with_value(|state| !state.is_unsaved());
        if clean && self.kept.with_value(|kept| kept.text.is_none()) {
            self.set_autosave(State::default());
        }
    }

    fn wake_at(self, at_ms: i64, now_ms: i64) {
        let wait = u64::try_from(at_ms - now_ms).unwrap_or(0);
        let handle = set_timeout_with_handle(
            move || self.step(Event::Tick),
            std::time::Duration::from_millis(wait),
        );
        let former = self
            .timer
            .try_update_value(|timer| std::mem::replace(timer, handle.ok()));
        if let Some(Some(former)) = former {
            former.clear();
        }
    }

    /// Writes the record, under its next revision.
    fn save(self) -> Result<(), SaveError> {
        if !self.differs() {
            // Still, no good news from a store that is not there.
            LocalStore.keys()?;
            return Ok(());
        }
        let now = self.clock().now();
        let kept = self.kept.get_value();
        let mut record = self.record.get_untracked();
        // A row added was a revision already.
        if record.revision == kept.record.revision {
            record.revision = record.revision.saturating_add(1);
        }
        record.changed_at = now;
        let first = kept.text.is_none();
        let saved = save_over(&LocalStore, &record, kept.text.as_deref(), now)?;
        {
            // Not told of: no page shows these two while it is being typed in.
            let mut shown = self.record.write_untracked();
            shown.revision = record.revision;
            shown.changed_at = record.changed_at;
        }
        if first {
            browser::remember_open(&record.id.to_string());
        }
        if saved.aside.is_some() {
            self.trouble.set(Some(
                "This record was also changed in another tab or window. Both texts are kept: the other one is under “Deleted and replaced records” on the Records page.".to_owned(),
            ));
        }
        self.kept.set_value(Kept {
            record,
            text: Some(saved.text),
        });
        Ok(())
    }

    /// Another tab stored something. Its text of the open record is shown here, as
    /// long as nothing here is unsaved; otherwise saving finds it and keeps both.
    fn notice_other_tab(self, key: Option<&str>) {
        let kept = self.kept.get_value();
        let ours = record_key(kept.record.id);
        if key != Some(ours.as_str()) || self.differs() {
            return;
        }
        if let Ok(Opening::Ready(record)) = open(&LocalStore, kept.record.id)
            && *record != kept.record
        {
            self.show(*record, stored_text(kept.record.id));
        }
    }
}

fn stored_text(id: RecordId) -> Option<String> {
    LocalStore.read(&record_key(id)).ok().flatten()
}

/// The record to open at start: this tab's, this device's last, or the one
/// changed last.
fn last_open() -> Result<Option<RecordId>, StorageError> {
    let storage = LocalStore;
    if let Some(id) = browser::remembered_open()
        .as_deref()
        .and_then(RecordId::parse)
        && open(&storage, id)? != Opening::Empty
    {
        return Ok(Some(id));
    }
    // The list ends with what cannot be read: where there is nothing else, that is
    // what the person has to hear of.
    let newest = list(&LocalStore)?
        .iter()
        .find_map(|entry| RecordId::parse(entry.key.strip_prefix(RECORDS)?));
    Ok(newest)
}
