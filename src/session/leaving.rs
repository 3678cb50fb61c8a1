//! Leaving: a shared computer that is to be cleared, and a browser that is asked to keep
//! what it has.

use leptos::prelude::*;

use super::Session;
use crate::browser::{self, LocalStore};
use crate::storage::{CLEARED, Content, PREFIX, Storage as _, clear, not_handed_over};
use crate::words;

/// How long other tabs have to notice that this computer was cleared, in milliseconds.
const MARK_MS: u64 = 3_000;

impl Session {
    /// Takes everything of ours out of this browser, once the person has said yes to what
    /// would be lost.
    pub fn clear_this_computer(self) {
        if !self.let_go() {
            return;
        }
        let names = not_handed_over(&LocalStore).unwrap_or_default();
        let names = names.iter().map(|entry| match &entry.content {
            Content::Ready(summary) => words::record_name(summary),
            Content::Unreadable { .. } | Content::TooNew { .. } => words::UNREADABLE.to_owned(),
        });
        if !browser::confirm(&words::clear_question(&names.collect::<Vec<_>>())) {
            return;
        }
        let cleared = clear(&LocalStore);
        self.mind.update_value(|mind| mind.cleared = true);
        self.forget_all();
        browser::forget_copies(move |done| {
            // Another tab may have been in the middle of something.
            let is_left = LocalStore.keys().is_ok_and(|keys| {
                (keys.iter()).any(|key| key.starts_with(PREFIX) && key != CLEARED)
            });
            let is_clear = done && cleared.is_ok() && !is_left;
            self.tell(if is_clear {
                words::CLEARED
            } else {
                words::NOT_CLEARED
            });
            // What is typed from now on is copied again.
            browser::open_copies(|_| {});
            self.look();
        });
        let unmark = move || drop(LocalStore.remove(CLEARED));
        set_timeout(unmark, std::time::Duration::from_millis(MARK_MS));
    }

    /// Lets go of everything that this tab shows or keeps in mind of records.
    pub(super) fn forget_all(self) {
        browser::forget_tab();
        self.begin_blank();
        self.dismiss();
        self.forget_arriving();
        self.handed_over.set(None);
        self.look_if_shown();
    }

    /// Asks the browser not to clear away by itself what is kept here, and says what it
    /// answers.
    pub fn ask_to_persist(self) {
        browser::persist(move |granted| {
            self.tell(if granted {
                words::PERSISTED
            } else {
                words::NOT_PERSISTED
            });
        });
    }

    /// What a crash of the browser would cost, in a sentence.
    pub fn copies_said(self) -> &'static str {
        match browser::copies() {
            browser::Copies::Refused => words::ONE_COPY,
            browser::Copies::Opening | browser::Copies::Kept => words::TWO_COPIES,
        }
    }
}
