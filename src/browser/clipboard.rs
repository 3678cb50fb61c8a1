//! The clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts a text on the clipboard and then says whether that worked. Browsers
/// refuse it on pages they do not trust, without a click, or by policy.
pub fn copy_text(text: &str, then: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().and_then(|window| {
        let navigator: wasm_bindgen::JsValue = window.navigator().into();
        // Missing altogether on pages that are not a secure context; the typed
        // getter would hand out an object that throws on use.
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
