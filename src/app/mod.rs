//! What stands around the pages: the route, the open record and its saving, every command
//! a page can give, and what the pages share.
//!
//! **Architecture invariant:** nothing here knows a page.

mod clear_device;
mod clock;
pub mod differences;
mod editing;
pub mod export;
pub mod fields;
mod import_returns;
pub mod notices;
mod open_record;
mod persistence;
mod personal_details;
mod presentation;
mod print;
pub mod printed_form;
mod read_progress;
mod record_list;
pub mod route;
pub mod rows;
mod session;
mod session_shortcuts;
pub mod standalone_copy;
mod static_html;
mod submission;
mod tabs;

use leptos::prelude::*;

pub use clock::{Clock, LocalTime};
pub use editing::{Announcement, Removed};
pub use export::Downloads;
pub use import_returns::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading};
pub use open_record::current_record;
pub use personal_details::{PersonalDetailWarnings, PossibleDetails};
pub use presentation::{SLIDE_ID, slide_route};
pub use print::Printing;
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use session::{Parts, Phase, Session};
pub use standalone_copy::StandaloneCopy;
pub use static_html::static_html;
pub use submission::Submission;

use session::blank;

/// Provides the contexts that pages ask for, in the owner this is called in.
pub fn provide_contexts(session: Session) {
    provide_context(session);
    provide_context(session.clock());
    provide_context(session.briefing());
    provide_context(session.copy_here());
    provide_context(session.downloads);
    provide_context(session.printing);
    provide_context(Submission::new(session));
    provide_context(PersonalDetailWarnings::new(session));
}
