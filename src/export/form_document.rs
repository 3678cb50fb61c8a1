//! The paper form as data, blank or with a record's answers, for every document that shows it.

use crate::briefing::{Briefing, Topic, form};
use crate::record::{ActionItem, LearningPoint, Record, TeamField};
use crate::words;

/// The heading of page 1, after the briefing's title.
pub const DISCUSSION: &str = "Discussion";
/// The heading of page 2, after the briefing's title.
pub const PLAN: &str = "Action plan";
/// The heading above the progress of the actions.
pub const PROGRESS: &str = "Progress and evidence";

/// Both pages of the paper form, with the answers as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDocument {
    /// The partnership that asks for the return.
    pub partnership: String,
    /// The title of the briefing.
    pub title: String,
    /// The notice at the foot of both pages.
    pub notice: String,
    /// The four details of the team, each with its label.
    pub team: [(&'static str, String); 4],
    /// The discussion.
    pub points: Vec<FormLearningPoint>,
    /// The plan.
    pub actions: Vec<FormAction>,
    /// The record and its revision, for the end of the form. Empty in a blank form.
    pub source: String,
    /// The team and the version, for the foot of each page. Empty in a blank form.
    pub foot: String,
    /// The team's name. Empty in a blank form.
    pub author: String,
    /// When the record was last changed: UTC, RFC 3339. Empty in a blank form.
    pub changed: String,
}

/// How many empty rows the blank table of actions has.
const BLANK_ACTION_ROWS: usize = 5;

/// About how many bytes of text fit on a line across the page.
const PAGE_LINE: usize = 90;
/// About how many fit on a line in a column of the plan.
const COLUMN_LINE: usize = 20;

/// A row with more lines than this fills most of a page and may break across pages. A shorter row
/// starts on the next page instead.
const MAX_UNBROKEN_LINES: usize = 28;

/// Whether a text has more than [`MAX_UNBROKEN_LINES`] lines of that many bytes.
fn is_long(text: &str, line: usize) -> bool {
    let lines = text.split('\n').map(|it| it.len() / line + 1);
    lines.sum::<usize>() > MAX_UNBROKEN_LINES
}

/// A learning point on the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormLearningPoint {
    /// The names of the recommendations and findings that it is about.
    pub about: Vec<String>,
    /// The team's discussion.
    pub discussion: String,
}

/// An action on the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormAction {
    /// The answers in the order of [`form::COLUMNS`].
    pub cells: [String; 5],
    /// Its status and evidence, one per line; empty if it was not started and has no evidence.
    pub progress: Vec<String>,
}

impl FormDocument {
    /// Fills in the form with a record. The notice and the names of topics are the briefing's. If
    /// the record answers another briefing, topics are shown by their ids.
    pub fn new(record: &Record, briefing: &Briefing) -> Self {
        let is_other_briefing = record.briefing.id != briefing.id;
        let topics = if is_other_briefing {
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
                .map(|row| FormLearningPoint::new(row, &topics))
                .collect(),
            actions: record.actions.iter().map(FormAction::new).collect(),
            source: words::source(record),
            foot: words::foot(record),
            author: words::team_name(&record.team.organisation, &record.team.section_and_team),
            changed: record.changed_at.to_string(),
        }
    }

    /// The form with nothing filled in.
    pub fn blank(briefing: &Briefing) -> Self {
        Self {
            partnership: briefing.partnership.clone(),
            title: briefing.title.clone(),
            notice: briefing.keep_a_copy.clone(),
            team: TeamField::ALL.map(|field| (words::team_label(field), String::new())),
            points: vec![FormLearningPoint::default(); form::LEARNING_ROWS],
            actions: vec![FormAction::default(); BLANK_ACTION_ROWS],
            source: String::new(),
            foot: String::new(),
            author: String::new(),
            changed: String::new(),
        }
    }

    /// The actions with a status or evidence, each with its number from 1.
    pub fn actions_with_progress(&self) -> impl Iterator<Item = (usize, &FormAction)> {
        let numbered = (1..).zip(&self.actions);
        numbered.filter(|(_, action)| !action.progress.is_empty())
    }
}

impl FormLearningPoint {
    /// Whether the discussion fills most of a page.
    pub fn is_long(&self) -> bool {
        is_long(&self.discussion, PAGE_LINE)
    }

    fn new(row: &LearningPoint, topics: &[Topic<'_>]) -> Self {
        let about = row.about.iter();
        Self {
            about: about.map(|id| words::topic_of(topics, id)).collect(),
            discussion: row.discussion.clone(),
        }
    }
}

impl FormAction {
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

    /// A one-line heading: its number, and what needs to happen.
    pub fn title(&self, number: usize) -> String {
        let [what, ..] = &self.cells;
        words::action_title(number, what)
    }

    /// Whether an answer fills most of a column on a page.
    pub fn is_long(&self) -> bool {
        (self.cells.iter()).any(|cell| is_long(cell, COLUMN_LINE))
    }

    /// The questions, each with its answer.
    pub fn answers(&self) -> impl Iterator<Item = (&'static str, &String)> {
        form::COLUMNS.into_iter().zip(&self.cells)
    }
}
