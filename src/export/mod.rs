//! Documents made of a record: a record in, text or bytes of a document out.
//!
//! Everything here is pure. Handing a document to the person is the browser's part.

mod calendar;
mod email_draft;
mod form_document;
mod plain_text;
mod return_file;
mod standalone_copy;
mod word;
mod zip;

pub use calendar::calendar;
pub use email_draft::{draft, mailto};
pub use form_document::{Action, DISCUSSION, FormDocument, PLAN, PROGRESS, Point};
pub use plain_text::text;
pub use return_file::{FileKind, file_name, file_name_of};
pub use standalone_copy::{form_markup, page, record_in};
pub use word::word;
pub(crate) use zip::{archive, crc32};
