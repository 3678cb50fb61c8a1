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
mod compare;
mod date;
mod follow_up;
mod id;
mod letters;
mod merge;
mod personal;
mod record;
mod rows;
mod time;

pub use check::{DateProblem, Field, Problem, TeamField, check};
pub use compare::{Difference, differences};
pub use date::{Date, DateParts, Period};
pub use follow_up::{Standing, follow_up, overdue};
pub use id::RecordId;
pub use letters::{lower, lower_into};
pub use merge::{Merged, merge};
pub use personal::{Detail, DetailKind, details_in, personal_details};
#[cfg(feature = "app")]
pub use record::RecordStoreFields;
pub use record::{
    ActionItem, BriefingRef, Evidence, EvidenceKind, LearningPoint, Record, RowId, Status, Team,
};
pub use rows::{Direction, Row, lacking, move_row};
pub use time::Timestamp;
