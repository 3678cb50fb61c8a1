//! Rows that were removed from a record recently, for the user to restore.

use super::{Storage, before_removals};
use crate::record::{
    ActionItem, Evidence, LearningPoint, Record, RowId, Timestamp, missing_rows, rows_by_id,
};

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
    let has_missing_evidence = || {
        let later = rows_by_id(&after.actions);
        (actions.iter()).any(|row| {
            later.get(&row.id).is_some_and(|later| {
                let mut missing = missing_rows(&row.evidence, &later.evidence, Evidence::is_blank);
                missing.next().is_some()
            })
        })
    };
    let mut missing_points = missing_rows(points, &after.learning_points, LearningPoint::is_blank);
    let mut missing_actions = missing_rows(actions, &after.actions, ActionItem::is_blank);
    missing_points.next().is_some() || missing_actions.next().is_some() || has_missing_evidence()
}

/// The rows that were removed from a record within the last hour and have not been restored, the
/// most recently removed last. Empty if the store cannot be read.
pub fn removed_rows(storage: &dyn Storage, record: &Record, now: Timestamp) -> Vec<RemovedRow> {
    // A row that was found counts as known, so that an older version does not yield it again.
    let mut known = record.clone();
    let mut found = Vec::new();
    let mut look = |was: &Record| {
        let (points, actions) = (&was.learning_points, &was.actions);
        for (index, row) in missing_rows(points, &known.learning_points, LearningPoint::is_blank) {
            known.learning_points.push(LearningPoint::new(row.id));
            found.push(RemovedRow::LearningPoint(index, row.clone()));
        }
        for (index, row) in missing_rows(actions, &known.actions, ActionItem::is_blank) {
            known.actions.push(row.clone());
            found.push(RemovedRow::Action(index, Box::new(row.clone())));
        }
        let before = rows_by_id(actions);
        for action in &mut known.actions {
            let Some(row) = before.get(&action.id) else {
                continue;
            };
            for (index, entry) in missing_rows(&row.evidence, &action.evidence, Evidence::is_blank)
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
