//! Leaving a shared computer, and asking the browser to keep what it has.

use leptos::prelude::*;

use super::clock::later;
use super::{ErrorMessage, Session};
use crate::browser;
use crate::vault::{CLEAR_MARK_MS, ClearQuestion, Content, Event, Outcome};
use crate::words;

impl Session {
    /// Removes everything of ours from this browser, once the user has agreed to what would be
    /// lost. Returns whether they have.
    pub fn clear_this_computer(self) -> bool {
        if !self.let_go() {
            return false;
        }
        // While the question is open, another tab may begin a record that it does not name.
        let mut asked = None;
        loop {
            let question = self.vault.with_value(crate::vault::Vault::clear_question);
            if asked.as_ref() == Some(&question) {
                break;
            }
            if !browser::confirm(&question_text(&question)) {
                return false;
            }
            asked = Some(question);
        }
        let is_cleared = self.dispatch(Event::Clear) == Outcome::Done;
        browser::forget_copies(move |is_backup_cleared| {
            self.dispatch(Event::BackupCleared {
                is_done: is_backup_cleared && is_cleared,
            });
            // What is typed from now on is copied again.
            browser::open_copies(move |copies| {
                self.dispatch(Event::BackupLoaded(copies));
            });
        });
        let remove_mark = move || {
            self.dispatch(Event::ClearMarkExpired);
        };
        later(Box::new(remove_mark), CLEAR_MARK_MS.unsigned_abs());
        true
    }

    /// Asks the browser not to clear away by itself what is kept here, and says what it
    /// answers.
    pub fn ask_to_persist(self) {
        browser::persist(move |granted| {
            self.show_error(ErrorMessage::Persistence {
                is_granted: granted,
            });
        });
    }

    /// What a crash of the browser would cost, in a sentence.
    pub fn copies_said(self) -> &'static str {
        match browser::copies() {
            browser::Copies::Opening | browser::Copies::Refused => words::ONE_COPY,
            browser::Copies::Kept => words::TWO_COPIES,
        }
    }
}

/// The question in words.
fn question_text(question: &ClearQuestion) -> String {
    let names = question.not_downloaded.iter().map(|content| match content {
        Content::Ready(summary) => words::record_name(summary),
        Content::Unreadable { .. } | Content::TooNew { .. } => words::UNREADABLE.to_owned(),
    });
    let names: Vec<String> = names.collect();
    words::clear_question(&names, question.trashed)
}
