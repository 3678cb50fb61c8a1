//! What the browser tells the app. Every listener lives as long as the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DragEvent, Event, File, StorageEvent};

fn listen(name: &str, then: impl FnMut(Event) + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::<dyn FnMut(Event)>::new(then);
        let _ = window.add_event_listener_with_callback(name, then.as_ref().unchecked_ref());
        then.forget();
    }
}

/// The address after `#` changed.
pub fn on_hash_change(then: impl Fn() + 'static) {
    listen("hashchange", move |_| then());
}

/// The page is being hidden, left or closed; it may never run again.
pub fn on_leave(then: impl Fn() + Clone + 'static) {
    let on_hide = then.clone();
    listen("visibilitychange", move |_| on_hide());
    listen("pagehide", move |_| then());
}

/// The page is about to be left; `is_unsaved` says whether to ask the person to stay.
pub fn on_before_unload(is_unsaved: impl Fn() -> bool + 'static) {
    listen("beforeunload", move |event| {
        if is_unsaved() {
            event.prevent_default();
        }
    });
}

/// Another tab stored something: the key, or `None` where it cleared all.
pub fn on_stored_elsewhere(then: impl Fn(Option<String>) + 'static) {
    listen("storage", move |event| {
        if let Ok(event) = event.dyn_into::<StorageEvent>() {
            then(event.key());
        }
    });
}

/// A file was dropped anywhere on the page. Without this the browser would leave
/// the page for the file. Dragged text still lands where it is dropped. Of several
/// files, none is handed over.
pub fn on_file_drop(then: impl Fn(Option<File>) + 'static) {
    listen("dragover", |event| {
        if dragged(&event).is_some_and(|drag| carries_files(&drag)) {
            event.prevent_default();
        }
    });
    listen("drop", move |event| {
        let Some(drag) = dragged(&event).filter(carries_files) else {
            return;
        };
        event.prevent_default();
        let files = drag.data_transfer().and_then(|transfer| transfer.files());
        if let Some(files) = files {
            then(files.get(0).filter(|_| files.length() == 1));
        }
    });
}

fn dragged(event: &Event) -> Option<DragEvent> {
    event.dyn_ref::<DragEvent>().cloned()
}

fn carries_files(drag: &DragEvent) -> bool {
    drag.data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
