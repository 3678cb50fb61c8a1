//! Warnings of possible personal details in the open record, and those that were dismissed.

use leptos::prelude::*;

use super::OpenRecord;
use crate::browser::LocalStore;
use crate::screening::{Detail, personal_details};
use crate::vault::DismissedWarnings;

/// What looks like a child's or family's details in a record.
#[derive(Clone, Debug, PartialEq)]
pub struct PossibleDetails {
    /// Those to warn about.
    pub shown: Vec<Detail>,
    /// How many more there are whose warning was dismissed.
    pub dismissed: usize,
}

/// The warnings of possible personal details in the open record.
#[derive(Clone, Copy)]
pub struct PersonalDetailWarnings {
    open: OpenRecord,
    dismissed: RwSignal<DismissedWarnings>,
}

impl PersonalDetailWarnings {
    /// The warnings of whichever record is open.
    pub(super) fn new(open: OpenRecord) -> Self {
        let warnings = Self {
            open,
            dismissed: RwSignal::new(DismissedWarnings::default()),
        };
        open.watch(move || warnings.refresh());
        warnings
    }

    /// Reads from the store which warnings were dismissed: another tab may have dismissed some.
    pub fn refresh(self) {
        let stored = DismissedWarnings::load(&LocalStore, self.open.id());
        // Set only on a change: a button that is rendered again loses the focus.
        if let Ok(stored) = stored
            && self.dismissed.with_untracked(|shown| *shown != stored)
        {
            self.dismissed.set(stored);
        }
    }

    /// What looks like personal details in the open record.
    pub fn details(self) -> PossibleDetails {
        let all = if self.open.is_ready() {
            self.open.record.with(personal_details)
        } else {
            Vec::new()
        };
        self.dismissed.with(|dismissed| {
            let (dismissed, shown): (Vec<_>, Vec<_>) =
                (all.into_iter()).partition(|detail| dismissed.contains(&detail.text));
            PossibleDetails {
                shown,
                dismissed: dismissed.len(),
            }
        })
    }

    /// Dismisses the warning about a text: it is not a personal detail, or is meant to stay.
    pub fn dismiss(self, detail: &Detail) {
        self.refresh();
        self.dismissed
            .update(|dismissed| dismissed.dismiss(&detail.text));
        self.store();
    }

    /// Shows all warnings again.
    pub fn restore_all(self) {
        self.dismissed.set(DismissedWarnings::default());
        self.store();
    }

    fn store(self) {
        let id = self.open.id();
        // If this fails, the warnings come back, on the next visit at the latest.
        drop(
            self.dismissed
                .with_untracked(|dismissed| dismissed.store(&LocalStore, id)),
        );
    }
}
