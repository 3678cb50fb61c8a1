//! What was removed, and can be restored.

use leptos::prelude::*;

use crate::vault::RemovedRow;

/// Something that was removed, with what it takes to restore it.
#[derive(Clone, Debug, PartialEq)]
pub enum Removed {
    /// A row of the open record.
    Row(RemovedRow),
    /// A record.
    Record {
        /// Its name.
        name: String,
        /// Its key in the trash.
        trash_key: String,
        /// Whether it was the open record.
        was_open: bool,
    },
}

impl Removed {
    fn is_row(&self) -> bool {
        matches!(self, Self::Row(_))
    }
}

/// Removed rows and records, the latest removal last. The frame offers to undo the latest.
#[derive(Clone, Copy)]
pub struct UndoStack {
    removed: RwSignal<Vec<Removed>>,
}

impl UndoStack {
    /// An empty stack.
    pub fn new() -> Self {
        Self {
            removed: RwSignal::new(Vec::new()),
        }
    }

    /// Adds what was removed just now.
    pub fn push(self, removed: Removed) {
        self.removed.update(|all| all.push(removed));
    }

    /// Takes out what was removed last.
    pub fn pop(self) -> Option<Removed> {
        self.removed.try_update(Vec::pop).flatten()
    }

    /// Passes what was removed last to `read`. Tracks it.
    pub fn with_last<T>(self, read: impl FnOnce(&Removed) -> T) -> Option<T> {
        self.removed.with(|all| all.last().map(read))
    }

    /// Whether there are rows to restore, which are always rows of the open record.
    pub fn has_rows(self) -> bool {
        self.removed
            .with_untracked(|all| all.iter().any(Removed::is_row))
    }

    /// Adds earlier removals beneath those on the stack.
    pub fn prepend(self, earlier: Vec<Removed>) {
        self.removed.update(|all| drop(all.splice(..0, earlier)));
    }

    /// Empties the stack.
    pub fn clear(self) {
        self.removed.set(Vec::new());
    }

    /// Forgets the removed rows: another record is open.
    pub fn forget_rows(self) {
        self.removed.update(|all| all.retain(|it| !it.is_row()));
    }

    /// Forgets the record under that key in the trash: it is not there any more.
    pub fn forget_record(self, key: &str) {
        self.removed.update(|all| {
            all.retain(|it| !matches!(it, Removed::Record { trash_key, .. } if trash_key == key));
        });
    }
}

impl Default for UndoStack {
    fn default() -> Self {
        Self::new()
    }
}
