//! Moves the focus, and scrolls to it.

use std::cell::RefCell;
use std::sync::Once;

use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, FocusOptions, HtmlElement, HtmlTextAreaElement, MutationObserver, MutationObserverInit,
};

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
fn scroll_to_top() {
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

/// Gives the focus back, with the selection, if the change of the page that follows takes it away.
///
/// An element that is moved within the page loses the focus. It has it back before the browser handles
/// another key: a mutation observer is called right after the effects that changed the page, in the same
/// task, while a key is always another task. `WebKit` sometimes refuses at that moment, and then for a
/// few frames. So the focus is offered again in the next frames, and before each key, which then goes
/// into the box.
pub fn keep_focus() {
    let focus = KeptFocus::now().or_else(|| FOCUS_KEEPER.take().map(|keeper| keeper.focus.clone()));
    let (Some(focus), Some(body)) = (focus, document().and_then(|document| document.body())) else {
        return;
    };
    let give_back = Closure::<dyn FnMut()>::new({
        let focus = focus.clone();
        move || {
            focus.give_back();
        }
    });
    let Ok(observer) = MutationObserver::new(give_back.as_ref().unchecked_ref()) else {
        return;
    };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    let _ = observer.observe_with_options(&body, &options);
    // In place of an earlier one, whose selection is out of date by now.
    FOCUS_KEEPER.set(Some(FocusKeeper {
        focus,
        observer,
        _give_back: give_back,
    }));
    give_back_before_keys();
    after_task(|| offer_focus(FRAMES_TO_OFFER_FOCUS));
}

/// Half a second on most screens. Later, the person has noticed that the cursor is gone.
const FRAMES_TO_OFFER_FOCUS: u8 = 30;

/// Gives the focus back, and tries again in so many frames as long as that fails.
fn offer_focus(frames: u8) {
    if give_kept_focus_back() {
        return;
    }
    if frames > 0 {
        after_frame(move || offer_focus(frames - 1));
    } else {
        drop(FOCUS_KEEPER.take());
    }
}

/// Returns whether something has the focus now, or nothing is kept.
fn give_kept_focus_back() -> bool {
    let focus = FOCUS_KEEPER.with_borrow(|keeper| keeper.as_ref().map(|it| it.focus.clone()));
    let is_done = focus.is_none_or(|focus| focus.give_back());
    if is_done {
        drop(FOCUS_KEEPER.take());
    }
    is_done
}

/// Gives the focus back before a key. The browser sends the key to what has the focus after the event.
fn give_back_before_keys() {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        listen("keydown", |_| {
            give_kept_focus_back();
        });
    });
}

/// Where the focus was, and what was selected there.
#[derive(Clone)]
struct KeptFocus {
    element: HtmlElement,
    selection: [(&'static str, JsValue); 3],
}

impl KeptFocus {
    /// Where the focus is; `None` if nothing has it.
    fn now() -> Option<Self> {
        let element = focused_element()?.dyn_into::<HtmlElement>().ok()?;
        let selection = ["selectionStart", "selectionEnd", "selectionDirection"].map(|name| {
            let value = Reflect::get(&element, &name.into());
            (name, value.unwrap_or_default())
        });
        Some(Self { element, selection })
    }

    /// Focuses the element again if nothing has the focus. Returns whether something has it.
    fn give_back(&self) -> bool {
        if focused_element().is_some() {
            return true;
        }
        // A row that moves into another block is built anew.
        let there = if self.element.is_connected() {
            Some(self.element.clone())
        } else {
            html_element(&self.element.id())
        };
        if let Some(there) = there.filter(|there| there.focus().is_ok()) {
            for (name, value) in &self.selection {
                // Fails on a button, which has no selection to restore.
                let _ = Reflect::set(&there, &(*name).into(), value);
            }
        }
        focused_element().is_some()
    }
}

/// The element that has the focus, if it is not the page as a whole.
fn focused_element() -> Option<Element> {
    let element = document()?.active_element()?;
    (element.tag_name() != "BODY").then_some(element)
}

thread_local! {
    /// What gives the focus back until something has it again.
    static FOCUS_KEEPER: RefCell<Option<FocusKeeper>> = const { RefCell::new(None) };
}

/// Watches the page until it is dropped.
struct FocusKeeper {
    focus: KeptFocus,
    observer: MutationObserver,
    _give_back: Closure<dyn FnMut()>,
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
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

/// Scrolls whatever gets the focus clear of the bar at the head of the window. `WebKit` does not do so by
/// itself for the Tab key.
pub fn on_focus_behind(bar: &'static str) {
    listen("focusin", move |event| {
        let bar = document().and_then(|document| document.query_selector(bar).ok()?);
        let focused = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let (Some(window), Some(bar), Some(focused)) = (window(), bar, focused) else {
            return;
        };
        let (place, covered) = (
            focused.get_bounding_client_rect(),
            bar.get_bounding_client_rect(),
        );
        let is_behind = place.top() < covered.bottom() && place.bottom() > covered.top();
        if is_behind && !bar.contains(Some(&focused)) && !focused.contains(Some(&bar)) {
            window.scroll_by_with_x_and_y(0.0, place.top() - covered.bottom() - 8.0);
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

/// Calls `then` after the current task and whatever it has set going, such as effects.
fn after_task(then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let callback = Closure::once_into_js(then);
        let _ = window.set_timeout_with_callback(callback.unchecked_ref());
    }
}
