//! What somebody types into a box.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Event;

/// The text of the box that an event comes from, and whether it is well-formed. Half a character (a lone
/// surrogate) becomes the replacement character.
pub fn typed(event: &Event) -> Option<(String, bool)> {
    let text = Reflect::get(event.target()?.as_ref(), &"value".into()).ok()?;
    let text: JsString = text.dyn_into().ok()?;
    let is_whole = text.is_valid_utf16();
    Some((text.into(), is_whole))
}

/// Whether an `input` event of a box comes from text that was pasted or dropped into it.
pub fn is_pasted(event: &Event) -> bool {
    let kind = Reflect::get(event.as_ref(), &"inputType".into()).ok();
    let kind = kind.and_then(|kind| kind.as_string());
    kind.is_some_and(|kind| matches!(kind.as_str(), "insertFromPaste" | "insertFromDrop"))
}
