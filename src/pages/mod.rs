//! The pages, one module each. A page shows the session and gives it commands.
//!
//! **Architecture invariant:** no page writes storage or names the browser.

mod blank_form;
mod briefing;
mod check;
mod discussion;
pub mod fields;
mod plan;
mod records;
mod rows;
mod unopened;

pub use blank_form::blank_form;
pub use briefing::briefing_page;
pub use check::check_page;
pub use discussion::discussion_page;
pub use plan::plan_page;
pub use records::records_page;
pub use unopened::unopened_page;
