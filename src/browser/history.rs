//! The tab's history. The app rebuilds the page whenever the address changes, so browsers cannot go back
//! to a place on it by themselves.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, ScrollRestoration};

use super::window;

fn history() -> Option<History> {
    window()?.history().ok()
}

/// Stops the browser from scrolling by itself when somebody goes back.
pub fn take_over_scrolling() {
    if let Some(history) = history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// The number that was noted in the current entry of the history, and how far it was scrolled then;
/// `None` in a new entry.
pub fn history_entry() -> Option<(u32, f64)> {
    let state = history()?.state().ok()?;
    let [number, scroll_y] = {
        let state = state.dyn_ref::<Array>()?;
        [state.get(0).as_f64()?, state.get(1).as_f64()?]
    };
    // Another program may have put anything there; the cast saturates.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any number will do"
    )]
    Some((number as u32, scroll_y))
}

/// Notes a number in the current entry of the history, and how far it is scrolled. Only numbers: browsers
/// write this to their session files.
pub fn note_history_entry(number: u32, scroll_y: f64) {
    if let Some(history) = history() {
        let state: JsValue = Array::of2(&number.into(), &scroll_y.into()).into();
        // Where the browser refuses, every entry stays a new one, which opens at its heading.
        let _ = history.replace_state(&state, "");
    }
}

/// Goes back, as the browser's own button does.
pub fn go_back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}
