//! Commands on the returns of many teams.
//!
//! They are kept in this tab's memory and nowhere else: what a partnership opens here is
//! neither stored in the browser nor mixed with anybody's own records.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;

use super::{ErrorMessage, Session};
use crate::app::route::{Page, Route, parse};
use crate::browser::{self, File, FileText, Unread};
use crate::returns::{
    Checkpoint, Collated, FilteredReturns, ImportError, Importer, MAX_FILE_BYTES, Register, Sheet,
    ndjson, sheets, workbook,
};

/// The id of the input with which returns are chosen.
pub const RETURNS_INPUT_ID: &str = "returns-files";

/// The id of the input with which a folder of returns is chosen.
pub const RETURNS_FOLDER_ID: &str = "returns-folder";

/// How many of those that read there are: while what one got is looked at, the browser
/// brings the others theirs.
const READERS: usize = 3;

/// How many returns each takes at a time.
const AT_A_TIME: usize = 32;

/// For how long a file with many returns in it is looked into before the page has its turn,
/// in milliseconds.
const TURN_MS: i64 = 12;

/// How often it is told how many were read, in milliseconds.
const TELL_EVERY_MS: i64 = 100;

/// Files that are being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How many have been.
    pub read: usize,
    /// Of how many.
    pub of: usize,
}

/// Where returns are opened.
#[derive(Default)]
pub(super) struct ImportQueue {
    register: Register,
    /// What was not read yet.
    waiting: VecDeque<File>,
    reading: Reading,
    /// Which time it is that files are read: what belongs to one that was cancelled has
    /// nothing more to say.
    time: usize,
    /// How much was in the register before, while files are read.
    before: Option<Checkpoint>,
    /// How many of those that read are still at it.
    active_readers: usize,
    told_ms: i64,
}

impl Session {
    /// Takes in the returns that were chosen in the input of that id.
    pub fn take_in_chosen(self, input_id: &str) {
        self.take_in(browser::Dropped {
            files: browser::chosen_files(input_id),
            ..browser::Dropped::default()
        });
    }

    /// Takes in what is among files, besides what is there already.
    pub(super) fn take_in(self, came: browser::Dropped) {
        let browser::Dropped { files, missed } = came;
        if files.is_empty() && missed.is_empty() {
            return;
        }
        self.trouble.set(None);
        let is_first = self.with_queue(|desk| {
            let is_first = desk.before.is_none();
            if is_first {
                desk.before = Some(desk.register.mark());
                desk.reading = Reading::default();
            }
            desk.reading.of += files.len() + missed.len();
            desk.reading.read += missed.len();
            for name in missed {
                desk.register.reject(name, ImportError::Unread);
            }
            desk.waiting.extend(files);
            is_first
        });
        self.tell_reading();
        if is_first {
            self.start_reading();
        }
    }

    fn with_queue<T: Default>(self, act: impl FnOnce(&mut ImportQueue) -> T) -> T {
        self.desk.try_update_value(act).unwrap_or_default()
    }

    fn start_reading(self) {
        let time = self.with_queue(|desk| {
            desk.active_readers = READERS;
            desk.time
        });
        for _ in 0..READERS {
            browser::spawn_local(self.read_on(time));
        }
    }

    /// Reads one file after the other, until none is waiting.
    async fn read_on(self, time: usize) {
        loop {
            let files = self.with_queue(|desk| desk.next(time));
            if files.is_empty() {
                break;
            }
            for read in browser::read_some(files, MAX_FILE_BYTES).await {
                let FileText { name, content } = read;
                let why = match content {
                    Ok(bytes) => {
                        self.take_apart(Importer::of(name, bytes), time).await;
                        None
                    }
                    Err(Unread::TooLarge(_)) => Some((name, ImportError::TooLarge)),
                    Err(Unread::Failed) => Some((name, ImportError::Unread)),
                };
                let now_ms = browser::now_ms();
                if self.with_queue(|desk| desk.note(time, why, now_ms)) {
                    self.tell_reading();
                }
            }
        }
        if self.with_queue(|desk| desk.is_last(time)) {
            self.finish_reading(time).await;
        }
    }

    async fn take_apart(self, mut intake: Importer, time: usize) {
        let mut until_ms = browser::now_ms() + TURN_MS;
        while self.with_queue(|desk| desk.time == time && intake.step(&mut desk.register)) {
            if browser::now_ms() >= until_ms {
                browser::pause().await;
                until_ms = browser::now_ms() + TURN_MS;
            }
        }
    }

    fn tell_reading(self) {
        let reading = self.with_queue(|desk| desk.reading);
        self.reading.set(Some(reading));
    }

    async fn finish_reading(self, time: usize) {
        browser::pause().await;
        let briefing = self.briefing();
        let collated = self.with_queue(|desk| {
            let is_time = desk.time == time;
            is_time.then(|| desk.register.collate(&briefing.id))
        });
        // What it takes to show them is another turn's.
        browser::pause().await;
        let Some(collated) = collated.filter(|_| self.with_queue(|desk| desk.time == time)) else {
            return;
        };
        let is_all = self.with_queue(|desk| {
            let is_all = desk.waiting.is_empty();
            if is_all {
                desk.before = None;
            }
            is_all
        });
        if is_all {
            self.collated.set(Arc::new(collated));
            self.reading.set(None);
        } else {
            // More came in meanwhile.
            self.start_reading();
        }
    }

    /// Stops reading. None of the files that were being read is taken in.
    pub fn cancel_reading(self) {
        self.with_queue(|desk| {
            desk.waiting.clear();
            desk.time += 1;
            if let Some(before) = desk.before.take() {
                desk.register.rollback(before);
            }
        });
        if self.reading.get_untracked().is_some() {
            self.reading.set(None);
            self.tell(ErrorMessage::ReadingCancelled);
        }
    }

    /// Whether there are returns to look at.
    pub fn has_returns(self) -> bool {
        (self.collated).with_untracked(|it| !it.counting.is_empty())
    }

    /// Writes into the address what is asked for of the returns, while they are looked at and
    /// it says what it `was`: somebody may have gone elsewhere in this very moment.
    pub fn ask_of_returns(self, was: &str, query: &str) {
        if asked_of_returns().is_some_and(|now| now == was) {
            let route = Route::with_query(Page::Returns, query.to_owned());
            browser::replace_hash(&route.to_string());
        }
    }

    /// Lets go of all returns, once the person has said yes.
    pub fn forget_returns(self, question: &str) {
        if browser::confirm(question) {
            self.let_returns_go();
            // What is opened next is not to come in filtered.
            let was = asked_of_returns().unwrap_or_default();
            self.ask_of_returns(&was, "");
        }
    }

    /// Lets go of all returns.
    pub(super) fn let_returns_go(self) {
        self.cancel_reading();
        self.with_queue(|desk| desk.register = Register::default());
        self.collated.set(Arc::new(Collated::default()));
    }

    /// Hands over every return that came in, as one file that opens here again.
    pub fn download_register(self) {
        let text = self.with_queue(|desk| desk.register.everything());
        self.hand_over_all(
            "register",
            "ndjson",
            "application/x-ndjson",
            text.as_bytes(),
        );
    }

    /// Hands over one of the four sheets of what is shown.
    pub fn download_sheet(self, shown: &FilteredReturns, sheet: usize) {
        let sheets = sheets(shown);
        if let Some(sheet) = sheets.get(sheet) {
            self.hand_over_all(sheet.name, "csv", "text/csv", Sheet::csv(sheet).as_bytes());
        }
    }

    /// Hands over the four sheets of what is shown as one workbook.
    pub fn download_workbook(self, shown: &FilteredReturns) {
        let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        self.hand_over_all("returns", "xlsx", media_type, &workbook(&sheets(shown)));
    }

    /// Hands over what is shown, a return a line, for other programs.
    pub fn download_lines(self, shown: &FilteredReturns) {
        let text = ndjson(&shown.returns);
        self.hand_over_all("returns", "ndjson", "application/x-ndjson", text.as_bytes());
    }

    fn hand_over_all(self, what: &str, ending: &str, media_type: &str, content: &[u8]) {
        let briefing = self.briefing();
        let name = format!("7mb_{}_{what}_{}.{ending}", briefing.id, self.today());
        browser::download(&name, media_type, content);
    }
}

/// What of the returns the address asks for, where it is theirs.
fn asked_of_returns() -> Option<String> {
    let route = parse(&browser::hash()).filter(|it| it.page == Page::Returns)?;
    Some(route.query.unwrap_or_default())
}

impl ImportQueue {
    /// The next files to be read: returns some at a time, and what may be larger alone.
    fn next(&mut self, time: usize) -> Vec<File> {
        let mut next = Vec::new();
        while self.time == time
            && next.len() < AT_A_TIME
            && let Some(file) = self.waiting.pop_front()
        {
            let is_return = file.name().strip_suffix(".json").is_some();
            if !is_return && !next.is_empty() {
                self.waiting.push_front(file);
                break;
            }
            next.push(file);
            if !is_return {
                break;
            }
        }
        next
    }

    /// Notes that a file was read, or why it was not; says whether it is time to tell.
    fn note(&mut self, time: usize, why: Option<(String, ImportError)>, now_ms: i64) -> bool {
        if self.time != time {
            return false;
        }
        if let Some((name, why)) = why {
            self.register.reject(name, why);
        }
        self.reading.read += 1;
        let is_due = now_ms - self.told_ms >= TELL_EVERY_MS;
        if is_due {
            self.told_ms = now_ms;
        }
        is_due
    }

    /// Whether nobody else is still at it.
    fn is_last(&mut self, time: usize) -> bool {
        if self.time != time {
            return false;
        }
        self.active_readers -= 1;
        self.active_readers == 0
    }
}
