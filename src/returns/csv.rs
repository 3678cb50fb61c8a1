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
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// White space that some spreadsheet skips before a formula.
const SKIPPED: [char; 3] = ['\t', '\r', '\n'];

impl Sheet {
    /// Writes the sheet as CSV for spreadsheets: UTF-8 with a byte order mark, lines that end with
    /// `\r\n`, every cell in quotation marks. An apostrophe precedes what a spreadsheet would take
    /// for a formula, and a telephone number whose first zero it would drop.
    pub fn to_csv(&self) -> String {
        let mut csv = "\u{feff}".to_owned();
        let header = self.columns.iter().map(|name| Cell::from(*name)).collect();
        for row in [&header].into_iter().chain(&self.rows) {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    csv.push(',');
                }
                csv.push('"');
                match cell {
                    Cell::Text(text) => csv.push_str(&disarmed(text).replace('"', "\"\"")),
                    Cell::Number(_) | Cell::Date(_) => csv.push_str(&cell.text()),
                }
                csv.push('"');
            }
            csv.push_str("\r\n");
        }
        csv
    }
}

/// Text that no spreadsheet takes for a formula or a number.
///
/// Where spreadsheets expect a semicolon or a tab between cells, a semicolon, a tab or a line break in
/// the text starts another cell: the quotation marks do not help, since a cell that follows a comma
/// does not begin with one there. Quotation marks at the start of such a cell disappear.
fn disarmed(text: &str) -> String {
    let mut disarmed = String::with_capacity(text.len());
    let mut starts_cell = true;
    for letter in text.chars() {
        let is_skipped = disarmed.is_empty() && SKIPPED.contains(&letter);
        if is_skipped || (starts_cell && FORMULA_SIGNS.contains(&letter)) {
            disarmed.push('\'');
        }
        disarmed.push(letter);
        let ends_cell = letter == ';' || SKIPPED.contains(&letter);
        starts_cell = ends_cell || (starts_cell && letter == '"');
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && text.len() > 1 && text.starts_with('0') {
        disarmed.insert(0, '\'');
    }
    disarmed
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
