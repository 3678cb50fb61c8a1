//! The returns as sheets: what CSV files and the workbook are made of.

use std::borrow::Cow;

use super::{FilteredReturns, IndexedReturn};
use crate::record::{ActionItem, Date, DateParts, EvidenceKind, Status};

/// A sheet: its name, the names of its columns, its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name: lower case, as a file is called.
    pub name: &'static str,
    /// The columns.
    pub heads: Vec<&'static str>,
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in one place of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, as typed; none where nothing was.
    Text(String),
    /// A count, or the number of a row or of a revision.
    Number(u32),
    /// A real date.
    Day(Date),
}

impl Cell {
    /// The cell in letters and digits; a date as an ISO date.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
        }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// More than a cell can count are as many as it can.
impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// A date, or an empty text.
impl From<Option<Date>> for Cell {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::Text(String::new()), Self::Day)
    }
}

/// What every row begins with: which return, whose, and of which state.
const HEAD: [&str; 5] = [
    "record",
    "revision",
    "organisation",
    "section and team",
    "changed on",
];

const RETURNS: &[&str] = &[
    "manager",
    "contact details",
    "learning points",
    "actions",
    "file",
];
const POINTS: &[&str] = &["learning point", "about", "discussion"];
const ACTIONS: &[&str] = &[
    "action",
    "what needs to happen",
    "who will do it",
    "by when",
    "by when as typed",
    "how will you know when it has been done",
    "how will you know if it has worked",
    "status",
];
const EVIDENCE: &[&str] = &["action", "kind", "on", "on as typed", "evidence"];

/// Four sheets of what is shown: returns, learning points, actions and their evidence. A
/// date is there as a date where it is a real one; blank rows of the form are left out.
pub fn sheets(shown: &FilteredReturns) -> [Sheet; 4] {
    let mut sheets = [
        ("returns", RETURNS),
        ("learning-points", POINTS),
        ("actions", ACTIONS),
        ("evidence", EVIDENCE),
    ]
    .map(|(name, heads)| Sheet {
        name,
        heads: HEAD.iter().chain(heads).copied().collect(),
        rows: Vec::new(),
    });
    let [all, points, actions, evidence] = &mut sheets;
    for filed in &shown.returns {
        let record = &filed.record;
        let discussed = record.learning_points.iter().filter(|it| !it.is_blank());
        let cells = vec![
            (&record.team.manager).into(),
            (&record.team.contact_details).into(),
            discussed.count().into(),
            filed.actions().len().into(),
            (&filed.file).into(),
        ];
        all.rows.push(row(filed, cells));
    }
    for (filed, point) in shown.points() {
        let cells = vec![
            Cell::Number(point.id),
            Cell::Text(point.about.join(" ")),
            (&point.discussion).into(),
        ];
        points.rows.push(row(filed, cells));
    }
    for (filed, _, action) in shown.actions() {
        actions.rows.push(row(filed, action_cells(action)));
        for entry in &action.evidence {
            let kind = match entry.kind {
                EvidenceKind::Done => "done",
                EvidenceKind::Worked => "worked",
            };
            let cells = vec![
                Cell::Number(action.id),
                kind.into(),
                entry.on.date().into(),
                typed(&entry.on),
                (&entry.text).into(),
            ];
            evidence.rows.push(row(filed, cells));
        }
    }
    sheets
}

/// A row: which return it is of, and what there is to say.
fn row(filed: &IndexedReturn, cells: Vec<Cell>) -> Vec<Cell> {
    let record = &filed.record;
    let mut row = vec![
        Cell::Text(record.id.to_string()),
        Cell::Number(record.revision),
        (&record.team.organisation).into(),
        (&record.team.section_and_team).into(),
        Cell::Day(record.changed_at.date()),
    ];
    row.extend(cells);
    row
}

fn action_cells(row: &ActionItem) -> Vec<Cell> {
    let status = match row.status {
        Status::NotStarted => "not started",
        Status::InProgress => "in progress",
        Status::Done => "done",
    };
    vec![
        Cell::Number(row.id),
        (&row.what).into(),
        (&row.who).into(),
        row.by_when.date().into(),
        typed(&row.by_when),
        (&row.how_done).into(),
        (&row.how_worked).into(),
        status.into(),
    ]
}

fn typed(date: &DateParts) -> Cell {
    let parts = [&date.day, &date.month, &date.year].map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Cell::Text(parts.join(" "))
}
