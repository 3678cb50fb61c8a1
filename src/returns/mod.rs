//! Many returns in, one register out: which of them count, what they come to, and what
//! can be taken away.
//!
//! Everything here is pure. Files come in as bytes with a name, in any order, and the
//! order makes no difference to what comes out.
//!
//! **Architecture invariant:** nothing that came in is left out without a line that says
//! so. What counts, what was superseded, what is there twice, what contradicts itself,
//! what answers another briefing, what lay beside a return and what cannot be read is
//! together all of it.

mod archive;
mod csv;
pub mod email;
mod expected;
mod filter;
mod filtered;
mod importer;
mod indexed_return;
mod order;
mod register;
mod sheets;
mod totals;
mod workbook;

pub use csv::ndjson;
pub use expected::{Expected, expected};
pub use filter::Filter;
pub use filtered::FilteredReturns;
pub use importer::{ImportError, Importer, MAX_FILE_BYTES};
pub use indexed_return::IndexedReturn;
pub use order::in_order;
pub use register::{Checkpoint, Collated, Pair, Register, Unreadable};
pub use sheets::{Cell, Sheet, sheets};
pub use totals::{ActionTotals, OrganisationTotals, Totals, organisation_key};
pub use workbook::workbook;
