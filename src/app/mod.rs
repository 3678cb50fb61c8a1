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
mod error_banner;
pub mod export;
pub mod fields;
mod frame;
mod navigation;
mod notices;
mod open_record;
mod persistence;
mod personal_details;
mod ports;
mod presentation;
mod print;
pub mod printed_form;
mod read_progress;
mod record_list;
mod returns;
pub mod route;
pub mod rows;
mod save_status;
mod session;
mod session_shortcuts;
pub mod standalone_copy;
mod static_html;
mod submission;
mod undo;

use leptos::prelude::*;

use crate::words;
use route::Page;

pub use announcer::{Announcement, Announcer};
pub use clock::{Clock, LocalTime, use_interval};
pub use editing::RecordEditor;
pub use error_banner::ErrorMessage;
pub use export::Downloads;
pub use frame::Frame;
pub use navigation::Navigation;
pub use open_record::current_record;
pub use personal_details::{PersonalDetailWarnings, PossibleDetails};
pub use presentation::Presentation;
pub use print::Printing;
pub use read_progress::{ReadProgress, SegmentInView};
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use returns::{ImportProgress, Returns};
pub use session::{Parts, Session};
pub use standalone_copy::StandaloneCopy;
pub use static_html::static_html;
pub use submission::Submission;
pub use undo::{Removed, UndoStack};

pub use crate::vault::Phase;

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
    provide_context(session.copy_here());
    provide_context(Downloads::new(session));
    provide_context(session.printing);
    provide_context(Submission::new(session));
    provide_context(PersonalDetailWarnings::new(session));
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
