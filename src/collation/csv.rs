//! The returns as sheets for a spreadsheet, and as a line each for other programs.
//!
//! Source: RFC 4180; for what a spreadsheet takes for a formula, OWASP's "CSV Injection".

use std::sync::Arc;

use super::{Filed, Shown};
use crate::domain::{ActionItem, EvidenceKind, Status};
use crate::format::encode;

/// A sheet: its name, the names of its columns, its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name: lower case, as a file is called.
    pub name: &'static str,
    /// The columns.
    pub heads: Vec<&'static str>,
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
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

/// Four sheets of what is shown: returns, learning points, actions and their evidence. Dates
/// are ISO dates where they are real ones; blank rows of the form are left out.
pub fn sheets(shown: &Shown) -> [Sheet; 4] {
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
            record.team.manager.clone(),
            record.team.contact_details.clone(),
            discussed.count().to_string(),
            filed.actions().len().to_string(),
            filed.file.clone(),
        ];
        all.rows.push(row(filed, cells));
    }
    for (filed, point) in shown.points() {
        let cells = vec![
            point.id.to_string(),
            point.about.join(" "),
            point.discussion.clone(),
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
            let on = entry.on.date();
            let cells = vec![
                action.id.to_string(),
                kind.to_owned(),
                on.map(|on| on.to_string()).unwrap_or_default(),
                typed(&entry.on),
                entry.text.clone(),
            ];
            evidence.rows.push(row(filed, cells));
        }
    }
    sheets
}

/// A row: which return it is of, and what there is to say.
fn row(filed: &Filed, cells: Vec<String>) -> Vec<String> {
    let record = &filed.record;
    let mut row = vec![
        record.id.to_string(),
        record.revision.to_string(),
        record.team.organisation.clone(),
        record.team.section_and_team.clone(),
        record.changed_at.date().to_string(),
    ];
    row.extend(cells);
    row
}

fn action_cells(row: &ActionItem) -> Vec<String> {
    let status = match row.status {
        Status::NotStarted => "not started",
        Status::InProgress => "in progress",
        Status::Done => "done",
    };
    let due = row.by_when.date();
    vec![
        row.id.to_string(),
        row.what.clone(),
        row.who.clone(),
        due.map(|due| due.to_string()).unwrap_or_default(),
        typed(&row.by_when),
        row.how_done.clone(),
        row.how_worked.clone(),
        status.to_owned(),
    ]
}

fn typed(date: &crate::domain::DateParts) -> String {
    let parts = [&date.day, &date.month, &date.year].map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

impl Sheet {
    /// The sheet as CSV, for spreadsheets: UTF-8 with the mark by which they know it, each
    /// line ended by `\r\n`, every cell in quotation marks. A cell that a spreadsheet would
    /// take for a formula has an apostrophe before it.
    pub fn csv(&self) -> String {
        let mut csv = "\u{feff}".to_owned();
        let heads = self.heads.iter().map(|head| (*head).to_owned()).collect();
        for row in [&heads].into_iter().chain(&self.rows) {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    csv.push(',');
                }
                csv.push('"');
                if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                    csv.push('\'');
                }
                csv.push_str(&cell.replace('"', "\"\""));
                csv.push('"');
            }
            csv.push_str("\r\n");
        }
        csv
    }
}

/// The returns as they are, a line each, for programs that read many at once.
pub fn ndjson(returns: &[Arc<Filed>]) -> String {
    let mut lines = String::new();
    for filed in returns {
        // In JSON as it is written here, a line break is only ever between two values.
        for line in encode(&filed.record).lines() {
            lines.push_str(line.trim_start());
        }
        lines.push('\n');
    }
    lines
}
