//! Watches which elements are near what is in view.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};

use super::document;

/// How far beyond the window an element is still near: twice the window's height, so that rows are
/// there before somebody scrolls or tabs to them.
const MARGIN: &str = "200% 0px";

/// The attribute that names a watched element.
const WATCHED_ATTRIBUTE: &str = "data-block";

/// The custom property with the height that an element had while it was near.
const HEIGHT_PROPERTY: &str = "--height";

/// Watches elements until it is dropped.
pub struct NearViewport {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl NearViewport {
    /// Calls `on_change` with the value of an element's `data-block` and whether it is near, at first and
    /// whenever that changes. An element that has the focus inside stays near. `None` where
    /// the browser cannot watch.
    pub fn new(on_change: impl Fn(&str, bool) + 'static) -> Option<Self> {
        // Natively there is nothing to watch.
        document()?;
        let on_change = Closure::new(move |entries: Array| {
            for entry in entries {
                if let Ok(entry) = entry.dyn_into::<IntersectionObserverEntry>() {
                    report(&entry, &on_change);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let function = on_change.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &options).ok()?;
        Some(Self {
            observer,
            _on_change: on_change,
        })
    }

    /// Watches an element.
    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }
}

impl Drop for NearViewport {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn report(entry: &IntersectionObserverEntry, on_change: &impl Fn(&str, bool)) {
    let element = entry.target();
    let Some(name) = element.get_attribute(WATCHED_ATTRIBUTE) else {
        return;
    };
    let is_near = entry.is_intersecting();
    if !is_near {
        let focused = document().and_then(|document| document.active_element());
        if element.contains(focused.as_deref()) {
            return;
        }
        // An element outside the page has no height.
        let height = entry.bounding_client_rect().height();
        if let Some(element) = element.dyn_ref::<HtmlElement>()
            && height > 0.0
        {
            let height = format!("{height}px");
            let _ = element.style().set_property(HEIGHT_PROPERTY, &height);
        }
    }
    on_change(&name, is_near);
}
