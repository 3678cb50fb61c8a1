//! The returns, learning points and actions that match a filter.

use std::sync::Arc;

use super::{Filter, IndexedReturn, Totals};
use crate::record::{ActionItem, Date, LearningPoint};

/// The returns that match a filter, their totals, and which of their rows match.
#[derive(Clone, Debug, Default)]
pub struct FilteredReturns {
    /// The filter.
    pub filter: Filter,
    /// The day on which the standing of actions was decided.
    pub today: Option<Date>,
    /// The returns, in the order in which [`Self::new`] was given them.
    pub returns: Vec<Arc<IndexedReturn>>,
    /// Their totals.
    pub totals: Totals,
    /// The learning points: the index of the return in `returns`, and of the row in the return.
    learning_points: Vec<(usize, usize)>,
    /// The actions, by the same two indices.
    actions: Vec<(usize, usize)>,
}

impl FilteredReturns {
    /// Filters returns as they stand on a day.
    pub fn new(returns: &[Arc<IndexedReturn>], filter: Filter, today: Date) -> Self {
        let mut filtered = Self {
            today: Some(today),
            ..Self::default()
        };
        for indexed in returns {
            if !filter.matches_return(indexed, today) {
                continue;
            }
            let index = filtered.returns.len();
            filtered.totals.add(indexed, &filter, today);
            let rows = 0..indexed.record.learning_points.len();
            let rows = rows.filter(|row| filter.matches_learning_point(indexed, *row));
            filtered
                .learning_points
                .extend(rows.map(|row| (index, row)));
            let actions = indexed.actions().iter();
            let actions = actions.filter(|action| filter.matches_action(indexed, action, today));
            (filtered.actions).extend(actions.map(|action| (index, action.index)));
            filtered.returns.push(Arc::clone(indexed));
        }
        filtered.filter = filter;
        filtered
    }

    /// How many learning points match.
    pub fn learning_point_count(&self) -> usize {
        self.learning_points.len()
    }

    /// How many actions match.
    pub fn action_count(&self) -> usize {
        self.actions.len()
    }

    /// The learning points that match, each with its return.
    pub fn learning_points(&self) -> impl Iterator<Item = (&Arc<IndexedReturn>, &LearningPoint)> {
        self.learning_points.iter().filter_map(|(index, row)| {
            let indexed = self.returns.get(*index)?;
            Some((indexed, indexed.record.learning_points.get(*row)?))
        })
    }

    /// The actions that match, each with its return and its number in the plan, from 1.
    pub fn actions(&self) -> impl Iterator<Item = (&Arc<IndexedReturn>, usize, &ActionItem)> {
        self.actions.iter().filter_map(|(index, row)| {
            let indexed = self.returns.get(*index)?;
            Some((indexed, row + 1, indexed.record.actions.get(*row)?))
        })
    }
}
