//! Documents made of a record: a record in, text or bytes of a document out.
//!
//! Everything here is pure. Handing a document to the person is the browser's part.

mod mail;
mod return_file;

pub use mail::mailto;
pub use return_file::file_name;
