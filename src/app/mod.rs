//! What stands around the pages: the route, the open record and its saving, every command
//! a page can give, and what the pages share.
//!
//! **Architecture invariant:** nothing here knows a page.

mod clear_device;
mod clock;
pub mod differences;
mod editing;
mod export;
pub mod fields;
mod frame;
mod import_returns;
mod notices;
mod persistence;
mod presentation;
pub mod printed_form;
mod read_progress;
mod record_list;
pub mod route;
pub mod rows;
mod save_status;
mod session;
mod submission;
mod tabs;

use leptos::prelude::*;

use crate::words;
use route::Page;

pub use clock::{Clock, LocalTime};
pub use editing::{Announcement, Removed};
pub use export::CopyHere;
pub use frame::Frame;
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

/// The class of what is not shown where the app cannot run.
pub const NEEDS_APP: &str = "app-needs-app";

/// The name of a page, as links and titles give it.
pub fn page_name(page: Page) -> &'static str {
    match page {
        Page::Briefing => "Briefing",
        Page::Discussion => "Discussion",
        Page::Plan => "Action plan",
        Page::Check => "Check and send",
        Page::Records => "Records on this device",
        Page::Present => "Present",
        Page::Accessibility => "Accessibility statement",
        Page::Privacy => "What is kept, and where",
        Page::Copy => words::COPY,
        Page::FollowUp => "Follow up",
        Page::Returns => "Returns",
    }
}
