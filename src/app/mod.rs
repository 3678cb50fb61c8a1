//! What stands around the pages: the route, the open record and its saving, every command
//! a page can give, and what the pages share.
//!
//! **Architecture invariant:** nothing here knows a page.

mod clear_device;
mod clock;
pub mod differences;
mod editing;
mod error_banner;
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

pub use clock::{Clock, LocalTime};
pub use editing::{Announcement, Removed};
pub use error_banner::ErrorMessage;
pub use export::CopyHere;
pub use import_returns::{RETURNS_FOLDER_ID, RETURNS_INPUT_ID, Reading};
pub use presentation::{SLIDE_ID, slide_route};
pub use record_list::{ARRIVING_ID, ImportedReturn, PendingImport, RETURN_INPUT_ID, RecordList};
pub use session::{Parts, Session};
pub use submission::SubmissionReceipt;

pub use crate::vault::Phase;
