//! The file format of a record: the same JSON for storage, export and import.
//!
//! [`decode`] reads the header first, so a file of a later version always gives
//! [`DecodeError::TooNew`], whatever else it contains. Then it reads the frozen structs of the file's
//! version, upgrades them version by version, and converts them to a [`Record`]. `upgrade_test.rs`
//! shows what a version 2 needs: a module with its structs, `From<v1::File>`, the conversion to a
//! record, and one more arm in `read`. `v1` stays as it is.
//!
//! **Architecture invariant:** nothing in a file is ignored or guessed. An unknown, missing or
//! repeated field and a list in place of an object are errors. The ISO dates (`by_when_date`,
//! `on_date`) are the exception: they are written for other programs, and when a file is read they are
//! derived from the parts as typed.

mod error;
mod strict;
#[cfg(test)]
mod upgrade_test;
mod v1;

use serde::Deserialize;
use serde_json::value::RawValue;

pub use error::{DecodeError, List};

use crate::record::{MAX_ROWS, Record, RowKind};
use error::shortened;
use strict::Object;

/// The value of `format` in a record file.
pub const FORMAT: &str = "seven-minute-briefing/record";

/// The version that is written, and the highest version that can be read.
pub const VERSION: u64 = v1::VERSION;

/// The largest file that is read: 20 MiB, about a hundred times as large as any record that people are
/// expected to type. Larger files are rejected unread.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The most learning points that are read, the most actions, and the most entries of evidence in all
/// actions together.
///
/// It is twice what can be added on the pages, so that whatever the app writes can be read again: two
/// tabs may both add rows before they are merged, and removed rows can be restored at any time.
pub const MAX_ROWS_READ: usize = 2 * MAX_ROWS;

/// The most recommendations and findings that one learning point may name. A briefing has some eight.
pub const MAX_TOPICS_READ: usize = 100;

/// Reads a record from a file's bytes. A UTF-8 byte order mark at the start is skipped,
/// since Windows editors add one.
///
/// A file is rejected if it is larger than [`MAX_BYTES`], has more rows of a kind than
/// [`MAX_ROWS_READ`], or has a learning point with more topics than [`MAX_TOPICS_READ`]. Nobody types
/// as much, and pages would be slow with it. The same holds for a stored text: it stays as it is and is
/// offered for download.
///
/// # Errors
///
/// Says why the bytes are not a record of a known version. Never panics, whatever the bytes are.
pub fn decode(bytes: &[u8]) -> Result<Record, DecodeError> {
    decode_with(bytes, read)
}

/// Does the work of [`decode`]. `read` gets the text and its version. A test passes one that knows a
/// version 2.
fn decode_with(
    bytes: &[u8],
    read: fn(&str, u64) -> Result<Record, DecodeError>,
) -> Result<Record, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let record = read(text, version(text)?)?;
    check_size(&record)?;
    Ok(record)
}

/// Checks that a record has no more rows and topics than pages can show.
fn check_size(record: &Record) -> Result<(), DecodeError> {
    for kind in RowKind::ALL {
        let found = kind.count(record);
        if found > MAX_ROWS_READ {
            return Err(DecodeError::TooManyRows { kind, found });
        }
    }
    let mut topics = record.learning_points.iter().map(|row| row.about.len());
    match topics.find(|found| *found > MAX_TOPICS_READ) {
        Some(found) => Err(DecodeError::TooManyTopics { found }),
        None => Ok(()),
    }
}

/// Writes a record as JSON, indented by two spaces, with the fields in the order of the published
/// format and a line break at the end. [`decode`] gives the same record back if no row id is 0
/// or repeated and no learning point repeats a topic.
pub fn encode(record: &Record) -> String {
    let mut text = written(serde_json::to_string_pretty(&v1::File::from(record)));
    text.push('\n');
    text
}

/// Writes a record as JSON in one line, without a line break at the end.
pub fn encode_line(record: &Record) -> String {
    written(serde_json::to_string(&v1::File::from(record)))
}

fn written(json: serde_json::Result<String>) -> String {
    match json {
        Ok(text) => text,
        // Texts, numbers and lists of them always have a JSON form. If that ever changes, a panic
        // leaves the stored record alone, where writing part of a record would overwrite it.
        Err(_) => unreachable!("a record has a JSON form"),
    }
}

/// The fields that say how to read a file; serde skips all others. The values stay unparsed at first,
/// so that each wrong value gives the right error.
#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    version: Option<&'a RawValue>,
}

/// The version of a record file, 1 or higher.
fn version(text: &str) -> Result<u64, DecodeError> {
    let header: Header<'_> = parse(text).map_err(|error| match error {
        // The file is not an object. The two fields themselves may have any value.
        DecodeError::WrongType { .. } => DecodeError::NotARecord { format: None },
        other => other,
    })?;
    let format = (header.format).and_then(|json| serde_json::from_str::<String>(json.get()).ok());
    if format.as_deref() != Some(FORMAT) {
        return Err(DecodeError::NotARecord {
            format: format.as_deref().map(shortened),
        });
    }
    let version = header.version.ok_or_else(|| DecodeError::MissingField {
        name: "version".to_owned(),
        within: String::new(),
    })?;
    match version.get().parse() {
        Ok(version) if version > 0 => Ok(version),
        _ => Err(DecodeError::BadValue {
            path: "version".to_owned(),
            value: shortened(version.get()),
        }),
    }
}

/// Reads a file of that version, 1 or higher, and upgrades it to a record.
fn read(text: &str, version: u64) -> Result<Record, DecodeError> {
    match version {
        v1::VERSION => parse::<v1::File>(text)?.try_into(),
        found => Err(DecodeError::TooNew {
            found,
            supported: VERSION,
        }),
    }
}

/// Reads a whole text as one JSON object.
fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, DecodeError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let Object(value) = serde_path_to_error::deserialize(&mut json)?;
    json.end()?;
    Ok(value)
}
