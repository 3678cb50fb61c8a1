//! Adapters to the web's interfaces, one small file for each.
//!
//! **Architecture invariant:** only these files name `web_sys`, `js_sys` and `wasm_bindgen`. None of them
//! knows about records; `local_storage` and `indexed_db` implement the ports of [`crate::vault`]. If a
//! browser lacks something, the caller is told and nothing panics.

mod address;
mod clipboard;
mod clock;
mod document;
mod dropped_files;
mod events;
mod files;
mod focus;
mod full_screen;
mod gestures;
mod history;
mod indexed_db;
mod local_storage;
mod near_viewport;
mod page_position;
mod page_source;
mod persistence;
mod prerendered;
mod print;
mod promise;
mod random;
mod slide;
mod typing;
mod viewport;

pub use address::{file_name, hash, on_hash_change, replace_hash, set_hash, web_address};
pub use clipboard::copy_text;
pub use clock::{local_date_and_time, now_ms};
pub use document::{confirm, mark_page, set_foot, set_title, start_block, title};
pub use dropped_files::{Dropped, on_file_drop};
pub use events::{on_before_unload, on_leave, on_page_hide, on_stored_elsewhere};
pub use files::{
    FileText, Unread, can_share, chosen_files, download, pause, read_file, read_some, share,
};
pub use focus::{
    after_frame, focus, focus_at_start, focus_at_top, focus_heading, focus_soon, keep_focus,
    on_focus_behind, on_focus_under, scroll_to_soon, select_all,
};
pub use full_screen::{fill_screen, is_full_screen, leave_full_screen, on_full_screen_left};
pub use gestures::{Swipe, is_followed_here, on_key};
pub use history::{go_back, history_entry, note_history_entry, take_over_scrolling};
pub use indexed_db::{
    Copies, IndexedDb, copies, erase_copies, keep_copy, on_copies_lost, open_copies,
};
pub use local_storage::{LocalStore, TabStore};
pub use near_viewport::NearViewport;
pub use page_position::{
    Focused, PagePosition, page_position, restore_focus, restore_scroll, watch_clicks,
};
pub use page_source::{prepare_source, source};
pub use persistence::persist;
pub use prerendered::{
    abort_start, detached_element, insert_prerendered, snapshot_prerendered, take_mount_point,
};
pub use print::{fit_sheet, on_print, print};
pub use random::random_bytes;
pub use slide::fit;
pub use typing::{is_pasted, typed};
pub use viewport::{View, is_in_upper_part, is_wide, on_resize, scroll_on, view};
pub use wasm_bindgen_futures::spawn_local;
pub use web_sys::File;

/// Whether the program runs in a browser, and not natively in the build or in a test.
pub fn is_present() -> bool {
    cfg!(target_arch = "wasm32")
}

/// The window. Natively there is none, so that the page's adapters do nothing.
fn window() -> Option<web_sys::Window> {
    is_present().then(web_sys::window).flatten()
}

/// The page's document.
fn document() -> Option<web_sys::Document> {
    window()?.document()
}
