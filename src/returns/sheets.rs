//! Returns as sheets, from which we write the CSV files and the workbook.

use std::borrow::Cow;

use super::{FilteredReturns, IndexedReturn};
use crate::record::{ActionItem, Date, DateParts, EvidenceKind, Status};

/// A table for a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in lower case, which is also part of the file name.
    pub name: &'static str,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text as typed; empty if nothing was typed.
    Text(String),
    /// A count, a revision, or the id of a row.
    Number(u32),
    /// A real date.
    Date(Date),
}

impl Cell {
    /// The cell as text, a date in ISO 8601.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
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

/// Saturates at `u32::MAX`.
impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// Empty text for `None`.
impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Text(String::new()), Self::Date)
    }
}

/// The first columns of every sheet, which identify the return.
const RETURN_COLUMNS: [&str; 5] = [
    "record",
    "revision",
    "organisation",
    "section and team",
    "changed on",
];

const RETURNS_COLUMNS: &[&str] = &[
    "manager",
    "contact details",
    "learning points",
    "actions",
    "file",
];
const LEARNING_POINT_COLUMNS: &[&str] = &["learning point", "about", "discussion"];
const ACTION_COLUMNS: &[&str] = &[
    "action",
    "what needs to happen",
    "who will do it",
    "by when",
    "by when as typed",
    "how will you know when it has been done",
    "how will you know if it has worked",
    "status",
];
const EVIDENCE_COLUMNS: &[&str] = &["action", "kind", "on", "on as typed", "evidence"];

/// Writes four sheets of the returns that match a filter: returns, learning points, actions and
/// evidence.
///
/// A real date is a [`Cell::Date`]; the date as typed has a column of its own. Blank rows of the form
/// are left out.
pub fn sheets(filtered: &FilteredReturns) -> [Sheet; 4] {
    let mut sheets = [
        ("returns", RETURNS_COLUMNS),
        ("learning-points", LEARNING_POINT_COLUMNS),
        ("actions", ACTION_COLUMNS),
        ("evidence", EVIDENCE_COLUMNS),
    ]
    .map(|(name, columns)| Sheet {
        name,
        columns: RETURN_COLUMNS.iter().chain(columns).copied().collect(),
        rows: Vec::new(),
    });
    let [returns, learning_points, actions, evidence] = &mut sheets;
    for indexed in &filtered.returns {
        let record = &indexed.record;
        let discussed = record.learning_points.iter().filter(|it| !it.is_blank());
        let cells = vec![
            (&record.team.manager).into(),
            (&record.team.contact_details).into(),
            discussed.count().into(),
            indexed.actions().len().into(),
            (&indexed.file).into(),
        ];
        returns.rows.push(row(indexed, cells));
    }
    for (indexed, point) in filtered.learning_points() {
        let cells = vec![
            Cell::Number(point.id),
            Cell::Text(point.about.join(" ")),
            (&point.discussion).into(),
        ];
        learning_points.rows.push(row(indexed, cells));
    }
    for (indexed, _, action) in filtered.actions() {
        actions.rows.push(row(indexed, action_cells(action)));
        for entry in &action.evidence {
            let kind = match entry.kind {
                EvidenceKind::Done => "done",
                EvidenceKind::Worked => "worked",
            };
            let cells = vec![
                Cell::Number(action.id),
                kind.into(),
                entry.on.date().into(),
                as_typed(&entry.on),
                (&entry.text).into(),
            ];
            evidence.rows.push(row(indexed, cells));
        }
    }
    sheets
}

/// A row of any sheet: the cells that identify the return, then the sheet's own.
fn row(indexed: &IndexedReturn, cells: Vec<Cell>) -> Vec<Cell> {
    let record = &indexed.record;
    let mut row = vec![
        Cell::Text(record.id.to_string()),
        Cell::Number(record.revision),
        (&record.team.organisation).into(),
        (&record.team.section_and_team).into(),
        Cell::Date(record.changed_at.date()),
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
        as_typed(&row.by_when),
        (&row.how_done).into(),
        (&row.how_worked).into(),
        status.into(),
    ]
}

/// A date as it was typed, with single spaces between its parts.
fn as_typed(date: &DateParts) -> Cell {
    let parts = [&date.day, &date.month, &date.year].map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Cell::Text(parts.join(" "))
}
