//! Commands that pages still give to the session, each in one line: what they reach has a place of its
//! own by now.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Downloads, Phase, Session, StandaloneCopy};
use crate::app::route::Route;
use crate::browser::{self, LocalStore};
use crate::record::file::decode;
use crate::record::{Record, RecordId};
use crate::vault::{Storage as _, SubmissionReceipt, record_key};
use crate::words;

impl Session {
    /// Downloads the return.
    pub fn download_return(self) {
        Downloads::new(self).download_return();
    }

    /// Reads what is kept beside the record that was just opened. What other contexts keep there they
    /// read themselves.
    pub(super) fn recall_beside(self) {
        self.read_progress.reload();
    }

    /// Whether the record answers another briefing than this page's: its title and partnership.
    pub fn other_briefing(self, record: &Record) -> Option<String> {
        let is_other = record.briefing.id != self.briefing().id;
        is_other
            .then(|| words::other_briefing(&record.briefing.title, &record.briefing.partnership))
    }

    /// What the person said they have sent of the record of that id, and whether what is stored of it
    /// now is something else.
    pub fn posted_of(self, id: RecordId) -> Option<(SubmissionReceipt, bool)> {
        if !self.is_started() {
            return None;
        }
        let receipt = SubmissionReceipt::load(&LocalStore, id).ok()??;
        let stored = LocalStore.read(&record_key(id)).ok()??;
        let record = decode(stored.as_bytes()).ok()?;
        Some((receipt, receipt.is_old(&record)))
    }

    /// Downloads the text that could not be opened.
    pub fn download_unopened(self) {
        let raw = self.phase.with_untracked(|phase| match phase {
            Phase::Ready => None,
            Phase::Unreadable { raw, .. } | Phase::TooNew { raw, .. } => Some(raw.clone()),
        });
        if let Some(raw) = raw {
            browser::download("record-as-stored.json", "application/json", raw.as_bytes());
        }
    }

    /// Goes to a page, as following a link there would.
    pub fn go(self, route: &Route) {
        browser::set_hash(&route.to_string());
    }

    /// Opens the print dialog for the form with nothing in it.
    pub fn print_blank_form(self) {
        self.printing.print_blank_form();
    }

    /// Takes over what the page has in its place for a record. Before the session starts.
    pub fn set_copy_here(self, json: Option<String>) {
        let copy = json.and_then(StandaloneCopy::new).map(Arc::new);
        self.copy_here.set_value(copy);
    }

    /// The record that this page is a copy of, where it is one.
    pub fn copy_here(self) -> Option<Arc<StandaloneCopy>> {
        self.copy_here.get_value()
    }

    /// Whether the open record is another than the one that this page is a copy of.
    pub fn is_not_the_copy(self) -> bool {
        let copy = self.copy_here();
        copy.is_some_and(|copy| self.record.with(|record| copy.is_other(record)))
    }
}
