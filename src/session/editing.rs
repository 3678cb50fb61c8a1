//! Commands on rows: add, remove, bring back, reorder, quick dates.

use leptos::prelude::*;

use super::Session;
use crate::browser;
use crate::domain::{
    ActionItem, ActionItemStoreFields, Direction, LearningPoint, LearningPointStoreFields, Period,
    RecordStoreFields, RowId, move_row,
};

/// Something that was removed, and how to have it back.
#[derive(Clone, Debug, PartialEq)]
pub enum Removed {
    /// A learning point, and the index it stood at.
    LearningPoint(usize, LearningPoint),
    /// An action, and the index it stood at.
    Action(usize, Box<ActionItem>),
    /// A record: its name, and the key it is set aside under.
    Record(String, String),
}

/// Something that happened, for people who cannot see it happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Said {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A learning point was added; how many there are.
    LearningPointAdded(usize),
    /// An action was added; how many there are.
    ActionAdded(usize),
    /// A row stands at another place now, of so many.
    Moved(usize, usize),
    /// What was removed is back.
    BroughtBack,
    /// The return is on the clipboard.
    Copied,
}

impl Session {
    /// Adds an empty learning point at the end, and says which.
    pub fn add_learning_point(self) -> RowId {
        let id = self.claim_row_id();
        let rows = self.record.learning_points();
        rows.write().push(LearningPoint::new(id));
        let number = rows.with_untracked(Vec::len);
        self.said.set(Said::LearningPointAdded(number));
        id
    }

    /// Adds an empty action at the end, and says which.
    pub fn add_action(self) -> RowId {
        let id = self.claim_row_id();
        let rows = self.record.actions();
        rows.write().push(ActionItem::new(id));
        let number = rows.with_untracked(Vec::len);
        self.said.set(Said::ActionAdded(number));
        id
    }

    /// Without telling anybody: the row that gets the id tells of the change.
    fn claim_row_id(self) -> RowId {
        self.record.write_untracked().claim_row_id()
    }

    /// Removes a learning point; it can be had back.
    pub fn remove_learning_point(self, id: RowId) {
        let rows = self.record.learning_points();
        let index = rows.with_untracked(|rows| rows.iter().position(|row| row.id == id));
        if let Some(index) = index {
            let row = rows.write().remove(index);
            self.removed
                .update(|removed| removed.push(Removed::LearningPoint(index, row)));
        }
    }

    /// Removes an action; it can be had back.
    pub fn remove_action(self, id: RowId) {
        let rows = self.record.actions();
        let index = rows.with_untracked(|rows| rows.iter().position(|row| row.id == id));
        if let Some(index) = index {
            let row = Box::new(rows.write().remove(index));
            self.removed
                .update(|removed| removed.push(Removed::Action(index, row)));
        }
    }

    /// Brings back what was removed last.
    pub fn undo(self) {
        let Some(last) = self.removed.write().pop() else {
            return;
        };
        match last {
            Removed::LearningPoint(index, row) => {
                self.record
                    .learning_points()
                    .update(|rows| rows.insert(index.min(rows.len()), row));
            }
            Removed::Action(index, row) => {
                self.record
                    .actions()
                    .update(|rows| rows.insert(index.min(rows.len()), *row));
            }
            Removed::Record(_, aside) => self.put_back(&aside),
        }
        self.said.set(Said::BroughtBack);
    }

    /// Lets go of everything that was removed.
    pub fn dismiss(self) {
        self.removed.set(Vec::new());
    }

    /// Moves a learning point by one place.
    pub fn move_learning_point(self, id: RowId, direction: Direction) {
        let rows = self.record.learning_points();
        let to = rows
            .try_update(|rows| move_row(rows, id, direction))
            .flatten();
        self.say_moved(to, rows.with_untracked(Vec::len));
    }

    /// Moves an action by one place.
    pub fn move_action(self, id: RowId, direction: Direction) {
        let rows = self.record.actions();
        let to = rows
            .try_update(|rows| move_row(rows, id, direction))
            .flatten();
        self.say_moved(to, rows.with_untracked(Vec::len));
    }

    fn say_moved(self, to: Option<usize>, of: usize) {
        if let Some(to) = to {
            self.said.set(Said::Moved(to + 1, of));
        }
    }

    /// Says whether a learning point is about a recommendation or finding.
    pub fn set_about(self, row: reactive_stores::Field<LearningPoint>, topic: &str, is: bool) {
        let about = row.about();
        let is_now = about.with_untracked(|about| about.iter().any(|id| id == topic));
        if is && !is_now {
            about.write().push(topic.to_owned());
        } else if !is && is_now {
            about.write().retain(|id| id != topic);
        }
    }

    /// Fills in "By When?" so long from today.
    pub fn set_by_when(self, row: reactive_stores::Field<ActionItem>, period: Period) {
        if let Some(date) = self.clock().today().and_then(|today| today.after(period)) {
            row.by_when().set(date.into());
        }
    }

    /// Moves the focus to an element that is about to stand in the page.
    pub fn focus_soon(self, id: String) {
        browser::after_frame(move || browser::focus(&id));
    }
}
