//! Documents made of a record: a record in, text or bytes of a document out.
//!
//! Everything here is pure. Handing a document to the person is the browser's part.

mod calendar;
mod mail;
mod page;
mod paper;
mod return_file;
mod text;
mod word;
mod zip;

pub use calendar::calendar;
pub use mail::{draft, mailto};
pub use page::{form_markup, page, record_in};
pub use paper::{Action, DISCUSSION, PLAN, PROGRESS, Paper, Point};
pub use return_file::{Kind, file_name, file_name_of};
pub use text::text;
pub use word::word;
pub(crate) use zip::{archive, crc32};
