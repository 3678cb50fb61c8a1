//! What can be wrong with a record file, as data. `words` turns it into sentences.

use serde_json::error::Category;
use serde_path_to_error::Segment;

use crate::record::{RowId, RowKind};

/// Why some bytes are not a record that this version can read.
///
/// Names and values from the file are cut to 100 characters. A place in the file is given as a path
/// such as `actions[0].by_when`, with indexes from 0. The path of the whole file is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Larger than [`super::MAX_BYTES`]. It was not read.
    TooLarge {
        /// The size, in bytes.
        bytes: usize,
    },
    /// More rows of a kind than [`super::MAX_ROWS_READ`].
    TooManyRows {
        /// The kind.
        kind: RowKind,
        /// How many there are.
        found: usize,
    },
    /// A learning point has more topics than [`super::MAX_TOPICS_READ`].
    TooManyTopics {
        /// How many it has.
        found: usize,
    },
    /// Not UTF-8: perhaps a picture or a Word file with another extension.
    NotText,
    /// Nothing but white space.
    Empty,
    /// Text, but not JSON, or JSON with half a surrogate pair or a number that is out of range.
    NotJson {
        /// The line where reading stopped, from 1.
        line: usize,
        /// The number of bytes read in that line.
        column: usize,
    },
    /// JSON that stops in the middle, as a half-finished download does.
    Truncated,
    /// JSON of some other kind.
    NotARecord {
        /// The file's `format`, if it is a text.
        format: Option<String>,
    },
    /// A record of a later version.
    TooNew {
        /// Its version.
        found: u64,
        /// The highest version this app reads.
        supported: u64,
    },
    /// A field that this version does not have. Ignoring it could lose work.
    UnknownField {
        /// Its name.
        name: String,
        /// The path of the object that has it.
        within: String,
    },
    /// A field is missing.
    MissingField {
        /// Its name.
        name: String,
        /// The path of the object that should have it.
        within: String,
    },
    /// An object has a field twice, and nothing says which one counts.
    RepeatedField {
        /// Its name.
        name: String,
        /// The path of the object that has it.
        within: String,
    },
    /// A value of the wrong type, or a number that is out of range.
    WrongType {
        /// The value's path.
        path: String,
        /// The value's line, from 1.
        line: usize,
        /// The number of bytes read in that line.
        column: usize,
    },
    /// The record's `id` is not a UUID, or not the id that it is stored under.
    BadId {
        /// The value.
        value: String,
    },
    /// A time that is not of the form `2026-11-23T10:02:11Z`.
    BadTime {
        /// The field's path.
        path: String,
        /// The value.
        value: String,
    },
    /// A value that the format does not have, for example as a `status`.
    BadValue {
        /// The field's path.
        path: String,
        /// The value.
        value: String,
    },
    /// A row's id is 0.
    ZeroId {
        /// The row's list.
        list: List,
    },
    /// Two rows of a list have the same id.
    RepeatedId {
        /// The list.
        list: List,
        /// The id.
        id: RowId,
    },
    /// A learning point has the same recommendation or finding twice.
    RepeatedAbout {
        /// The learning point's id.
        learning_point: RowId,
        /// The id of the recommendation or finding.
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

/// Cuts a text from a file so that it fits into a sentence.
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

    /// Classifies an error of a derived reader: valid JSON of another shape.
    ///
    /// serde gives the kind of error only in its message. Each message begins with its kind, before any
    /// text quoted from the file, so a file cannot make one kind look like another.
    fn from_data_error(segments: &[&Segment], error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let quoted = |kind: &str| message.strip_prefix(kind)?.strip_prefix(" `");
        // The names of missing and repeated fields come from our structs and have no backtick in them.
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
        // The value comes from the file and may itself contain the words that serde adds after it.
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
