//! The record that a team fills in, and the rules about it.
//!
//! Everything here is pure: no clock, no storage, no browser, and hardly any English. A [`Record`]
//! keeps every text exactly as typed, so it can always be saved, exported and printed. [`check`] lists
//! what is missing or unlikely, and never blocks anything.
//!
//! **Architecture invariant:** this module imports no other module of the crate, and none of its
//! rules can reject a record.

mod check;
mod date;
mod differences;
pub mod file;
mod follow_up;
mod id;
mod limits;
mod merge;
mod model;
mod progress;
mod rows;
mod text;
mod time;
mod typed_date;

pub use check::{
    DateProblem, Field, Problem, TeamField, check, check_action, check_learning_point, check_team,
};
#[cfg(feature = "app")]
pub use date::DatePartsStoreFields;
pub use date::{Date, DateParts, Period};
pub use differences::{Difference, differences};
pub use follow_up::{Standing, follow_up, overdue};
pub use id::RecordId;
pub use limits::{MAX_ROWS, RowKind};
pub use merge::{Merged, merge};
pub use model::{
    ActionItem, BriefingRef, Evidence, EvidenceKind, LearningPoint, Record, RowId, Status, Team,
};
#[cfg(feature = "app")]
pub use model::{
    ActionItemStoreFields, LearningPointStoreFields, RecordStoreFields, TeamStoreFields,
};
pub use progress::{ActionCounts, NextStep};
pub use rows::{Direction, Row, missing_rows, move_row, rows_by_id};
pub use text::{lower, lower_into};
pub use time::Timestamp;
pub use typed_date::DatePart;
