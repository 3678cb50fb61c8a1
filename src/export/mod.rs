//! Writes a record as documents: the Word form, a calendar, an email draft, plain text, a
//! standalone copy.
//!
//! Everything here is pure: a record goes in, and text or bytes come out. `app` offers them as
//! downloads.

mod calendar;
mod email_draft;
mod form_document;
mod plain_text;
mod return_file;
mod standalone_copy;
mod word;
mod zip;

pub use calendar::{PageAddress, calendar};
pub use email_draft::{email_draft, mailto};
pub use form_document::{DISCUSSION, FormAction, FormDocument, FormLearningPoint, PLAN, PROGRESS};
pub use plain_text::plain_text;
pub use return_file::{FileKind, file_name, file_name_of};
pub use standalone_copy::{page_with_record, record_in};
pub use word::word_document;
pub(crate) use zip::{crc32, zip_archive};
