//! The workbook as `rust_xlsxwriter` writes it, without our template.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
use seven_minute_briefing::record::Date;
use seven_minute_briefing::returns::{Cell, Sheet};

use super::shown;

/// The widths of columns in digits of the default font. A long text has room for a sentence, and a
/// column name for its longest word and the button of the filter.
const WIDTHS: &[(&str, u32)] = &[
    ("record", 38),
    ("revision", 12),
    ("organisation", 28),
    ("section and team", 28),
    ("changed on", 14),
    ("manager", 24),
    ("contact details", 34),
    ("learning points", 12),
    ("actions", 12),
    ("file", 40),
    ("learning point", 12),
    ("about", 30),
    ("discussion", 90),
    ("action", 12),
    ("what needs to happen", 50),
    ("who will do it", 28),
    ("by when", 14),
    ("by when as typed", 18),
    ("how will you know when it has been done", 50),
    ("how will you know if it has worked", 50),
    ("status", 14),
    ("kind", 12),
    ("on", 14),
    ("on as typed", 18),
    ("evidence", 90),
];

/// A whole workbook.
pub fn whole(sheets: &[Sheet; 4]) -> Vec<u8> {
    let mut book = book();
    for sheet in sheets {
        let last = u32::try_from(sheet.rows.len()).unwrap();
        let page = empty_sheet(&mut book, sheet, last);
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                write_cell(page, row, column, cell);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook without sheets. Its styles have the same numbers in every workbook, used or not.
pub fn book() -> Workbook {
    let mut book = Workbook::new();
    for format in [
        header_format(),
        text_format(),
        number_format(),
        date_format(),
    ] {
        book.register_format(&format);
    }
    book
}

fn header_format() -> Format {
    number_format().set_bold().set_text_wrap()
}

/// With the prefix that keeps whatever is typed into the cell later as text.
fn text_format() -> Format {
    number_format().set_text_wrap().set_quote_prefix()
}

fn number_format() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

fn date_format() -> Format {
    number_format().set_num_format("yyyy-mm-dd")
}

/// Adds a sheet with its header and filters down to the last row, from 0.
pub fn empty_sheet<'a>(book: &'a mut Workbook, sheet: &Sheet, last: u32) -> &'a mut Worksheet {
    // In this mode, text is stored in its cell and not in a shared table.
    let page = book.add_worksheet_with_constant_memory().unwrap();
    page.set_name(sheet.name).unwrap();
    page.set_freeze_panes(1, 0).unwrap();
    for (column, column_name) in (0..).zip(&sheet.columns) {
        let width = WIDTHS
            .iter()
            .find(|(name, _)| name == column_name)
            .unwrap()
            .1;
        page.set_column_width(column, width).unwrap();
        page.write_string_with_format(0, column, *column_name, &header_format())
            .unwrap();
    }
    let last_column = u16::try_from(sheet.columns.len() - 1).unwrap();
    page.autofilter(0, 0, last, last_column).unwrap();
    page
}

pub fn write_cell(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let march = Date::new(1900, 3, 1).unwrap();
    let written = match cell {
        Cell::Text(text) => page.write_string_with_format(row, column, shown(text), &text_format()),
        Cell::Number(number) => {
            page.write_number_with_format(row, column, *number, &number_format())
        }
        Cell::Date(day) if *day < march => {
            page.write_string_with_format(row, column, day.to_string(), &text_format())
        }
        Cell::Date(day) => {
            let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
            page.write_datetime_with_format(row, column, day, &date_format())
        }
    };
    written.unwrap();
}

/// Whether our workbooks leave out a part: the document properties would say that Excel wrote it,
/// and when; the colours and fonts of the theme are not used.
pub fn is_left_out(name: &str) -> bool {
    name.starts_with("docProps/") || name.starts_with("xl/theme/")
}

/// Removes the references to those parts, and the line break after the XML declaration.
pub fn normalized(markup: &str) -> String {
    let markup = markup
        .replace("<color theme=\"1\"/>", "")
        .replace("<scheme val=\"minor\"/>", "")
        .replacen("?>\n", "?>", 1);
    let mut kept = String::new();
    for element in markup.split_inclusive("/>") {
        let names_one = (element.starts_with("<Override ")
            || element.starts_with("<Relationship "))
            && (element.contains("docProps/") || element.contains("theme/"));
        if !names_one {
            kept.push_str(element);
        }
    }
    kept
}
