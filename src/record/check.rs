//! The problems that the check page lists: everything missing or unlikely in a record, all at once.
//! None of them blocks saving or sending.

use super::{ActionItem, Date, DatePart, LearningPoint, Record, RowId, Team};

/// A field of the form. Pages can link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// One of the team's four details.
    Team(TeamField),
    /// A learning point's recommendations and findings.
    About(RowId),
    /// A learning point's discussion.
    Discussion(RowId),
    /// An action's "What needs to happen?".
    What(RowId),
    /// An action's "Who will do it?".
    Who(RowId),
    /// An action's "By When?".
    ByWhen(RowId),
    /// An action's "How will you know when it has been done?".
    HowDone(RowId),
    /// An action's "How will you know if it has worked?".
    HowWorked(RowId),
    /// How far an action has come.
    Status(RowId),
    /// The text of an entry of evidence: the id of the action and of the entry.
    Evidence(RowId, RowId),
}

impl Field {
    /// The action that the field belongs to.
    pub fn action(self) -> Option<RowId> {
        match self {
            Self::Team(_) | Self::About(_) | Self::Discussion(_) => None,
            Self::What(id)
            | Self::Who(id)
            | Self::ByWhen(id)
            | Self::HowDone(id)
            | Self::HowWorked(id)
            | Self::Status(id)
            | Self::Evidence(id, _) => Some(id),
        }
    }
}

/// The team's four details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TeamField {
    /// "Name of Organisation".
    Organisation,
    /// "Team Manager".
    Manager,
    /// "Name of Section & Team".
    SectionAndTeam,
    /// "Contact Details".
    ContactDetails,
}

impl TeamField {
    /// All four, in the form's order.
    pub const ALL: [Self; 4] = [
        Self::Organisation,
        Self::Manager,
        Self::SectionAndTeam,
        Self::ContactDetails,
    ];
}

/// Something to look at again, with the field it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed or chosen in the field.
    Missing(Field),
    /// Every learning point is blank. The field is the discussion of the first one, or the last team
    /// detail if there is none.
    NoLearningPoint(Field),
    /// Every action is blank. The field is in the first one, if there is one.
    NoAction(Option<Field>),
    /// The date cannot be used as it is.
    Date(Field, DateProblem),
    /// "How will you know when it has been done?" and "… if it has worked?" have the same answer, so
    /// one of them is not answered.
    SameAnswer(Field),
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The box of this part has more in it than the part, such as a whole date.
    InOneBox(DatePart),
    /// One or two of the three parts are empty.
    Incomplete,
    /// All three parts are filled in, but they do not make a real date.
    Impossible,
    /// The day is before today.
    Past,
}

impl Problem {
    /// The field to go to. For an overdue action that is its status, not its date.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Date(field, DateProblem::Past) => {
                Some(field.action().map_or(field, Field::Status))
            }
            Self::Missing(field)
            | Self::NoLearningPoint(field)
            | Self::Date(field, _)
            | Self::SameAnswer(field) => Some(field),
            Self::NoAction(field) => field,
        }
    }
}

/// Lists everything missing or unlikely in a record, in the order of the form, as of `today`.
///
/// A blank row is not a problem: the form starts with three learning points because the paper form
/// does, and a team may have fewer. In a row that is not blank, every missing answer is a problem.
pub fn check(record: &Record, today: Date) -> Vec<Problem> {
    let mut problems = check_team(&record.team);
    if record.learning_points.iter().all(LearningPoint::is_blank) {
        let first = record.learning_points.first();
        let field = first.map_or(Field::Team(TeamField::ContactDetails), |row| {
            Field::Discussion(row.id)
        });
        problems.push(Problem::NoLearningPoint(field));
    }
    problems.extend(record.learning_points.iter().flat_map(check_learning_point));
    if record.actions.iter().all(ActionItem::is_blank) {
        let first = record.actions.first().map(|row| Field::What(row.id));
        problems.push(Problem::NoAction(first));
    }
    problems.extend(
        record
            .actions
            .iter()
            .flat_map(|row| check_action(row, today)),
    );
    problems
}

/// The team's details that are missing.
pub fn check_team(team: &Team) -> Vec<Problem> {
    let is_missing = |field: &TeamField| is_blank(team.text(*field));
    (TeamField::ALL.into_iter().filter(is_missing))
        .map(|field| Problem::Missing(Field::Team(field)))
        .collect()
}

/// What is missing in a learning point; nothing if it is blank.
pub fn check_learning_point(row: &LearningPoint) -> Vec<Problem> {
    if row.is_blank() {
        return Vec::new();
    }
    [
        (row.about.is_empty(), Field::About(row.id)),
        (is_blank(&row.discussion), Field::Discussion(row.id)),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, field)| Problem::Missing(field))
    .collect()
}

/// What is missing or unlikely in an action, as of `today`; nothing if it is blank.
pub fn check_action(row: &ActionItem, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if row.is_blank() {
        return problems;
    }
    let mut missing = |text: &str, field| {
        if is_blank(text) {
            problems.push(Problem::Missing(field));
        }
    };
    missing(&row.what, Field::What(row.id));
    missing(&row.who, Field::Who(row.id));
    let by_when = Field::ByWhen(row.id);
    if row.by_when.is_blank() {
        problems.push(Problem::Missing(by_when));
    } else if let Some(problem) = date_problem(row, today) {
        problems.push(Problem::Date(by_when, problem));
    }
    for (text, field) in [
        (&row.how_done, Field::HowDone(row.id)),
        (&row.how_worked, Field::HowWorked(row.id)),
    ] {
        if is_blank(text) {
            problems.push(Problem::Missing(field));
        }
    }
    if !is_blank(&row.how_done) && same_words(&row.how_done, &row.how_worked) {
        problems.push(Problem::SameAnswer(Field::HowWorked(row.id)));
    }
    problems
}

fn date_problem(row: &ActionItem, today: Date) -> Option<DateProblem> {
    let parts = &row.by_when;
    if let Some(date) = parts.date() {
        // A finished action normally has a date in the past.
        let is_overdue = date < today && row.status != super::Status::Done;
        return is_overdue.then_some(DateProblem::Past);
    }
    let boxes = [&parts.day, &parts.month, &parts.year];
    Some(match parts.crowded_box() {
        Some(part) => DateProblem::InOneBox(part),
        None if boxes.into_iter().any(|part| is_blank(part)) => DateProblem::Incomplete,
        None => DateProblem::Impossible,
    })
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Whether two answers have the same words, ignoring spaces and the case of ASCII letters.
fn same_words(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split_whitespace(), other.split_whitespace());
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BriefingRef, DateParts, RecordId, Status, Timestamp};

    fn today() -> Date {
        Date::new(2026, 11, 23).expect("a real date")
    }

    fn empty() -> Record {
        let briefing = BriefingRef {
            id: String::new(),
            title: String::new(),
            partnership: String::new(),
        };
        Record::new(
            RecordId::from_random_bytes([1; 16]),
            Timestamp::from_unix_ms(0),
            briefing,
        )
    }

    fn filled() -> Record {
        let mut record = empty();
        record.team.organisation = "School".to_owned();
        record.team.manager = "A. Manager".to_owned();
        record.team.section_and_team = "Pastoral".to_owned();
        record.team.contact_details = "0161 496 0000".to_owned();
        let point = &mut record.learning_points[0];
        point.about = vec!["finding-1".to_owned()];
        point.discussion = "We wait too long.".to_owned();
        let action = &mut record.actions[0];
        action.what = "Agree one template".to_owned();
        action.who = "Deputy head".to_owned();
        action.by_when = Date::new(2027, 3, 1).expect("a real date").into();
        action.how_done = "It is in use".to_owned();
        action.how_worked = "Dip sample shows earlier sharing".to_owned();
        record
    }

    #[test]
    fn a_filled_record_has_no_problems_although_two_learning_points_are_blank() {
        assert_eq!(check(&filled(), today()), []);
    }

    #[test]
    fn an_empty_record_lacks_the_team_a_learning_point_and_an_action() {
        let mut expected: Vec<Problem> = TeamField::ALL
            .map(|field| Problem::Missing(Field::Team(field)))
            .into();
        expected.push(Problem::NoLearningPoint(Field::Discussion(1)));
        expected.push(Problem::NoAction(Some(Field::What(1))));
        assert_eq!(check(&empty(), today()), expected);
    }

    #[test]
    fn every_missing_answer_in_a_started_row_is_a_problem() {
        let mut record = filled();
        record.learning_points[1].about.push("finding-2".to_owned());
        record.actions[0].who = "  ".to_owned();
        assert_eq!(
            check(&record, today()),
            [
                Problem::Missing(Field::Discussion(2)),
                Problem::Missing(Field::Who(1))
            ]
        );
    }

    #[test]
    fn each_unusable_date_has_its_own_problem() {
        let by_when = |day: &str, month: &str, year: &str| {
            let mut record = filled();
            record.actions[0].by_when = DateParts {
                day: day.to_owned(),
                month: month.to_owned(),
                year: year.to_owned(),
            };
            check(&record, today())
        };
        let problem = |kind| vec![Problem::Date(Field::ByWhen(1), kind)];
        assert_eq!(by_when("31", "2", "2027"), problem(DateProblem::Impossible));
        assert_eq!(by_when("", "2", "2027"), problem(DateProblem::Incomplete));
        assert_eq!(
            by_when("31/2/2027", "", ""),
            problem(DateProblem::InOneBox(DatePart::Day))
        );
        assert_eq!(by_when("22", "11", "2026"), problem(DateProblem::Past));
        assert_eq!(by_when("23", "11", "2026"), []);
        assert_eq!(by_when("", "", ""), [Problem::Missing(Field::ByWhen(1))]);
    }

    #[test]
    fn a_done_action_may_have_a_past_date() {
        let mut record = filled();
        record.actions[0].by_when = Date::new(2026, 1, 5).expect("a real date").into();
        record.actions[0].status = Status::Done;
        assert_eq!(check(&record, today()), []);
    }

    #[test]
    fn the_same_answer_twice_is_a_problem_whatever_its_case_and_spacing() {
        let mut record = filled();
        record.actions[0].how_worked = " it is  IN use\n".to_owned();
        assert_eq!(
            check(&record, today()),
            [Problem::SameAnswer(Field::HowWorked(1))]
        );
    }
}
