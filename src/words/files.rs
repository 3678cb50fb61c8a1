//! Why a file cannot be opened.

use super::{number, rows};
use crate::record::file::{DecodeError, List, MAX_ROWS_READ, MAX_TOPICS_READ};

/// Why a file or a stored text is not a form, and what to do about it.
pub fn decode_error(error: &DecodeError) -> String {
    match error {
        DecodeError::TooLarge { bytes } => format!(
            "The file is too large ({} MB). A return is much smaller. Check that you chose the right file.",
            bytes / 1_000_000
        ),
        DecodeError::TooManyRows { kind, found } => format!(
            "The file has {} {}. This page can open up to {}. Check that you chose the right file. If it is the right one, ask for the answers in several smaller returns.",
            number(*found),
            rows(*kind),
            number(MAX_ROWS_READ)
        ),
        DecodeError::TooManyTopics { found } => format!(
            "In the file, a learning point is about {} recommendations and findings. This page can open up to {}. Check that you chose the right file.",
            number(*found),
            number(MAX_TOPICS_READ)
        ),
        DecodeError::NotText => {
            "This is not a return. It looks like a picture, a Word file or a PDF. Choose the .json file.".to_owned()
        }
        DecodeError::Empty => {
            "The file is empty. Ask for it to be sent again.".to_owned()
        }
        DecodeError::NotJson { .. } => {
            "This is not a return, or it was changed by hand. Choose the .json file as it was downloaded.".to_owned()
        }
        DecodeError::Truncated => {
            "The end of the file is missing. Download it again, or ask for it to be sent again.".to_owned()
        }
        DecodeError::NotARecord { .. } => {
            "This is not a return from a 7 minute briefing. Choose the .json file that was downloaded from this page.".to_owned()
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

/// " in “actions[0]”", or an empty text if the place is the file itself.
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
