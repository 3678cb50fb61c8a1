//! The browser, one small file a capability.
//!
//! **Architecture invariant:** this is the only module that names `web_sys`,
//! `js_sys`, `wasm_bindgen` or gloo. What it offers speaks of texts, times and
//! ids, so that the rest can be read without knowing the web's interfaces.

mod clipboard;
mod clock;
mod dropped;
mod events;
mod files;
mod indexed_db;
mod local_storage;
mod page;
mod random;
mod screen;
mod source;

pub use clipboard::copy_text;
pub use clock::{local_date_and_time, now_ms};
pub use dropped::{Dropped, on_file_drop};
pub use events::{
    Swipe, is_followed_here, on_before_unload, on_focus_under, on_hash_change, on_key, on_leave,
    on_print, on_stored_elsewhere,
};
pub use files::{
    FileText, Unread, can_share, chosen_files, download, pause, read_file, read_some, share,
};
pub use indexed_db::{Copies, IndexedDb, copies, forget_copies, on_copies_lost, open_copies};
pub use local_storage::{LocalStore, TabStore};
pub use page::{
    abort_start, after_frame, confirm, focus, focus_at_start, focus_at_top, focus_heading, hash,
    insert_prerendered, keep_focus, persist, print, replace_hash, scroll_to_top, select_all,
    set_foot, set_hash, set_title, snapshot_prerendered, start_block, take_mount_point, title,
    typed,
};
pub use random::random_bytes;
pub use screen::{
    View, fill_screen, fit, is_full_screen, is_wide, leave_full_screen, mark_page,
    on_full_screen_left, on_resize, scroll_on, view,
};
pub use source::{prepare_source, source};
pub use wasm_bindgen_futures::spawn_local;
pub use web_sys::File;
