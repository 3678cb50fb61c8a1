//! The size of the type on a slide.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::{document, window};

/// The size of the window that the type sizes below are for, in CSS pixels.
const SLIDE: (f64, f64) = (1280.0, 720.0);

/// The largest and the smallest type on a slide of that size, in CSS pixels. The smallest can be read
/// from five metres away on a meeting-room screen.
const LARGEST: f64 = 44.0;

const SMALLEST: f64 = 28.0;

/// The smallest type in a window of any size, in CSS pixels.
const LEAST: f64 = 22.0;

/// Sets the style property `--size` of the element of that id to the largest type with which its content
/// fits without scrolling. It scrolls if not even the smallest fits, or if the user has enlarged the text
/// by the class `enlarged`, which this leaves out of account; it may be empty.
pub fn fit(id: &str, enlarged: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    let Some(slide) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let size = |of: Option<Result<JsValue, JsValue>>| of.and_then(|it| it.ok()?.as_f64());
    let width = size(window().map(|window| window.inner_width())).unwrap_or(SLIDE.0);
    let height = size(window().map(|window| window.inner_height())).unwrap_or(SLIDE.1);
    let scale = (width / SLIDE.0).min(height / SLIDE.1);
    // In a small window, or a zoomed one, the content may have to be scrolled.
    let scaled = |size: f64, least: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "a size of type is small")]
        {
            (size * scale).max(least).ceil() as i32
        }
    };
    slide.set_scroll_top(0);
    let style = slide.style();
    let _ = slide.class_list().remove_1(enlarged);
    for size in (scaled(SMALLEST, LEAST)..=scaled(LARGEST, LARGEST)).rev() {
        let _ = style.set_property("--size", &format!("{size}px"));
        if is_within(&slide) {
            break;
        }
    }
    // Fails for the empty class.
    let _ = slide.class_list().add_1(enlarged);
}

fn is_within(slide: &Element) -> bool {
    slide.scroll_height() <= slide.client_height() && slide.scroll_width() <= slide.client_width()
}
