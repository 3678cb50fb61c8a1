//! Other tabs: what they stored, deleted or cleared, and what that means for the open record.

use super::{BackupState, Notice, SyncState, Turn};
use crate::record::file::decode;
use crate::record::{Record, differences};
use crate::vault::autosave::{Event, State};
use crate::vault::load::interpret;
use crate::vault::save::is_part_of;
use crate::vault::trash::{deleted_since, is_in_trash};
use crate::vault::{
    CLEAR_MARK_MS, LoadOutcome, OPEN, Reason, StorageError, clashes, cleared_ms, move_to_trash,
    record_key, was_deleted,
};

/// How long after its last poll a tab still knows why a record is gone, in milliseconds. Shorter
/// than the time for which the mark of a cleared computer is stored.
const AWAY_MS: i64 = 2_500;

impl Turn<'_> {
    /// Another tab changed what is stored under that key or, with `None`, under any.
    pub(super) fn notice_other_tab(&mut self, key: Option<&str>) -> bool {
        if key.is_none_or(|key| key == record_key(self.screen.id)) {
            self.sync_from_store();
        }
        self.update.is_list_changed = true;
        true
    }

    /// Looks for changes by other tabs, and notes when it did.
    pub(super) fn poll(&mut self) -> bool {
        self.sync_from_store();
        self.vault.others.last_poll_ms = self.now_ms;
        true
    }

    /// Checks whether the open record was changed elsewhere. If so, shows it merged with what is
    /// not saved here yet.
    pub(super) fn sync_from_store(&mut self) {
        if self.act_on_clearing() || !self.is_ready() || self.notice_removal() {
            return;
        }
        let stored = self.stored_text();
        if self.vault.sync.text() == stored.as_deref() {
            return;
        }
        let storage = self.storage();
        let id = self.screen.id;
        self.note_conflicts();
        if stored.is_none()
            && self.is_saved()
            && let Some(text) = self.vault.sync.text()
            && let Some(deleted) = deleted_since(&*storage, &self.vault.base, text)
        {
            // What was deleted need not be based on what is here.
            let has_all = decode(deleted.as_bytes())
                .is_ok_and(|deleted| is_part_of(&self.vault.base, &deleted));
            if !has_all {
                self.keep_as_version(text);
            }
            self.show_blank();
            self.tell(Notice::DeletedElsewhere);
            return;
        }
        if matches!(self.vault.sync, SyncState::RemovedElsewhere(_)) {
            // Another tab has stored the removed record again.
            self.withdraw(Notice::RemovedElsewhere);
            self.vault.sync = SyncState::Missing;
        }
        if stored.is_none() {
            // Another page has cleared the store: this is the only copy now.
            self.vault.sync = SyncState::Missing;
        }
        if self.is_saved() {
            let LoadOutcome::Ready(record) = interpret(stored.clone(), id) else {
                return;
            };
            if record.revision > self.vault.base.revision || *record == self.vault.base {
                if self.replaces_typed(&record) {
                    if self.is_typing() {
                        self.vault.others.unshown = stored;
                        return;
                    }
                    self.vault.others.typing = None;
                    self.keep_typed_text();
                }
                self.vault.others.unshown = None;
                self.show(*record, stored);
                return;
            }
            // What is stored is not later than what is on the screen, and may lack some of it.
            self.vault.sync = SyncState::Missing;
        }
        // Saving merges both.
        self.step(Event::Changed);
        self.flush();
    }

    /// Tells the user of texts that are in the trash because of a conflict, if there are more than before.
    pub(super) fn note_conflicts(&mut self) {
        let conflicts = clashes(&*self.storage(), self.screen.id);
        if conflicts > self.vault.others.known_conflicts {
            self.tell(Notice::Conflict);
        }
        self.vault.others.known_conflicts = conflicts;
    }

    /// Whether another tab has stored something else in a field that was last typed in here. As long as
    /// somebody is typing there, this tab goes on showing its own text: otherwise the rest of the sentence
    /// would be typed into the other tab's, and neither would be kept whole.
    fn replaces_typed(&self, stored: &Record) -> bool {
        let Some(typing) = &self.vault.others.typing else {
            return false;
        };
        let typed = differences(&typing.from, &self.screen);
        let is_typed = |field| typed.iter().any(|it| it.field == field);
        let theirs = differences(&self.screen, stored);
        theirs.iter().any(|it| is_typed(it.field))
    }

    fn is_typing(&self) -> bool {
        let typing = self.vault.others.typing.as_ref();
        typing.is_some_and(|typing| typing.goes_on(self.now_ms))
    }

    /// Keeps what was typed here as a version, unless it is in the trash already: the other tab may never
    /// have seen it, if a third page has emptied the store in between.
    pub(super) fn keep_typed_text(&self) {
        let (storage, id) = (self.storage(), self.screen.id);
        if let Some(text) = self.vault.sync.text()
            && !is_in_trash(&*storage, id, text)
        {
            self.keep_as_version(text);
        }
    }

    /// Keeps a text of the open record as a version. If there is no room, the other tab usually has it.
    fn keep_as_version(&self, text: &str) {
        let (storage, id) = (self.storage(), self.screen.id);
        drop(move_to_trash(
            &*storage,
            id,
            text,
            Reason::Removal,
            self.now,
        ));
    }

    /// Checks whether the record has gone while this tab did not poll, because it was asleep or
    /// had a dialog open. Somebody may have removed it on purpose, so the tab does not store it
    /// again until the user edits it. Returns whether that is so.
    pub(super) fn notice_removal(&mut self) -> bool {
        let storage = self.storage();
        let id = self.screen.id;
        let was_away = self.now_ms.saturating_sub(self.vault.others.last_poll_ms) > AWAY_MS;
        let is_removed = was_away
            && self.vault.is_stored()
            && storage.read(&record_key(id)) == Ok(None)
            && !was_deleted(&*storage, id)
            // What is typed after the notice must not be dropped by a mark that could not be read.
            && self.unseen_clearing_ms() == Ok(None);
        if is_removed {
            let shown = Box::new(self.screen.clone().into_owned());
            self.vault.sync = SyncState::RemovedElsewhere(shown);
            self.vault.autosave = State::default();
            self.tell(Notice::RemovedElsewhere);
        }
        is_removed
    }

    /// When the user cleared this computer in another tab, unless this tab knows already, or has been
    /// cleared since.
    pub(super) fn unseen_clearing_ms(&self) -> Result<Option<i64>, StorageError> {
        let last_ms = self.vault.others.last_clear_seen_ms;
        let is_known = |at_ms: i64| {
            last_ms
                .is_some_and(|last_ms| (0..=CLEAR_MARK_MS).contains(&last_ms.saturating_sub(at_ms)))
        };
        Ok(cleared_ms(&*self.storage(), self.now)?.filter(|at_ms| !is_known(*at_ms)))
    }

    /// If the user cleared this computer in another tab, drops everything that this tab shows or
    /// remembers, and stores none of it again. Returns whether that is so.
    pub(super) fn act_on_clearing(&mut self) -> bool {
        let Ok(Some(at_ms)) = self.unseen_clearing_ms() else {
            return false;
        };
        self.vault.others.last_clear_seen_ms = Some(at_ms);
        self.forget_everything();
        self.tell(Notice::Cleared);
        true
    }

    /// Drops everything that this tab shows or remembers about records.
    pub(super) fn forget_everything(&mut self) {
        drop(self.vault.ports.tab_storage.remove(OPEN));
        self.empty_second_store();
        self.show_blank();
        self.vault.downloaded = None;
        self.vault.backup = BackupState::Discarded;
        self.update.is_everything_forgotten = true;
        self.update.is_list_changed = true;
    }
}
