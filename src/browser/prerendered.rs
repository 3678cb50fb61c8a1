//! The prerendered content of the page, and the place where the app replaces it.

use std::cell::RefCell;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::{document, focus::html_element, window};

thread_local! {
    /// The prerendered content, as it was before the app took its place.
    static KEPT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Keeps a copy of the prerendered element of that id.
pub fn snapshot_prerendered(id: &str) {
    let copy = html_element(id).and_then(|element| element.clone_node_with_deep(true).ok());
    KEPT.set(copy.and_then(|copy| copy.dyn_into().ok()));
}

/// Shows the prerendered element of that id in the element whose id is `place`, instead of whatever was
/// in it.
pub fn insert_prerendered(id: &str, place: &str) {
    let kept = KEPT.with_borrow(|kept| {
        // Ids contain slashes, which need no escaping in an attribute selector.
        let found = kept
            .as_ref()?
            .query_selector(&format!("[id='{id}']"))
            .ok()??;
        found.clone_node_with_deep(true).ok()
    });
    if let (Some(kept), Some(place)) = (kept, html_element(place)) {
        place.set_text_content(None);
        let _ = place.append_child(&kept);
    }
}

/// Empties the element of that id, where the prerendered content was, and returns it for the app to be
/// mounted in.
pub fn take_mount_point(id: &str) -> Option<HtmlElement> {
    let element = document()?.get_element_by_id(id)?;
    element.set_text_content(None);
    element.dyn_into().ok()
}

/// A new element that is not in the page.
pub fn detached_element() -> Option<HtmlElement> {
    document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Reports that the app cannot start. The reason is for whoever built the page; the page's own script
/// then tells people what is unavailable.
pub fn abort_start(why: &str) {
    if let Some(window) = window() {
        let reason = js_sys::Error::new(why);
        // Thrown from a task of its own, so that the page's script hears of it.
        let throw = Closure::once_into_js(move || -> Result<(), JsValue> { Err(reason.into()) });
        let _ = window.set_timeout_with_callback(throw.unchecked_ref());
    }
}
