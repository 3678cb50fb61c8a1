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
mod frame;
mod navigation;
mod notices;
mod persistence;
mod presentation;
pub mod printed_form;
mod read_progress;
mod record_list;
mod returns;
pub mod route;
pub mod rows;
mod save_status;
mod session;
mod submission;
mod tabs;
mod undo;

use leptos::prelude::*;

use crate::words;
use route::Page;

pub use announcer::{Announcement, Announcer};
pub use clock::{Clock, LocalTime, use_interval};
pub use editing::RecordEditor;
pub use export::CopyHere;
pub use frame::Frame;
pub use navigation::Navigation;
pub use presentation::Presentation;
pub use read_progress::{ReadProgress, SegmentInView};
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use returns::{ImportProgress, Returns};
pub use session::{Parts, Phase, Session};
pub use submission::SubmissionReceipt;
pub use undo::{Removed, UndoStack};

use session::blank;

/// Provides the contexts that pages ask for, in the owner this is called in.
pub fn provide_contexts(session: Session) {
    provide_context(session);
    provide_context(session.clock());
    provide_context(session.briefing());
    provide_context(session.read_progress);
    provide_context(Presentation::new(session.clock()));
    provide_context(session.announcer);
    provide_context(session.undo_stack);
    provide_context(RecordEditor::new(session));
    provide_context(Navigation::new());
    provide_context(Returns::new(session.briefing().id.clone()));
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
