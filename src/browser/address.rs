//! The address of the page, from `#` on.

use super::{events::listen, window};

/// The part of the address from `#` on; empty where there is none.
pub fn hash() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to a hash, as following a link would.
pub fn set_hash(hash: &str) {
    if let Some(window) = window() {
        // Where the browser refuses, people stay where they are; the navigation links to every page.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a hash without adding it to the history.
pub fn replace_hash(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(hash);
    }
}

/// Calls `then` when the hash has changed.
pub fn on_hash_change(then: impl Fn() + 'static) {
    listen("hashchange", move |_| then());
}
