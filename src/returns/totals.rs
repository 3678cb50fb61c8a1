//! How many returns and actions there are, in all and by organisation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Filter, IndexedReturn};
use crate::record::{Date, Standing, lower};

/// Numbers of actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionTotals {
    /// How many were agreed, whatever became of them.
    pub planned: usize,
    /// How many are past their day and not done.
    pub overdue: usize,
    /// How many are done.
    pub done: usize,
    /// How many have evidence that they worked.
    pub worked: usize,
}

/// The totals of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationTotals {
    /// Its name as one of its teams wrote it: of several spellings, the first in alphabetical order.
    pub name: String,
    /// How many returns it sent.
    pub returns: usize,
    /// Its actions.
    pub actions: ActionTotals,
}

/// The totals of all returns that match a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many returns.
    pub returns: usize,
    /// How many returns have a learning point about each recommendation or finding, by its id.
    pub topics: BTreeMap<String, usize>,
    /// How many returns were last changed in each month: the year, and the month from 1.
    pub months: BTreeMap<(i32, u32), usize>,
    /// The actions.
    pub actions: ActionTotals,
    /// The totals of each organisation, by its [`organisation_key`].
    pub organisations: BTreeMap<String, OrganisationTotals>,
}

impl Totals {
    /// Counts the returns that match a filter, and those of their actions that do.
    pub fn new(returns: &[Arc<IndexedReturn>], filter: &Filter, today: Date) -> Self {
        let mut totals = Self::default();
        let matching = returns.iter();
        for indexed in matching.filter(|indexed| filter.matches_return(indexed, today)) {
            totals.add(indexed, filter, today);
        }
        totals
    }

    /// Counts one more return, which must match the filter.
    pub(super) fn add(&mut self, indexed: &IndexedReturn, filter: &Filter, today: Date) {
        let record = &indexed.record;
        self.returns += 1;

        let changed = record.changed_at.date();
        let month = (changed.year(), changed.month());
        *self.months.entry(month).or_default() += 1;

        // Several learning points may be about the same topic.
        let topics: BTreeSet<&String> = (record.learning_points.iter())
            .flat_map(|row| &row.about)
            .collect();
        for topic in topics {
            *self.topics.entry(topic.clone()).or_default() += 1;
        }

        let mut actions = ActionTotals::default();
        for action in indexed.actions() {
            if filter.matches_action(indexed, action, today) {
                actions.add(action.standing(today), action.has_worked);
            }
        }
        self.actions += actions;

        let name = record.team.organisation.trim();
        let key = indexed.organisation.clone();
        let organisation = self.organisations.entry(key).or_default();
        if organisation.returns == 0 || name < organisation.name.as_str() {
            name.clone_into(&mut organisation.name);
        }
        organisation.returns += 1;
        organisation.actions += actions;
    }
}

impl ActionTotals {
    fn add(&mut self, standing: Standing, has_worked: bool) {
        self.planned += 1;
        self.overdue += usize::from(standing == Standing::Overdue);
        self.done += usize::from(standing == Standing::Done);
        self.worked += usize::from(has_worked);
    }
}

impl std::ops::AddAssign for ActionTotals {
    fn add_assign(&mut self, other: Self) {
        self.planned += other.planned;
        self.overdue += other.overdue;
        self.done += other.done;
        self.worked += other.worked;
    }
}

/// The key of an organisation: its name in lower case with single spaces, so that different
/// spellings by its teams are one organisation.
pub fn organisation_key(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(lower).collect();
    words.join(" ")
}
