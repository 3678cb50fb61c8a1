//! What stands around the pages: the route, the open record and its saving, every command
//! a page can give, and what the pages share.
//!
//! **Architecture invariant:** nothing here knows a page.

mod announcer;
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
mod undo;

use leptos::prelude::*;

pub use announcer::{Announcement, Announcer};
pub use clock::{Clock, LocalTime};
pub use editing::RecordEditor;
pub use export::CopyHere;
pub use import_returns::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading};
pub use presentation::{SLIDE_ID, slide_route};
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use session::{Parts, Phase, Session};
pub use submission::SubmissionReceipt;
pub use undo::{Removed, UndoStack};

use session::blank;

/// Provides the contexts that pages ask for, in the owner this is called in.
pub fn provide_contexts(session: Session) {
    provide_context(session);
    provide_context(session.clock());
    provide_context(session.briefing());
    provide_context(session.announcer);
    provide_context(session.undo_stack);
    provide_context(RecordEditor::new(session));
}
