//! The sheets as a workbook for Excel and other programs that read its files.
//!
//! `rust_xlsxwriter` writes workbooks, but would add 253 kB to the page as gzip; this module and its
//! template take 5 kB. So a test (`tests/workbook`) checks that `workbook-template.txt` has the markup
//! that the crate writes for each kind of cell, and this module fills in the rows. Other tests compare
//! whole workbooks with the crate's, part by part.
//!
//! Each text is in its cell and not in the table of strings that sheets may share: that table would
//! have to hold every text of every sheet at once. The archive is not compressed. With 10,000 returns
//! of six kilobytes each the workbook takes 81 MB; compression would leave 14 MB, but needs code that
//! the page does not have.
//!
//! Source: ECMA-376 (Office Open XML), part 1, 18 and 22.9.2.19; for the limits, "Excel
//! specifications and limits" by Microsoft.

use super::{Cell, Sheet};
use crate::export::zip_archive;
use crate::record::Date;

/// One piece of markup per line: a name, a tab, the markup.
const TEMPLATE: &str = include_str!("workbook-template.txt");

/// Marks the places in the template to fill in.
const PLACEHOLDER: char = '\u{e000}';

/// The longest text in a cell that Excel opens, in UTF-16 code units.
const MAX_TEXT_UNITS: usize = 32_767;

/// Ends a text or a sheet that was cut off. Each of its characters is one UTF-16 code unit.
const CUT_OFF: &str = " … [The CSV file has the rest.]";

/// The most rows in a sheet that Excel opens, including the header.
const MAX_ROWS: usize = 1_048_576;

/// Writes the sheets as an .xlsx file. Dates are dates, numbers are numbers, and every other cell
/// is text, whatever its first character. The header row is frozen and has filters.
///
/// Cuts off a text or a sheet that is too long for Excel, and adds a note that says where the rest is.
pub fn workbook(sheets: &[Sheet; 4]) -> Vec<u8> {
    let [returns, learning_points, actions, evidence] = sheets;
    let template = CellTemplates::new();
    let files = TEMPLATE.lines().filter_map(|line| {
        let (name, markup) = line.split_once('\t')?;
        let name = name.strip_prefix("file:")?;
        let content = match name {
            "xl/workbook.xml" => {
                // In the order of the placeholders in this file.
                let last_rows = [learning_points, actions, evidence, returns].map(last_row);
                fill_in(markup, &last_rows)
            }
            "xl/worksheets/sheet1.xml" => worksheet(markup, &template, returns),
            "xl/worksheets/sheet2.xml" => worksheet(markup, &template, learning_points),
            "xl/worksheets/sheet3.xml" => worksheet(markup, &template, actions),
            "xl/worksheets/sheet4.xml" => worksheet(markup, &template, evidence),
            _ => markup.to_owned(),
        };
        Some((name, content.into_bytes()))
    });
    zip_archive(files)
}

/// Markup with values in place of its placeholders.
fn fill_in(markup: &str, values: &[String]) -> String {
    let mut values = values.iter().map(String::as_str);
    let pieces = markup
        .split(PLACEHOLDER)
        .flat_map(|piece| [piece, values.next().unwrap_or_default()]);
    pieces.collect()
}

/// The number of the last row of a sheet, from 1.
fn last_row(sheet: &Sheet) -> String {
    (sheet.rows.len() + 1).min(MAX_ROWS).to_string()
}

fn worksheet(markup: &str, template: &CellTemplates, sheet: &Sheet) -> String {
    let last_row = last_row(sheet);
    let mut pieces = markup.split(PLACEHOLDER);
    let mut next_piece = || pieces.next().unwrap_or_default();
    let mut xml = format!("{}{last_row}{}", next_piece(), next_piece());
    template.row(&mut xml, "1", |xml, row| {
        for (column, name) in ('A'..).zip(&sheet.columns) {
            (template.header).write(xml, column, row, |xml| escape(xml, name));
        }
    });
    let is_cut_off = sheet.rows.len() > MAX_ROWS - 1;
    // The header takes one row, and the note that the sheet was cut off another.
    let shown = MAX_ROWS - 1 - usize::from(is_cut_off);
    for (row, cells) in (2_u32..).zip(sheet.rows.iter().take(shown)) {
        template.row(&mut xml, &row.to_string(), |xml, row| {
            for (column, cell) in ('A'..).zip(cells) {
                template.cell(xml, column, row, cell);
            }
        });
    }
    if is_cut_off {
        template.row(&mut xml, &last_row, |xml, row| {
            template.text_cell(xml, 'A', row, CUT_OFF.trim_start());
        });
    }
    xml.push_str(next_piece());
    xml.push_str(&last_row);
    xml.push_str(next_piece());
    xml
}

/// The markup of a cell or a row: before its reference, between reference and content, and after the
/// content.
struct Markup([&'static str; 3]);

impl Markup {
    /// The markup with that name in the template. Empty if the template has no such name, which the
    /// tests would notice.
    fn named(name: &str) -> Self {
        let mut lines = TEMPLATE.lines().filter_map(|line| line.split_once('\t'));
        let markup = lines.find(|(it, _)| *it == name);
        let markup = markup.map_or("", |(_, markup)| markup);
        let mut pieces = markup.split(PLACEHOLDER);
        Self([(); 3].map(|()| pieces.next().unwrap_or_default()))
    }

    fn write(
        &self,
        xml: &mut String,
        column: char,
        row: &str,
        write_content: impl FnOnce(&mut String),
    ) {
        let [before, between, after] = self.0;
        xml.push_str(before);
        xml.push(column);
        xml.push_str(row);
        xml.push_str(between);
        write_content(xml);
        xml.push_str(after);
    }
}

/// The markup of every kind of cell, looked up once: a workbook has hundreds of thousands of cells.
struct CellTemplates {
    row: Markup,
    header: Markup,
    text: Markup,
    /// Text that starts or ends with white space, which XML would otherwise drop.
    spaced_text: Markup,
    empty: Markup,
    number: Markup,
    date: Markup,
}

impl CellTemplates {
    fn new() -> Self {
        Self {
            row: Markup::named("row"),
            header: Markup::named("header"),
            text: Markup::named("text"),
            spaced_text: Markup::named("spaced text"),
            empty: Markup::named("empty"),
            number: Markup::named("number"),
            date: Markup::named("date"),
        }
    }

    fn row(&self, xml: &mut String, row: &str, write_cells: impl FnOnce(&mut String, &str)) {
        let [before, between, after] = self.row.0;
        xml.push_str(before);
        xml.push_str(row);
        xml.push_str(between);
        write_cells(xml, row);
        xml.push_str(after);
    }

    fn cell(&self, xml: &mut String, column: char, row: &str, cell: &Cell) {
        let (markup, number) = match cell {
            Cell::Text(text) => return self.text_cell(xml, column, row, text),
            Cell::Number(number) => (&self.number, *number),
            Cell::Date(date) => match serial_number(*date) {
                Some(number) => (&self.date, number),
                None => return self.text_cell(xml, column, row, &cell.text()),
            },
        };
        markup.write(xml, column, row, |xml| xml.push_str(&number.to_string()));
    }

    fn text_cell(&self, xml: &mut String, column: char, row: &str, text: &str) {
        let text = cut_off(text.replace("\r\n", "\n"));
        let white_space = [' ', '\t', '\n', '\r'];
        let markup = if text.is_empty() {
            &self.empty
        } else if text.starts_with(white_space) || text.ends_with(white_space) {
            &self.spaced_text
        } else {
            &self.text
        };
        markup.write(xml, column, row, |xml| escape(xml, &text));
    }
}

/// The serial number that Excel stores for a date. Returns `None` before March 1900: Excel takes 1900
/// for a leap year, so programs disagree about its first two months, and has no numbers for days
/// before it.
fn serial_number(date: Date) -> Option<u32> {
    let march = Date::new(1900, 3, 1)?;
    let days = u32::try_from(date.days_after(march)).ok()?;
    Some(61 + days)
}

/// Cuts off a text that is too long for a cell.
fn cut_off(text: String) -> String {
    // UTF-16 never takes more code units than UTF-8 takes bytes, which are cheaper to count.
    if text.len() <= MAX_TEXT_UNITS || text.encode_utf16().count() <= MAX_TEXT_UNITS {
        return text;
    }
    let mut remaining = MAX_TEXT_UNITS - CUT_OFF.chars().count();
    let fits = |letter: &char| match remaining.checked_sub(letter.len_utf16()) {
        Some(left) => {
            remaining = left;
            true
        }
        None => false,
    };
    let start: String = text.chars().take_while(fits).collect();
    start + CUT_OFF
}

/// Writes text in a cell. Replaces characters that XML cannot hold with `U+FFFD`, and escapes text that
/// Excel would read as an escaped character, such as `_x0041_`.
fn escape(xml: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push('\n'),
            '_' if text.as_bytes().get(at..).is_some_and(starts_with_code) => {
                xml.push_str("_x005F_");
            }
            '\t' | '\n' => xml.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            other => xml.push(other),
        }
    }
}

/// Whether a text starts with something like `_x000D_`.
fn starts_with_code(text: &[u8]) -> bool {
    match text {
        [b'_', b'x', a, b, c, d, b'_', ..] => [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit),
        _ => false,
    }
}
