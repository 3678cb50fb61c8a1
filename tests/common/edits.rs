//! Edits, as a person makes them.

use std::collections::HashSet;

use proptest::prelude::*;
use seven_minute_briefing::record::{ActionItem, LearningPoint, Record};

/// Something a person does to a record.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    Organisation,
    Contact,
    Discussion(usize),
    What(usize),
    Day(usize),
    AddPoint,
    AddAction,
    RemovePoint(usize),
    RemoveAction(usize),
    RaisePoint(usize),
    RaiseAction(usize),
}

/// Any edit.
pub fn edit() -> impl Strategy<Value = Edit> {
    let row = || 0..4_usize;
    prop_oneof![
        Just(Edit::Organisation),
        Just(Edit::Contact),
        row().prop_map(Edit::Discussion),
        row().prop_map(Edit::What),
        row().prop_map(Edit::Day),
        Just(Edit::AddPoint),
        Just(Edit::AddAction),
        row().prop_map(Edit::RemovePoint),
        row().prop_map(Edit::RemoveAction),
        row().prop_map(Edit::RaisePoint),
        row().prop_map(Edit::RaiseAction),
    ]
}

impl Edit {
    /// Makes the edit, typing `word` if it types anything. Does nothing if the row does not exist.
    pub fn apply(self, record: &mut Record, word: &str) {
        let points = &mut record.learning_points;
        let actions = &mut record.actions;
        let word = word.to_owned();
        match self {
            Self::Organisation => record.team.organisation = word,
            Self::Contact => record.team.contact_details = word,
            Self::Discussion(at) => {
                if let Some(row) = points.get_mut(at) {
                    row.discussion = word;
                }
            }
            Self::What(at) => {
                if let Some(row) = actions.get_mut(at) {
                    row.what = word;
                }
            }
            Self::Day(at) => {
                if let Some(row) = actions.get_mut(at) {
                    row.by_when.day = word;
                }
            }
            Self::AddPoint => {
                let id = record.claim_row_id();
                record.learning_points.push(LearningPoint {
                    discussion: word,
                    ..LearningPoint::new(id)
                });
            }
            Self::AddAction => {
                let id = record.claim_row_id();
                record.actions.push(ActionItem {
                    what: word,
                    ..ActionItem::new(id)
                });
            }
            Self::RemovePoint(at) if at < points.len() => drop(points.remove(at)),
            Self::RemoveAction(at) if at < actions.len() => drop(actions.remove(at)),
            Self::RaisePoint(at) if at > 0 && at < points.len() => points.swap(at - 1, at),
            Self::RaiseAction(at) if at > 0 && at < actions.len() => actions.swap(at - 1, at),
            Self::RemovePoint(_)
            | Self::RemoveAction(_)
            | Self::RaisePoint(_)
            | Self::RaiseAction(_) => {}
        }
    }
}

/// Everything in a record that an [`Edit`] can have typed.
pub fn typed_words(record: &Record) -> HashSet<String> {
    let team = [&record.team.organisation, &record.team.contact_details];
    let points = record.learning_points.iter().map(|row| &row.discussion);
    let whats = record.actions.iter().map(|row| &row.what);
    let days = record.actions.iter().map(|row| &row.by_when.day);
    (team.into_iter().chain(points).chain(whats).chain(days))
        .filter(|word| !word.is_empty())
        .cloned()
        .collect()
}
