//! The sentences of the page of returns.

use crate::record::Date;
use crate::returns::ImportError;
use crate::words::{self, how_many};

/// What the page is for.
pub const INTRO: &str = "For partnerships: open the returns that teams have sent you and see the results together. Returns stay in this window: they are not sent anywhere, and not saved in this browser when you close it.";
/// Where to read how teams get the briefing. The name of the page follows.
pub const TO_TEAMS: &str = "To get the briefing to your teams, see";
/// Which files can be opened.
pub const OPEN: &str = "Choose any number of files, or drop them anywhere on this page: returns (.json), copies for a colleague (.html), saved emails (.eml), ZIP files of these, or a register. They are added to the returns that are open.";
/// Below the label of the folder input.
pub const OPEN_FOLDER: &str = "Opens all files in it and in its subfolders.";
/// What the register file is for.
pub const SAVE: &str = "The register is one file with all returns. Store it where you store case files. Open it here again to add later returns. It leaves out files that could not be read.";
/// Asked before all returns are closed.
pub const CLOSE: &str = "Close all returns? Your files will not be deleted. To carry on later, save the register first.";
/// Above returns that have the same id and revision and different text.
pub const CONFLICTS: &str = "These returns share an ID and version but differ. The one changed most recently is used. Ask the team which is correct.";
/// Above the filter.
pub const FILTER: &str = "Filters apply to everything below and to downloads. If you filter by actions, you see returns with at least one matching action, and all their learning points. The page address includes your filters, so you can bookmark this view. It leaves out the organisation and words, because browsers remember addresses.";
/// How to write a date.
pub const DAY: &str = "For example, 27 March 2027";
/// Where something other than a date is written.
pub const NO_DAY: &str = "Enter a real date, for example 27 March 2027.";
/// How to search.
pub const SEARCH: &str = "Finds words in teams’ answers and names.";
/// How to write the list of teams that were asked.
pub const EXPECTED: &str = "One organisation per line. To add a team, use a comma, for example: Northbank School, Pastoral team.";
/// What counts as chosen.
pub const TOPICS: &str = "The number of returns with a learning point about each.";
/// In the history of an action of a team that has sent one return.
pub const ONE_STATE: &str = "Only one version of this return is open here.";
/// At the end of the printed summary.
pub const SUMMARY_NOTICE: &str = "Counts the latest version of each return that was opened.";
/// By which date returns are counted.
pub const MONTHS: &str = "By the month in which a return was last changed.";
/// Where nothing matches the filter.
pub const NOTHING: &str = "No returns match your filters. Change or clear the filters.";
/// What the spreadsheets hold.
pub const SPREADSHEETS: &str = "Four sheets with the returns that match your filters.";
/// What the data for analysts are.
pub const LINES: &str = "For programs such as DuckDB and Spark: the returns that match your filters, complete, one per line.";
/// What the printed summary is.
pub const SUMMARY: &str = "Numbers, what changed and what teams wrote, for the yearly report. It covers the returns that match your filters. For a PDF, choose “Save as PDF” as the printer.";
/// What leaving out names does not cover.
pub const NAMELESS: &str = "Teams’ own words are not changed. Check them for names.";

/// Why a file was rejected, and what to do about it.
pub fn import_error(error: &ImportError) -> String {
    let text = match error {
        ImportError::NotAReturn(error) => return words::decode_error(error),
        ImportError::ReadFailed => {
            "The browser could not read this. It may have been moved, or be open in another program. Choose it again. For a folder, use “Choose a folder”."
        }
        ImportError::TooLarge => {
            "This file is too large. Check that it is the right one. If it is a ZIP file, extract it and choose the folder."
        }
        ImportError::OutlookMessage => {
            "This is an Outlook message (.msg) or an old Office file, which a browser cannot read. Open it, save the attached return (.json), and choose that."
        }
        ImportError::DamagedArchive => {
            "The ZIP file, or this file in it, is damaged or of an unusual kind. Extract it and choose the folder, or ask for it to be sent again."
        }
        ImportError::Encrypted => {
            "This file has a password. Extract the ZIP file and choose the folder."
        }
        ImportError::EmptyArchive => "This ZIP file is empty. Ask for it to be sent again.",
        ImportError::NoReturnInEmail => {
            "This email has no return. Check whether it has an attachment, or ask for the return to be sent again."
        }
        ImportError::GarbledReturn => {
            "The return in the text of this email cannot be read, because email programs change pasted text. Ask for the file as an attachment."
        }
        ImportError::TooDeep => {
            "This file contains too many nested ZIP files or emails. Extract it and choose the folder."
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

/// How many items were read and how many returns are in use; empty if none was. Items are not files: an
/// archive or a register holds many returns.
pub fn imported(count: usize, counted: usize) -> String {
    let items = how_many(count, "item");
    match counted {
        _ if count == 0 => String::new(),
        0 => format!("{items} read: no returns in use. The reasons are below."),
        counted => {
            let others = if counted < count {
                " The others are listed below."
            } else {
                ""
            };
            format!(
                "{items} read: {} in use.{others}",
                how_many(counted, "return")
            )
        }
    }
}

/// How much matches the filters.
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
