//! Commands that hand the record over: a file, an e-mail, the clipboard, paper.

use leptos::prelude::*;

use super::{Phase, Said, Session};
use crate::browser::{self, LocalStore};
use crate::documents;
use crate::domain::Record;
use crate::format::encode;
use crate::route::Route;
use crate::storage::{Storage as _, sent_key};
use crate::words;

/// The id of the box in which the return stands when the clipboard is refused.
pub const COPY_BOX_ID: &str = "return-to-copy";

impl Session {
    /// The return as text, as it stands on the screen.
    pub fn return_text(self) -> String {
        self.flush();
        self.record.with_untracked(encode)
    }

    /// The return's file name. Changes with each save, since it names the revision.
    pub fn return_name(self) -> String {
        self.status.track();
        self.record.with_untracked(documents::file_name)
    }

    /// Hands the return over as a file.
    pub fn download_return(self) {
        let text = self.return_text();
        let name = self.record.with_untracked(documents::file_name);
        browser::download(&name, "application/json", &text);
        let record = self.record.get_untracked();
        // To know before this computer is cleared; it is no loss where there is no room.
        drop(LocalStore.write(&sent_key(record.id), &record.revision.to_string()));
        self.handed_over.set(Some(record));
    }

    /// Whether the person has the open record as a file, just as it is.
    pub(super) fn is_handed_over(self) -> bool {
        self.handed_over.with_untracked(|file| {
            self.record
                .with_untracked(|record| file.as_ref() == Some(record))
        })
    }

    /// Whether the record was changed since it was downloaded on this page.
    pub fn is_download_old(self) -> bool {
        self.status.track();
        self.handed_over.with(|file| {
            file.as_ref().is_some_and(|file| {
                self.record
                    .with_untracked(|record| file.id == record.id && file != record)
            })
        })
    }

    /// Whether the record answers another briefing than this page's: its title and
    /// partnership.
    pub fn other_briefing(self, record: &Record) -> Option<String> {
        let is_other = record.briefing.id != self.briefing().id;
        is_other
            .then(|| words::other_briefing(&record.briefing.title, &record.briefing.partnership))
    }

    /// The address that opens an e-mail to the partnership. Changes with each save,
    /// since it names the file.
    pub fn mailto(self) -> String {
        self.status.track();
        self.record.with_untracked(|record| {
            // Who collects the returns of another briefing is not known here.
            let is_other = self.other_briefing(record).is_some();
            let email = &self.briefing().email;
            documents::mailto(record, if is_other { "" } else { email })
        })
    }

    /// Puts the return on the clipboard, and calls back where that is refused.
    pub fn copy_return(self, refused: impl Fn(String) + 'static) {
        self.said.set(Said::Nothing);
        let text = self.return_text();
        let copied = text.clone();
        browser::copy_text(&copied, move |done| {
            if done {
                self.said.set(Said::Copied);
            } else {
                refused(text);
            }
        });
    }

    /// Shows the return in its box, selected.
    pub fn select_copy_box(self) {
        browser::after_frame(|| browser::select_all(COPY_BOX_ID));
    }

    /// Hands over the text that could not be opened.
    pub fn download_unopened(self) {
        let raw = self.phase.with_untracked(|phase| match phase {
            Phase::Ready => None,
            Phase::Unreadable { raw, .. } | Phase::TooNew { raw, .. } => Some(raw.clone()),
        });
        if let Some(raw) = raw {
            browser::download("record-as-stored.json", "application/json", &raw);
        }
    }

    /// Goes to a page, as following a link there would.
    pub fn go(self, route: &Route) {
        browser::set_hash(&route.to_string());
    }

    /// Opens the print dialog.
    pub fn print(self) {
        browser::print();
    }

    /// Opens the print dialog for the form with nothing in it.
    pub fn print_blank_form(self) {
        self.mind.update_value(|mind| mind.prints_blank = true);
        browser::print();
    }

    /// Whether the blank form was asked for. Once: the next time it is not.
    pub fn prints_blank(self) -> bool {
        let asked = self
            .mind
            .try_update_value(|mind| std::mem::take(&mut mind.prints_blank));
        asked == Some(true)
    }
}
