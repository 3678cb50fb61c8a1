//! The pages, one module each. A page shows the session and gives it commands.
//!
//! **Architecture invariant:** no page writes storage or names the browser.

mod about;
mod briefing;
mod check;
mod copy;
mod differences;
mod discussion;
pub mod fields;
mod follow_up;
mod paper_form;
mod plan;
mod present;
mod records;
mod returns;
mod rows;
mod take_away;
mod unopened;

pub use about::{about_page, about_without_app};
pub use briefing::briefing_page;
pub use check::check_page;
pub use copy::copy_page;
pub use discussion::discussion_page;
pub use follow_up::follow_up_page;
pub use paper_form::{blank_form, filled_form};
pub use plan::plan_page;
pub use present::{Turn, present_page, slide_of};
pub use records::records_page;
pub use returns::{returns_page, summary_paper};
pub use unopened::unopened_page;
