//! Many returns in, one register out: which of them count, what they come to, and what
//! can be taken away.
//!
//! Everything here is pure. Files come in as bytes with a name, in any order, and the
//! order makes no difference to what comes out.
//!
//! **Architecture invariant:** nothing that came in is left out without a line that says
//! so. What counts, what was superseded, what is there twice, what contradicts itself,
//! what answers another briefing and what cannot be read is together all of it.

mod csv;
mod expected;
mod filter;
mod register;
mod totals;

pub use csv::{Sheet, ndjson, sheets};
pub use expected::{Expected, expected};
pub use filter::Filter;
pub use register::{Collated, Filed, Pair, Register, Unreadable};
pub use totals::{ActionTotals, OrganisationTotals, Totals, organisation_key};
