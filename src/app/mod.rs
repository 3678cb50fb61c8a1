//! What stands around the pages: the route, the open record and its saving, every command
//! a page can give, and what the pages share.
//!
//! **Architecture invariant:** nothing here knows a page.

pub mod briefing_text;
mod clear_device;
mod clock;
pub mod differences;
mod editing;
mod export;
pub mod fields;
mod import_returns;
pub mod notices;
mod persistence;
mod presentation;
pub mod printed_form;
mod read_progress;
mod record_list;
pub mod route;
pub mod rows;
mod session;
mod submission;
mod tabs;

use leptos::prelude::*;

pub use clock::{Clock, LocalTime};
pub use editing::{Announcement, Removed};
pub use export::CopyHere;
pub use import_returns::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading};
pub use presentation::{SLIDE_ID, slide_route};
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use session::{Parts, Phase, Session};
pub use submission::SubmissionReceipt;

use session::blank;

/// Provides the contexts that pages ask for, in the owner this is called in.
pub fn provide_contexts(session: Session) {
    provide_context(session);
    provide_context(session.clock());
    provide_context(session.briefing());
}
