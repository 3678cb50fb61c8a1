//! Key presses, swipes and clicks.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

use super::events::listen;

/// Calls `then` with the name of a key that was pressed without a modifier; it returns whether it handled
/// the key. Ignores Space on a button or a link, and repeats of a key that is held down.
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

/// Recognises a swipe to the left or right. Pass each `pointerdown` and `pointerup` event to
/// [`Swipe::note`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swipe(Option<(i32, i32)>);

impl Swipe {
    /// The least length of a swipe, in CSS pixels.
    const FAR: i32 = 60;

    /// Takes an event. At the end of a swipe, returns whether it went to the left.
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

/// Whether a click follows its link in this tab rather than opening another one.
pub fn is_followed_here(click: &Event) -> bool {
    click.dyn_ref::<PointerEvent>().is_none_or(|click| {
        !(click.ctrl_key() || click.shift_key() || click.meta_key() || click.button() != 0)
    })
}
