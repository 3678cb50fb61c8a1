//! The returns as sheets for a spreadsheet, and as a line each for other programs.
//!
//! Source: RFC 4180; for what a spreadsheet takes for a formula, OWASP's "CSV Injection".

use std::sync::Arc;

use super::Filed;
use crate::domain::{ActionItem, EvidenceKind, Record, Status};
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

/// Four sheets: returns, learning points, actions, evidence. Dates are ISO dates where they
/// are real ones; blank rows of the form are left out.
pub fn sheets(returns: &[Arc<Filed>]) -> [Sheet; 4] {
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
    for filed in returns {
        let record = &filed.record;
        let row = |more: Vec<String>| {
            let mut row = head(record);
            row.extend(more);
            row
        };
        let agreed = || record.actions.iter().filter(|it| !it.is_blank());
        let discussed = || record.learning_points.iter().filter(|it| !it.is_blank());
        all.rows.push(row(vec![
            record.team.manager.clone(),
            record.team.contact_details.clone(),
            discussed().count().to_string(),
            agreed().count().to_string(),
            filed.file.clone(),
        ]));
        for point in discussed() {
            points.rows.push(row(vec![
                point.id.to_string(),
                point.about.join(" "),
                point.discussion.clone(),
            ]));
        }
        for action in agreed() {
            actions.rows.push(row(action_cells(action)));
            for entry in &action.evidence {
                let kind = match entry.kind {
                    EvidenceKind::Done => "done",
                    EvidenceKind::Worked => "worked",
                };
                let on = entry.on.date();
                evidence.rows.push(row(vec![
                    action.id.to_string(),
                    kind.to_owned(),
                    on.map(|on| on.to_string()).unwrap_or_default(),
                    typed(&entry.on),
                    entry.text.clone(),
                ]));
            }
        }
    }
    sheets
}

fn head(record: &Record) -> Vec<String> {
    let head: [String; HEAD.len()] = [
        record.id.to_string(),
        record.revision.to_string(),
        record.team.organisation.clone(),
        record.team.section_and_team.clone(),
        record.changed_at.date().to_string(),
    ];
    head.into()
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
