//! Full screen.

use std::cell::Cell;

use js_sys::Reflect;

use super::{document, events::listen, promise::ask};

/// Asks for full screen. Browsers grant it only in response to something the user did.
pub fn fill_screen() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        ask(&root, "requestFullscreen", Box::new(|_| {}));
    }
}

thread_local! {
    /// Whether the page itself is leaving full screen, which may take a second.
    static LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// Leaves full screen.
pub fn leave_full_screen() {
    if let Some(document) = document().filter(|_| is_full_screen()) {
        LEAVING.set(true);
        ask(&document, "exitFullscreen", Box::new(|_| {}));
    }
}

/// Whether the page fills the screen.
pub fn is_full_screen() -> bool {
    document().is_some_and(|document| {
        Reflect::get(&document, &"fullscreenElement".into()).is_ok_and(|it| it.is_truthy())
    })
}

/// Calls `then` when the user leaves full screen by a key, which the page does not receive.
pub fn on_full_screen_left(then: impl Fn() + 'static) {
    // The event bubbles up to the window.
    listen("fullscreenchange", move |_| {
        if !is_full_screen() && !LEAVING.replace(false) {
            then();
        }
    });
}
