//! Commands on rows: add, remove, bring back, reorder, quick dates.

use leptos::ev::Event;
use leptos::prelude::*;
use reactive_stores::Field as Part;

use super::Session;
use crate::browser;
use crate::record::{
    ActionItem, Direction, Evidence, EvidenceKind, Field, LearningPoint, Period, RecordStoreFields,
    Row, RowId, Status, move_row,
};
use crate::vault::RemovedRow;

/// Something that was removed, and how to have it back.
#[derive(Clone, Debug, PartialEq)]
pub enum Removed {
    /// A learning point, and the index it stood at.
    LearningPoint(usize, LearningPoint),
    /// An action, and the index it stood at.
    Action(usize, Box<ActionItem>),
    /// An entry of evidence, the action it belongs to, and the index it stood at.
    Evidence(RowId, usize, Box<Evidence>),
    /// A record.
    Record {
        /// Its name.
        name: String,
        /// The key it is set aside under.
        aside: String,
        /// Whether it was open.
        was_open: bool,
    },
}

impl From<RemovedRow> for Removed {
    fn from(row: RemovedRow) -> Self {
        match row {
            RemovedRow::LearningPoint(index, row) => Self::LearningPoint(index, row),
            RemovedRow::Action(index, row) => Self::Action(index, row),
            RemovedRow::Evidence(action, index, entry) => Self::Evidence(action, index, entry),
        }
    }
}

/// Something that happened, for people who cannot see it happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Announcement {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A learning point was added; how many there are.
    LearningPointAdded(usize),
    /// An action was added; how many there are.
    ActionAdded(usize),
    /// An entry of evidence was added.
    EvidenceAdded,
    /// A row stands at another place now, of so many.
    Moved(usize, usize),
    /// What was removed is back.
    BroughtBack,
}

impl Session {
    /// Adds an empty learning point at the end, and says which.
    pub fn add_learning_point(self) -> RowId {
        let id = self.claim_row_id();
        let rows = self.record.learning_points();
        rows.write().push(LearningPoint::new(id));
        let number = rows.with_untracked(Vec::len);
        self.said.set(Announcement::LearningPointAdded(number));
        id
    }

    /// Adds an empty action at the end, and says which.
    pub fn add_action(self) -> RowId {
        let id = self.claim_row_id();
        let rows = self.record.actions();
        rows.write().push(ActionItem::new(id));
        let number = rows.with_untracked(Vec::len);
        self.said.set(Announcement::ActionAdded(number));
        id
    }

    /// Without telling anybody: the row that gets the id tells of the change.
    fn claim_row_id(self) -> RowId {
        self.record.write_untracked().claim_row_id()
    }

    /// Removes a learning point; it can be had back.
    pub fn remove_learning_point(self, id: RowId) {
        // What is kept of it for later is to have its last words.
        self.flush();
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
        self.flush();
        let rows = self.record.actions();
        let index = rows.with_untracked(|rows| rows.iter().position(|row| row.id == id));
        if let Some(index) = index {
            let row = Box::new(rows.write().remove(index));
            self.removed
                .update(|removed| removed.push(Removed::Action(index, row)));
        }
    }

    /// Adds an entry of evidence to an action, dated today, and says which.
    pub fn add_evidence(self, row: Part<ActionItem>, kind: EvidenceKind) -> RowId {
        let id = self.claim_row_id();
        let today = self.clock().today();
        row.try_update(|row| row.evidence.push(Evidence::new(id, kind, today)));
        self.said.set(Announcement::EvidenceAdded);
        id
    }

    /// Removes an entry of evidence; it can be had back.
    pub fn remove_evidence(self, row: Part<ActionItem>, id: RowId) {
        self.flush();
        let removed = row.try_update(|row| {
            let index = row.evidence.iter().position(|entry| entry.id == id)?;
            let entry = Box::new(row.evidence.remove(index));
            Some(Removed::Evidence(row.id, index, entry))
        });
        if let Some(it) = removed.flatten() {
            self.removed.update(|removed| removed.push(it));
        }
    }

    /// Says how far an action has come.
    pub fn set_status(self, row: Part<ActionItem>, status: Status) {
        row.try_update(|row| row.status = status);
    }

    /// Brings back what was removed last, and says where it is now.
    pub fn undo(self) -> Option<Field> {
        let last = self.removed.write().pop()?;
        let field = match last {
            Removed::LearningPoint(index, mut row) => {
                let rows = self.record.learning_points();
                row.id = self.free_id(row.id, rows.with_untracked(|rows| ids(rows)));
                let field = Field::Discussion(row.id);
                rows.update(|rows| rows.insert(index.min(rows.len()), row));
                field
            }
            Removed::Action(index, mut row) => {
                let rows = self.record.actions();
                row.id = self.free_id(row.id, rows.with_untracked(|rows| ids(rows)));
                let field = Field::What(row.id);
                rows.update(|rows| rows.insert(index.min(rows.len()), *row));
                field
            }
            Removed::Evidence(action, index, entry) => {
                let field = Field::Evidence(action, entry.id);
                self.record.actions().update(|rows| {
                    // Where the action is gone meanwhile, it comes back with its own Undo.
                    if let Some(row) = rows.iter_mut().find(|row| row.id == action) {
                        let index = index.min(row.evidence.len());
                        row.evidence.insert(index, *entry);
                    }
                });
                field
            }
            Removed::Record {
                aside, was_open, ..
            } => {
                self.restore(&aside, was_open);
                return None;
            }
        };
        self.said.set(Announcement::BroughtBack);
        Some(field)
    }

    /// The id that a row comes back under: its own, unless a row added meanwhile has it,
    /// which takes a file from another program.
    fn free_id(self, id: RowId, taken: Vec<RowId>) -> RowId {
        if taken.contains(&id) {
            self.claim_row_id()
        } else {
            id
        }
    }

    /// Offers again what was removed in the last hour and is not back: the page may have
    /// been closed since.
    pub(super) fn offer_removed(self, rows: Vec<RemovedRow>) {
        let has_rows = |it: &Removed| !matches!(it, Removed::Record { .. });
        if rows.is_empty() || self.removed.with_untracked(|it| it.iter().any(has_rows)) {
            return;
        }
        let rows = rows.into_iter().map(Removed::from);
        self.removed
            .update(|removed| drop(removed.splice(0..0, rows)));
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
            self.said.set(Announcement::Moved(to + 1, of));
        }
    }

    /// Says whether a learning point is about a recommendation or finding.
    pub fn set_about(self, row: Part<LearningPoint>, topic: &str, is: bool) {
        row.try_update(|row| {
            row.about.retain(|id| id != topic);
            if is {
                row.about.push(topic.to_owned());
            }
        });
    }

    /// Fills in "By When?" so long from today.
    pub fn set_by_when(self, row: Part<ActionItem>, period: Period) {
        if let Some(date) = self.clock().today().and_then(|today| today.after(period)) {
            row.try_update(|row| row.by_when = date.into());
        }
    }

    /// What was typed into the box that an event comes from, and whether to tell the box of
    /// it. Not in the middle of a character, which some keyboards send in two halves: the
    /// box would lose the first. If it stays half, the mark for what cannot be shown takes
    /// its place when the person leaves the box. Then any other text is known already, and
    /// a box that is being taken out of the page must not change it.
    pub fn typed(event: &Event) -> Option<(String, bool)> {
        let (text, is_whole) = browser::typed(event)?;
        let is_left = event.type_() == "change";
        (!is_left || !is_whole).then_some((text, is_whole || is_left))
    }

    /// Something was changed that nobody was told of.
    pub fn note_untold(self) {
        self.note_change();
    }

    /// Does something once what was just changed stands in the page.
    pub fn soon(self, act: impl FnOnce() + 'static) {
        browser::after_frame(act);
    }

    /// Moves the focus to an element that is about to stand in the page, or, if it does
    /// not, to the page's heading.
    pub fn focus_soon(self, id: String) {
        browser::after_frame(move || {
            if !browser::focus(&id) {
                browser::focus_heading();
            }
        });
    }

    /// Takes the person to the element of that id, as it is in the next frame: it stands at
    /// the start of the window then.
    pub fn go_to(self, id: String) {
        browser::after_frame(move || browser::focus_at_start(&id));
    }
}

fn ids<R: Row>(rows: &[R]) -> Vec<RowId> {
    rows.iter().map(Row::id).collect()
}
