//! Sheets as CSV for spreadsheets, and returns as newline-delimited JSON for other programs.
//!
//! The `csv` crate would only replace the doubling of quotation marks: it writes neither the byte
//! order mark by which Excel recognises UTF-8 nor the apostrophe that disarms a formula.
//!
//! Source: RFC 4180; for what spreadsheets take for a formula, OWASP's "CSV Injection".

use std::sync::Arc;

use super::{Cell, IndexedReturn, Sheet};
use crate::record::file::encode_line;

/// The first characters of a cell that some spreadsheet takes for a formula.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Sheet {
    /// Writes the sheet as CSV for spreadsheets: UTF-8 with a byte order mark, lines that end with
    /// `\r\n`, every cell in quotation marks. A cell that a spreadsheet would take for a formula
    /// starts with an apostrophe.
    pub fn to_csv(&self) -> String {
        let mut csv = "\u{feff}".to_owned();
        let header = self.columns.iter().map(|name| Cell::from(*name)).collect();
        for row in [&header].into_iter().chain(&self.rows) {
            for (index, cell) in row.iter().map(Cell::text).enumerate() {
                if index > 0 {
                    csv.push(',');
                }
                csv.push('"');
                if cell.starts_with(FORMULA_STARTS) {
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

/// Writes returns as JSON, one per line, for programs that read many at once.
pub fn ndjson(returns: &[Arc<IndexedReturn>]) -> String {
    let mut lines = String::new();
    for indexed in returns {
        lines.push_str(&encode_line(&indexed.record));
        lines.push('\n');
    }
    lines
}
