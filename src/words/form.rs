//! The form: its labels, topics, actions, problems and names.

use super::{date, how_many, typed_date};
use crate::briefing::{Briefing, Topic, TopicKind, form};
use crate::record::{
    ActionItem, BriefingRef, Date, DatePart, DateProblem, EvidenceKind, Field, Problem, Record,
    Row, RowId, Standing, Status, Team, TeamField,
};
use crate::vault::Summary;

/// How far an action has come.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Not started",
        Status::InProgress => "In progress",
        Status::Done => "Done",
    }
}

/// How far an action has come and the evidence for it, one entry per line. Empty if it was not started
/// and has no evidence.
pub fn progress(row: &ActionItem) -> Vec<String> {
    let is_begun = row.status != Status::NotStarted || !row.evidence.is_empty();
    let state = is_begun.then(|| status(row.status).to_owned());
    let evidence = row.evidence.iter().map(|entry| {
        let kind = match entry.kind {
            EvidenceKind::Done => "It is done",
            EvidenceKind::Worked => "It worked",
        };
        let on = typed_date(&entry.on);
        let gap = if on.is_empty() { "" } else { ", " };
        format!("{kind}{gap}{on}: {}", entry.text)
    });
    state.into_iter().chain(evidence).collect()
}

/// An action's standing.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "Overdue",
        Standing::Due => "Not due yet",
        Standing::Undated => "No date",
        Standing::Done => "Done",
    }
}

/// The number of overdue actions as a sentence.
pub fn overdue(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb} overdue.", how_many(count, "action"))
}

/// A topic with its number: "Recommendation 1: …".
pub fn topic(topic: &Topic<'_>) -> String {
    format!(
        "{} {}: {}",
        topic_kind(topic.kind),
        topic.number,
        topic.name
    )
}

fn topic_kind(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Recommendation => "Recommendation",
        TopicKind::Finding => "Finding",
    }
}

/// The topic with that id, or a note with the id if the briefing has no such topic.
pub fn topic_of(topics: &[Topic<'_>], id: &str) -> String {
    match topics.iter().find(|topic| topic.id == id) {
        Some(known) => topic(known),
        None => format!("Not in this briefing: {id}"),
    }
}

/// The form's label for a team detail.
pub fn team_label(field: TeamField) -> &'static str {
    match field {
        TeamField::Organisation => form::ORGANISATION,
        TeamField::Manager => form::MANAGER,
        TeamField::SectionAndTeam => form::SECTION_AND_TEAM,
        TeamField::ContactDetails => form::CONTACT_DETAILS,
    }
}

/// The question above a learning point's recommendations and findings.
pub const ABOUT: &str = "Which recommendations or findings?";

/// The label for the text of a learning point.
pub const DISCUSSION: &str = "Your team’s discussion";

/// The hint beside every free-text box.
pub const NO_NAMES: &str = "Write about practice. Do not name a child or family.";

/// The question above the status of an action.
pub const STATUS: &str = "What progress has been made?";

/// The label of an entry of evidence.
pub const EVIDENCE: &str = "What is your evidence?";

/// The label of a field.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Team(field) => team_label(field),
        Field::About(_) => ABOUT,
        Field::Discussion(_) => DISCUSSION,
        Field::What(_) => form::WHAT,
        Field::Who(_) => form::WHO,
        Field::ByWhen(_) => form::BY_WHEN,
        Field::HowDone(_) => form::HOW_DONE,
        Field::HowWorked(_) => form::HOW_WORKED,
        Field::Status(_) => STATUS,
        Field::Evidence(..) => EVIDENCE,
    }
}

/// A problem as a sentence that names the field.
pub fn problem(problem: Problem, record: &Record) -> String {
    match problem {
        Problem::Missing(field) => match field {
            Field::About(_) => format!(
                "{}: select a recommendation or finding",
                place(field, record)
            ),
            Field::Team(field) => format!("{} is empty", team_label(field)),
            field => format!("{}: “{}” is empty", place(field, record), label(field)),
        },
        Problem::NoLearningPoint(_) => "You have not filled in any learning points".to_owned(),
        Problem::NoAction(_) => "You have not added any actions".to_owned(),
        Problem::Date(field, DateProblem::Past) => {
            format!("{} is overdue: update its progress", place(field, record))
        }
        Problem::Date(field, kind) => {
            let what = match kind {
                DateProblem::InOneBox(DatePart::Day) => {
                    "must have only the day in the box “Day”, for example 27"
                }
                DateProblem::InOneBox(DatePart::Month) => {
                    "must have only the month in the box “Month”, for example 3"
                }
                DateProblem::InOneBox(DatePart::Year) => {
                    "must have only the year in the box “Year”, for example 2027"
                }
                DateProblem::Incomplete => "must include a day, month and year",
                DateProblem::Impossible | DateProblem::Past => {
                    "must be a real date, for example 27 3 2027"
                }
            };
            format!("{}: “{}” {what}", place(field, record), label(field))
        }
        Problem::SameAnswer(field) => format!(
            "{}: the last two answers are the same. One is about finishing it, the other about the difference it made",
            place(field, record)
        ),
    }
}

/// The part of the form that a field is in: "Action 2".
fn place(field: Field, record: &Record) -> String {
    if let Some(id) = field.action() {
        return action(row_number(&record.actions, id));
    }
    match field {
        Field::About(id) | Field::Discussion(id) => {
            format!("Learning point {}", row_number(&record.learning_points, id))
        }
        _ => "Your team".to_owned(),
    }
}

/// The number of a row in its list, from 1; 0 if the list has no such row.
fn row_number(rows: &[impl Row], id: RowId) -> usize {
    let index = rows.iter().position(|row| row.id() == id);
    index.map_or(0, |index| index + 1)
}

/// Longer names would push the buttons next to them off the screen.
const MAX_NAME_CHARS: usize = 100;

/// With fewer characters, nobody would recognise the organisation.
const MIN_ORGANISATION_CHARS: usize = 20;

/// A form's name: "School, Pastoral team".
pub fn record_name(summary: &Summary) -> String {
    team_name(&summary.organisation, &summary.section_and_team)
}

/// A team's name: "School, Pastoral team". If it is too long, it is the organisation that is cut short,
/// since several teams of one organisation differ only in the rest.
pub fn team_name(organisation: &str, section_and_team: &str) -> String {
    let (organisation, team) = (organisation.trim(), section_and_team.trim());
    let name = match (organisation.is_empty(), team.is_empty()) {
        (false, false) => {
            let room = MAX_NAME_CHARS.saturating_sub(team.chars().count() + ", …".chars().count());
            let organisation = shortened(organisation, room.max(MIN_ORGANISATION_CHARS));
            format!("{organisation}, {team}")
        }
        (false, true) => organisation.to_owned(),
        (true, false) => team.to_owned(),
        (true, true) => "Form without a team name".to_owned(),
    };
    shortened(&name, MAX_NAME_CHARS)
}

/// A team's name, if any of it was typed.
pub fn typed_team_name(team: &Team) -> Option<String> {
    let (organisation, section) = (&team.organisation, &team.section_and_team);
    let is_typed = [organisation, section]
        .iter()
        .any(|it| !it.trim().is_empty());
    is_typed.then(|| team_name(organisation, section))
}

/// Cuts a text to a number of characters, ending in `…` if something is left out.
fn shortened(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// An action by its number: "Action 2".
pub fn action(number: usize) -> String {
    format!("Action {number}")
}

/// The title of an action, on one line: its number and what needs to happen.
pub fn action_title(number: usize, what: &str) -> String {
    let what: Vec<&str> = what.split_whitespace().collect();
    let what = if what.is_empty() {
        NOT_FILLED_IN.to_owned()
    } else {
        shortened(&what.join(" "), MAX_NAME_CHARS)
    };
    format!("Action {number}: {what}")
}

/// The deadline of an action and who will do it: "By 12 February 2027: Team manager".
pub fn who_and_when(row: &ActionItem) -> String {
    let by = typed_date(&row.by_when);
    let by = if by.trim().is_empty() {
        String::new()
    } else {
        format!("By {by}")
    };
    let who = row.who.trim();
    let gap = if by.is_empty() || who.is_empty() {
        ""
    } else {
        ": "
    };
    format!("{by}{gap}{who}")
}

/// Shown in place of a missing answer.
pub const NOT_FILLED_IN: &str = "(not filled in)";

/// Whose form a document shows and which version of it, for the foot of each page.
pub fn foot(record: &Record) -> String {
    let team = &record.team;
    let name = team_name(&team.organisation, &team.section_and_team);
    format!("{name}, version {}", record.revision)
}

/// Which form and which version of it a document shows, for its end.
pub fn source(record: &Record) -> String {
    format!("Form {}, version {}", record.id, record.revision)
}

/// A warning if a form answers a different briefing from this page's.
pub fn other_briefing(answered: &BriefingRef, briefing: &Briefing) -> Option<String> {
    (answered.id != briefing.id).then(|| {
        format!(
            "This form is for another briefing: “{}” ({}). You can read, change and download it here. To discuss and send it, use the page of that briefing.",
            answered.title, answered.partnership
        )
    })
}

/// The heading of the page that shows the form in a standalone copy.
pub const COPY: &str = "A copy of a form";

/// Which version of a form a standalone copy holds.
pub fn copy_of(record: &Record, changed: Option<Date>) -> String {
    let on = changed.map(|on| format!(" on {}", date(on)));
    format!(
        "A copy of one team’s discussion and action plan, as they were{} (version {}).",
        on.unwrap_or_default(),
        record.revision
    )
}

/// A field in which two states of a record differ: "Action 2: Who will do it?".
pub fn difference(field: Field, record: &Record) -> String {
    format!("{}: {}", place(field, record), label(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_organisation_leaves_room_for_the_team() {
        let name = team_name(&"Hattersley ".repeat(50), "Pastoral team");
        assert!(name.ends_with("…, Pastoral team"), "{name}");
        assert_eq!(name.chars().count(), 100, "{name}");
        let name = team_name(&"Hattersley ".repeat(50), &"Pastoral ".repeat(50));
        assert!(
            name.starts_with("Hattersley Hattersle…, Pastoral"),
            "{name}"
        );
        assert_eq!(name.chars().count(), 101, "{name}");
        assert_eq!(team_name("School", "Team"), "School, Team");
    }
}
