//! What was removed, and can be restored.

use leptos::prelude::*;

use super::route::Page;
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

    /// The page that it was on.
    fn page(&self) -> Page {
        match self {
            Self::Row(RemovedRow::LearningPoint(..)) => Page::Discussion,
            Self::Row(RemovedRow::Action(..)) => Page::Plan,
            Self::Row(RemovedRow::Evidence(..)) => Page::FollowUp,
            Self::Record { .. } => Page::Records,
        }
    }
}

/// Removed rows and records, the latest removal last. Each page offers to undo the latest that was on it,
/// whenever it is shown: nobody should be asked about an action while they read the briefing.
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

    /// Takes out what was removed last from a page.
    pub fn pop(self, page: Page) -> Option<Removed> {
        let popped = self.removed.try_update(|all| {
            let last = all.iter().rposition(|it| it.page() == page)?;
            Some(all.remove(last))
        });
        popped.flatten()
    }

    /// Passes what was removed last from a page to `read`. Tracks it.
    pub fn with_last<T>(self, page: Page, read: impl FnOnce(&Removed) -> T) -> Option<T> {
        self.removed
            .with(|all| all.iter().rfind(|it| it.page() == page).map(read))
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

    /// Forgets what was removed from a page.
    pub fn dismiss(self, page: Page) {
        self.removed
            .update(|all| all.retain(|it| it.page() != page));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ActionItem, LearningPoint};

    #[test]
    fn each_page_offers_what_was_removed_from_it_and_keeps_the_offers_of_the_others() {
        Owner::new().with(|| {
            let stack = UndoStack::new();
            let point = |id| Removed::Row(RemovedRow::LearningPoint(0, LearningPoint::new(id)));
            let action = |id| Removed::Row(RemovedRow::Action(0, Box::new(ActionItem::new(id))));
            for removed in [point(1), action(2), point(3), action(4)] {
                stack.push(removed);
            }
            let last = |page| stack.with_last(page, Clone::clone);
            assert_eq!(last(Page::Discussion), Some(point(3)));
            assert_eq!(last(Page::Plan), Some(action(4)));
            for page in [Page::Briefing, Page::FollowUp, Page::Records] {
                assert_eq!(last(page), None, "{page:?}");
            }
            assert_eq!(stack.pop(Page::Discussion), Some(point(3)));
            assert_eq!(stack.pop(Page::Discussion), Some(point(1)));
            assert_eq!(stack.pop(Page::Discussion), None);
            assert_eq!(last(Page::Plan), Some(action(4)));
            stack.push(point(5));
            stack.dismiss(Page::Plan);
            assert_eq!(last(Page::Plan), None);
            assert_eq!(last(Page::Discussion), Some(point(5)));
        });
    }
}
