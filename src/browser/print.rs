//! Printing.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, events::listen, window};

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Calls `before` when the page is about to be printed and `after` once it has been.
pub fn on_print(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    listen("beforeprint", move |_| before());
    listen("afterprint", move |_| after());
}

/// The height of what fits on a page of A4 within its margins, in CSS pixels (270 of 273 mm: printers
/// break lines a little differently).
const PAGE_HEIGHT: i32 = 1_020;

/// The sizes of type that are tried, in points. Below 9 points nobody should have to read.
const SHEET_SIZES: [&str; 7] = ["11.5", "11", "10.5", "10", "9.7", "9.3", "9"];

/// The class that lays out the print area for measuring it, as wide as it will be on paper.
const MEASURED_CLASS: &str = "app-measured";

/// Sets the style property `--size` of the element of that id, which is in the print area, to the
/// largest type with which it fits on one page of A4, or to the smallest one.
pub fn fit_sheet(area_id: &str, id: &str) {
    let find = |id: &str| document()?.get_element_by_id(id);
    let (Some(area), Some(sheet)) = (find(area_id), find(id)) else {
        return;
    };
    let Ok(sheet) = sheet.dyn_into::<HtmlElement>() else {
        return;
    };
    let _ = area.class_list().add_1(MEASURED_CLASS);
    for size in SHEET_SIZES {
        let _ = sheet.style().set_property("--size", &format!("{size}pt"));
        if sheet.scroll_height() <= PAGE_HEIGHT {
            break;
        }
    }
    let _ = area.class_list().remove_1(MEASURED_CLASS);
}
