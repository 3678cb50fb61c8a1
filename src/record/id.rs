//! The id of a record.

use std::fmt;

use uuid::{Builder, Uuid};

/// The id of a record: a random UUID (RFC 9562, version 4), made when the record is started.
///
/// Of two returns with the same id, the one with the higher revision counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(Uuid);

impl RecordId {
    /// Makes an id from 16 random bytes, which must come from a good source of randomness.
    pub fn from_random_bytes(bytes: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(bytes).into_uuid())
    }

    /// Reads the 36-character hyphenated form, in either case.
    ///
    /// Returns `None` for anything else, including the other ways to write a UUID.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 36)
            .then(|| Uuid::try_parse(text).ok())
            .flatten()
            .map(Self)
    }
}

impl fmt::Display for RecordId {
    /// Writes the hyphenated form in lower case, as in record files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
