//! What the browser tells the app. Every listener lives as long as the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent, StorageEvent};

pub(super) fn listen(name: &str, then: impl FnMut(Event) + 'static) {
    // What JavaScript calls is boxed here, as everywhere in this module: each type of its
    // own that is handed over brings a kilobyte of code.
    fn boxed(name: &str, then: Box<dyn FnMut(Event)>) {
        if let Some(window) = web_sys::window() {
            let then = Closure::wrap(then);
            let _ = window.add_event_listener_with_callback(name, then.as_ref().unchecked_ref());
            then.forget();
        }
    }
    boxed(name, Box::new(then));
}

/// The address after `#` changed.
pub fn on_hash_change(then: impl Fn() + 'static) {
    listen("hashchange", move |_| then());
}

/// A key was pressed, by its name, with no other held down that would change what it
/// means; `then` says whether it did something with it. Space is not told of where it
/// presses a button, nor a key that is held down for longer.
pub fn on_key(then: impl Fn(&str) -> bool + 'static) {
    listen("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let with_others = key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key();
        let on_button = || {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            target.is_some_and(|it| it.closest("a, button").is_ok_and(|it| it.is_some()))
        };
        let name = key.key();
        let is_meant = !(with_others || key.repeat() || name == " " && on_button());
        if is_meant && then(&name) {
            event.prevent_default();
        }
    });
}

/// A finger was drawn across the page, to the left or not, far enough to be meant. It
/// takes two events to know: hand each to [`Swipe::note`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swipe(Option<(i32, i32)>);

impl Swipe {
    /// How far a finger goes that means it, in CSS pixels.
    const FAR: i32 = 60;

    /// The finger was put down, or lifted: then, whether it was drawn to the left.
    pub fn note(&mut self, event: &Event) -> Option<bool> {
        let finger = event.dyn_ref::<PointerEvent>()?;
        let here = (finger.client_x(), finger.client_y());
        if finger.pointer_type() != "touch" {
            return None;
        }
        if event.type_() == "pointerdown" {
            self.0 = Some(here);
            return None;
        }
        let (x, y) = self.0.take()?;
        let (across, along) = (here.0 - x, here.1 - y);
        (across.abs() > Self::FAR && across.abs() > 2 * along.abs()).then_some(across < 0)
    }
}

/// Something got the focus. Where the notice over the foot of the page would hide it, it is
/// scrolled clear of it: `WebKit` does not do so by itself for the Tab key.
pub fn on_focus_under(notice: &'static str) {
    listen("focusin", move |event| {
        let document = web_sys::window().and_then(|window| window.document());
        let notice = document.and_then(|document| document.query_selector(notice).ok()?);
        let focused = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let (Some(notice), Some(focused)) = (notice, focused)
            && !notice.contains(Some(&focused))
            && focused.get_bounding_client_rect().top()
                > notice.get_bounding_client_rect().top() - 44.0
        {
            focused.scroll_into_view_with_bool(false);
        }
    });
}

/// Whether a link was followed in this tab, and not opened in another.
pub fn is_followed_here(click: &Event) -> bool {
    click.dyn_ref::<PointerEvent>().is_none_or(|click| {
        !(click.ctrl_key() || click.shift_key() || click.meta_key() || click.button() != 0)
    })
}

/// The page is about to be printed, and was.
pub fn on_print(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    listen("beforeprint", move |_| before());
    listen("afterprint", move |_| after());
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
