//! The page as it was made, with nobody's record in it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Sees to it that [`source`] needs no network from now on: on a website, the one file is
/// brought beside the page. A page that was opened from a disk has everything in it.
pub fn prepare_source() {
    let document = web_sys::window().and_then(|window| window.document());
    let has_all = document.is_some_and(|it| it.get_element_by_id("source").is_some());
    if !has_all && let Ok(promise) = ask() {
        let brought = JsFuture::from(promise);
        // What fails here fails again, and is told, once it is needed.
        spawn_local(async move { drop(brought.await) });
    }
}

/// Hands over the text of the page as it was made: the one file, also where this page is
/// the one of a website. `None` where it cannot be had.
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

/// The page's own script knows how, see index.html.
fn ask() -> Result<Promise, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let ask: Function = Reflect::get(&window, &"pageSource".into())?.dyn_into()?;
    ask.call0(&window)?.dyn_into()
}
