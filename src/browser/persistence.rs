//! Asking the browser not to clear this page's storage by itself.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::{promise::ask, window};

/// Asks the browser not to clear this page's storage by itself, and calls `then` with whether it agreed.
pub fn persist(then: impl FnOnce(bool) + 'static) {
    let storage = window().and_then(|window| {
        let navigator: JsValue = window.navigator().into();
        Reflect::get(&navigator, &"storage".into()).ok()
    });
    match storage {
        Some(storage) if storage.is_object() => ask(&storage, "persist", Box::new(then)),
        _ => then(false),
    }
}
