//! The differences between two states of a record.

use std::collections::HashSet;

use super::{
    ActionItem, DateParts, Evidence, EvidenceKind, Field, LearningPoint, Record, Row, RowId,
    Status, TeamField, rows_by_id,
};

/// A field in which two states of a record differ.
///
/// Texts are as typed. The topics of a learning point are their ids, one per line. A text is empty if
/// that state does not have the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// What the first state has in it.
    pub first: String,
    /// What the second state has in it.
    pub second: String,
}

/// Lists every field that somebody typed or chose differently in the two states, in the order of the
/// form.
pub fn differences(first: &Record, second: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |field, first: String, second: String| {
        if first != second {
            found.push(Difference {
                field,
                first,
                second,
            });
        }
    };
    for field in TeamField::ALL {
        let of = |record: &Record| record.team.text(field).to_owned();
        compare(Field::Team(field), of(first), of(second));
    }
    let points = [first, second].map(|record| rows_by_id(&record.learning_points));
    for id in all_ids(&first.learning_points, &second.learning_points) {
        let [one, other] = (points.each_ref())
            .map(|rows| row(rows.get(&id)).unwrap_or_else(|| LearningPoint::new(id)));
        compare(
            Field::About(id),
            one.about.join("\n"),
            other.about.join("\n"),
        );
        compare(Field::Discussion(id), one.discussion, other.discussion);
    }
    let actions = [first, second].map(|record| rows_by_id(&record.actions));
    for id in all_ids(&first.actions, &second.actions) {
        let [one, other] = (actions.each_ref())
            .map(|rows| row(rows.get(&id)).unwrap_or_else(|| ActionItem::new(id)));
        compare(Field::What(id), one.what, other.what);
        compare(Field::Who(id), one.who, other.who);
        compare(
            Field::ByWhen(id),
            date_text(&one.by_when),
            date_text(&other.by_when),
        );
        compare(Field::HowDone(id), one.how_done, other.how_done);
        compare(Field::HowWorked(id), one.how_worked, other.how_worked);
        compare(
            Field::Status(id),
            status_text(one.status).to_owned(),
            status_text(other.status).to_owned(),
        );
        let entries = [&one.evidence, &other.evidence].map(|rows| rows_by_id(rows));
        for entry in all_ids(&one.evidence, &other.evidence) {
            let [one, other] =
                (entries.each_ref()).map(|rows| rows.get(&entry).map(|entry| evidence_text(entry)));
            compare(
                Field::Evidence(id, entry),
                one.unwrap_or_default(),
                other.unwrap_or_default(),
            );
        }
    }
    found
}

fn row<R: Clone>(found: Option<&&R>) -> Option<R> {
    found.map(|row| (*row).clone())
}

fn all_ids<R: Row>(first: &[R], second: &[R]) -> Vec<RowId> {
    let mut ids: Vec<RowId> = first.iter().map(Row::id).collect();
    let known: HashSet<RowId> = ids.iter().copied().collect();
    let only_in_second = second.iter().map(Row::id).filter(|id| !known.contains(id));
    ids.extend(only_in_second);
    ids
}

/// The status in words; empty for an action that was not started, so that it equals a missing row.
fn status_text(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "",
        Status::InProgress => "in progress",
        Status::Done => "done",
    }
}

fn evidence_text(entry: &Evidence) -> String {
    let kind = match entry.kind {
        EvidenceKind::Done => "done",
        EvidenceKind::Worked => "worked",
    };
    format!("{kind} {}\n{}", date_text(&entry.on), entry.text)
}

fn date_text(date: &DateParts) -> String {
    [&date.day, &date.month, &date.year]
        .map(String::as_str)
        .join(" ")
}
