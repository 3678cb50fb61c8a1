//! What can be wrong with a record file. Data only: the words are elsewhere.

use crate::{json, record::RowId};

/// Why some bytes are not a record this version can read.
///
/// Text taken from the file (a name, a value) is cut to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// More than [`super::MAX_BYTES`]; nothing was read.
    TooLarge {
        /// The size, in bytes.
        bytes: usize,
    },
    /// Not UTF-8: a picture or a Word file, perhaps, under another name.
    NotText,
    /// Nothing but white space.
    Empty,
    /// Text, but not JSON; or JSON with an escape that stands for no character, or a
    /// number that no computer holds.
    NotJson {
        /// Where reading stopped, from 1.
        line: usize,
        /// Bytes into that line.
        column: usize,
    },
    /// JSON that stops in the middle, as a half-finished download does.
    Truncated,
    /// JSON of some other kind.
    NotARecord {
        /// What it says its `format` is, if it says so in words.
        format: Option<String>,
    },
    /// A record from a later version of the app.
    TooNew {
        /// Its version.
        found: u64,
        /// The highest version this app reads.
        supported: u64,
    },
    /// A field that this version does not have. Dropping it could lose work.
    UnknownField {
        /// Its name.
        name: String,
    },
    /// A field is not there.
    MissingField {
        /// Its name.
        name: String,
    },
    /// A field is there twice in one object; which one counts nobody can tell.
    RepeatedField {
        /// Its name.
        name: String,
    },
    /// A value of the wrong type, or a number out of range.
    WrongType {
        /// Where, from 1.
        line: usize,
        /// Bytes into that line.
        column: usize,
    },
    /// The record's `id` is not a UUID, or not the one it is stored under.
    BadId {
        /// What it is.
        value: String,
    },
    /// A moment that is not of the form `2026-11-23T10:02:11Z`.
    BadTime {
        /// The field's name.
        field: &'static str,
        /// What it holds.
        value: String,
    },
    /// A word that the format does not know, for instance as a `status`.
    BadValue {
        /// The field's name.
        field: &'static str,
        /// What it holds.
        value: String,
    },
    /// A row's id is 0.
    ZeroId {
        /// The row's list.
        list: List,
    },
    /// Two rows of a list have one id.
    RepeatedId {
        /// The list.
        list: List,
        /// The id.
        id: RowId,
    },
    /// A learning point names a recommendation or finding twice.
    RepeatedAbout {
        /// The learning point's id.
        learning_point: RowId,
        /// What it names twice.
        about: String,
    },
}

/// A list of rows in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// `learning_points`.
    LearningPoints,
    /// `actions`.
    Actions,
    /// The `evidence` of one action.
    Evidence {
        /// The action's id.
        action: RowId,
    },
}

/// Text from a file, short enough to put into a sentence.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}

impl From<json::Error> for DecodeError {
    fn from(error: json::Error) -> Self {
        match error {
            json::Error::NotJson { line, column } => Self::NotJson { line, column },
            json::Error::Truncated => Self::Truncated,
            json::Error::WrongType { line, column } => Self::WrongType { line, column },
            json::Error::UnknownField(name) => Self::UnknownField {
                name: shortened(&name),
            },
            json::Error::MissingField(name) => Self::MissingField {
                name: name.to_owned(),
            },
            json::Error::RepeatedField(name) => Self::RepeatedField {
                name: name.to_owned(),
            },
        }
    }
}
