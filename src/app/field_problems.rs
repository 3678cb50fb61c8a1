//! What is missing or unlikely, beside the fields of the form.
//!
//! Nobody is told what is missing while they first fill in the form: only once the page that lists the
//! problems was shown for it. Dates that cannot be right are pointed out at any time.

use leptos::prelude::*;
use reactive_stores::Field as StoreField;

use super::{Clock, OpenRecord};
use crate::record::{
    ActionItem, DateProblem, Field, LearningPoint, Problem, RecordId, RecordStoreFields,
    check_action, check_learning_point, check_team,
};
use crate::words;

/// The problems of the open record, for the pages that are typed in.
///
/// Each row has its own list, so that a key changes the list of one row and no other.
#[derive(Clone, Copy)]
pub struct FieldProblems {
    open: OpenRecord,
    clock: Clock,
    /// The record whose problems were listed in this tab.
    listed: RwSignal<Option<RecordId>>,
}

/// The problems of a row, or of the team's details.
#[derive(Clone, Copy)]
pub struct RowProblems(Memo<Vec<Problem>>);

impl FieldProblems {
    /// No problems were listed yet.
    pub(super) fn new(open: OpenRecord, clock: Clock) -> Self {
        Self {
            open,
            clock,
            listed: RwSignal::new(None),
        }
    }

    /// Notes that the problems of the open record are listed, on a page that the user went to.
    pub fn note_listed(self) {
        self.listed.set(Some(self.open.id()));
    }

    /// Whether the problems of the open record were listed. Tracks the answer.
    fn are_listed(self) -> bool {
        self.listed.get() == Some(self.open.record.id().get())
    }

    /// The problems of the team's details.
    pub fn of_team(self) -> RowProblems {
        let team = self.open.record.team();
        let problems = move || {
            if self.are_listed() {
                team.with(check_team)
            } else {
                Vec::new()
            }
        };
        RowProblems(Memo::new(move |_| problems()))
    }

    /// The problems of a learning point.
    pub fn of_learning_point(
        self,
        row: StoreField<LearningPoint>,
        number: Memo<usize>,
    ) -> RowProblems {
        let rows = self.open.record.learning_points();
        let problems = move || {
            if !self.are_listed() {
                return Vec::new();
            }
            let is_none =
                number.get() == 1 && rows.with(|rows| rows.iter().all(LearningPoint::is_blank));
            let problems = row.try_with(|row| {
                if is_none {
                    vec![Problem::NoLearningPoint(Field::Discussion(row.id))]
                } else {
                    check_learning_point(row)
                }
            });
            problems.unwrap_or_default()
        };
        RowProblems(Memo::new(move |_| problems()))
    }

    /// The problems of an action.
    pub fn of_action(self, row: StoreField<ActionItem>, number: Memo<usize>) -> RowProblems {
        let rows = self.open.record.actions();
        let problems = move || {
            let Some(today) = self.clock.today() else {
                return Vec::new();
            };
            let mut problems = (row.try_with(|row| check_action(row, today))).unwrap_or_default();
            if !self.are_listed() {
                problems.retain(|problem| matches!(problem, Problem::Date(..)));
            } else if number.get() == 1 && rows.with(|rows| rows.iter().all(ActionItem::is_blank)) {
                let what = row.try_with(|row| Field::What(row.id));
                problems.push(Problem::NoAction(what));
            }
            problems
        };
        RowProblems(Memo::new(move |_| problems()))
    }
}

impl RowProblems {
    /// The problem of a field.
    pub fn at(self, field: Field) -> Signal<Option<Problem>> {
        Signal::derive(move || {
            let of_field = |problem: &&Problem| match **problem {
                // The check page leads from an overdue action to its status.
                Problem::Date(date, _) => date == field,
                other => other.field() == Some(field),
            };
            (self.0).with(|problems| problems.iter().find(of_field).copied())
        })
    }

    /// The sentence beside a field that has a problem.
    pub fn note(self, field: Field) -> Signal<Option<&'static str>> {
        let problem = self.at(field);
        Signal::derive(move || problem.get().map(words::beside))
    }
}

/// Whether a problem is a mistake, and not only something to think about.
pub(super) fn is_wrong(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::Date(
            _,
            DateProblem::Impossible | DateProblem::Incomplete | DateProblem::InOneBox(_)
        )
    )
}
