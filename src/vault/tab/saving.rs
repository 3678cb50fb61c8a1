//! Saving: when it is due, what is written, and what to do when it fails.

use super::{Change, Notice, SyncState, Turn, Typing};
use crate::record::RecordId;
use crate::vault::autosave::{Command, Event, State, step};
use crate::vault::{
    OPEN, Reason, SaveError, StorageError, keep_version, last_download_key, make_room,
    move_to_trash, record_key, removes_rows, save_change,
};

impl Turn<'_> {
    /// Lets autosave know if the record on the screen has changed.
    pub(super) fn note_edit(&mut self) -> bool {
        if self.is_ready() && !self.is_saved() {
            self.note_typing();
            self.step(Event::Changed);
            self.keep_typed();
        }
        true
    }

    fn note_typing(&mut self) {
        let now_ms = self.now_ms;
        match &mut self.vault.others.typing {
            Some(typing) if typing.goes_on(now_ms) => typing.last_ms = now_ms,
            typing => {
                *typing = Some(Typing {
                    from: self.vault.base.clone(),
                    last_ms: now_ms,
                });
            }
        }
    }

    /// Saves now whatever is unsaved. Returns whether everything is saved.
    pub(super) fn flush(&mut self) -> bool {
        if !self.is_ready() {
            return true;
        }
        // The shell may not have reported the latest change yet.
        self.note_edit();
        self.step(Event::Flush);
        self.is_saved()
    }

    /// Saves the open record so that it can be closed. Returns whether it can: it is saved, or the
    /// user has downloaded it. Tells the user if it cannot.
    pub(super) fn make_way(&mut self) -> bool {
        let was_told = matches!(self.vault.sync, SyncState::RemovedElsewhere(_));
        // Somebody may just have removed what was saved.
        self.sync_from_store();
        let is_saved = self.flush();
        if self.vault.downloaded.as_ref() == Some(&*self.screen) {
            return true;
        }
        if !was_told && matches!(self.vault.sync, SyncState::RemovedElsewhere(_)) {
            // The notice says that the record is on the screen only. The next attempt closes it.
            return false;
        }
        if !is_saved {
            self.tell(Notice::NotSavedYet);
        }
        is_saved
    }

    /// Notes that the user has downloaded the record as it is on the screen.
    pub(super) fn note_download(&mut self) -> bool {
        // The question before clearing reads this. If it is not stored, the question names one
        // record too many.
        drop(self.storage().write(
            &last_download_key(self.screen.id),
            &self.screen.revision.to_string(),
        ));
        self.vault.downloaded = Some(self.screen.clone().into_owned());
        true
    }

    /// Takes autosave one step further and does what it asks for.
    pub(super) fn step(&mut self, event: Event) -> bool {
        let mut event = Some(event);
        while let Some(next) = event.take() {
            let state = std::mem::take(&mut self.vault.autosave);
            let (state, command) = step(state, next, self.now_ms);
            self.vault.autosave = state;
            match command {
                Command::Nothing => {}
                Command::WakeAt(at_ms) => self.update.wake_at_ms = Some(at_ms),
                Command::Save => {
                    let saved = self.save();
                    match &saved {
                        Ok(()) => self.empty_second_store(),
                        Err(SaveError::Storage(StorageError::Full)) => self.keep_in_backup(),
                        // Nothing can be brought home to a store that is denied or lies.
                        Err(_) => {}
                    }
                    event = Some(Event::SaveDone(saved));
                }
            }
        }
        // The user undid what they had typed before it was ever saved: say nothing about saving.
        if !self.vault.autosave.is_unsaved() && !self.vault.is_stored() {
            self.vault.autosave = State::default();
        }
        true
    }

    /// Saves the changes made here, merged with those made in other tabs.
    fn save(&mut self) -> Result<(), SaveError> {
        let storage = self.storage();
        // Check before reporting success: somebody may have removed what was saved.
        let stored = storage.read(&record_key(self.screen.id))?;
        if stored.is_none() && self.act_on_clearing() || self.notice_removal() {
            return Ok(());
        }
        if self.vault.sync.text() == stored.as_deref() && self.is_saved() {
            return Ok(());
        }
        if let Some(unshown) = &self.vault.others.unshown {
            if stored.is_none() {
                // A third page has emptied the store: nobody else may have it any more.
                let id = self.screen.id;
                move_to_trash(&*storage, id, unshown, Reason::OtherTab, self.now)?;
            } else {
                // What another tab has stored since need not be based on what was typed here.
                self.keep_typed_text();
            }
        }
        self.vault.others.unshown = None;
        let base = self.vault.sync_base();
        if let Some(text) = &base.text {
            let removes = removes_rows(&base.record, &self.screen);
            // Having one version fewer is no reason not to save.
            drop(keep_version(
                &*storage,
                base.record.id,
                text,
                removes,
                self.now,
            ));
        }
        let change = loop {
            match save_change(&*storage, &self.screen, &base, self.now) {
                Err(SaveError::Storage(StorageError::Full)) if make_room(&*storage, self.now)? => {}
                done => break done?,
            }
        };
        let record = change.record;
        let former = std::mem::replace(&mut self.vault.sync, SyncState::Stored(change.text));
        self.vault.base = record.clone();
        if matches!(former, SyncState::RemovedElsewhere(_)) {
            self.withdraw(Notice::RemovedElsewhere);
        }
        if former.text().is_none() {
            self.remember_open(record.id);
            self.update.is_first_save = true;
        }
        let kind = if change.merged {
            Change::Merge
        } else {
            Change::Stamp
        };
        self.put(record, kind);
        if change.trash_key.is_some() {
            self.note_conflicts();
        }
        Ok(())
    }

    /// Notes that there is nothing to save: what is shown was saved at that time, or is new. If
    /// this browser cannot save, reports it now and not only after something was typed.
    pub(super) fn settle(&mut self, saved_at_ms: Option<i64>) {
        match self.storage().keys() {
            Ok(_) => self.vault.autosave = State::Clean { saved_at_ms },
            Err(error) => self.refuse(error),
        }
    }

    /// Reports that the store failed before anything was changed.
    pub(super) fn refuse(&mut self, error: StorageError) {
        let now_ms = self.now_ms;
        self.vault.autosave = State::Failed {
            error: SaveError::Storage(error),
            failures: 1,
            tried_ms: now_ms,
            retry_due_ms: now_ms,
            asked: false,
        };
    }

    /// Remembers which record is open: for this tab, and for tabs opened later. Losing this
    /// loses no text, so a refusal does not matter.
    pub(super) fn remember_open(&self, id: RecordId) {
        drop(self.vault.ports.tab_storage.write(OPEN, &id.to_string()));
        drop(self.storage().write(OPEN, &id.to_string()));
    }
}
