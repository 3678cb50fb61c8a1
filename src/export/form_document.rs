//! The paper form, filled in: its words in their order, for every document that is made of
//! a record.

use crate::briefing::{Briefing, Topic, form};
use crate::record::{ActionItem, LearningPoint, Record, TeamField};
use crate::words;

/// The heading of page 1, after the briefing's title.
pub const DISCUSSION: &str = "Discussion";
/// The heading of page 2, after the briefing's title.
pub const PLAN: &str = "Action plan";
/// The heading over what became of the actions.
pub const PROGRESS: &str = "Progress and evidence";

/// Both pages of the paper form with a record's answers, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDocument {
    /// The partnership that asked.
    pub partnership: String,
    /// The briefing's title.
    pub title: String,
    /// The notice that stands on both pages.
    pub notice: String,
    /// Who answers: the team's four details, each with its label.
    pub team: [(&'static str, String); 4],
    /// The discussion.
    pub points: Vec<Point>,
    /// The plan.
    pub actions: Vec<Action>,
    /// Which record this is, and which state of it.
    pub source: String,
    /// The team by name.
    pub author: String,
    /// When the record was last changed: UTC, RFC 3339.
    pub changed: String,
}

/// How many letters stand on a line across a page, and in one of five columns; and how many
/// lines fill most of a page. A row with more may go on over to the next page; others begin
/// there.
const LINE_OF_A_PAGE: usize = 90;
const LINE_OF_A_COLUMN: usize = 20;
const MOST_OF_A_PAGE: usize = 28;

/// Whether a text fills most of a page, in lines of that length.
fn is_long(text: &str, line: usize) -> bool {
    let lines = text.split('\n').map(|it| it.len() / line + 1);
    lines.sum::<usize>() > MOST_OF_A_PAGE
}

/// A learning point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The recommendations and findings it is about, by name.
    pub about: Vec<String>,
    /// The discussion.
    pub discussion: String,
}

/// An action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// The answers in the order of [`form::COLUMNS`].
    pub cells: [String; 5],
    /// How far it has come and what shows it, a line each.
    pub progress: Vec<String>,
}

impl FormDocument {
    /// A record on paper. The names of what its learning points are about, and the notice,
    /// are this briefing's; where it answers another, the ids stand for themselves.
    pub fn new(record: &Record, briefing: &Briefing) -> Self {
        let is_other = record.briefing.id != briefing.id;
        let topics = if is_other {
            Vec::new()
        } else {
            briefing.topics()
        };
        let team = TeamField::ALL
            .map(|field| (words::team_label(field), record.team.text(field).to_owned()));
        Self {
            partnership: record.briefing.partnership.clone(),
            title: record.briefing.title.clone(),
            notice: briefing.keep_a_copy.clone(),
            team,
            points: (record.learning_points.iter())
                .map(|row| Point::new(row, &topics))
                .collect(),
            actions: record.actions.iter().map(Action::new).collect(),
            source: words::source(record),
            author: words::team_name(&record.team.organisation, &record.team.section_and_team),
            changed: record.changed_at.to_string(),
        }
    }

    /// The actions of which more is known than that they were agreed, each with its
    /// number.
    pub fn begun(&self) -> impl Iterator<Item = (usize, &Action)> {
        let numbered = (1..).zip(&self.actions);
        numbered.filter(|(_, action)| !action.progress.is_empty())
    }
}

impl Point {
    /// Whether it fills most of a page.
    pub fn is_long(&self) -> bool {
        is_long(&self.discussion, LINE_OF_A_PAGE)
    }

    fn new(row: &LearningPoint, topics: &[Topic<'_>]) -> Self {
        let about = row.about.iter();
        Self {
            about: about.map(|id| words::topic_of(topics, id)).collect(),
            discussion: row.discussion.clone(),
        }
    }
}

impl Action {
    fn new(row: &ActionItem) -> Self {
        Self {
            cells: [
                row.what.clone(),
                row.who.clone(),
                words::typed_date(&row.by_when),
                row.how_done.clone(),
                row.how_worked.clone(),
            ],
            progress: words::progress(row),
        }
    }

    /// Its number and what needs to happen, on one line.
    pub fn title(&self, number: usize) -> String {
        let [what, ..] = &self.cells;
        words::action_title(number, what)
    }

    /// Whether an answer fills most of a column.
    pub fn is_long(&self) -> bool {
        (self.cells.iter()).any(|cell| is_long(cell, LINE_OF_A_COLUMN))
    }

    /// The questions and answers.
    pub fn answers(&self) -> impl Iterator<Item = (&'static str, &String)> {
        form::COLUMNS.into_iter().zip(&self.cells)
    }
}
