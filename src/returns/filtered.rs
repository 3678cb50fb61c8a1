//! What a filter shows of a register.

use std::sync::Arc;

use super::{Filter, IndexedReturn, Totals};
use crate::record::{ActionItem, Date, LearningPoint};

/// The returns that a filter lets through, what they come to, and which of their rows it
/// lets through.
#[derive(Clone, Debug, Default)]
pub struct FilteredReturns {
    /// The filter.
    pub filter: Filter,
    /// The day on which actions stand as they do.
    pub today: Option<Date>,
    /// The returns, in the register's order.
    pub returns: Vec<Arc<IndexedReturn>>,
    /// What they come to.
    pub totals: Totals,
    /// The learning points: the return's place in the list above, and the row's in it.
    points: Vec<(usize, usize)>,
    /// The actions, alike.
    actions: Vec<(usize, usize)>,
}

impl FilteredReturns {
    /// What is shown of returns on that day.
    pub fn of(returns: &[Arc<IndexedReturn>], filter: Filter, today: Date) -> Self {
        let mut shown = Self {
            today: Some(today),
            ..Self::default()
        };
        for filed in returns {
            if !filter.has_return(filed, today) {
                continue;
            }
            let place = shown.returns.len();
            shown.totals.add(filed, &filter, today);
            let points = 0..filed.record.learning_points.len();
            let points = points.filter(|at| filter.has_point(filed, *at));
            shown.points.extend(points.map(|at| (place, at)));
            let actions = filed.actions().iter();
            let actions = actions.filter(|it| filter.has_action(filed, it, today));
            shown.actions.extend(actions.map(|it| (place, it.at)));
            shown.returns.push(Arc::clone(filed));
        }
        shown.filter = filter;
        shown
    }

    /// How many learning points are shown.
    pub fn point_count(&self) -> usize {
        self.points.len()
    }

    /// How many actions are shown.
    pub fn action_count(&self) -> usize {
        self.actions.len()
    }

    /// The learning points, each with its return.
    pub fn points(&self) -> impl Iterator<Item = (&Arc<IndexedReturn>, &LearningPoint)> {
        self.points.iter().filter_map(|(place, at)| {
            let filed = self.returns.get(*place)?;
            Some((filed, filed.record.learning_points.get(*at)?))
        })
    }

    /// The actions, each with its return and its number in the plan, from 1.
    pub fn actions(&self) -> impl Iterator<Item = (&Arc<IndexedReturn>, usize, &ActionItem)> {
        self.actions.iter().filter_map(|(place, at)| {
            let filed = self.returns.get(*place)?;
            Some((filed, at + 1, filed.record.actions.get(*at)?))
        })
    }
}
