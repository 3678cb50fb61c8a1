//! The sheets as one workbook, for Excel and what reads its files.
//!
//! The markup is the work of `rust_xlsxwriter`, a crate that writes workbooks; in the page it
//! would weigh 253 kB, compressed, and this weighs 5. So it writes each kind of cell once, in
//! the tests (`tests/workbook.rs`), and the result is kept in `workbook-template.txt`. Here
//! the rows are put in. The same tests have the crate write whole workbooks and find the two
//! alike.
//!
//! A text stands in its cell, and not in a part that all sheets share: there is no table of
//! all texts to be kept while the file is made. Nothing is compressed, for which the page
//! has no code: of 10,000 returns with six kilobytes each, the workbook has 81 MB, of which
//! compression would leave 14.
//!
//! Source: ECMA-376 (Office Open XML), part 1, 18 and 22.9.2.19; for the limits, "Excel
//! specifications and limits" of Microsoft.

use super::{Cell, Sheet};
use crate::export::archive;
use crate::record::Date;

/// One piece of markup a line: a name, a tab, the markup.
const TEMPLATE: &str = include_str!("workbook-template.txt");

/// In the template, where something is put in.
const PLACE: char = '\u{e000}';

/// How much of a text Excel takes in one cell, counted in UTF-16.
const MOST_UNITS: usize = 32_767;

/// What a text ends with that Excel would not take whole. In UTF-16 it is as long as in
/// characters.
const MORE: &str = " … [The CSV file has the rest.]";

/// How many rows Excel takes, the heads among them.
const MOST_ROWS: usize = 1_048_576;

/// The sheets as an .xlsx file: dates are dates, numbers are numbers, every other cell is a
/// text whatever it begins with. The heads stay in sight and have filters.
///
/// What Excel would not take whole, a text or a sheet, ends with words that say where the
/// rest is.
pub fn workbook(sheets: &[Sheet; 4]) -> Vec<u8> {
    let [returns, points, actions, evidence] = sheets;
    let kinds = Kinds::new();
    let files = TEMPLATE.lines().filter_map(|line| {
        let (name, markup) = line.split_once('\t')?;
        let name = name.strip_prefix("file:")?;
        let content = match name {
            // In the order in which they stand there.
            "xl/workbook.xml" => {
                let ends = [points, actions, evidence, returns].map(last_row);
                let mut ends = ends.iter();
                let pieces = markup.split(PLACE).map(|piece| {
                    let end = ends.next().map(String::as_str);
                    [piece, end.unwrap_or_default()]
                });
                pieces.flatten().collect()
            }
            "xl/worksheets/sheet1.xml" => worksheet(markup, &kinds, returns),
            "xl/worksheets/sheet2.xml" => worksheet(markup, &kinds, points),
            "xl/worksheets/sheet3.xml" => worksheet(markup, &kinds, actions),
            "xl/worksheets/sheet4.xml" => worksheet(markup, &kinds, evidence),
            _ => markup.to_owned(),
        };
        Some((name, content.into_bytes()))
    });
    archive(files)
}

/// The number of the last row, as it is written.
fn last_row(sheet: &Sheet) -> String {
    (sheet.rows.len() + 1).min(MOST_ROWS).to_string()
}

fn worksheet(markup: &str, kinds: &Kinds, sheet: &Sheet) -> String {
    let mut xml = String::new();
    let mut pieces = markup.split(PLACE);
    let mut put = |xml: &mut String| xml.push_str(pieces.next().unwrap_or_default());
    let end = last_row(sheet);
    put(&mut xml);
    xml.push_str(&end);
    put(&mut xml);
    let heads = || ('A'..).zip(&sheet.heads);
    kinds.row(&mut xml, "1", |xml, row| {
        for (column, head) in heads() {
            kinds.head.put(xml, column, row, |xml| escaped(xml, head));
        }
    });
    // The last row that there may be is needed for saying that there are more.
    let room = MOST_ROWS - 1;
    let shown = if sheet.rows.len() > room {
        room - 1
    } else {
        room
    };
    for (row, cells) in (2_u32..).zip(sheet.rows.iter().take(shown)) {
        kinds.row(&mut xml, &row.to_string(), |xml, row| {
            for (column, cell) in ('A'..).zip(cells) {
                kinds.cell(xml, column, row, cell);
            }
        });
    }
    if sheet.rows.len() > shown {
        kinds.row(&mut xml, &end, |xml, row| {
            kinds.text(xml, 'A', row, MORE.trim_start());
        });
    }
    put(&mut xml);
    xml.push_str(&end);
    put(&mut xml);
    xml
}

/// What stands around the two things that a cell or a row is made of: where it is, and what
/// is in it.
struct Kind([&'static str; 3]);

impl Kind {
    /// Of that name; nothing where there is none, which the tests would see.
    fn new(name: &str) -> Self {
        let lines = TEMPLATE.lines().filter_map(|line| line.split_once('\t'));
        let mut found = lines.filter(|(it, _)| *it == name);
        let markup = found.next().map_or("", |(_, markup)| markup);
        let mut pieces = markup.split(PLACE);
        Self([(); 3].map(|()| pieces.next().unwrap_or_default()))
    }

    fn put(&self, xml: &mut String, column: char, row: &str, content: impl FnOnce(&mut String)) {
        let [before, between, after] = self.0;
        xml.push_str(before);
        xml.push(column);
        xml.push_str(row);
        xml.push_str(between);
        content(xml);
        xml.push_str(after);
    }
}

/// Looked up once: a workbook has hundreds of thousands of cells.
struct Kinds {
    row: Kind,
    head: Kind,
    text: Kind,
    /// A text with white space at an end, which has to be kept.
    spaced: Kind,
    nothing: Kind,
    number: Kind,
    day: Kind,
}

impl Kinds {
    fn new() -> Self {
        Self {
            row: Kind::new("row"),
            head: Kind::new("head"),
            text: Kind::new("text"),
            spaced: Kind::new("spaced"),
            nothing: Kind::new("nothing"),
            number: Kind::new("number"),
            day: Kind::new("day"),
        }
    }

    fn row(&self, xml: &mut String, row: &str, cells: impl FnOnce(&mut String, &str)) {
        let [before, between, after] = self.row.0;
        xml.push_str(before);
        xml.push_str(row);
        xml.push_str(between);
        cells(xml, row);
        xml.push_str(after);
    }

    fn cell(&self, xml: &mut String, column: char, row: &str, cell: &Cell) {
        let (kind, number) = match cell {
            Cell::Text(text) => return self.text(xml, column, row, text),
            Cell::Number(number) => (&self.number, *number),
            Cell::Day(day) => match serial(*day) {
                Some(number) => (&self.day, number),
                None => return self.text(xml, column, row, &cell.text()),
            },
        };
        kind.put(xml, column, row, |xml| xml.push_str(&number.to_string()));
    }

    fn text(&self, xml: &mut String, column: char, row: &str, text: &str) {
        let text = held(text.replace("\r\n", "\n"));
        let space = [' ', '\t', '\n', '\r'];
        let kind = if text.is_empty() {
            &self.nothing
        } else if text.starts_with(space) || text.ends_with(space) {
            &self.spaced
        } else {
            &self.text
        };
        kind.put(xml, column, row, |xml| escaped(xml, &text));
    }
}

/// The number by which Excel knows a day. It holds 1900 for a leap year: the days before
/// March of that year have other numbers in Excel than elsewhere, and those before 1900
/// have none.
fn serial(day: Date) -> Option<u32> {
    let march = Date::new(1900, 3, 1)?;
    let after = u32::try_from(day.days_after(march)).ok()?;
    Some(61 + after)
}

/// As much of the text as a cell holds.
fn held(text: String) -> String {
    // There are never more units than bytes.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return text;
    }
    let mut room = MOST_UNITS - MORE.chars().count();
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let start: String = text.chars().take_while(fits).collect();
    start + MORE
}

/// Text in a cell. What XML cannot hold is shown to have been there; what Excel would read
/// as the code of a character is told to be none.
fn escaped(xml: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push('\n'),
            '_' if text.as_bytes().get(at..).is_some_and(is_code) => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            other => xml.push(other),
        }
    }
}

/// Whether it begins like `_x000D_`.
fn is_code(text: &[u8]) -> bool {
    let digits = match text {
        [b'_', b'x', a, b, c, d, b'_', ..] => [a, b, c, d],
        _ => return false,
    };
    digits.into_iter().all(u8::is_ascii_hexdigit)
}
