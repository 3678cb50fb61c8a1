//! What the user asked to print.

use leptos::prelude::*;

use crate::browser;

/// Printing: the print dialog, and what is printed instead of a page.
#[derive(Clone, Copy)]
pub struct Printing {
    is_blank_form_asked_for: StoredValue<bool>,
}

impl Printing {
    pub(super) fn new() -> Self {
        Self {
            is_blank_form_asked_for: StoredValue::new(false),
        }
    }

    /// Opens the print dialog for the blank form.
    pub fn print_blank_form(self) {
        self.is_blank_form_asked_for.set_value(true);
        browser::print();
    }

    /// Returns whether the blank form was asked for, and forgets it: the next print is of the page again.
    pub fn take_blank_form_request(self) -> bool {
        let asked = self.is_blank_form_asked_for;
        asked.try_update_value(std::mem::take) == Some(true)
    }
}
