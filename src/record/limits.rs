//! How many rows a record may have.
//!
//! Nobody needs as many. The limit is there so that whatever can be opened can also be worked on: pages
//! stay fast up to it.

use super::Record;

/// The most learning points that can be added to a record, the most actions, and the most entries of
/// evidence in all its actions together.
pub const MAX_ROWS: usize = 5_000;

/// A kind of row that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Learning points.
    LearningPoint,
    /// Actions.
    Action,
    /// Entries of evidence, of all actions together.
    Evidence,
}

impl RowKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::LearningPoint, Self::Action, Self::Evidence];

    /// How many rows of this kind a record has.
    pub fn count(self, record: &Record) -> usize {
        match self {
            Self::LearningPoint => record.learning_points.len(),
            Self::Action => record.actions.len(),
            Self::Evidence => (record.actions.iter())
                .map(|action| action.evidence.len())
                .sum(),
        }
    }

    /// Whether another row of this kind can be added to a record.
    pub fn has_room(self, record: &Record) -> bool {
        self.count(record) < MAX_ROWS
    }
}
