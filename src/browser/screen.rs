//! What is on the screen: the full screen, what is in view, how large a text may be.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use super::events::listen;
use super::{document, window};

/// Calls a method that answers with a promise, and hands over whether it kept it. That it
/// is not there, or refuses, is an answer too: a promise that nobody listens to would be
/// taken for a crash of the app.
pub(super) fn ask(of: &JsValue, method: &str, then: Box<dyn FnOnce(bool)>) {
    let asked = Reflect::get(of, &method.into())
        .ok()
        .and_then(|it| it.dyn_into::<Function>().ok())
        .and_then(|method| method.call0(of).ok())
        .and_then(|it| it.dyn_into::<Promise>().ok());
    match asked {
        Some(asked) => spawn_local(async move {
            then(JsFuture::from(asked).await.is_ok_and(|it| it.is_truthy()));
        }),
        None => then(false),
    }
}

/// Lets the page fill the screen, where the browser and whoever runs it allow that. Only
/// in answer to something a person did.
pub fn fill_screen() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        ask(&root, "requestFullscreen", Box::new(|_| {}));
    }
}

thread_local! {
    /// The page is giving the screen back by itself, which may take a second.
    static LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// Gives the screen back.
pub fn leave_full_screen() {
    if let Some(document) = document().filter(|_| is_full_screen()) {
        LEAVING.set(true);
        ask(&document, "exitFullscreen", Box::new(|_| {}));
    }
}

/// Whether the page fills the screen.
pub fn is_full_screen() -> bool {
    document().is_some_and(|document| {
        Reflect::get(&document, &"fullscreenElement".into()).is_ok_and(|it| it.is_truthy())
    })
}

/// The person gave the screen back, by a key that the browser keeps to itself.
pub fn on_full_screen_left(then: impl Fn() + 'static) {
    // It bubbles up to the window.
    listen("fullscreenchange", move |_| {
        if !is_full_screen() && !LEAVING.replace(false) {
            then();
        }
    });
}

/// The window has another size.
pub fn on_resize(then: impl Fn() + 'static) {
    listen("resize", move |_| then());
}

/// Marks the page for its style sheet by a class on its root, or takes the mark away.
pub fn mark_page(class: &str, is: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.class_list().toggle_with_force(class, is);
    }
}

/// Whether the window is wide enough for two columns.
pub fn is_wide() -> bool {
    let width = window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width >= 1020.0)
}

/// How an element stands to the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Most of it is in view, or it fills the middle of the window.
    pub is_in_view: bool,
    /// Its end is in view.
    pub is_end_in_view: bool,
}

/// How the element of that id stands to the window; `None` while nobody can see the page.
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

/// The size of window that type on a slide is worked out for, in CSS pixels.
const SLIDE: (f64, f64) = (1280.0, 720.0);
/// The largest and the smallest type on a slide of that size, in CSS pixels. The smallest
/// can be read from five metres on a screen of a meeting room.
const LARGEST: f64 = 44.0;
const SMALLEST: f64 = 28.0;
/// No type is smaller than this, on a window of any size.
const LEAST: f64 = 22.0;

/// Gives the element of that id the largest type with which nothing in it has to be
/// scrolled, as the style property `--size`. Where none is small enough, it is tried anew
/// without what the class `short` leaves out.
pub fn fit(id: &str, short: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    let Some(slide) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let size = |of: Option<Result<JsValue, JsValue>>| of.and_then(|it| it.ok()?.as_f64());
    let width = size(window().map(|window| window.inner_width())).unwrap_or(SLIDE.0);
    let height = size(window().map(|window| window.inner_height())).unwrap_or(SLIDE.1);
    let scale = (width / SLIDE.0).min(height / SLIDE.1);
    // On a smaller window, or one that shows everything larger, it has to be scrolled.
    let scaled = |size: f64, least: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "the size of a letter")]
        {
            (size * scale).max(least).ceil() as i32
        }
    };
    slide.set_scroll_top(0);
    for is_short in [false, true] {
        let _ = slide.class_list().toggle_with_force(short, is_short);
        for size in (scaled(SMALLEST, LEAST)..=scaled(LARGEST, LARGEST)).rev() {
            let _ = slide.style().set_property("--size", &format!("{size}px"));
            if is_within(&slide) {
                return;
            }
        }
    }
    // It has to be scrolled, then with all there is.
    let _ = slide.class_list().toggle_with_force(short, false);
}

/// Scrolls on in the element of that id, or back, by most of what is in view. Says whether
/// there was anything left to scroll.
pub fn scroll_on(id: &str, on: bool) -> bool {
    let found = document().and_then(|document| document.get_element_by_id(id));
    found.is_some_and(|slide| {
        let (before, step) = (slide.scroll_top(), slide.client_height() * 4 / 5);
        slide.set_scroll_top(if on { before + step } else { before - step });
        slide.scroll_top() != before
    })
}

fn is_within(slide: &Element) -> bool {
    slide.scroll_height() <= slide.client_height() && slide.scroll_width() <= slide.client_width()
}
