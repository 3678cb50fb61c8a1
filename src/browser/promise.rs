//! Calling methods that return a promise.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Calls a method that returns a promise, and calls `then` with whether the promise was fulfilled with
/// something truthy. A missing method or a rejection counts as no: an unhandled rejection would be taken
/// for a crash of the app.
pub(super) fn ask(of: &JsValue, method: &str, then: Box<dyn FnOnce(bool)>) {
    let asked = Reflect::get(of, &method.into())
        .ok()
        .and_then(|it| it.dyn_into::<Function>().ok())
        .and_then(|method| method.call0(of).ok())
        .and_then(|it| it.dyn_into::<Promise>().ok());
    match asked {
        Some(asked) => spawn_local(async move {
            then(JsFuture::from(asked).await.is_ok_and(|it| it.is_truthy()));
        }),
        None => then(false),
    }
}
