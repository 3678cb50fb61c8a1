//! The overdue actions of the record that was opened.

use leptos::prelude::*;

use crate::record::{Date, Record, overdue};

/// How many actions of the open record were overdue when it was opened, until the notice of them is
/// dismissed.
#[derive(Clone, Copy)]
pub struct OverdueActions {
    count: RwSignal<usize>,
}

impl OverdueActions {
    /// No overdue actions yet.
    pub fn new() -> Self {
        Self {
            count: RwSignal::new(0),
        }
    }

    /// How many to warn about. Tracks the number.
    pub fn count(self) -> usize {
        self.count.get()
    }

    /// Counts the overdue actions of a record that is being opened.
    pub fn note(self, record: &Record, today: Date) {
        self.count.set(overdue(record, today));
    }

    /// Hides the notice.
    pub fn dismiss(self) {
        self.count.set(0);
    }
}

impl Default for OverdueActions {
    fn default() -> Self {
        Self::new()
    }
}
