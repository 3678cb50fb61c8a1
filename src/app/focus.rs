//! Moving the focus to something that is about to be in the page.

use crate::browser;

/// Focuses the element of that id in the next frame, or the page's heading where there is none.
pub fn focus_soon(id: String) {
    browser::after_frame(move || {
        if !browser::focus(&id) {
            browser::focus_heading();
        }
    });
}

/// Focuses the element of that id in the next frame and scrolls it to the top of the window.
pub fn scroll_to_soon(id: String) {
    browser::after_frame(move || browser::focus_at_start(&id));
}
