//! What differs between two states of a record.

use super::{
    ActionItem, DateParts, Evidence, EvidenceKind, Field, LearningPoint, Record, Row, RowId,
    Status, TeamField,
};

/// A place on the form where two states of a record differ. Texts are as typed; choices
/// are their ids, a line each; a row that one state does not have is empty there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The place.
    pub field: Field,
    /// What the first state has there.
    pub first: String,
    /// What the second state has there.
    pub second: String,
}

/// Everything that a person typed or chose and that is not the same in both, in the
/// form's order.
pub fn differences(first: &Record, second: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut look = |field, first: String, second: String| {
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
        look(Field::Team(field), of(first), of(second));
    }
    for id in all_ids(&first.learning_points, &second.learning_points) {
        let [one, other] = [first, second].map(|record| {
            row(&record.learning_points, id).unwrap_or_else(|| LearningPoint::new(id))
        });
        look(
            Field::About(id),
            one.about.join("\n"),
            other.about.join("\n"),
        );
        look(Field::Discussion(id), one.discussion, other.discussion);
    }
    for id in all_ids(&first.actions, &second.actions) {
        let [one, other] = [first, second]
            .map(|record| row(&record.actions, id).unwrap_or_else(|| ActionItem::new(id)));
        look(Field::What(id), one.what, other.what);
        look(Field::Who(id), one.who, other.who);
        look(
            Field::ByWhen(id),
            typed(&one.by_when),
            typed(&other.by_when),
        );
        look(Field::HowDone(id), one.how_done, other.how_done);
        look(Field::HowWorked(id), one.how_worked, other.how_worked);
        look(
            Field::Status(id),
            status(one.status).to_owned(),
            status(other.status).to_owned(),
        );
        for entry in all_ids(&one.evidence, &other.evidence) {
            let [one, other] = [&one.evidence, &other.evidence]
                .map(|rows| row(rows, entry).map(|entry| told(&entry)));
            look(
                Field::Evidence(id, entry),
                one.unwrap_or_default(),
                other.unwrap_or_default(),
            );
        }
    }
    found
}

fn row<R: Row + Clone>(rows: &[R], id: RowId) -> Option<R> {
    rows.iter().find(|row| row.id() == id).cloned()
}

fn all_ids<R: Row>(first: &[R], second: &[R]) -> Vec<RowId> {
    let mut ids: Vec<RowId> = first.iter().map(Row::id).collect();
    for row in second {
        if !ids.contains(&row.id()) {
            ids.push(row.id());
        }
    }
    ids
}

/// As the format writes it: the words for it are not known here.
fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "",
        Status::InProgress => "in progress",
        Status::Done => "done",
    }
}

fn told(entry: &Evidence) -> String {
    let kind = match entry.kind {
        EvidenceKind::Done => "done",
        EvidenceKind::Worked => "worked",
    };
    format!("{kind} {}\n{}", typed(&entry.on), entry.text)
}

fn typed(date: &DateParts) -> String {
    [&date.day, &date.month, &date.year]
        .map(String::as_str)
        .join(" ")
}
