//! The returns of many teams: importing files, deciding which returns count, filtering and counting
//! them, and exporting the result.
//!
//! Everything here is pure. Files arrive as bytes with a name, and the order in which they arrive
//! makes no difference to the result.
//!
//! **Architecture invariant:** nothing is dropped silently. Every file ends up in exactly one list of
//! a [`Collation`]: counted, superseded, duplicate, conflict, other briefing, unreadable or ignored.

mod archive;
mod csv;
pub mod email;
mod expected;
mod filter;
mod filtered;
mod importer;
mod indexed_return;
mod register;
mod sheets;
mod totals;
mod workbook;

pub use csv::ndjson;
pub use expected::{ExpectedTeam, match_expected};
pub use filter::Filter;
pub use filtered::FilteredReturns;
pub use importer::{ImportError, Importer, MAX_FILE_BYTES};
pub use indexed_return::{AgreedAction, IndexedReturn};
pub use register::{Checkpoint, Collation, Register, UncountedReturn, UnreadableFile};
pub use sheets::{Cell, Sheet, sheets};
pub use totals::{ActionTotals, OrganisationTotals, Totals, organisation_key};
pub use workbook::workbook;
