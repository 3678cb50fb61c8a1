//! The pages, one module each. A page shows the session and gives it commands.
//!
//! **Architecture invariant:** no page writes storage or names the browser.

mod blank_form;
mod briefing;
mod check;
mod discussion;
mod fields;
mod plan;
mod records;
mod rows;
mod unopened;

pub use blank_form::BlankForm;
pub use briefing::BriefingPage;
pub use check::CheckPage;
pub use discussion::DiscussionPage;
pub use plan::PlanPage;
pub use records::RecordsPage;
pub use unopened::UnopenedPage;
