//! Other tabs: what they stored, deleted or cleared meanwhile, and what that means for
//! what is open in this one.

use leptos::prelude::*;

use super::Session;
use super::persistence::stored_text;
use crate::browser::LocalStore;
use crate::vault::autosave::{Event, State};
use crate::vault::{LoadOutcome, SyncBase, clashes, cleared_ms, load, record_key, was_deleted};
use crate::words;

/// How long a tab may not look and still know what others did meanwhile, in milliseconds;
/// less than the mark of a cleared computer stands.
const AWAY_MS: i64 = 2_500;

impl Session {
    /// Another tab or window stored something, under that key or under any.
    pub(super) fn notice_other_tab(self, key: Option<&str>) {
        if key.is_none_or(|key| key == record_key(self.open_id())) {
            self.sync_from_store();
        }
        self.look_if_shown();
    }

    /// Reads the list of records again where it is shown.
    pub(super) fn look_if_shown(self) {
        if self.shelf.with_untracked(|shelf| shelf.is_shown) {
            self.look();
        }
    }

    pub(super) fn poll_store(self) {
        self.sync_from_store();
        let now_ms = (self.clock().now_ms)();
        self.mind.update_value(|mind| mind.last_poll_ms = now_ms);
    }

    /// A tab that did not look for a while, since a question stood open in it or it was
    /// asleep, cannot know whether what is gone was taken away on purpose: it is not stored
    /// again before somebody goes on with it. Says whether that is so.
    pub(super) fn is_gone_meanwhile(self) -> bool {
        let last_poll_ms = self.mind.with_value(|mind| mind.last_poll_ms);
        let was_away = (self.clock().now_ms)() - last_poll_ms > AWAY_MS;
        let is_gone = was_away
            && stored_text(self.open_id()).is_none()
            && self.seen.with_value(|seen| seen.text.is_some())
            && !was_deleted(&LocalStore, self.open_id());
        if is_gone {
            let shown = self.record.get_untracked();
            self.seen.set_value(SyncBase {
                record: shown,
                text: None,
            });
            self.mind
                .update_value(|mind| mind.is_removed_elsewhere = true);
            self.set_autosave(State::default());
            self.show_error(words::GONE);
        }
        is_gone
    }

    /// Somebody cleared this computer in another tab: nothing of what this one shows or
    /// keeps in mind is to stay, or to be stored again. Says whether that is so.
    pub(super) fn heed_clearing(self) -> bool {
        let Some(at_ms) = cleared_ms(&LocalStore, self.clock().now()) else {
            return false;
        };
        let heeded = self
            .mind
            .try_update_value(|mind| mind.last_clear_seen_ms.replace(at_ms));
        if heeded == Some(Some(at_ms)) {
            return false;
        }
        self.forget_all();
        self.show_error(words::CLEARED);
        true
    }

    /// Looks whether the open record was changed elsewhere, and shows it with whatever
    /// is not saved here yet.
    pub(super) fn sync_from_store(self) {
        if self.heed_clearing() || self.is_ready_untracked() && self.is_gone_meanwhile() {
            return;
        }
        let id = self.open_id();
        let stored = stored_text(id);
        let is_news = self.seen.with_value(|seen| seen.text != stored);
        if !is_news || !self.is_ready_untracked() {
            return;
        }
        let number = clashes(&LocalStore, id);
        if number > self.mind.with_value(|mind| mind.clashes) {
            self.show_error(words::CLASH);
        }
        self.mind.update_value(|mind| mind.clashes = number);
        if stored.is_none() && !self.differs() && was_deleted(&LocalStore, id) {
            self.begin_blank();
            self.show_error(words::DELETED_ELSEWHERE);
            return;
        }
        if stored.is_none() {
            // Another page has cleared the store: this is the only copy now.
            self.seen.update_value(|seen| seen.text = None);
        }
        if self.differs() {
            // Saving puts both together.
            self.step(Event::Changed);
            self.flush();
        } else if let Ok(LoadOutcome::Ready(record)) = load(&LocalStore, id) {
            self.show(*record, stored);
        }
    }
}
