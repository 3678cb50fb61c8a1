//! Rows that were removed from a record recently, for the user to restore.

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

/// Whether a row that is not blank was removed between two states of a record. If so, the earlier
/// state is kept as a version, so that the user can restore the row even after a reload.
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

/// The rows that were removed from a record within the last hour and have not been restored, the
/// most recently removed last. Empty if the store cannot be read.
pub fn removed_rows(storage: &dyn Storage, record: &Record, now: Timestamp) -> Vec<RemovedRow> {
    // A row that was found counts as known, so that an older version does not yield it again.
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
