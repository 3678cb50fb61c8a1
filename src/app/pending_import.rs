//! A return that was chosen and waits for the user's decision.

use crate::record::Record;
use crate::record::file::DecodeError;
use crate::vault::ImportComparison;

/// A return that was chosen, in a file or in the trash.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingImport {
    /// The file's name; empty for a record in the trash.
    pub file_name: String,
    /// Its key in the trash, if it is there.
    pub trash_key: Option<String>,
    /// What was read, or why it cannot be read.
    pub outcome: Result<ImportedReturn, DecodeError>,
}

/// A return that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedReturn {
    /// The record in it.
    pub record: Record,
    /// How it compares with what is on this device.
    pub comparison: ImportComparison,
}
