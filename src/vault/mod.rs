//! Where records are kept, and the promise that none is lost.
//!
//! The browser's store is behind a trait, [`Storage`]; [`Memory`] is the same
//! thing for tests, and can fail, be full, be denied and lie. A record is kept as
//! its file text under [`RECORDS`] and its id. Text that has to make way (the
//! person deleted it, another copy replaces it, another tab had changed the same
//! place) is set aside under [`ASIDES`] and can be put back, and so are earlier
//! versions, by [`keep_version`]. Everything is copied to a second store that reaches
//! the disk at once; [`take_in`] brings home what is newer there.
//!
//! **Architecture invariants:** every write is read back before anything relies
//! on it. No text is overwritten or removed before it stands somewhere else; where
//! a full store leaves no room for that, the text is in memory meanwhile and goes
//! back if the step fails. Nothing outside [`PREFIX`] is touched and nothing is
//! ever cleared: files opened from a disk share one store with all others.

pub mod autosave;
mod backup;
mod clear;
mod keys;
mod load;
mod memory;
mod port;
mod save;
mod trash;
pub mod versions;

pub use backup::{TakenIn, take_in, uncopied};
pub use clear::{MARK_MS, clear, cleared_ms, not_handed_over, ours};
pub use keys::{
    ASIDES, CLEARED, OPEN, PREFIX, RECORDS, left_key, posted_key, read_key, record_key, sent_key,
};
pub use load::{Arrival, Content, Entry, Opening, Summary, arrival, list, open};
pub use memory::{Fault, Memory};
pub use port::{Storage, StorageError};
pub use save::{Change, SaveError, Saved, Seen, save, save_change};
pub use trash::{
    Aside, PutBack, Reason, aside_id, asides, clashes, delete, delete_for_good, put_back, replace,
    set_aside, spare_key, was_deleted,
};
pub use versions::{before_removals, keep_version, make_room};
