//! Commands that hand the return over: a file, an e-mail, the clipboard, paper; and what
//! the person says of it.

use leptos::prelude::*;

use super::{ErrorMessage, Phase, Session};
use crate::app::route::Route;
use crate::browser::{self, LocalStore};
use crate::export::{self, FileKind};
use crate::record::file::{decode, encode};
use crate::record::{Date, DateParts, Record, RecordId, Timestamp};
use crate::vault::{
    Event, Storage as _, StorageError, dismissed_warnings_key, record_key, submission_key,
};
use crate::words;

/// What the person said they have sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubmissionReceipt {
    /// The revision.
    pub revision: u32,
    /// The day.
    pub on: Date,
    /// The check sum of the answers.
    sum: u64,
}

impl SubmissionReceipt {
    /// As it is stored: "14 25 11 2026 1234".
    fn print(self) -> String {
        let Self { revision, on, sum } = self;
        format!("{revision} {} {} {} {sum}", on.day(), on.month(), on.year())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let revision = parts.next()?.parse().ok()?;
        let mut part = || parts.next().map(str::to_owned);
        let (day, month, year) = (part()?, part()?, part()?);
        let on = DateParts { day, month, year }.date()?;
        let sum = parts.next()?.parse().ok()?;
        Some(Self { revision, on, sum })
    }

    /// Whether these are not the answers that were sent. The revision does not tell: it
    /// stands still where nothing can be saved, and an earlier return that is opened again
    /// counts on from its own.
    pub fn is_old(self, record: &Record) -> bool {
        self.sum != sum_of(record)
    }
}

/// A check sum of a record's answers, whatever its revision and its times.
fn sum_of(record: &Record) -> u64 {
    let mut answers = record.clone();
    answers.revision = 0;
    answers.changed_at = Timestamp::from_unix_ms(0);
    fnv(&encode(&answers))
}

/// A check sum of a text, to know it again by. Source: the FNV-1a hash, 64 bits.
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Session {
    /// The return as text, as it stands on the screen.
    pub fn return_text(self) -> String {
        self.flush();
        self.record.with_untracked(encode)
    }

    /// How many changes were saved.
    pub fn revision(self) -> u32 {
        self.status.track();
        self.record.with_untracked(|record| record.revision)
    }

    /// The return's file name. Changes with each save, since it names the revision.
    pub fn return_name(self) -> String {
        self.status.track();
        self.record.with_untracked(export::file_name)
    }

    /// Hands the return over as a file.
    pub fn download_return(self) {
        let text = self.return_text();
        self.hand_over(FileKind::Json, text.as_bytes());
        self.note_handed_over();
    }

    /// The person has the record as a file, as it stands on the screen.
    pub(super) fn note_handed_over(self) {
        self.dispatch(Event::Downloaded);
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
        let to = untrack(|| self.send_to());
        self.record
            .with_untracked(|record| export::mailto(record, &to))
    }

    /// Where the return goes. Who collects those of another briefing is not known here.
    pub fn send_to(self) -> String {
        let is_other = self
            .record
            .with(|record| self.other_briefing(record).is_some());
        if is_other {
            String::new()
        } else {
            self.briefing().email.clone()
        }
    }

    /// Puts a text on the clipboard, and says whether it is there.
    pub fn copy(self, text: &str, then: impl FnOnce(bool) + 'static) {
        browser::copy_text(text, then);
    }

    /// Shows the text in the box of that id, selected.
    pub fn select_box(self, id: &'static str) {
        browser::after_frame(move || browser::select_all(id));
    }

    /// What the person said they have sent of this record.
    pub fn posted(self) -> Option<SubmissionReceipt> {
        self.posted
            .with(|posted| SubmissionReceipt::parse(posted.as_ref()?))
    }

    /// What the person said they have sent of the record of that id, and whether what is
    /// stored of it now is something else.
    pub fn posted_of(self, id: RecordId) -> Option<(SubmissionReceipt, bool)> {
        if !self.is_started() {
            return None;
        }
        let read = |key: &str| LocalStore.read(key).ok().flatten();
        let posted = SubmissionReceipt::parse(&read(&submission_key(id))?)?;
        let record = decode(read(&record_key(id))?.as_bytes()).ok()?;
        Some((posted, posted.is_old(&record)))
    }

    /// Whether the record was changed since the person sent it.
    pub fn is_posted_old(self) -> bool {
        self.record
            .with(|record| self.posted().is_some_and(|posted| posted.is_old(record)))
    }

    /// Notes that the return was sent today, as it stands on the screen; or that it was not.
    pub fn note_posted(self, is_sent: bool) {
        self.flush();
        let on = self.clock().today().filter(|_| is_sent);
        let posted = on.map(|on| {
            self.record.with_untracked(|record| {
                let (revision, sum) = (record.revision, sum_of(record));
                SubmissionReceipt { revision, on, sum }.print()
            })
        });
        if note_beside(&submission_key(self.open_id()), posted.as_deref()).is_err() {
            self.tell(ErrorMessage::NoteNotStored);
        }
        self.posted.set(posted);
    }

    /// What is kept on this device beside the open record.
    pub fn recall_beside(self) {
        if !self.is_started() {
            return;
        }
        self.recall_read();
        let id = self.open_id();
        for (key, shown) in [
            (submission_key(id), self.posted),
            (dismissed_warnings_key(id), self.left),
        ] {
            let stored = LocalStore.read(&key).ok().flatten();
            if shown.with_untracked(|shown| *shown != stored) {
                shown.set(stored);
            }
        }
    }

    /// Hands over the text that could not be opened.
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

/// Keeps a note beside a record.
///
/// # Errors
///
/// When the store fails.
pub(super) fn note_beside(key: &str, note: Option<&str>) -> Result<(), StorageError> {
    match note {
        Some(note) => LocalStore.write(key, note),
        None => LocalStore.remove(key),
    }
}
