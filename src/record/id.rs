//! The identity of a record.

use std::fmt;

use uuid::{Builder, Uuid};

/// A record's identity: a random UUID made once, when the record is begun.
///
/// Together with the revision it lets a return that is sent again replace the
/// one sent before. Source: RFC 9562, version 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(Uuid);

impl RecordId {
    /// Makes an identity from 16 random bytes, which the caller draws from a
    /// good source: this module has none.
    pub fn from_random_bytes(bytes: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(bytes).into_uuid())
    }

    /// Reads the 36-character hyphenated form, in either case.
    ///
    /// Returns `None` for anything else, the other spellings of a UUID included.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 36)
            .then(|| Uuid::try_parse(text).ok())
            .flatten()
            .map(Self)
    }
}

impl fmt::Display for RecordId {
    /// The hyphenated form in lower case, as it stands in a record file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
