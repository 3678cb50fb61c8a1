//! Leaving: a shared computer that is to be cleared, and a browser that is asked to keep
//! what it has.

use leptos::prelude::*;

use super::Session;
use super::clock::later;
use crate::browser::{self, LocalStore};
use crate::vault::{
    CLEAR_MARK_MS, CLEARED, Content, Storage as _, clear, cleared_ms, not_downloaded, ours,
    read_progress_key, trashed_records,
};
use crate::words;

impl Session {
    /// Takes everything of ours out of this browser, once the person has said yes to what
    /// would be lost. Returns whether they did.
    pub fn clear_this_computer(self) -> bool {
        if !self.let_go() {
            return false;
        }
        // While the question stands, another tab may begin a record that it does not name.
        let mut asked = None;
        loop {
            let question = clear_question();
            if asked.as_ref() == Some(&question) {
                break;
            }
            if !browser::confirm(&question) {
                return false;
            }
            asked = Some(question);
        }
        let cleared = clear(&LocalStore, self.clock().now());
        let mark = cleared_ms(&LocalStore, self.clock().now());
        self.mind.update_value(|mind| {
            mind.cleared = true;
            mind.last_clear_seen_ms = mark;
        });
        self.forget_all();
        browser::forget_copies(move |done| {
            let is_clear = done && cleared.is_ok() && !is_left();
            self.show_error(if is_clear {
                words::CLEARED
            } else {
                words::NOT_CLEARED
            });
            // What is typed from now on is copied again.
            browser::open_copies(|_| {});
            self.look();
        });
        let unmark = move || {
            // Another tab may have been in the middle of something, unless it is this one
            // in which somebody has begun anew.
            if is_left() && self.seen.with_value(|seen| seen.text.is_none()) {
                self.show_error(words::NOT_CLEARED);
            }
            drop(LocalStore.remove(CLEARED));
        };
        later(Box::new(unmark), CLEAR_MARK_MS.unsigned_abs());
        true
    }

    /// Lets go of everything that this tab shows or keeps in mind of records.
    pub(super) fn forget_all(self) {
        browser::forget_tab();
        self.begin_blank();
        self.undo_stack.clear();
        self.forget_arriving();
        self.downloads.clear();
        self.look_if_shown();
    }

    /// Asks the browser not to clear away by itself what is kept here, and says what it
    /// answers.
    pub fn ask_to_persist(self) {
        browser::persist(move |granted| {
            self.show_error(if granted {
                words::PERSISTED
            } else {
                words::NOT_PERSISTED
            });
        });
    }

    /// What a crash of the browser would cost, in a sentence.
    pub fn copies_said(self) -> &'static str {
        match browser::copies() {
            browser::Copies::LoadOutcome | browser::Copies::Refused => words::ONE_COPY,
            browser::Copies::Kept => words::TWO_COPIES,
        }
    }
}

/// Whether anything of ours is kept in this browser but which segments were read.
fn is_left() -> bool {
    ours(&LocalStore).is_ok_and(|keys| keys.iter().any(|key| *key != read_progress_key(None)))
}

/// What is asked before everything goes: it names what nobody has as a file.
fn clear_question() -> String {
    let names = not_downloaded(&LocalStore).unwrap_or_default();
    let names = names.iter().map(|entry| match &entry.content {
        Content::Ready(summary) => words::record_name(summary),
        Content::Unreadable { .. } | Content::TooNew { .. } => words::UNREADABLE.to_owned(),
    });
    let names: Vec<String> = names.collect();
    let trashed_records = trashed_records(&LocalStore).unwrap_or_default();
    let trashed_records = trashed_records
        .iter()
        .filter(|aside| !aside.reason.is_version());
    words::clear_question(&names, trashed_records.count())
}
