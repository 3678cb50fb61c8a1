//! The record a team fills in, and the rules about it.
//!
//! Everything here is pure: no clock, no storage, no browser, no English beyond
//! field text and the words that [`personal_details`] looks for. A [`Record`] keeps
//! every string exactly as it was typed, so that it can always be saved, exported
//! and printed; what is missing or unlikely is collected by [`check`] and never
//! stands in the way.
//!
//! **Architecture invariant:** this module imports nothing else of ours, and no
//! rule in it can refuse a record.

mod check;
mod date;
mod differences;
pub mod file;
mod follow_up;
mod id;
mod merge;
mod model;
mod rows;
mod text;
mod time;

pub use check::{DateProblem, Field, Problem, TeamField, check};
#[cfg(feature = "app")]
pub use date::DatePartsStoreFields;
pub use date::{Date, DateParts, Period};
pub use differences::{Difference, differences};
pub use follow_up::{Standing, follow_up, overdue};
pub use id::RecordId;
pub use merge::{Merged, merge};
pub use model::{
    ActionItem, BriefingRef, Evidence, EvidenceKind, LearningPoint, Record, RowId, Status, Team,
};
#[cfg(feature = "app")]
pub use model::{
    ActionItemStoreFields, LearningPointStoreFields, RecordStoreFields, TeamStoreFields,
};
pub use rows::{Direction, Row, missing_row, move_row};
pub use text::{lower, lower_into};
pub use time::Timestamp;
