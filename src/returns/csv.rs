//! A sheet as CSV for spreadsheets, and the returns as a line each for other programs.
//!
//! Source: RFC 4180; for what a spreadsheet takes for a formula, OWASP's "CSV Injection".

use std::sync::Arc;

use super::{Cell, IndexedReturn, Sheet};
use crate::record::file::encode;

/// What a cell begins with that some spreadsheet takes for a formula.
const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Sheet {
    /// The sheet as CSV, for spreadsheets: UTF-8 with the mark by which they know it, each
    /// line ended by `\r\n`, every cell in quotation marks. A cell that a spreadsheet would
    /// take for a formula has an apostrophe before it.
    pub fn csv(&self) -> String {
        let mut csv = "\u{feff}".to_owned();
        let heads = self.heads.iter().map(|head| Cell::from(*head)).collect();
        for row in [&heads].into_iter().chain(&self.rows) {
            for (index, cell) in row.iter().map(Cell::text).enumerate() {
                if index > 0 {
                    csv.push(',');
                }
                csv.push('"');
                if cell.starts_with(FORMULAS) {
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
pub fn ndjson(returns: &[Arc<IndexedReturn>]) -> String {
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
