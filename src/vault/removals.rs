//! Rows that were removed from a record not long ago, for the user to undo.

use super::{Storage, before_removals};
use crate::record::{ActionItem, Evidence, LearningPoint, Record, RowId, Timestamp, missing_row};

/// A row that was removed, and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub enum RemovedRow {
    /// A learning point, and its index.
    LearningPoint(usize, LearningPoint),
    /// An action, and its index.
    Action(usize, Box<ActionItem>),
    /// An entry of evidence, the action it belongs to, and its index there.
    Evidence(RowId, usize, Box<Evidence>),
}

/// Whether a row with something in it is missing from the later of two states of a record: its
/// words should be found again, also after the page was closed.
pub(super) fn removes_rows(before: &Record, after: &Record) -> bool {
    let (points, actions) = (&before.learning_points, &before.actions);
    missing_row(points, &after.learning_points, LearningPoint::is_blank).is_some()
        || missing_row(actions, &after.actions, ActionItem::is_blank).is_some()
        || actions.iter().any(|row| {
            let later = after.actions.iter().find(|it| it.id == row.id);
            later.is_some_and(|later| {
                missing_row(&row.evidence, &later.evidence, Evidence::is_blank).is_some()
            })
        })
}

/// The rows that were removed from a record within the last hour and are not in it again, the
/// last one removed last. Nothing where the store cannot be read.
pub fn removed_rows(storage: &dyn Storage, record: &Record, now: Timestamp) -> Vec<RemovedRow> {
    // What was found joins what is known, so that an older version does not give it again.
    let mut known = record.clone();
    let mut found = Vec::new();
    let mut look = |was: &Record| {
        let (points, actions) = (&was.learning_points, &was.actions);
        while let Some((index, row)) =
            missing_row(points, &known.learning_points, LearningPoint::is_blank)
        {
            known.learning_points.push(LearningPoint::new(row.id));
            found.push(RemovedRow::LearningPoint(index, row.clone()));
        }
        while let Some((index, row)) = missing_row(actions, &known.actions, ActionItem::is_blank) {
            known.actions.push(row.clone());
            found.push(RemovedRow::Action(index, Box::new(row.clone())));
        }
        for row in actions {
            let Some(action) = known.actions.iter_mut().find(|it| it.id == row.id) else {
                continue;
            };
            while let Some((index, entry)) =
                missing_row(&row.evidence, &action.evidence, Evidence::is_blank)
            {
                action.evidence.push(entry.clone());
                found.push(RemovedRow::Evidence(row.id, index, Box::new(entry.clone())));
            }
        }
    };
    drop(before_removals(storage, record.id, now, &mut look));
    found.reverse();
    found
}
