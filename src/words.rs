//! The sentences. Everything the app says of a date, a problem, a file or a save
//! is worded here and nowhere else, so that it reads as one voice: short, plain,
//! and saying what to do next.
//!
//! The types that come in carry data and no English.

use crate::briefing::{Topic, TopicKind, form};
use crate::record::file::{DecodeError, List};
use crate::record::{
    ActionItem, Date, DateParts, DateProblem, EvidenceKind, Field, Problem, Record, RowId,
    Standing, Status, TeamField,
};
use crate::vault::{SaveError, StorageError, Summary};

/// "23 November 2026".
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month_name(), date.year())
}

/// A date as typed: "23 November 2026" where it is one, else the parts as they are, and
/// nothing where nothing was typed.
pub fn typed_date(parts: &DateParts) -> String {
    match parts.date() {
        Some(real) => date(real),
        None if parts.is_blank() => String::new(),
        None => {
            let parts = [&parts.day, &parts.month, &parts.year].map(String::as_str);
            let typed = parts.into_iter().filter(|part| !part.trim().is_empty());
            typed.collect::<Vec<_>>().join(" ")
        }
    }
}

/// How far an action has come.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Not started",
        Status::InProgress => "In progress",
        Status::Done => "Done",
    }
}

/// How far an action has come and what shows it, a line each. Empty while nothing is known
/// but that it was agreed.
pub fn progress(row: &ActionItem) -> Vec<String> {
    let is_begun = row.status != Status::NotStarted || !row.evidence.is_empty();
    let state = is_begun.then(|| status(row.status).to_owned());
    let evidence = row.evidence.iter().map(|entry| {
        let kind = match entry.kind {
            EvidenceKind::Done => "It is done",
            EvidenceKind::Worked => "It worked",
        };
        let on = typed_date(&entry.on);
        let gap = if on.is_empty() { "" } else { ", " };
        format!("{kind}{gap}{on}: {}", entry.text)
    });
    state.into_iter().chain(evidence).collect()
}

/// "10:42".
pub fn clock(hour: u8, minute: u8) -> String {
    format!("{hour:02}:{minute:02}")
}

/// "Recommendation 1: …".
pub fn topic(topic: &Topic<'_>) -> String {
    format!(
        "{} {}: {}",
        topic_kind(topic.kind),
        topic.number,
        topic.name
    )
}

fn topic_kind(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Recommendation => "Recommendation",
        TopicKind::Finding => "Finding",
    }
}

/// The topic of that id by name, or the id where the briefing does not know it.
pub fn topic_of(topics: &[Topic<'_>], id: &str) -> String {
    match topics.iter().find(|topic| topic.id == id) {
        Some(known) => topic(known),
        None => format!("Not in this briefing: {id}"),
    }
}

/// "6 of 10 reviews".
pub fn share(number: u32, of: u32) -> String {
    format!("{number} of {of} reviews")
}

/// "1 action", "2 actions".
pub fn how_many(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}

/// The form's label of a team detail.
pub fn team_label(field: TeamField) -> &'static str {
    match field {
        TeamField::Organisation => form::ORGANISATION,
        TeamField::Manager => form::MANAGER,
        TeamField::SectionAndTeam => form::SECTION_AND_TEAM,
        TeamField::ContactDetails => form::CONTACT_DETAILS,
    }
}

/// The question over a learning point's recommendations and findings.
pub const ABOUT: &str = "What is it about?";
/// The label of a learning point's text: the form's words for it.
pub const DISCUSSION: &str = "Your teams' discussion";
/// Beside every free-text box.
pub const NO_NAMES: &str = "Write about practice. Do not name a child or family.";

/// Over how far an action has come.
pub const STATUS: &str = "How far has it come?";
/// Over an entry of evidence.
pub const EVIDENCE: &str = "What shows it?";

/// A field by the words that stand over it.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Team(field) => team_label(field),
        Field::About(_) => ABOUT,
        Field::Discussion(_) => DISCUSSION,
        Field::What(_) => form::WHAT,
        Field::Who(_) => form::WHO,
        Field::ByWhen(_) => form::BY_WHEN,
        Field::HowDone(_) => form::HOW_DONE,
        Field::HowWorked(_) => form::HOW_WORKED,
        Field::Status(_) => STATUS,
        Field::Evidence(..) => EVIDENCE,
    }
}

/// What to look at again, in a sentence that names the place.
pub fn problem(problem: Problem, record: &Record) -> String {
    match problem {
        Problem::Missing(field) => match field {
            Field::About(_) => format!("{}: choose what it is about", place(field, record)),
            Field::Team(field) => format!("{} is empty", team_label(field)),
            field => format!("{}: “{}” is empty", place(field, record), label(field)),
        },
        Problem::NoLearningPoint(_) => "No learning point is filled in yet".to_owned(),
        Problem::NoAction(_) => "No action is agreed yet".to_owned(),
        Problem::Date(field, kind) => {
            let what = match kind {
                DateProblem::Incomplete => "needs a day, a month and a year",
                DateProblem::Impossible => {
                    "is not a date in the calendar. Use a year of four numbers, such as 2027"
                }
                DateProblem::Past => "is a date in the past",
            };
            format!("{}: “{}” {what}", place(field, record), label(field))
        }
        Problem::SameAnswer(field) => format!(
            "{}: “{}” and “{}” have the same answer. Doing it is one thing, making a difference another",
            place(field, record),
            form::HOW_DONE,
            form::HOW_WORKED
        ),
    }
}

fn place(field: Field, record: &Record) -> String {
    let number = |mut ids: Box<dyn Iterator<Item = RowId> + '_>, id| {
        ids.position(|it| it == id).map_or(0, |index| index + 1)
    };
    if let Some(id) = field.action() {
        let ids = Box::new(record.actions.iter().map(|row| row.id));
        return action(number(ids, id));
    }
    match field {
        Field::About(id) | Field::Discussion(id) => {
            let ids = Box::new(record.learning_points.iter().map(|row| row.id));
            format!("Learning point {}", number(ids, id))
        }
        _ => "Your team".to_owned(),
    }
}

/// A longer name would hide the buttons beside it.
const MAX_NAME_CHARS: usize = 100;

/// A record's name: "School, Pastoral team".
pub fn record_name(summary: &Summary) -> String {
    team_name(&summary.organisation, &summary.section_and_team)
}

/// A team's name: "School, Pastoral team".
pub fn team_name(organisation: &str, section_and_team: &str) -> String {
    let (organisation, team) = (organisation.trim(), section_and_team.trim());
    let name = match (organisation.is_empty(), team.is_empty()) {
        (false, false) => format!("{organisation}, {team}"),
        (false, true) => organisation.to_owned(),
        (true, false) => team.to_owned(),
        (true, true) => "Record without a team name".to_owned(),
    };
    shortened(&name, MAX_NAME_CHARS)
}

/// A text cut to so many characters, with `…` where something is missing.
fn shortened(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// An action by its number.
pub fn action(number: usize) -> String {
    format!("Action {number}")
}

/// An action as a title: its number and what needs to happen, on one line.
pub fn action_title(number: usize, what: &str) -> String {
    let what: Vec<&str> = what.split_whitespace().collect();
    let what = if what.is_empty() {
        NOT_FILLED_IN.to_owned()
    } else {
        shortened(&what.join(" "), MAX_NAME_CHARS)
    };
    format!("Action {number}: {what}")
}

/// In place of an answer that was not given, where there are words only.
pub const NOT_FILLED_IN: &str = "(not filled in)";

/// At the foot of a document: which record it shows, and which state of it.
pub fn source(record: &Record) -> String {
    format!("Record {}, revision {}", record.id, record.revision)
}

/// Why nothing is saved. Stands after "Not saved."
pub fn save_error(error: &SaveError) -> &'static str {
    match error {
        SaveError::Storage(StorageError::Denied) => {
            "This browser does not let this page save. Keep a copy before you close it."
        }
        SaveError::Storage(StorageError::Full) => {
            "There is no room left in this browser’s storage. Keep a copy. To make room, delete records on the page “Records on this device”, then delete them for good there."
        }
        SaveError::Storage(StorageError::Other(_))
        | SaveError::NotKept
        | SaveError::Gone
        | SaveError::OnlyCopy { .. } => {
            "This browser did not keep what was saved. Keep a copy before you close it."
        }
    }
}

/// Why a file or a stored text is not a record, and what to do about it.
pub fn decode_error(error: &DecodeError) -> String {
    match error {
        DecodeError::TooLarge { bytes } => format!(
            "The file is too large ({} MB). A return is much smaller. Check that you chose the right file.",
            bytes / 1_000_000
        ),
        DecodeError::NotText => {
            "The file is not a return. It looks like a picture, a Word file or a PDF. Choose the .json file that was downloaded from this page.".to_owned()
        }
        DecodeError::Empty => {
            "The file is empty. Ask for it to be sent again.".to_owned()
        }
        DecodeError::NotJson { line, column } => format!(
            "The file is not a return, or it was changed by hand: it cannot be read at line {line}, character {column}. Ask for the file as it was downloaded."
        ),
        DecodeError::Truncated => {
            "The end of the file is missing. Download it again, or ask for it to be sent again.".to_owned()
        }
        DecodeError::NotARecord { .. } => {
            "The file is not a return from a 7 minute briefing. Choose the .json file that was downloaded from this page.".to_owned()
        }
        DecodeError::TooNew { found, supported } => format!(
            "The file was made by a newer version of this page (version {found} of the file; this page reads up to version {supported}). Open it with the newer page."
        ),
        DecodeError::UnknownField { name, within } => format!(
            "The file has something in it that this page does not know: “{name}”{}. To lose nothing, it was not opened. Ask for the file as it was downloaded.",
            in_path(within)
        ),
        DecodeError::MissingField { name, within } => format!(
            "Part of the file is missing: “{name}”{}. Ask for the file as it was downloaded.",
            in_path(within)
        ),
        DecodeError::RepeatedField { name, within } => format!(
            "The file says “{name}” twice{}, and nobody can tell which one counts. Ask for the file as it was downloaded.",
            in_path(within)
        ),
        DecodeError::WrongType { path, line, column } => format!(
            "The file has something unexpected at line {line}, character {column}{}. Ask for the file as it was downloaded.",
            in_path(path)
        ),
        DecodeError::BadId { value } => format!(
            "The file’s own number is not a valid one: “{value}”. Ask for the file as it was downloaded."
        ),
        DecodeError::BadTime { path, value } | DecodeError::BadValue { path, value } => format!(
            "The file has a value that this page does not know: “{value}” as “{path}”. Ask for the file as it was downloaded."
        ),
        DecodeError::ZeroId { list } => format!(
            "In the file, one of the {} has the number 0. Ask for the file as it was downloaded.",
            list_name(*list)
        ),
        DecodeError::RepeatedId { list, id } => format!(
            "In the file, two of the {} have the same number, {id}. Ask for the file as it was downloaded.",
            list_name(*list)
        ),
        DecodeError::RepeatedAbout { about, .. } => format!(
            "In the file, a learning point names “{about}” twice. Ask for the file as it was downloaded."
        ),
    }
}

/// Where in a file, after the name of a field; nothing where it is the file itself.
fn in_path(within: &str) -> String {
    if within.is_empty() {
        String::new()
    } else {
        format!(" in “{within}”")
    }
}

fn list_name(list: List) -> &'static str {
    match list {
        List::LearningPoints => "learning points",
        List::Actions => "actions",
        List::Evidence { .. } => "entries of evidence",
    }
}

/// At the foot of every page.
pub const STAYS_HERE: &str =
    "What you type stays in this browser on this device. It goes nowhere unless you send it.";

/// In place of whether a draft is saved, where returns are looked at.
pub const NOT_SAVED_HERE: &str = "Returns are not saved on this device";

/// A file that the browser would not hand over.
pub const FILE_NOT_READ: &str = "The file could not be opened. It may have been moved or deleted, or it may be open in another program. Try again, or choose another file. Nothing on this device was changed.";

/// The open record cannot make way for another.
pub const NOT_LET_GO: &str = "What you have open is not saved, so it stays open. Press “Download a copy now” first. Then try again.";
/// Another tab deleted the open record.
pub const DELETED_ELSEWHERE: &str = "The record that was open here was deleted in another tab or window. It is under “Deleted and replaced records” on the page “Records on this device”. Here is a new one.";
/// A stored text that is no record, by name.
pub const UNREADABLE: &str = "A text that cannot be read";
/// The second copy is there.
pub const TWO_COPIES: &str =
    "Everything is kept twice, so that a crash loses no more than the last second.";
/// There is no second copy.
pub const ONE_COPY: &str = "This browser keeps one copy only. A crash may lose the last minute of typing: download the return now and then.";
/// The browser said yes.
pub const PERSISTED: &str = "This browser has agreed to keep your records.";
/// The browser said no, or does not answer.
pub const NOT_PERSISTED: &str = "This browser has not agreed. Keep the downloaded return as well.";
/// A tab that was away finds nothing of what it shows.
pub const GONE: &str = "What was kept of this record has been removed from this browser. It is on the screen only. Download a copy if you need it; it is kept again as soon as you type.";
/// The store does not take what the second copies have.
pub const NOT_BROUGHT_HOME: &str = "There is newer work than what you see, and no room to show it. Delete records for good to make room, then reload the page.";
/// It was done.
pub const CLEARED: &str = "Everything that this page kept was removed from this browser.";
/// It was not done, or not all of it.
pub const NOT_CLEARED: &str =
    "Not everything could be removed. Close other tabs and windows of this page and try again.";

/// What is asked before this computer is cleared: the names of what nobody has as a file,
/// and how many were deleted or replaced.
pub fn clear_question(names: &[String], trashed_records: usize) -> String {
    let others = match trashed_records {
        0 => String::new(),
        some => format!(
            "{} will be removed, too.\n\n",
            how_many(some, "deleted or replaced record")
        ),
    };
    if names.is_empty() {
        format!("{others}Remove everything that this page has kept in this browser?")
    } else {
        format!(
            "Not downloaded since the last change:\n\n{}\n\n{others}Remove everything all the same? There is no way to get it back.",
            names.join("\n")
        )
    }
}

/// More than one file was dropped.
pub const ONE_FILE: &str = "Drop one file at a time here. None of these was opened. To look at many returns together, drop them on the page “Returns”.";
/// Asked before a text goes for good.
pub const FOR_GOOD: &str = "Delete this for good? There is no way to get it back.";

/// A record or return that answers another briefing than this page's.
pub fn other_briefing(title: &str, partnership: &str) -> String {
    format!(
        "This is for another briefing: “{title}” ({partnership}). You can read, change and download it here. To discuss and send it, use the page of that briefing."
    )
}

/// Two tabs changed one answer in the same moment.
pub const CLASH: &str = "An answer was changed in two tabs or windows at the same time. Both texts are kept: the other one is under “Deleted and replaced records” on the page “Records on this device”.";

/// A command on a record that could not be carried out.
pub fn not_done(error: &SaveError) -> String {
    match error {
        SaveError::Gone => {
            "That record is no longer here. It may have been deleted in another tab. Nothing else was changed.".to_owned()
        }
        SaveError::OnlyCopy { .. } => {
            "This browser’s storage failed while the record was being moved. Download a copy of it now.".to_owned()
        }
        error => format!("That was not done, and nothing was lost. {}", save_error(error)),
    }
}

/// Why a text stored on this device is not a record.
pub fn stored_error(error: &DecodeError) -> String {
    let why = match error {
        DecodeError::NotJson { .. }
        | DecodeError::Truncated
        | DecodeError::Empty
        | DecodeError::NotText
        | DecodeError::WrongType { .. } => "part of its text is damaged or missing",
        DecodeError::NotARecord { .. } => "it was stored by something else",
        DecodeError::TooNew { .. } => "a newer version of this page made it",
        _ => "its text is not as this page writes it",
    };
    format!("What is stored cannot be shown: {why}.")
}

/// A stored record of a later version.
pub fn too_new(found: u64) -> String {
    format!(
        "It was made by a newer version of this page (version {found} of the file). Open it with the newer page."
    )
}

/// What the person said they sent, and whether something was changed since.
pub fn posted(revision: u32, on: Date, is_old: bool) -> String {
    let on = date(on);
    if is_old {
        format!(
            "You sent revision {revision} on {on} and have changed something since. The partnership’s copy is out of date: download the return and send it again."
        )
    } else {
        format!("You sent it on {on} (revision {revision}).")
    }
}

/// In the draft of the e-mail, over the form.
pub fn draft_body(form: &str) -> String {
    format!(
        "Our 7 minute briefing return is attached: the .json file is for your records, the Word file for reading. It says:\n\n{form}"
    )
}

/// How an action stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "Overdue",
        Standing::Due => "To come",
        Standing::Undated => "No date",
        Standing::Done => "Done",
    }
}

/// How many actions are overdue.
pub fn overdue(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb} overdue.", how_many(count, "action"))
}

/// Who does it, and by when.
pub fn who_and_when(row: &ActionItem) -> String {
    let by = typed_date(&row.by_when);
    let by = if by.trim().is_empty() {
        String::new()
    } else {
        format!("By {by}")
    };
    let who = row.who.trim();
    let gap = if by.is_empty() || who.is_empty() {
        ""
    } else {
        ": "
    };
    format!("{by}{gap}{who}")
}

/// Reading many returns was stopped.
pub const READING_CANCELLED: &str = "Cancelled. None of these files was taken in.";
/// The way to the page of returns.
pub const FOR_PARTNERSHIPS: &str = "For partnerships: look at returns";

/// The name of the page with a copy in it.
pub const COPY: &str = "A copy of a record";
/// The same as the name of a file.
pub const THIS_COPY: &str = "This copy";

/// In a copy, on the pages of the form.
pub const NOT_THE_COPY: &str = "This is what is on this device, and not the copy. To go on with the copy, open it and press “Continue here”:";

/// What was shown beside a return that arrives was changed meanwhile.
pub const LOOK_AGAIN: &str = "What is on this device was changed in another tab or window meanwhile. Look at both again, then choose.";
/// A note that could not be kept.
pub const NOTE_NOT_KEPT: &str =
    "This browser did not keep the note. It stands here until you leave the page.";

/// Which state of a record a copy is.
pub fn copy_of(record: &Record, changed: Option<Date>) -> String {
    let on = changed.map(|on| format!(" on {}", date(on)));
    format!(
        "A copy of one team’s discussion and plan, as they were{} (revision {}).",
        on.unwrap_or_default(),
        record.revision
    )
}

/// The heading over what differs between the two.
pub const WHAT_DIFFERS: &str = "What differs";

/// Where two states of a record differ: the place in words.
pub fn difference(field: Field, record: &Record) -> String {
    format!("{}: {}", place(field, record), label(field))
}
