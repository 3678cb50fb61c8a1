//! What the user asked to print.

use leptos::prelude::*;

use crate::browser;

/// What can be printed instead of what a page usually prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintRequest {
    /// The blank form.
    BlankForm,
    /// The text of the briefing, in large type.
    LargeText,
}

/// Printing: the print dialog, and what is printed instead of a page.
#[derive(Clone, Copy)]
pub struct Printing {
    request: StoredValue<Option<PrintRequest>>,
}

impl Printing {
    pub(super) fn new() -> Self {
        Self {
            request: StoredValue::new(None),
        }
    }

    /// Opens the print dialog for what is asked for.
    pub fn print(self, request: PrintRequest) {
        self.request.set_value(Some(request));
        browser::print();
    }

    /// Returns what was asked for, and forgets it: the next print is of the page again.
    pub fn take_request(self) -> Option<PrintRequest> {
        self.request.try_update_value(Option::take).flatten()
    }
}
