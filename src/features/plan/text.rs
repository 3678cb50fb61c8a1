//! The sentences of this page.

use crate::record::Period;

/// Where there is no action.
pub const NO_ACTIONS: &str = "You have not added any actions.";

/// A quick choice of "By When?".
pub fn period(period: Period) -> &'static str {
    match period {
        Period::FourWeeks => "In 4 weeks",
        Period::ThreeMonths => "In 3 months",
        Period::SixMonths => "In 6 months",
    }
}
