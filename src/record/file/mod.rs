//! The file format of a record: one JSON text for storage, export and import.
//!
//! [`decode`] reads the header first, so that a file from a later version is
//! always [`DecodeError::TooNew`], whatever else is in it. The rest is read into
//! the frozen structs of the file's own version, raised version by version, and
//! only then becomes a [`Record`]. What a version 2 takes is tried out in the tests
//! of this module, in `trial.rs`: a module with its shape, `From<v1::File>`, the step
//! to the domain, and one more arm in `read`; `v1` keeps its shape and its reader.
//!
//! **Architecture invariant:** nothing in a file is dropped or guessed. An
//! unknown field, a missing one, a repeated one and an array in place of an object
//! are errors that say so. The two exceptions are the dates in words of ISO 8601
//! (`by_when_date`, `on_date`): they are worked out from the parts as typed, and
//! written for readers that do not want to do the same.

mod error;
#[cfg(test)]
mod trial;
mod v1;

pub use error::{DecodeError, List};

use crate::{
    json::{self, Text},
    record::Record,
};
use error::shortened;

/// What a record file says its `format` is.
pub const FORMAT: &str = "seven-minute-briefing/record";

/// The version that is written, and the highest that is read.
pub const VERSION: u64 = v1::VERSION;

/// The most bytes that are read: 20 MiB, some hundred times the largest record
/// anybody is expected to type. A file above it is refused before it is parsed.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// Reads a record from a file's bytes. A UTF-8 byte order mark at the start is
/// passed over, since Windows editors add one.
///
/// # Errors
///
/// Any bytes may be given; whatever is not a record of a known version is a
/// [`DecodeError`] that says why. Never panics.
pub fn decode(bytes: &[u8]) -> Result<Record, DecodeError> {
    decode_by(bytes, read)
}

/// The same, with the versions that `read` knows: it is given a text and its version.
fn decode_by(
    bytes: &[u8],
    read: fn(&Text<'_>, u64) -> Result<Record, DecodeError>,
) -> Result<Record, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let text = Text::parse(text)?;
    let version = version(&text)?;
    read(&text, version)
}

/// Writes a record as JSON: indented by two spaces, fields in the order of the
/// published format, one line break at the end. `decode` gives the same record
/// back, as long as its rows keep the domain's promises about ids.
pub fn encode(record: &Record) -> String {
    v1::write(record)
}

/// The version of a record file, 1 or higher. The fields other than the two that
/// say how to read them are passed over here.
fn version(text: &Text<'_>) -> Result<u64, DecodeError> {
    let found = text.read(|json| {
        let found = json.some_fields(["format", "version"]);
        found.map(|it| it.raw().map(str::to_owned))
    });
    let [format, version] = found.map_err(|error| match error {
        // The fields may have any value: only something in place of the whole
        // object is of the wrong type.
        json::Error::WrongType { .. } => DecodeError::NotARecord { format: None },
        other => other.into(),
    })?;
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is not general enough in its lifetimes"
    )]
    let format = format.and_then(|format| json::read(&format, |json| json.text()).ok());
    match format {
        Some(format) if format == FORMAT => {}
        other => {
            return Err(DecodeError::NotARecord {
                format: other.map(|format| shortened(&format)),
            });
        }
    }
    let Some(version) = version else {
        return Err(json::Error::MissingField("version").into());
    };
    match version.parse::<u64>() {
        Err(_) | Ok(0) => Err(DecodeError::BadValue {
            field: "version",
            value: shortened(&version),
        }),
        Ok(version) => Ok(version),
    }
}

/// Reads the text of a file of that version, 1 or higher, and raises it to a record.
fn read(text: &Text<'_>, version: u64) -> Result<Record, DecodeError> {
    match version {
        v1::VERSION => text.read(v1::File::read)?.try_into(),
        found => Err(DecodeError::TooNew {
            found,
            supported: VERSION,
        }),
    }
}
