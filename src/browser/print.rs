//! Printing.

use super::{events::listen, window};

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
