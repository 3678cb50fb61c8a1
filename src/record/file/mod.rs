//! The file format of a record: one JSON text for storage, export and import.
//!
//! [`decode`] reads the header first, so that a file from a later version is always
//! [`DecodeError::TooNew`], whatever else is in it. The rest is read into the frozen structs
//! of the file's own version, upgraded version by version, and only then becomes a
//! [`Record`]. `upgrade_test.rs` tries out what a version 2 takes: a module with its shape,
//! `From<v1::File>`, the step to the domain, and one more arm in `read`; `v1` stays as it is.
//!
//! **Architecture invariant:** nothing in a file is dropped or guessed. An unknown field, a
//! missing one, a repeated one and a list in place of an object are errors that say so. The
//! two exceptions are the ISO dates (`by_when_date`, `on_date`): they are worked out from the
//! parts as typed, and written for readers that do not want to do the same.

mod error;
mod strict;
#[cfg(test)]
mod upgrade_test;
mod v1;

use serde::Deserialize;
use serde_json::value::RawValue;

pub use error::{DecodeError, List};

use crate::record::Record;
use error::shortened;
use strict::Object;

/// What a record file says its `format` is.
pub const FORMAT: &str = "seven-minute-briefing/record";

/// The version that is written, and the highest that is read.
pub const VERSION: u64 = v1::VERSION;

/// The most bytes that are read: 20 MiB, some hundred times the largest record anybody is
/// expected to type. A file above it is refused before it is parsed.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// Reads a record from a file's bytes. A UTF-8 byte order mark at the start is skipped,
/// since Windows editors add one.
///
/// # Errors
///
/// Any bytes may be given; whatever is not a record of a known version is a
/// [`DecodeError`] that says why. Never panics.
pub fn decode(bytes: &[u8]) -> Result<Record, DecodeError> {
    decode_with(bytes, read)
}

/// The same, for a `read` that may know other versions: it is given a text and its version.
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
    read(text, version(text)?)
}

/// Writes a record as JSON: indented by two spaces, fields in the order of the published
/// format, one line break at the end. `decode` gives the same record back, as long as its
/// rows keep the domain's promises about ids.
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
        // Strings, numbers and lists of them always have a JSON form. If that ever changes,
        // stopping leaves what is stored as it is; part of a record would replace it.
        Err(_) => unreachable!("a record has a JSON form"),
    }
}

/// The fields that say how to read a file; all others are skipped. The values stay unparsed
/// at first, so that any value in them still leads to the error that fits.
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
        // Not an object: the two fields themselves may have any value.
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

/// Reads the text of a file of that version, 1 or higher, and upgrades it to a record.
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
