//! What the returns come to: numbers, of all of them and by organisation.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Filter, IndexedReturn};
use crate::record::{Date, Standing, lower};

/// Numbers of actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionTotals {
    /// Agreed, whatever became of them.
    pub planned: usize,
    /// Past their day, and not done.
    pub overdue: usize,
    /// Done.
    pub done: usize,
    /// With evidence that they made a difference.
    pub worked: usize,
}

/// What one organisation's returns come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationTotals {
    /// Its name, as one of its teams wrote it.
    pub name: String,
    /// How many returns.
    pub returns: usize,
    /// Its actions.
    pub actions: ActionTotals,
}

/// What all of them come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many returns.
    pub returns: usize,
    /// How many returns have a learning point about it, by the id of the recommendation or
    /// finding.
    pub topics: BTreeMap<String, usize>,
    /// How many were last changed in which month: its year, and its number from 1.
    pub months: BTreeMap<(i32, u32), usize>,
    /// The actions.
    pub actions: ActionTotals,
    /// By [`organisation_key`].
    pub organisations: BTreeMap<String, OrganisationTotals>,
}

impl Totals {
    /// Counts the returns that a filter lets through, and of each the actions that it does.
    pub fn of(returns: &[Arc<IndexedReturn>], filter: &Filter, today: Date) -> Self {
        let mut totals = Self::default();
        for filed in returns.iter().filter(|it| filter.has_return(it, today)) {
            totals.add(filed, filter, today);
        }
        totals
    }

    /// Counts one more.
    pub(super) fn add(&mut self, filed: &IndexedReturn, filter: &Filter, today: Date) {
        let record = &filed.record;
        self.returns += 1;
        let changed = record.changed_at.date();
        *self
            .months
            .entry((changed.year(), changed.month()))
            .or_default() += 1;
        let about = record.learning_points.iter().flat_map(|row| &row.about);
        let mut counted: Vec<&String> = Vec::new();
        for topic in about {
            if counted.contains(&topic) {
                continue;
            }
            counted.push(topic);
            // Nearly all of them are there already.
            match self.topics.get_mut(topic) {
                Some(count) => *count += 1,
                None => drop(self.topics.insert(topic.clone(), 1)),
            }
        }
        let mut actions = ActionTotals::default();
        for action in filed.actions() {
            if filter.has_action(filed, action, today) {
                actions.add(action.standing(today), action.has_worked);
            }
        }
        self.actions += actions;
        let name = record.team.organisation.trim();
        if !self.organisations.contains_key(&filed.organisation) {
            let new = OrganisationTotals::default();
            (self.organisations).insert(filed.organisation.clone(), new);
        }
        let Some(organisation) = self.organisations.get_mut(&filed.organisation) else {
            return;
        };
        // Of several spellings the first in the alphabet, whichever came first.
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

/// An organisation by its name, however its teams space it and whatever their capitals.
pub fn organisation_key(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(lower).collect();
    words.join(" ")
}
