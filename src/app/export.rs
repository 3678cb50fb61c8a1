//! Commands that make something to take away of the record: a Word file, reminders, a
//! draft of an e-mail, a copy that opens itself, plain text. And the copy that this page is.

use std::sync::Arc;

use leptos::prelude::*;

use super::record_list::ARRIVING_HASH;
use super::submission::{fnv, note_beside};
use super::{Phase, Session};
use crate::browser::{self, LocalStore};
use crate::export::{self, FileKind, FormDocument};
use crate::record::Record;
use crate::record::file::{self, DecodeError};
use crate::screening::{Detail, personal_details};
use crate::vault::{self, ImportComparison, dismissed_warnings_key};
use crate::words;

/// The record that this page is a copy of.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyHere {
    text: String,
    /// The record, or why the text is none.
    pub record: Result<Record, DecodeError>,
}

impl CopyHere {
    /// What stands in the page in the place for a record; nothing where it is empty.
    pub fn new(text: String) -> Option<Self> {
        let record = file::decode(text.as_bytes());
        (!text.trim().is_empty()).then_some(Self { text, record })
    }
}

impl Session {
    /// The form with the open record's answers.
    pub fn paper(self) -> FormDocument {
        self.record.with_untracked(|record| self.paper_of(record))
    }

    /// The form with a record's answers.
    pub fn paper_of(self, record: &Record) -> FormDocument {
        FormDocument::new(record, &self.briefing())
    }

    /// Hands a file over that was made of the record.
    pub(super) fn hand_over(self, kind: FileKind, content: &[u8]) {
        let name = (self.record).with_untracked(|record| export::file_name_of(record, kind));
        browser::download(&name, kind.media_type(), content);
    }

    /// What the form is called where it is printed into a file.
    pub fn print_name(self, record: &Record) -> String {
        let name = export::file_name(record);
        let stem = name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
        stem.unwrap_or(name)
    }

    /// Hands the form over as a Word file.
    pub fn download_word(self) {
        self.flush();
        self.hand_over(FileKind::Docx, &export::word(&self.paper()));
    }

    /// The reminders; none where no action has a real date.
    fn calendar(self) -> Option<String> {
        let notice = &self.briefing().keep_a_copy;
        (self.record).with_untracked(|record| export::calendar(record, notice))
    }

    /// Whether an action has a real date.
    pub fn has_reminders(self) -> bool {
        self.record.with(|record| {
            let dates = record.actions.iter().map(|row| row.by_when.date());
            dates.flatten().next().is_some()
        })
    }

    /// Hands the reminders over for a calendar.
    pub fn download_calendar(self) {
        self.flush();
        if let Some(calendar) = self.calendar() {
            self.hand_over(FileKind::Ics, calendar.as_bytes());
        }
    }

    /// Hands over a draft of the e-mail, with the return and the Word file in it.
    pub fn download_draft(self) {
        let json = self.return_text();
        let paper = self.paper();
        let word = export::word(&paper);
        let body = words::draft_body(&export::text(&paper));
        let to = self.send_to();
        let draft =
            (self.record).with_untracked(|record| export::draft(record, &to, &json, &word, &body));
        self.hand_over(FileKind::Eml, &draft);
        self.note_handed_over();
    }

    /// As what kind of file this device can share the return.
    pub fn shared_kind(self) -> Option<FileKind> {
        // Where there is no browser, there is nothing to share with. Some devices know no .json.
        let kinds = [FileKind::Json, FileKind::Txt].into_iter();
        let mut kinds = kinds.filter(|_| self.is_started());
        kinds.find(|kind| {
            browser::can_share(&format!("return.{}", kind.ending()), kind.media_type())
        })
    }

    /// Opens the device's own list of what the return can be shared with.
    pub fn share_return(self, kind: FileKind) {
        let text = self.return_text();
        let name = (self.record).with_untracked(|record| export::file_name_of(record, kind));
        browser::share(&name, kind.media_type(), text.as_bytes());
    }

    /// Hands over this page with the record in it, and says whether it could.
    pub fn download_copy(self, then: impl FnOnce(bool) + 'static) {
        self.flush();
        let record = self.record.get_untracked();
        let paper = self.paper_of(&record);
        browser::source(move |source| {
            let page = source.and_then(|source| export::page(&source, &record, &paper));
            let name = export::file_name_of(&record, FileKind::Html);
            then(page.is_some_and(|page| {
                browser::download(&name, FileKind::Html.media_type(), page.as_bytes())
            }));
        });
    }

    /// The form as plain text.
    pub fn plain_text(self) -> String {
        self.flush();
        export::text(&self.paper())
    }

    /// What the page has in the place for a record. Asked before the session starts.
    pub fn set_copy_here(self, text: Option<String>) {
        let copy = text.and_then(CopyHere::new).map(Arc::new);
        self.copy_here.set_value(copy);
    }

    /// The record that this page is a copy of, where it is one.
    pub fn copy_here(self) -> Option<Arc<CopyHere>> {
        self.copy_here.get_value()
    }

    /// Hands over the text that stands in the place for the record of this copy.
    pub fn download_copy_text(self) {
        if let Some(copy) = self.copy_here() {
            let text = copy.text.as_bytes();
            browser::download("record-as-stored.json", "application/json", text);
        }
    }

    /// Whether the open record is another than the one that this page is a copy of.
    pub fn is_not_the_copy(self) -> bool {
        let open = self.record.with(|record| record.id);
        let copy = self.copy_here();
        copy.is_some_and(|copy| copy.record.as_ref().map(|it| it.id) != Ok(open))
    }

    /// The other state of this copy's record that is on this device, where there is one.
    pub fn other_than_copy(self, record: &Record) -> Option<Record> {
        match vault::compare_import(&LocalStore, record) {
            Ok(ImportComparison::Different { here }) => Some(*here),
            _ => None,
        }
    }

    /// Brings the record of this copy to the ones on this device, as a return that
    /// arrives: what is here already is shown beside it, and nothing changes before the
    /// person has chosen.
    pub fn continue_here(self) {
        if let Some(copy) = self.copy_here() {
            browser::set_hash(ARRIVING_HASH);
            self.trouble.set(None);
            self.consider(words::THIS_COPY.to_owned(), copy.text.as_bytes(), None);
        }
    }

    /// What looks like a child's or family's details in the open record, and how much of it
    /// is to be left as it is and not in the list.
    pub fn possible_details(self, record: &Record) -> (Vec<Detail>, usize) {
        if !self.phase.with(|phase| *phase == Phase::Ready) {
            return (Vec::new(), 0);
        }
        let mut details = personal_details(record);
        let all = details.len();
        self.left.with(|left| {
            let is_left = |detail: &Detail| {
                let mark = mark(detail);
                let marks = left.iter().flat_map(|left| left.split(' '));
                marks.into_iter().any(|it| it == mark)
            };
            details.retain(|detail| !is_left(detail));
        });
        let left = all - details.len();
        (details, left)
    }

    /// Remembers that a text is no such detail, or is to stay. For this visit at least,
    /// where nothing can be kept.
    pub fn leave(self, detail: &Detail) {
        // Another tab may have left something meanwhile.
        self.recall_beside();
        let before = self.left.get_untracked().map(|left| left + " ");
        let left = before.unwrap_or_default() + &mark(detail);
        drop(note_beside(
            &dismissed_warnings_key(self.open_id()),
            Some(&left),
        ));
        self.left.set(Some(left));
    }

    /// Shows all of them again.
    pub fn leave_none(self) {
        drop(note_beside(&dismissed_warnings_key(self.open_id()), None));
        self.left.set(None);
    }
}

/// What is remembered of a text: not the text, which would be one more copy of it.
fn mark(detail: &Detail) -> String {
    format!("{:x}", fnv(&detail.text))
}
