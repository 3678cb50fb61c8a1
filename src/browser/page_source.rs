//! The HTML of the page as it was built, without anybody's record.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::window;

/// Fetches what [`source`] needs while there is a network: on a website, the single-file page. A page
/// that was opened from a disk has it already.
pub fn prepare_source() {
    let document = window().and_then(|window| window.document());
    let has_all = document.is_some_and(|it| it.get_element_by_id("source").is_some());
    if !has_all && let Ok(promise) = ask() {
        let brought = JsFuture::from(promise);
        // A failure here is reported when the source is asked for.
        spawn_local(async move { drop(brought.await) });
    }
}

/// Calls `then` with the source of the single-file page, on a website too; `None` if it cannot be fetched.
pub fn source(then: impl FnOnce(Option<String>) + 'static) {
    let promise = ask();
    spawn_local(async move {
        let source = match promise {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        then(source.and_then(|source| source.as_string()));
    });
}

/// Asks the page's own script, see `pageSource` in index.html.
fn ask() -> Result<Promise, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let ask: Function = Reflect::get(&window, &"pageSource".into())?.dyn_into()?;
    ask.call0(&window)?.dyn_into()
}
