//! The record a team fills in, and the rules about it.
//!
//! Everything here is pure: no clock, no storage, no browser, no English beyond
//! field text. A [`Record`] keeps every string exactly as it was typed, so that
//! it can always be saved, exported and printed; what is missing or unlikely is
//! collected by [`check`] and never stands in the way.
//!
//! **Architecture invariant:** this module imports nothing else of ours, and no
//! rule in it can refuse a record.

mod check;
mod date;
mod id;
mod record;
mod rows;
mod time;

pub use check::{DateProblem, Field, Problem, TeamField, check};
#[cfg(feature = "app")]
pub use date::DatePartsStoreFields;
pub use date::{Date, DateParts, Period};
pub use id::RecordId;
pub use record::{
    ActionItem, BriefingRef, Evidence, EvidenceKind, LearningPoint, Record, RowId, Status, Team,
};
#[cfg(feature = "app")]
pub use record::{
    ActionItemStoreFields, LearningPointStoreFields, RecordStoreFields, TeamStoreFields,
};
pub use rows::{Direction, Row, move_row};
pub use time::Timestamp;
