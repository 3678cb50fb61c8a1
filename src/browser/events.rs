//! Events of the window. Every listener lives as long as the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, StorageEvent};

use super::window;

/// Listens to an event of the window for as long as the page lives.
pub(super) fn listen(name: &str, then: impl FnMut(Event) + 'static) {
    if let Some(window) = window() {
        let then = Closure::<dyn FnMut(Event)>::new(then);
        let _ = window.add_event_listener_with_callback(name, then.as_ref().unchecked_ref());
        then.forget();
    }
}

/// Calls `then` when the page is hidden, shown again, left or closed. It may be the last thing that runs.
pub fn on_leave(then: impl Fn() + Clone + 'static) {
    let on_hide = then.clone();
    listen("visibilitychange", move |_| on_hide());
    listen("pagehide", move |_| then());
}

/// Calls `then` when the page is about to be left or closed.
pub fn on_page_hide(then: impl Fn() + 'static) {
    listen("pagehide", move |_| then());
}

/// Makes the browser ask before the page is left, if `is_unsaved` returns true.
pub fn on_before_unload(is_unsaved: impl Fn() -> bool + 'static) {
    listen("beforeunload", move |event| {
        if is_unsaved() {
            event.prevent_default();
        }
    });
}

/// Calls `then` with the key that another tab changed, or `None` if it cleared the store.
pub fn on_stored_elsewhere(then: impl Fn(Option<String>) + 'static) {
    listen("storage", move |event| {
        if let Ok(event) = event.dyn_into::<StorageEvent>() {
            then(event.key());
        }
    });
}
