//! The sentences of the page of returns.

use crate::record::Date;
use crate::returns::ImportError;
use crate::words::{self, how_many};

/// What the page is for.
pub const INTRO: &str = "For partnerships: open the returns that teams have sent you, and see what they come to. They stay in this window. Nothing is sent anywhere, and nothing is kept in this browser once you close it.";
/// Which files can be opened.
pub const OPEN: &str = "Choose as many files as you like, or drop them anywhere on this page: returns, copies that open themselves, e-mails saved as files (.eml), ZIP files of any of these, or a register that you kept. What you open is added to what is here.";
/// Below the label of the folder input.
pub const OPEN_FOLDER: &str = "All files in it, and in the folders within it.";
/// What the register file is for.
pub const KEEP: &str = "One file with every return in it. Keep it where you keep case records: it opens here again, and later returns are added to it. Files that could not be read are not in it.";
/// Asked before all returns are closed.
pub const FORGET: &str = "Take all returns off this page? The files that you opened stay where they are. If you want to go on with them later, keep the register first.";
/// Above versions that have the same revision and different text.
pub const CONFLICTS: &str = "These returns have the same number and the same revision, and different text: somebody changed a copy, or the same record was worked on at two computers. The one that was changed last counts. Ask the team which one is right.";
/// Above the filter.
pub const FILTER: &str = "What you choose here holds for everything below, and for what you take away. Where you ask for actions, you see the returns with one like that, and all their learning points. Recommendations and findings, dates and how actions stand are part of this page’s address: keep the address to come back to them. The organisation and the words are not, because browsers remember addresses.";
/// How to write a date.
pub const DAY: &str = "For example, 27 March 2027";
/// Where something other than a date is written.
pub const NO_DAY: &str =
    "This is not understood and not used. Write a day, a month and a year of four numbers.";
/// How to search.
pub const SEARCH: &str = "Any words in what teams wrote, and in their names.";
/// How to write the list of teams that were asked.
pub const EXPECTED: &str = "Paste a list, a line for each: the name of an organisation, or that and the name of the team with a comma between, as teams write them on the form.";
/// What counts as chosen.
pub const TOPICS: &str = "How many returns have a learning point about each.";
/// In the history of an action of a team that has sent one return.
pub const ONE_STATE: &str = "The team has sent this return once, as far as it was opened here.";
/// At the end of the printed summary.
pub const SUMMARY_NOTICE: &str =
    "Counted from the returns that teams sent: of each record its highest revision.";
/// By which date returns are counted.
pub const MONTHS: &str = "By the month in which a return was last changed.";
/// Where nothing matches the filter.
pub const NOTHING: &str = "No return is as you ask. Choose something else above.";
/// What the spreadsheets hold.
pub const SPREADSHEETS: &str = "For a spreadsheet: what is shown now, as four sheets.";
/// What the lines of JSON are for.
pub const LINES: &str =
    "For other programs, such as DuckDB and Spark: the returns that are shown, whole, one a line.";
/// What the printed summary is.
pub const SUMMARY: &str = "Numbers, what changed, and what teams wrote, for the yearly report: of what is shown now. Choose “Save as PDF” as the printer to keep it as a file.";
/// What leaving out names does not cover.
pub const NAMELESS: &str = "What teams wrote is not changed: read it through for names within it.";

/// Why a file was rejected, and what to do about it.
pub fn import_error(error: &ImportError) -> String {
    let text = match error {
        ImportError::NotAReturn(error) => return words::decode_error(error),
        ImportError::ReadFailed => {
            "The browser could not read it. It may have been moved, or be open in another program. Choose it again; with “Choose a folder”, if it is a folder or in one."
        }
        ImportError::TooLarge => {
            "The file is too large to be looked into. Check that it is the right one; unpack a ZIP file and choose the folder."
        }
        ImportError::OutlookMessage => {
            "This is a message as Outlook keeps it (.msg), or an old Office file, which no browser can look into. Open it, save the attached return (.json), and choose that."
        }
        ImportError::DamagedArchive => {
            "The ZIP file, or this file in it, is damaged or packed in an unusual way. Unpack it on your computer and choose the folder, or ask for it to be sent again."
        }
        ImportError::Encrypted => {
            "The file is locked with a password. Unpack the ZIP file on your computer and choose the folder."
        }
        ImportError::EmptyArchive => {
            "There is no file in this ZIP file. Ask for it to be sent again."
        }
        ImportError::NoReturnInEmail => {
            "There is no return in this e-mail. Check whether it has an attachment, or ask for the return to be sent again."
        }
        ImportError::GarbledReturn => {
            "There is something like a return in the text of this e-mail, and it cannot be read: e-mail programs change what is pasted. Ask for the file, as an attachment."
        }
        ImportError::TooDeep => {
            "There are ZIP files or e-mails within one another, too many times over. Unpack it on your computer and choose the folder."
        }
    };
    text.to_owned()
}

/// The name of the links to the parts of the page.
pub const ON_THIS_PAGE: &str = "On this page";

/// How far reading has come.
pub fn reading(read: usize, of: usize) -> String {
    format!("{read} of {} read", how_many(of, "file"))
}

/// How many returns were read and how many count; empty if none was. It does not mention files: an
/// archive or a register holds many returns.
pub fn imported(count: usize, counted: usize) -> String {
    match (count, counted) {
        (0, _) => String::new(),
        (1, 1) => "1 read: 1 return counts.".to_owned(),
        (count, 0) => format!("{count} read: no return counts. See below why."),
        (count, counted) if count == counted => {
            format!("{count} read: {counted} returns count.")
        }
        (count, 1) => format!("{count} read: 1 return counts. The others are listed below."),
        (count, counted) => {
            format!("{count} read: {counted} returns count. The others are listed below.")
        }
    }
}

/// How much matches the filter.
pub fn shown(returns: usize, of: usize, points: usize, actions: usize) -> String {
    format!(
        "Showing {returns} of {}: {} and {}.",
        how_many(of, "return"),
        how_many(points, "learning point"),
        how_many(actions, "action")
    )
}

/// The title of the chart by organisation.
pub fn by_organisation(all: usize, drawn: usize) -> String {
    if all > drawn {
        format!("Actions by organisation: the {drawn} with the most")
    } else {
        "Actions by organisation".to_owned()
    }
}

/// What the summary counts.
pub fn summary_of(returns: usize, today: Date) -> String {
    format!(
        "{}, as actions stood on {}.",
        how_many(returns, "return"),
        words::date(today)
    )
}

/// Above a list that is cut short.
pub fn first_of(some: usize, of: usize) -> String {
    format!("The first {some} of {of}.")
}

/// An option of the filter that no return here has.
pub fn none_here(name: &str) -> String {
    format!("{name} (none here)")
}

/// How many of the teams that were asked have answered.
pub fn answered(answered: usize, of: usize) -> String {
    format!("{answered} of {of} have answered.")
}
