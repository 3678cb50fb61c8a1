//! What several tests share.

#![allow(dead_code, reason = "no test uses everything")]
#![allow(unused_imports, reason = "no test uses everything")]
#![allow(
    clippy::assigning_clones,
    reason = "golden records read better as plain assignments"
)]

pub mod any_bytes;
mod any_record;
mod damage;
pub mod device;
mod edits;
mod golden;
pub mod packed;
pub mod record_files;

use std::path::PathBuf;

pub use any_record::{action, cases, learning_point, record, row_id, text, unique};
pub use damage::Damage;
pub use edits::{Edit, edit, typed_words};
pub use golden::{followed_up, golden_records, new_record, paper_form};

/// A path inside the repository.
pub fn path(inside: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(inside)
}
