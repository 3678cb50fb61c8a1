//! The start, and the backup that is read after it.

use std::rc::Rc;

use super::{BackupState, Notice, Phase, SyncState, Turn};
use crate::record::RecordId;
use crate::record::file::{decode, encode};
use crate::vault::autosave::Event;
use crate::vault::erasure::{obey_erasures, split_erased};
use crate::vault::keys::WaitingKey;
use crate::vault::{
    LoadOutcome, OPEN, RECORDS, Reason, StorageError, SyncBase, list, load, missing_from_backup,
    move_to_trash, record_key, removal_key, restore_backup,
};

/// How long the start waits for the backup, in milliseconds. It answers within a few dozen, unless the
/// disk is slow or another program holds it up.
const BACKUP_WAIT_MS: i64 = 5_000;

impl Turn<'_> {
    /// Waits for the backup before anything is opened.
    pub(super) fn start(&mut self) -> bool {
        // If another tab has just cleared this computer, there is nothing here to forget.
        self.vault.others.last_clear_seen_ms = self.unseen_clearing_ms().ok().flatten();
        self.vault.phase = Phase::Starting;
        self.vault.backup = BackupState::Awaited { opened: None };
        self.update.wake_at_ms = Some(self.now_ms.saturating_add(BACKUP_WAIT_MS));
        self.vault.others.last_poll_ms = self.now_ms;
        true
    }

    /// The timer went off: the backup has taken too long, or saving is due.
    pub(super) fn wake(&mut self) -> bool {
        if self.is_starting() {
            self.end_start();
            let opened = Some(Box::new(self.vault.sync_base()));
            self.vault.backup = BackupState::Awaited { opened };
        }
        self.step(Event::Tick)
    }

    /// Opens what was open last: there is no backup to wait for.
    pub(super) fn go_on_without_backup(&mut self) -> bool {
        if self.is_starting() {
            self.end_start();
        }
        self.vault.backup = BackupState::Settled;
        true
    }

    /// Opens what was open last.
    fn end_start(&mut self) {
        self.vault.phase = Phase::Ready;
        self.open_last();
        self.update.is_list_changed = true;
    }

    fn open_last(&mut self) {
        match self.last_open() {
            Ok(Some(id)) => {
                self.open(id);
            }
            Ok(None) => self.settle(None),
            Err(error) => self.refuse(error),
        }
    }

    /// The record to open at the start: this tab's, this device's last, or the one changed last.
    fn last_open(&self) -> Result<Option<RecordId>, StorageError> {
        let storage = self.storage();
        let in_tab = self.vault.ports.tab_storage.read(OPEN).ok().flatten();
        let remembered = in_tab.or_else(|| storage.read(OPEN).ok().flatten());
        if let Some(id) = remembered.as_deref().and_then(RecordId::parse)
            && load(&*storage, id)? != LoadOutcome::Empty
        {
            return Ok(Some(id));
        }
        // Texts that cannot be read are last in the list. If there is nothing else, the user has
        // to be told of them.
        let newest = list(&*storage)?
            .iter()
            .find_map(|entry| RecordId::parse(entry.key.strip_prefix(RECORDS)?));
        Ok(newest)
    }

    /// Obeys the erasures noted in the backup and restores what is newer there, now that it has been
    /// read, and opens what was open last.
    pub(super) fn restore_from_backup(&mut self, copies: &[(String, String)]) -> bool {
        self.act_on_clearing();
        if self.vault.backup == BackupState::Discarded {
            return self.fill_backup(copies, &[]);
        }
        let is_starting = self.is_starting();
        let (erased, copies) = split_erased(&*self.storage(), copies, self.now);
        for (key, _) in erased {
            self.vault.ports.backup.copy(&key, None);
        }
        let copies = &copies[..];
        // Where this fails, the next start tries again.
        let backup = Rc::clone(&self.vault.ports.backup);
        drop(obey_erasures(&*self.storage(), &*backup, copies, self.now));
        let opened = match std::mem::replace(&mut self.vault.backup, BackupState::Settled) {
            BackupState::Awaited { opened } => opened,
            BackupState::Settled | BackupState::Discarded => None,
        };
        self.forget_erased(opened.as_deref());
        let is_continued = opened.is_some_and(|opened| self.continue_from_backup(*opened, copies));
        let restored = restore_backup(&*self.storage(), copies, self.now);
        // What only the backup has must not be overwritten there. Copy it to a key in the trash,
        // under which it is restored once there is room.
        for (key, text) in copies.iter().filter(|(key, _)| restored.left.contains(key)) {
            if let Some(spare_key) = removal_key(key, self.now) {
                self.vault.ports.backup.copy(&spare_key, Some(text));
            }
        }
        self.forget_waiting(copies, &restored.left);
        self.fill_backup(copies, &restored.left);
        let mut shown = None;
        let is_untouched = self.vault.sync == SyncState::New && self.is_saved();
        if is_starting {
            self.end_start();
            shown = self.open_waiting(copies, &restored.left);
        } else if restored.changed && (is_untouched || !self.is_ready()) {
            self.open_last();
        } else if restored.changed || is_continued {
            self.sync_from_store();
        }
        self.update.is_list_changed = true;
        if restored.waited_apart {
            self.tell(Notice::WaitedApart);
        } else if restored.diverged {
            self.tell(Notice::Conflict);
        }
        let is_shown = |key: &String| shown.is_some() && WaitingKey::parse(key) == shown;
        if !restored.left.iter().all(is_shown) {
            self.tell(Notice::BackupNotRestored);
        }
        self.step(Event::Tick)
    }

    /// If the record that was `opened` without the backup turns out to have been removed for good, closes
    /// it. What was typed since is kept.
    fn forget_erased(&mut self, opened: Option<&SyncBase>) {
        let is_as_opened = opened.is_some_and(|opened| {
            opened.record.id == self.screen.id && opened.text.as_deref() == self.vault.sync.text()
        });
        if is_as_opened
            && self.vault.is_stored()
            && self.is_saved()
            && self.storage().read(&record_key(self.screen.id)) == Ok(None)
        {
            self.show_blank();
        }
    }

    /// If this tab saved before the backup was read, and the backup has a later state than what
    /// was opened, stores that state, so that both are merged as if another tab had saved it.
    /// Returns whether it did.
    fn continue_from_backup(&mut self, opened: SyncBase, copies: &[(String, String)]) -> bool {
        // What another tab has saved since should be on the screen before it is replaced.
        self.sync_from_store();
        let id = opened.record.id;
        let text = self.vault.sync.text();
        if id != self.screen.id || text == opened.text.as_deref() {
            return false;
        }
        let key = record_key(id);
        let is_later = |copy: &str| {
            decode(copy.as_bytes())
                .is_ok_and(|copy| copy.id == id && copy.revision > opened.record.revision)
        };
        let copy = copies.iter().find(|(of, _)| *of == key);
        let Some((_, copy)) = copy.filter(|(_, copy)| text != Some(copy) && is_later(copy)) else {
            return false;
        };
        // What was opened may have had something that the backup lacks: a tab that started before
        // this one may have saved, too.
        let storage = self.storage();
        let ours = encode(&self.screen);
        // While somebody types here, what another tab has stored need not be on the screen.
        let theirs = self.stored_text().filter(|stored| text != Some(stored));
        let keep =
            |text: &String| move_to_trash(&*storage, id, text, Reason::Removal, self.now).is_ok();
        if !theirs.iter().chain([&ours]).all(keep) || storage.write(&key, copy).is_err() {
            return false;
        }
        self.vault.base = opened.record;
        self.vault.sync = opened.text.map_or(SyncState::New, SyncState::Stored);
        true
    }

    /// Another page deleted the backup: copies everything to the new one, and what waited there.
    pub(super) fn refill_backup(&mut self, copies: &[(String, String)]) -> bool {
        self.lose_second_store();
        self.fill_backup(copies, &[])
    }

    /// Copies to the backup what is missing or different there, except under the keys in `left`,
    /// whose texts only the backup has.
    pub(super) fn fill_backup(&mut self, copies: &[(String, String)], left: &[String]) -> bool {
        for (key, text) in missing_from_backup(&*self.storage(), copies).unwrap_or_default() {
            if !left.contains(&key) {
                self.vault.ports.backup.copy(&key, Some(&text));
            }
        }
        true
    }
}
