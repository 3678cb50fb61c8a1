//! The user's note that they have sent a record.

use std::fmt;
use std::hash::Hasher as _;
use std::str::FromStr;

use fnv::FnvHasher;

use super::{Storage, StorageError, submission_key};
use crate::record::file::encode;
use crate::record::{Date, DateParts, Record, RecordId, Timestamp};

/// A note that a record was sent. It is stored beside the record, as text: "14 25 11 2026 1234" for
/// revision 14, sent on 25 November 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubmissionReceipt {
    /// The revision that was sent.
    pub revision: u32,
    /// The day on which the user said so.
    pub on: Date,
    /// The checksum of the answers that were sent.
    answers_hash: u64,
}

impl SubmissionReceipt {
    /// The receipt of a record that was sent on that day as it is now.
    pub fn new(record: &Record, on: Date) -> Self {
        Self {
            revision: record.revision,
            on,
            answers_hash: answers_hash(record),
        }
    }

    /// Whether the record's answers differ from those that were sent.
    ///
    /// The revision cannot tell: it stays the same while nothing can be saved, and an earlier
    /// return that is opened again continues from its own.
    pub fn is_old(&self, record: &Record) -> bool {
        self.answers_hash != answers_hash(record)
    }

    /// The receipt that is stored beside the record of that id.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn load(storage: &dyn Storage, id: RecordId) -> Result<Option<Self>, StorageError> {
        let stored = storage.read(&submission_key(id))?;
        Ok(stored.and_then(|text| text.parse().ok()))
    }

    /// Stores a receipt beside the record of that id, or removes the one that is there.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn store(
        receipt: Option<Self>,
        storage: &dyn Storage,
        id: RecordId,
    ) -> Result<(), StorageError> {
        let key = submission_key(id);
        match receipt {
            Some(receipt) => storage.write(&key, &receipt.to_string()),
            None => storage.remove(&key),
        }
    }
}

impl fmt::Display for SubmissionReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            revision,
            on,
            answers_hash,
        } = self;
        write!(
            f,
            "{revision} {} {} {} {answers_hash}",
            on.day(),
            on.month(),
            on.year()
        )
    }
}

/// The text is not a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReceipt;

impl FromStr for SubmissionReceipt {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        let parts: Vec<&str> = text.split(' ').collect();
        let [revision, day, month, year, answers_hash] = parts[..] else {
            return Err(NotAReceipt);
        };
        let [day, month, year] = [day, month, year].map(str::to_owned);
        Ok(Self {
            revision: revision.parse().map_err(|_| NotAReceipt)?,
            on: DateParts { day, month, year }.date().ok_or(NotAReceipt)?,
            answers_hash: answers_hash.parse().map_err(|_| NotAReceipt)?,
        })
    }
}

/// A checksum of a record's answers, whatever its revision and when it was changed.
fn answers_hash(record: &Record) -> u64 {
    let mut answers = record.clone();
    answers.revision = 0;
    answers.changed_at = Timestamp::from_unix_ms(0);
    hash(&encode(&answers))
}

/// A checksum of a text that is the same in every later version of this app: FNV-1a, 64 bits.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
