//! The window: its size, and what of the page is in view.

use super::{document, events::listen, window};

/// How much of an element is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Whether most of it is in view, or it fills the middle of the window.
    pub is_in_view: bool,
    /// Whether its end is in view.
    pub is_end_in_view: bool,
}

/// How much of the element of that id is in view; `None` while the page is hidden.
pub fn view(id: &str) -> Option<View> {
    let document = document().filter(|document| !document.hidden())?;
    let height = window()?.inner_height().ok()?.as_f64()?;
    let place = document.get_element_by_id(id)?.get_bounding_client_rect();
    let (top, bottom) = (place.top(), place.bottom());
    let is_end_in_view = (0.0..=height).contains(&bottom);
    let seen = bottom.min(height) - top.max(0.0);
    let is_mostly_seen = seen * 2.0 > bottom - top;
    let fills_middle = top < height / 2.0 && bottom > height / 2.0;
    Some(View {
        is_in_view: is_mostly_seen || fills_middle,
        is_end_in_view,
    })
}

/// Whether the element of that id starts in the upper part of the window, or above it.
pub fn is_in_upper_part(id: &str) -> bool {
    let top = document()
        .and_then(|it| it.get_element_by_id(id))
        .map(|it| it.get_bounding_client_rect().top());
    let height = window().and_then(|window| window.inner_height().ok()?.as_f64());
    matches!((top, height), (Some(top), Some(height)) if top < height * 0.4)
}

/// Whether the window is wide enough for two columns.
pub fn is_wide() -> bool {
    let width = window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width >= 1020.0)
}

/// Calls `then` when the size of the window has changed.
pub fn on_resize(then: impl Fn() + 'static) {
    listen("resize", move |_| then());
}

/// Scrolls the element of that id forwards (`on`) or back by most of its height. Returns whether it moved.
pub fn scroll_on(id: &str, on: bool) -> bool {
    let found = document().and_then(|document| document.get_element_by_id(id));
    found.is_some_and(|slide| {
        let (before, step) = (slide.scroll_top(), slide.client_height() * 4 / 5);
        slide.set_scroll_top(if on { before + step } else { before - step });
        slide.scroll_top() != before
    })
}
