//! Moves the focus, and scrolls to it.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, FocusOptions, HtmlElement, HtmlTextAreaElement};

use super::{document, events::listen, window};

/// Focuses the element of that id and scrolls it into view. Returns whether there is such an element.
pub fn focus(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.focus().is_ok())
}

/// Focuses the page's heading.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("main h1").ok()?);
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// Focuses an element that is about to be in the page: the element of that id in the next frame, or the
/// page's heading where there is none.
pub fn focus_soon(id: String) {
    after_frame(move || {
        if !focus(&id) {
            focus_heading();
        }
    });
}

/// Focuses the element of that id in the next frame and scrolls it to the top of the window.
pub fn scroll_to_soon(id: String) {
    after_frame(move || focus_at_start(&id));
}

/// Scrolls to the top of the page and focuses the element of that id.
pub fn focus_at_top(id: &str) {
    scroll_to_top();
    if let Some(element) = html_element(id) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Focuses the element of that id and scrolls it to the top of the window; where there is none, focuses
/// the page's heading.
pub fn focus_at_start(id: &str) {
    if focus(id) {
        if let Some(element) = html_element(id) {
            element.scroll_into_view();
        }
    } else {
        focus_heading();
    }
}

/// Scrolls to the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

pub(super) fn html_element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Selects the whole text of the text box of that id, ready to be copied by hand.
pub fn select_all(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(area) = element.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()) {
        let _ = area.focus();
        area.select();
    }
}

/// Remembers the focused box and its selection, and restores both after the next frame if a change of
/// the page has taken the focus away.
pub fn keep_focus() {
    let Some(before) = document().and_then(|document| document.active_element()) else {
        return;
    };
    let id = before.id();
    if id.is_empty() {
        return;
    }
    let part = |name: &str| Reflect::get(&before, &name.into()).unwrap_or_default();
    let (start, end) = (part("selectionStart"), part("selectionEnd"));
    after_frame(move || {
        let now = document().and_then(|document| document.active_element());
        if now.is_some_and(|now| now.tag_name() != "BODY") || !focus(&id) {
            return;
        }
        if let Some(element) = html_element(&id) {
            // Fails on a button, which has no selection to restore.
            let _ = Reflect::set(&element, &"selectionStart".into(), &start);
            let _ = Reflect::set(&element, &"selectionEnd".into(), &end);
        }
    });
}

/// Scrolls whatever gets the focus clear of the notice at the foot of the window. `WebKit` does not do so
/// by itself for the Tab key.
pub fn on_focus_under(notice: &'static str) {
    listen("focusin", move |event| {
        let document = window().and_then(|window| window.document());
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

/// Calls `then` in the next frame, when the changes made now are in the page.
pub fn after_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let callback = Closure::once_into_js(then);
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}
