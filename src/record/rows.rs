//! Reordering, the same for every list of rows.

use super::{ActionItem, Evidence, LearningPoint, RowId};

/// A row of a list: something with an id.
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

/// A row with something in it that another state of its list lacks, and its index.
pub fn missing_row<'a, R: Row>(
    before: &'a [R],
    after: &[R],
    is_blank: fn(&R) -> bool,
) -> Option<(usize, &'a R)> {
    (before.iter().enumerate())
        .find(|(_, row)| !is_blank(row) && after.iter().all(|other| other.id() != row.id()))
}

/// Where a row is to go, by one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the first row.
    Up,
    /// Towards the last row.
    Down,
}

/// Moves the row of that id by one place, and says at which index it now
/// stands. `None`, and nothing moved, when it is not there or already at the end.
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
