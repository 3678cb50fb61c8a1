//! What all lists of rows have in common.

use std::collections::{HashMap, HashSet};

use super::{ActionItem, Evidence, LearningPoint, RowId};

/// A row of a list, which has an id.
pub trait Row {
    /// The row's id.
    fn id(&self) -> RowId;
}

impl Row for LearningPoint {
    fn id(&self) -> RowId {
        self.id
    }
}

impl Row for ActionItem {
    fn id(&self) -> RowId {
        self.id
    }
}

impl Row for Evidence {
    fn id(&self) -> RowId {
        self.id
    }
}

/// The rows of a list by their ids, to look up many of them.
pub fn rows_by_id<R: Row>(rows: &[R]) -> HashMap<RowId, &R> {
    rows.iter().map(|row| (row.id(), row)).collect()
}

/// The rows of `before` that are not blank and that `after` does not have, each with its index in
/// `before`.
pub fn missing_rows<'a, R: Row>(
    before: &'a [R],
    after: &[R],
    is_blank: fn(&R) -> bool,
) -> impl Iterator<Item = (usize, &'a R)> + use<'a, R> {
    let ids: HashSet<RowId> = after.iter().map(Row::id).collect();
    (before.iter().enumerate()).filter(move |(_, row)| !ids.contains(&row.id()) && !is_blank(row))
}

/// The direction in which to move a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the first row.
    Up,
    /// Towards the last row.
    Down,
}

/// Moves the row with that id by one place and returns its new index. Returns `None` and moves
/// nothing if there is no such row or if it is already the first or last one.
pub fn move_row<R: Row>(rows: &mut [R], id: RowId, direction: Direction) -> Option<usize> {
    let from = rows.iter().position(|row| row.id() == id)?;
    let to = match direction {
        Direction::Up => from.checked_sub(1)?,
        Direction::Down => from + 1,
    };
    if to >= rows.len() {
        return None;
    }
    rows.swap(from, to);
    Some(to)
}
