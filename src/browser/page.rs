//! The page itself: its address, its title, its start, and where the focus is.

use std::cell::RefCell;

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, FocusOptions, HtmlElement, HtmlTextAreaElement, Window};

use super::screen::ask;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The part of the address from `#` on; empty where there is none.
pub fn hash() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to a hash, as following a link would.
pub fn set_hash(hash: &str) {
    if let Some(window) = window() {
        // A browser that will not change the address leaves the person where
        // they are; every page also has its link in the navigation.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a hash in place of the one that is there: going back leads past it.
pub fn replace_hash(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(hash);
    }
}

/// The name of the page in the browser's tab.
pub fn title() -> String {
    document()
        .map(|document| document.title())
        .unwrap_or_default()
}

/// What is printed at the foot of every page, where the browser can. No quotation marks
/// and no backslashes: it becomes a string in a style.
pub fn set_foot(text: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property("--foot", &format!("\"{text}\""));
    }
}

/// Names the page in the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the element of that id, and it into view. Says whether there is
/// such an element.
pub fn focus(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the page's heading.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("main h1").ok()?);
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// Begins a page anew: at its top, with the focus on the element of that id.
pub fn focus_at_top(id: &str) {
    scroll_to_top();
    if let Some(element) = html_element(id) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the focus to the element of that id, and it to the start of the window. Without
/// one, to the page's heading.
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

fn html_element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Selects the whole text of a text box, ready to be copied by hand.
pub fn select_all(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(area) = element.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()) {
        let _ = area.focus();
        area.select();
    }
}

/// The text of the box that an event comes from, and whether it is whole: for half a
/// character stands the mark for what cannot be shown.
pub fn typed(event: &Event) -> Option<(String, bool)> {
    let text = Reflect::get(event.target()?.as_ref(), &"value".into()).ok()?;
    let text: JsString = text.dyn_into().ok()?;
    let is_whole = text.is_valid_utf16();
    Some((text.into(), is_whole))
}

/// Gives the focus, and where in its text it was, back to the box that has it, should it
/// lose it while the page changes under it.
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
            // A button has no such thing; then nothing comes of it.
            let _ = Reflect::set(&element, &"selectionStart".into(), &start);
            let _ = Reflect::set(&element, &"selectionEnd".into(), &end);
        }
    });
}

/// Runs something once what was just changed stands in the page.
pub fn after_frame(then: impl FnOnce() + 'static) {
    fn boxed(then: Box<dyn FnOnce()>) {
        if let Some(window) = window() {
            let callback = Closure::once_into_js(then);
            let _ = window.request_animation_frame(callback.unchecked_ref());
        }
    }
    boxed(Box::new(then));
}

/// The text of a data block that the page carries.
pub fn start_block(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

thread_local! {
    /// What stood in the page before the app took its place.
    static KEPT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Keeps a copy of the element of that id as it is now.
pub fn snapshot_prerendered(id: &str) {
    let copy = html_element(id).and_then(|element| element.clone_node_with_deep(true).ok());
    KEPT.set(copy.and_then(|copy| copy.dyn_into().ok()));
}

/// Puts what was kept under an id into the element of that other id.
pub fn insert_prerendered(id: &str, place: &str) {
    let kept = KEPT.with_borrow(|kept| {
        // The id is an address, which no selector is without being escaped.
        let found = kept
            .as_ref()?
            .query_selector(&format!("[id='{id}']"))
            .ok()??;
        found.clone_node_with_deep(true).ok()
    });
    if let (Some(kept), Some(place)) = (kept, html_element(place)) {
        let _ = place.append_child(&kept);
    }
}

/// Takes the prerendered content out of the element of that id, and hands over
/// the emptied element for the app to live in.
pub fn take_mount_point(id: &str) -> Option<HtmlElement> {
    let element = document()?.get_element_by_id(id)?;
    element.set_text_content(None);
    element.dyn_into().ok()
}

/// A new element that stands nowhere in the page.
pub fn detached_element() -> Option<HtmlElement> {
    document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Asks a question that is answered with yes or no.
pub fn confirm(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or_default())
}

/// Asks the browser not to clear this page's storage by itself, and hands over whether it
/// will not.
pub fn persist(then: impl FnOnce(bool) + 'static) {
    let storage = window().and_then(|window| {
        let navigator: JsValue = window.navigator().into();
        Reflect::get(&navigator, &"storage".into()).ok()
    });
    match storage {
        Some(storage) if storage.is_object() => ask(&storage, "persist", Box::new(then)),
        _ => then(false),
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Stops before the app has begun, for a reason that is only for the builder of
/// the page: its own script then says what is unavailable.
pub fn abort_start(why: &str) {
    if let Some(window) = window() {
        let reason = js_sys::Error::new(why);
        // Thrown from a task of its own, where the page's script hears of it.
        let throw = Closure::once_into_js(move || -> Result<(), JsValue> { Err(reason.into()) });
        let _ = window.set_timeout_with_callback(throw.unchecked_ref());
    }
}
