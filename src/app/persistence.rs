//! Keeping: what was read at start, and autosave.

use leptos::prelude::*;

use super::clock::{later, repeat};
use super::{Phase, Session, blank};
use crate::browser::{self, LocalStore};
use crate::record::file::decode;
use crate::record::{
    ActionItem, Evidence, LearningPoint, Record, RecordId, RecordStoreFields, missing_row,
};
use crate::vault::autosave::{Command, Event, State, step};
use crate::vault::{
    CLEARED, LoadOutcome, RECORDS, SaveError, Storage as _, StorageError, SyncBase, clashes,
    keep_version, list, load, make_room, missing_from_backup, record_key, removal_key,
    restore_backup, save_change,
};
use crate::words;

/// How often to look whether another tab has stored something, in milliseconds. With
/// what autosave waits before, what is typed in one tab shows in another within a second.
const LOOK_EVERY_MS: u64 = 500;

/// How long saving waits at the start for the second copies, in milliseconds: what is
/// typed by then should go on from the newest state.
const COPIES_WAIT_MS: i64 = 1_000;

impl Session {
    /// Opens what was open last, and begins to save, to listen to other tabs and to
    /// take dropped files. Once, in a browser.
    pub fn start(self) {
        self.mind.update_value(|mind| mind.started = true);
        // A page that was closed in the middle of it may have left the mark.
        drop(LocalStore.remove(CLEARED));
        self.open_last();
        let opened = self.seen.get_value();
        self.mind.update_value(|mind| mind.opened = Some(opened));
        let record = self.record;
        Effect::watch(
            move || record.track(),
            move |(), _, _| self.note_change(),
            false,
        );
        browser::on_leave(move || {
            self.flush();
        });
        browser::on_before_unload(move || {
            self.flush();
            let is_kept =
                !self.differs() && !self.mind.with_value(|mind| mind.is_removed_elsewhere);
            !is_kept && !self.is_handed_over()
        });
        let now_ms = (self.clock().now_ms)();
        self.mind.update_value(|mind| {
            mind.copies_due_ms = now_ms + COPIES_WAIT_MS;
            mind.last_poll_ms = now_ms;
        });
        browser::on_copies_lost(|copies| fill_copies(&copies, &[]));
        browser::open_copies(move |copies| self.take_copies(&copies));
        browser::on_stored_elsewhere(move |key| self.notice_other_tab(key.as_deref()));
        // WebKit does not tell tabs of each other on pages opened from a disk, and any
        // engine may forget to.
        let _ = repeat(Box::new(move || self.poll_store()), LOOK_EVERY_MS);
    }

    fn open_last(self) {
        match last_open() {
            Ok(Some(id)) => {
                self.open_stored(id);
            }
            Ok(None) => {
                self.recall_beside();
                self.settle(None);
            }
            Err(error) => self.refuse(error),
        }
    }

    /// The second copies have been read: brings home what is newer there.
    fn take_copies(self, copies: &[(String, String)]) {
        let (opened, cleared) = self
            .mind
            .try_update_value(|mind| {
                mind.copies_due_ms = 0;
                (mind.opened.take(), mind.cleared)
            })
            .unwrap_or_default();
        if cleared {
            return;
        }
        let continues_word = opened.is_some_and(|opened| self.go_on_from_copy(opened, copies));
        let taken = restore_backup(&LocalStore, copies, self.clock().now());
        // What stands only among the copies is not to be written over there: it gets a key
        // of its own, under which it comes home once there is room.
        for (key, text) in copies.iter().filter(|(key, _)| taken.left.contains(key)) {
            if let Some(spare) = removal_key(key, self.clock().now()) {
                browser::copy(&spare, Some(text));
            }
        }
        fill_copies(copies, &taken.left);
        let is_untouched = self.seen.with_value(|seen| seen.text.is_none()) && !self.differs();
        if taken.changed && (is_untouched || !self.is_ready()) {
            self.open_last();
        } else if taken.changed || continues_word {
            self.sync_from_store();
        }
        self.look_if_shown();
        if taken.parted {
            self.show_error(words::CLASH);
        }
        if !taken.left.is_empty() {
            self.show_error(words::NOT_BROUGHT_HOME);
        }
        self.step(Event::Tick);
    }

    /// Where this page has saved before the copies came, and theirs is later than what it
    /// had opened: both go on from there, as with another tab. Says whether they do.
    fn go_on_from_copy(self, opened: SyncBase, copies: &[(String, String)]) -> bool {
        let key = record_key(opened.record.id);
        let has_saved = opened.record.id == self.open_id()
            && self.seen.with_value(|seen| seen.text != opened.text);
        let copy = copies.iter().find(|(of, _)| has_saved && *of == key);
        let is_later = |text: &str| {
            decode(text.as_bytes()).is_ok_and(|copy| {
                copy.revision > opened.record.revision && copy.id == opened.record.id
            })
        };
        if let Some((_, copy)) = copy.filter(|(_, copy)| is_later(copy))
            && self
                .seen
                .with_value(|seen| seen.text.as_ref() != Some(copy))
            && LocalStore.write(&key, copy).is_ok()
        {
            self.seen.set_value(opened);
            return true;
        }
        false
    }

    /// Opens the stored record of that id in place of the one that is open, which is
    /// saved first. Says whether it is shown.
    pub fn open_stored(self, id: RecordId) -> bool {
        if !self.let_go() {
            return false;
        }
        match load(&LocalStore, id) {
            Ok(LoadOutcome::Ready(record)) => {
                self.show(*record, stored_text(id));
                self.offer_removed();
                browser::remember_open(&id.to_string());
            }
            Ok(LoadOutcome::Empty) => {
                self.report(Err(SaveError::Gone));
                self.look();
                return false;
            }
            Ok(LoadOutcome::Unreadable { raw, error }) => {
                self.phase.set(Phase::Unreadable { raw, error });
            }
            Ok(LoadOutcome::TooNew { raw, found, .. }) => {
                self.phase.set(Phase::TooNew { raw, found });
            }
            Err(error) => self.refuse(error),
        }
        true
    }

    /// Begins a new record. Nothing is stored of it until something is typed. Says
    /// whether it was begun.
    pub fn begin_new(self) -> bool {
        let can = self.let_go();
        if can {
            self.begin_blank();
        }
        can
    }

    /// A new record in place of whatever is open.
    pub(super) fn begin_blank(self) {
        let record = blank(&self.briefing(), self.clock(), self.random);
        self.show(record, None);
    }

    /// Whether the open record may make way: it is saved, or the person has it as a file.
    /// If not, says so.
    pub(super) fn let_go(self) -> bool {
        let can = self.flush() || self.is_handed_over();
        if !can {
            self.show_error(words::NOT_LET_GO);
        }
        can
    }

    /// Puts a record in place of the one that is open. `text` is what is stored of it,
    /// letter for letter: whatever else is found there later is another tab's.
    pub(super) fn show(self, record: Record, text: Option<String>) {
        let saved_at_ms = text.as_ref().map(|_| record.changed_at.unix_ms());
        self.seen.set_value(SyncBase {
            record: record.clone(),
            text,
        });
        if record.id != self.open_id() {
            self.undo_stack.forget_rows();
        }
        self.phase.set(Phase::Ready);
        let number = clashes(&LocalStore, record.id);
        self.mind.update_value(|mind| {
            mind.clashes = number;
            mind.is_removed_elsewhere = false;
        });
        self.put(record);
        self.note_overdue();
        self.recall_beside();
        self.settle(saved_at_ms);
    }

    /// Puts a record on the screen in place of the one there. Not with `set`: what reads a
    /// row finds it by a list of where each id stands, which has to be right before anything
    /// is told of the change, or boxes show and change the texts of other rows.
    fn put(self, record: Record) {
        // Where a row moves, the box that is being typed in is taken out and put in again.
        browser::keep_focus();
        *self.record.write_untracked() = record;
        self.record.learning_points().update_keys();
        self.record.actions().update_keys();
        self.record.notify();
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

    pub(super) fn set_autosave(self, state: State) {
        let status = state.status();
        self.autosave.set_value(state);
        if self.status.with_untracked(|shown| *shown != status) {
            self.status.set(status);
        }
    }

    /// Something in the record may have changed.
    pub(super) fn note_change(self) {
        if self.phase.with_untracked(|phase| *phase == Phase::Ready) && self.differs() {
            self.step(Event::Changed);
        }
    }

    pub(super) fn is_ready_untracked(self) -> bool {
        self.phase.with_untracked(|phase| *phase == Phase::Ready)
    }

    /// Whether the record is other than what is kept: it was changed, or what was kept of
    /// it is gone.
    pub(super) fn differs(self) -> bool {
        self.seen.with_value(|seen| {
            let is_removed_elsewhere = self.mind.with_value(|mind| mind.is_removed_elsewhere);
            let is_lost = seen.text.is_none() && seen.record.revision > 0 && !is_removed_elsewhere;
            is_lost || self.record.with_untracked(|record| *record != seen.record)
        })
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
        if clean && self.seen.with_value(|seen| seen.text.is_none()) {
            self.set_autosave(State::default());
        }
    }

    fn wake_at(self, at_ms: i64, now_ms: i64) {
        let copies_due_ms = self.mind.with_value(|mind| mind.copies_due_ms);
        let at_ms = at_ms.max(copies_due_ms.min(now_ms + COPIES_WAIT_MS));
        let wait = u64::try_from(at_ms - now_ms).unwrap_or(0);
        let handle = later(Box::new(move || self.step(Event::Tick)), wait);
        let former = self
            .timer
            .try_update_value(|timer| std::mem::replace(timer, handle));
        if let Some(Some(former)) = former {
            former.clear();
        }
    }

    /// Writes what was changed here, together with what was changed in other tabs.
    fn save(self) -> Result<(), SaveError> {
        // No good news without a look: somebody may have taken away what was saved.
        let stored = LocalStore.read(&record_key(self.open_id()))?;
        if stored.is_none() && self.heed_clearing() || self.is_gone_meanwhile() {
            return Ok(());
        }
        let is_as_seen = self.seen.with_value(|seen| seen.text == stored);
        if is_as_seen && !self.differs() {
            return Ok(());
        }
        let ours = self.record.get_untracked();
        let (seen, now) = (self.seen.get_value(), self.clock().now());
        if let Some(text) = &seen.text {
            // A version less is no reason not to save.
            drop(keep_version(
                &LocalStore,
                ours.id,
                text,
                removes(&seen.record, &ours),
                now,
            ));
        }
        let change = loop {
            match save_change(&LocalStore, &ours, &seen, now) {
                Err(SaveError::Storage(StorageError::Full)) if make_room(&LocalStore, now)? => {}
                done => break done?,
            }
        };
        let record = change.seen.record.clone();
        let first = self.seen.with_value(|seen| seen.text.is_none());
        self.seen.set_value(change.seen);
        let lay = self
            .mind
            .try_update_value(|mind| std::mem::take(&mut mind.is_removed_elsewhere));
        let is_gone = |said: &Option<String>| said.as_deref() == Some(words::GONE);
        if lay == Some(true) && self.trouble.with_untracked(is_gone) {
            self.trouble.set(None);
        }
        if first {
            browser::remember_open(&record.id.to_string());
            self.read_progress.move_to_stored_record();
            browser::prepare_source();
        }
        if change.merged {
            self.put(record);
        } else {
            // Not told of: no page shows these two while it is being typed in.
            let mut shown = self.record.write_untracked();
            shown.revision = record.revision;
            shown.changed_at = record.changed_at;
        }
        if change.aside.is_some() {
            let number = clashes(&LocalStore, self.open_id());
            self.mind.update_value(|mind| mind.clashes = number);
            self.show_error(words::CLASH);
        }
        Ok(())
    }
}

/// Copies what is not among the copies as it is, but for what stands only there.
fn fill_copies(copies: &[(String, String)], left: &[String]) {
    for (key, text) in missing_from_backup(&LocalStore, copies).unwrap_or_default() {
        if !left.contains(&key) {
            browser::copy(&key, Some(&text));
        }
    }
}

/// Whether a row with something in it was removed: its words should be found again, also
/// after the page was closed.
fn removes(was: &Record, is: &Record) -> bool {
    missing_row(
        &was.learning_points,
        &is.learning_points,
        LearningPoint::is_blank,
    )
    .is_some()
        || missing_row(&was.actions, &is.actions, ActionItem::is_blank).is_some()
        || was.actions.iter().any(|row| {
            let now = is.actions.iter().find(|it| it.id == row.id);
            now.is_some_and(|now| {
                missing_row(&row.evidence, &now.evidence, Evidence::is_blank).is_some()
            })
        })
}

pub(super) fn stored_text(id: RecordId) -> Option<String> {
    LocalStore.read(&record_key(id)).ok().flatten()
}

/// The record to open at start: this tab's, this device's last, or the one
/// changed last.
fn last_open() -> Result<Option<RecordId>, StorageError> {
    let storage = LocalStore;
    if let Some(id) = browser::remembered_open()
        .as_deref()
        .and_then(RecordId::parse)
        && load(&storage, id)? != LoadOutcome::Empty
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
