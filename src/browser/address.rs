//! The address of the page: where it is, and the part from `#` on.

use super::{events::listen, window};

/// The part of the address from `#` on; empty where there is none.
pub fn hash() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The address of the page without the part from `?` or `#` on; `None` if it is not on a website.
pub fn web_address() -> Option<String> {
    let location = window()?.location();
    let is_web = ["http:", "https:"].contains(&&*location.protocol().ok()?);
    let address = || Some(location.origin().ok()? + &location.pathname().ok()?);
    is_web.then(address).flatten()
}

/// The name of the file that the page is in.
pub fn file_name() -> Option<String> {
    let path = window()?.location().pathname().ok()?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    js_sys::decode_uri_component(name).ok().map(String::from)
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
