//! Everything around the pages: the frame, the route, the contexts, and what the pages share.
//!
//! A context is a small handle to the signals for one concern, with the commands on them.
//! [`provide_contexts`] makes them all; a page asks for those it needs with `expect_context`.
//!
//! **Architecture invariant:** nothing here depends on the code of a page.

mod announcer;
pub mod briefing_text;
pub mod check_return;
mod clear_device;
mod clock;
mod date_field;
mod device_records;
pub mod differences;
mod editing;
mod email_program;
mod error_banner;
pub mod export;
mod field_problems;
pub mod fields;
mod frame;
mod lazy_rows;
mod navigation;
mod notices;
mod open_record;
mod overdue;
mod pending_import;
mod persistence;
mod personal_details;
mod ports;
mod presentation;
mod print;
pub mod printed_form;
mod read_progress;
mod record_import;
mod record_list;
mod returns;
pub mod route;
pub mod rows;
mod save_status;
pub mod standalone_copy;
mod static_html;
mod step_progress;
mod submission;
mod undo;
mod welcome_back;

use std::sync::Arc;

use leptos::prelude::*;

use crate::briefing::Briefing;
use crate::words;
use ports::{blank, ports};
use route::Page;

pub use announcer::{Announcement, Announcer};
pub use clear_device::clear_device;
pub use clock::{Clock, LocalTime, use_interval};
pub use date_field::{DateField, EvidenceDate};
pub use device_records::DeviceRecords;
pub use editing::RecordEditor;
pub use email_program::EmailProgram;
pub use error_banner::{ErrorBanner, ErrorMessage};
pub use export::Downloads;
pub use field_problems::{FieldProblems, RowProblems};
pub use frame::Frame;
pub use lazy_rows::{LazyRows, RowFocus};
pub use navigation::Navigation;
pub use open_record::OpenRecord;
pub use overdue::OverdueActions;
pub use pending_import::{ImportedReturn, PendingImport};
pub use persistence::Persistence;
pub use personal_details::{PersonalDetailWarnings, PossibleDetails};
pub use presentation::Presentation;
pub use print::{PrintRequest, Printing};
pub use read_progress::{ReadProgress, SegmentInView};
pub use record_import::{CHOSEN_RETURN_ID, RETURN_INPUT_ID, RecordImport};
pub use record_list::RecordList;
pub use returns::{ImportProgress, Returns};
pub use standalone_copy::StandaloneCopy;
pub use static_html::static_html;
pub use submission::{Submission, stored_submission};
pub use undo::{Removed, UndoStack};
pub use welcome_back::{SavedReturn, WelcomeBack, use_overdue_on_card};

pub use crate::vault::Phase;

/// Provides the contexts that pages ask for in the current owner, with a new record for `briefing` open.
/// `random` returns random bytes for ids. `copy` is the record in this page, if it is a standalone copy.
///
/// Nothing is read or stored before [`Persistence::start`].
pub fn provide_contexts(
    briefing: Briefing,
    clock: Clock,
    random: fn() -> [u8; 16],
    copy: Option<StandaloneCopy>,
) {
    let briefing = Arc::new(briefing);
    let open = OpenRecord::new(blank(&briefing, clock.now(), random));
    let ports = ports(Arc::clone(&briefing), random);
    let undo_stack = UndoStack::new();
    let announcer = Announcer::new();
    let error_banner = ErrorBanner::new();
    let persistence = Persistence::new(open, ports, clock, undo_stack, error_banner);
    let import = RecordImport::new(persistence, error_banner);
    let device_records = DeviceRecords::new(persistence, import, undo_stack, announcer);
    provide_context(clock);
    provide_context(open);
    provide_context(undo_stack);
    provide_context(announcer);
    provide_context(error_banner);
    provide_context(persistence);
    provide_context(persistence.overdue());
    provide_context(persistence.read_progress());
    provide_context(import);
    provide_context(device_records);
    provide_context(RecordEditor::new(
        open,
        undo_stack,
        announcer,
        clock,
        persistence,
        error_banner,
    ));
    provide_context(Downloads::new(open, persistence));
    provide_context(Submission::new(open, persistence, clock, error_banner));
    provide_context(PersonalDetailWarnings::new(open));
    provide_context(FieldProblems::new(open, clock));
    provide_context(Presentation::new(clock));
    provide_context(Navigation::new());
    provide_context(RowFocus::new());
    provide_context(Printing::new());
    provide_context(RwSignal::new(EmailProgram::default()));
    provide_context(Returns::new(briefing.id.clone()));
    provide_context(copy.map(Arc::new));
    provide_context(briefing);
}

/// The class of elements that are hidden where the app cannot run.
pub const NEEDS_APP: &str = "app-needs-app";

/// The name of a page in links and titles.
pub fn page_name(page: Page) -> &'static str {
    match page {
        Page::Briefing => "Briefing",
        Page::Discussion => "Discussion",
        Page::Plan => "Action plan",
        Page::Check => "Check and send",
        Page::Records => "Saved forms",
        Page::Present => "Present",
        Page::Accessibility => "Accessibility statement",
        Page::Privacy => "Privacy",
        Page::Copy => words::COPY,
        Page::FollowUp => "Follow up",
        Page::Returns => "Returns",
        Page::Share => "Share this briefing",
    }
}
