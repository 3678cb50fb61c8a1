//! What can be wrong with a record file. Data only: the sentences are in `words`.

use serde_json::error::Category;
use serde_path_to_error::Segment;

use crate::record::RowId;

/// Why some bytes are not a record that this version can read.
///
/// Text taken from the file (a name, a value) is cut to 100 characters. Places in the file
/// are paths such as `actions[0].by_when`, counted from 0; the path of the whole file is
/// empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// More than [`super::MAX_BYTES`]; nothing was read.
    TooLarge {
        /// The size, in bytes.
        bytes: usize,
    },
    /// Not UTF-8: perhaps a picture or a Word file under another name.
    NotText,
    /// Nothing but white space.
    Empty,
    /// Text, but not JSON; or JSON with an escape that stands for no character, or a
    /// number beyond what computers calculate with.
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
        /// What the file says its `format` is, if that is text.
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
        /// The path of the object that has it.
        within: String,
    },
    /// A field is not there.
    MissingField {
        /// Its name.
        name: String,
        /// The path of the object that lacks it.
        within: String,
    },
    /// A field is there twice in one object, and nothing says which one counts.
    RepeatedField {
        /// Its name.
        name: String,
        /// The path of the object that has it.
        within: String,
    },
    /// A value of the wrong type, or a number out of range.
    WrongType {
        /// The value's path.
        path: String,
        /// Where it is, from 1.
        line: usize,
        /// Bytes into that line.
        column: usize,
    },
    /// The record's `id` is not a UUID, or not the one it is stored under.
    BadId {
        /// What it is.
        value: String,
    },
    /// A time that is not of the form `2026-11-23T10:02:11Z`.
    BadTime {
        /// The field's path.
        path: String,
        /// What it holds.
        value: String,
    },
    /// A word that the format does not know, for instance as a `status`.
    BadValue {
        /// The field's path.
        path: String,
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

impl From<serde_path_to_error::Error<serde_json::Error>> for DecodeError {
    fn from(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let segments: Vec<&Segment> = error.path().iter().collect();
        Self::at(&segments, error.inner())
    }
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::at(&[], &error)
    }
}

impl DecodeError {
    fn at(segments: &[&Segment], error: &serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::Truncated,
            Category::Syntax | Category::Io => Self::NotJson {
                line: error.line(),
                column: error.column(),
            },
            Category::Data => Self::from_data_error(segments, error),
        }
    }

    /// What derived readers make of JSON that is not of their shape.
    ///
    /// serde says which kind of error it is only in the message. The kinds that quote the
    /// file's own text (`invalid type`, `invalid value`) begin with other words, so a file
    /// cannot pass one kind off as another.
    fn from_data_error(segments: &[&Segment], error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let quoted = |kind: &str| message.strip_prefix(kind)?.strip_prefix(" `");
        // The names of missing and repeated fields are ours and have no quotation mark in them.
        let our_name = |kind| Some(quoted(kind)?.split_once('`')?.0.to_owned());
        if quoted("unknown field").is_some()
            && let Some((Segment::Map { key }, within)) = segments.split_last()
        {
            return Self::UnknownField {
                name: shortened(key),
                within: path(within),
            };
        }
        if let Some(name) = our_name("missing field") {
            let within = path(segments);
            return Self::MissingField { name, within };
        }
        if let Some(name) = our_name("duplicate field") {
            let within = path(segments);
            return Self::RepeatedField { name, within };
        }
        // A word from the file may contain what follows it; the last one is serde's.
        if let Some(rest) = quoted("unknown variant")
            && let Some((value, _)) = rest.rsplit_once("`, expected ")
        {
            return Self::BadValue {
                path: path(segments),
                value: shortened(value),
            };
        }
        Self::WrongType {
            path: path(segments),
            line: error.line(),
            column: error.column(),
        }
    }
}

fn path(segments: &[&Segment]) -> String {
    let mut path = String::new();
    for segment in segments {
        if !path.is_empty() && !matches!(segment, Segment::Seq { .. }) {
            path.push('.');
        }
        path.push_str(&segment.to_string());
    }
    path
}
