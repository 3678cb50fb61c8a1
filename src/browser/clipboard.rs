//! The clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::window;

/// Writes text to the clipboard and calls `then` with whether that worked. Browsers refuse it without a
/// click, by policy, and on pages that are not a secure context.
pub fn copy_text(text: &str, then: impl FnOnce(bool) + 'static) {
    let clipboard = window().and_then(|window| {
        let navigator: wasm_bindgen::JsValue = window.navigator().into();
        // Missing outside secure contexts, where the typed getter would return an object that throws.
        js_sys::Reflect::get(&navigator, &"clipboard".into())
            .ok()
            .filter(wasm_bindgen::JsValue::is_object)
            .map(|_| window.navigator().clipboard())
    });
    match clipboard {
        Some(clipboard) => {
            let written = clipboard.write_text(text);
            spawn_local(async move { then(JsFuture::from(written).await.is_ok()) });
        }
        None => then(false),
    }
}
