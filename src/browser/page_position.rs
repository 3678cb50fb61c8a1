//! Where somebody is on a page: what has the focus, and what is in view.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement, Window};

use super::{
    document,
    events::listen,
    focus::{focus_at_top, html_element},
    window,
};

/// The block of a lazy list that an element is in.
const BLOCK: &str = "[data-block]";

/// Where somebody was on a page, to bring them back once the page is built again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagePosition {
    /// How far the page was scrolled, in pixels.
    pub scroll_y: f64,
    /// An element that was in view, by its id, and how far below the top of the window it was. In a long
    /// list it says more than `scroll_y`: rows that are not built have a height that is a guess.
    pub anchor: Option<(String, f64)>,
    /// What had the focus.
    pub focused: Option<Focused>,
}

/// What had the focus.
#[derive(Clone, Debug, PartialEq)]
pub enum Focused {
    /// The element of that id.
    Id(String),
    /// An element without an id: which one of its tag name, from 0.
    Nth {
        /// The tag name.
        tag: String,
        /// Which one.
        index: u32,
    },
}

thread_local! {
    /// The link or button that was clicked last. Safari does not focus what is clicked.
    static CLICKED: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Notes from now on which link or button is clicked, for [`page_position`].
pub fn watch_clicks() {
    listen("click", |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let clicked = target.and_then(|it| it.closest("a, button").ok()?);
        CLICKED.set(clicked);
    });
}

/// Where somebody is on the page now.
pub fn page_position() -> PagePosition {
    let (Some(window), Some(document)) = (window(), document()) else {
        return PagePosition::default();
    };
    let focused = focused_element(&document);
    PagePosition {
        scroll_y: window.scroll_y().unwrap_or_default(),
        anchor: (focused.as_ref())
            .and_then(|focused| anchor_at(&window, focused))
            .or_else(|| anchor_in_rows(&window, &document)),
        focused: focused.and_then(|focused| name(&document, &focused)),
    }
}

/// What has the focus, or was clicked last if nothing has.
fn focused_element(document: &Document) -> Option<Element> {
    let clicked = CLICKED.take();
    let active = document.active_element();
    (active.filter(|it| it.tag_name() != "BODY"))
        .or(clicked)
        .filter(|it| it.is_connected())
}

fn name(document: &Document, element: &Element) -> Option<Focused> {
    let id = element.id();
    if !id.is_empty() {
        return Some(Focused::Id(id));
    }
    let tag = element.tag_name();
    let all = document.get_elements_by_tag_name(&tag);
    let index = (0..all.length()).find(|index| all.item(*index).as_ref() == Some(element))?;
    Some(Focused::Nth { tag, index })
}

/// An element as an anchor, if it has an id and its top is in view.
fn anchor_at(window: &Window, element: &Element) -> Option<(String, f64)> {
    let height = window.inner_height().ok()?.as_f64()?;
    let top = element.get_bounding_client_rect().top();
    let is_in_view = (0.0..height).contains(&top);
    let id = element.id();
    (is_in_view && !id.is_empty()).then_some((id, top))
}

/// The first element with an id that is in view in a row of a lazy list.
fn anchor_in_rows(window: &Window, document: &Document) -> Option<(String, f64)> {
    let [width, height] = [window.inner_width(), window.inner_height()]
        .map(|length| length.ok().and_then(|it| it.as_f64()).unwrap_or_default());
    #[allow(
        clippy::cast_possible_truncation,
        reason = "windows are not that large"
    )]
    let at = |part: f64| document.element_from_point((width / 2.0) as f32, (height * part) as f32);
    let mut blocks = [0.2, 0.5, 0.8]
        .into_iter()
        .filter_map(|part| at(part)?.closest(BLOCK).ok()?);
    blocks.find_map(|block| {
        let named = block.query_selector_all("[id]").ok()?;
        let elements = (0..named.length()).filter_map(|index| named.item(index));
        let mut elements = elements.filter_map(|it| it.dyn_into::<Element>().ok());
        elements.find_map(|element| anchor_at(window, &element))
    })
}

/// Gives the focus back to what had it, without scrolling, or to the page's heading of that id.
pub fn restore_focus(position: &PagePosition, heading_id: &str) {
    let element = position.focused.as_ref().and_then(|focused| match focused {
        Focused::Id(id) => html_element(id),
        Focused::Nth { tag, index } => {
            let all = document()?.get_elements_by_tag_name(tag);
            // Links in drawings have the same method.
            Some(all.item(*index)?.unchecked_into::<HtmlElement>())
        }
    });
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    match element {
        Some(element) => drop(element.focus_with_options(&options)),
        None => focus_at_top(heading_id),
    }
}

/// Scrolls back to a position.
pub fn restore_scroll(position: &PagePosition) {
    let Some(window) = window() else {
        return;
    };
    let anchor = position.anchor.as_ref();
    let element = anchor.and_then(|(id, top)| Some((html_element(id)?, *top)));
    match element {
        Some((element, top)) => {
            let now = element.get_bounding_client_rect().top();
            window.scroll_by_with_x_and_y(0.0, now - top);
        }
        None => window.scroll_to_with_x_and_y(0.0, position.scroll_y),
    }
}
