//! Leaving a shared computer.

use leptos::prelude::*;

use super::clock::later;
use super::{Persistence, Returns};
use crate::browser;
use crate::vault::{CLEAR_MARK_MS, ClearQuestion, Content, Event, Outcome};
use crate::words;

/// Removes everything of ours from this browser, once the user has agreed to what would be lost, and
/// closes all returns. Does nothing if they did not, or if the open record could not be saved.
pub fn clear_device(persistence: Persistence, returns: Returns) {
    if persistence.dispatch(Event::MakeWay) != Outcome::Done {
        return;
    }
    // While the dialog is open, another tab may begin a record that the question does not name.
    let mut asked = None;
    loop {
        let question = persistence.clear_question();
        if asked.as_ref() == Some(&question) {
            break;
        }
        if !browser::confirm(&question_text(&question)) {
            return;
        }
        asked = Some(question);
    }
    persistence.dispatch(Event::Clear);
    let remove_mark = move || {
        persistence.dispatch(Event::ClearMarkExpired);
    };
    later(Box::new(remove_mark), CLEAR_MARK_MS.unsigned_abs());
    returns.close_all();
    returns.expected.set(String::new());
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
