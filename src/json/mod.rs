//! JSON as text with places in it: reading with errors that say where, and writing.
//!
//! serde derives a reader and a writer for each type, and each is some kilobytes
//! of WebAssembly. Here is one of either for all types; what a type looks like in
//! JSON is written out beside it, as a list of its fields.
//!
//! **Architecture invariants:** this module knows no type of ours. `serde_json`
//! checks a text as a whole before any of it is looked at, and reads each text and
//! number; what is by hand is only the splitting. Nothing here calls itself, so
//! that no depth of nesting is too much.

mod read;
mod write;

pub(crate) use read::{Error, Json, Text, read};
pub(crate) use write::Writer;
