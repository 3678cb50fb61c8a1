//! The workbook: that its markup is what `rust_xlsxwriter` writes, and that calamine, which
//! reads workbooks, finds in it what was put in. `LibreOffice` opens it in
//! `tests/libreoffice.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx};
use common::packed::{check_template, opened, part};
use common::{cases, followed_up, golden_records, paper_form, record};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{Date, Record, Timestamp};
use seven_minute_briefing::returns::{
    Cell, Filter, FilteredReturns, IndexedReturn, Register, Sheet, sheets, workbook,
};
use zip::ZipArchive;

const TEMPLATE: &str = "src/returns/workbook-template.txt";

/// In the template, where something is put in.
const PLACE: &str = "\u{e000}";

/// Where the crate's numbers and words go to be found again: no number of a style or a
/// width has so many digits.
const MARK: u32 = 777_777;

/// What Excel takes of a text, in UTF-16, and of a sheet.
const MOST_UNITS: usize = 32_767;
const MOST_ROWS: usize = 1_048_576;

const MORE: &str = "… [The CSV file has the rest.]";

/// How wide the columns are, in digits of the usual font. A long text has room for a
/// sentence, a head for its longest word and the button of the filter.
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

#[test]
fn the_template_is_what_the_crate_writes() {
    check_template(TEMPLATE, &template(), "workbook");
}

#[test]
fn a_workbook_is_what_the_crate_would_have_written() {
    let mut records = golden_records().map(|(_, record)| record).to_vec();
    records.extend([paper_form(), followed_up()]);
    check(&sheets_of(&records));
    check(&sheets_of(&[]));
}

#[test]
fn the_heads_are_bold_and_stay_in_sight_and_have_filters() {
    let sheets = sheets_of(&[followed_up()]);
    let file = workbook(&sheets);
    let mut archive = opened(&file);
    for (number, sheet) in (1..).zip(&sheets) {
        let xml = part(&mut archive, &format!("xl/worksheets/sheet{number}.xml"));
        let column = char::from(b'A' + u8::try_from(sheet.columns.len() - 1).unwrap());
        let last = sheet.rows.len() + 1;
        for there in [
            "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\">",
            &format!("<autoFilter ref=\"A1:{column}{last}\"/>"),
        ] {
            assert!(xml.contains(there), "{there} in {xml}");
        }
    }
    let styles = part(&mut archive, "xl/styles.xml");
    let cells = styles.split("<cellXfs").nth(1).unwrap();
    let cells: Vec<&str> = cells.split("<xf ").skip(2).collect();
    assert!(styles.contains("<font><b/>"), "{styles}");
    assert!(cells[0].contains("fontId=\"1\""), "{styles}");
    assert!(cells[1].contains("quotePrefix=\"1\""), "{styles}");
    assert!(cells[1].contains("wrapText=\"1\""), "{styles}");
}

#[test]
fn a_text_is_a_text_whatever_it_begins_with() {
    let texts = [
        "=1+1",
        "=HYPERLINK(\"https://example.com\",\"see\")",
        "+44 1632 960 001",
        "-1",
        "@SUM(A1)",
        "'quoted",
        "12",
        "1e5",
        "2027-03-01",
        "TRUE",
        "#N/A",
        "<f>1+1</f>",
        "]]>",
        "&amp;&lt;",
        "_x0041_",
        "_x005F_x0041_x0042_",
        "__x000d__",
        "_x00g1_ _x41_ _X0041_",
        "one\r\ntwo\rthree\n\nfour",
        "\n around \t",
        "\u{a0}\u{2003}",
        "a\u{0}b\u{1b}c\u{7f}d\u{fffe}e\u{ffff}f",
        "\u{1f469}\u{200d}\u{1f467}\u{1f3eb}",
        "\u{202b}צוות\u{202c} فريق",
        "\u{e000}",
    ];
    let rows = texts.map(|text| vec![Cell::Text(text.to_owned())]);
    let sheets = with_rows(rows.to_vec());
    check(&sheets);
    let file = workbook(&sheets);
    let xml = part(&mut opened(&file), "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<f "), "{xml}");
}

#[test]
fn a_day_is_one_for_excel_from_march_1900_on() {
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    for (day, serial) in [
        (day(1900, 3, 1), 61),
        (day(2027, 3, 1), 46_447),
        (day(9999, 12, 31), 2_958_465),
    ] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Date(day)]])));
        let Data::DateTime(found) = &read[0][1][0] else {
            panic!("{day} is {:?}", read[0][1][0]);
        };
        assert!(found.is_datetime());
        assert_eq!(found.as_f64().to_bits(), f64::from(serial).to_bits());
    }
    let year_0 = Timestamp::from_unix_ms(-62_167_219_200_000).date();
    for (day, text) in [
        (day(1900, 2, 28), "1900-02-28"),
        (day(1900, 1, 1), "1900-01-01"),
        (year_0, "0000-01-01"),
    ] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Date(day)]])));
        assert_eq!(read[0][1][0], Data::String(text.to_owned()));
    }
}

#[test]
fn a_text_that_excel_would_not_take_whole_says_where_the_rest_is() {
    let most = "é".repeat(MOST_UNITS);
    let pairs = "\u{1f3eb}".repeat(MOST_UNITS / 2);
    let lines = "é\r\n".repeat(MOST_UNITS / 2);
    for whole in [most.clone(), pairs.clone() + "a", lines + "a"] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Text(whole.clone())]])));
        assert_eq!(read[0][1][0], Data::String(whole.replace("\r\n", "\n")));
    }
    for long in [
        most + "é",
        pairs + "ab",
        format!("a{}", "\u{1f3eb}".repeat(MOST_UNITS)),
        "é\r\n".repeat(MOST_UNITS),
        "_x0041_".repeat(MOST_UNITS),
    ] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Text(long.clone())]])));
        let Data::String(shown) = &read[0][1][0] else {
            panic!("{:?}", read[0][1][0]);
        };
        let units = shown.encode_utf16().count();
        // A pair is not torn.
        assert!((MOST_UNITS - 1..=MOST_UNITS).contains(&units), "{units}");
        let start = shown.strip_suffix(MORE).unwrap().strip_suffix(' ').unwrap();
        assert!(long.replace("\r\n", "\n").starts_with(start));
    }
}

#[test]
fn a_sheet_that_excel_would_not_take_whole_says_where_the_rest_is() {
    // As many as there is room for, and one more.
    for (rows, says) in [(MOST_ROWS - 1, false), (MOST_ROWS, true)] {
        let mut all = vec![Vec::new(); rows];
        all[MOST_ROWS - 3] = vec![Cell::Number(1)];
        all[MOST_ROWS - 2] = vec![Cell::Number(2)];
        let file = workbook(&with_rows(all));
        let xml = part(&mut opened(&file), "xl/worksheets/sheet1.xml");
        assert_eq!(xml.matches("<row ").count(), MOST_ROWS);
        assert!(xml.contains(&format!("<autoFilter ref=\"A1:J{MOST_ROWS}\"/>")));
        assert!(xml.contains("r=\"A1048575\" s=\"3\"><v>1</v>"));
        assert_eq!(xml.contains(MORE), says);
        let last = xml.find(&format!("<c r=\"A{MOST_ROWS}\"")).unwrap();
        assert_eq!(xml[last..].contains(MORE), says);
        assert_eq!(xml[last..].contains("<v>2</v>"), !says);
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_workbook_is_what_the_crate_would_have_written(
        records in proptest::collection::vec(record(), 0..6),
    ) {
        check(&sheets_of(&records));
    }
}

/// Compares ours with the crate's, part by part, and what is read of both with the sheets.
fn check(sheets: &[Sheet; 4]) {
    let (ours, theirs) = (workbook(sheets), whole(sheets));
    let (mut our_parts, mut their_parts) = (opened(&ours), opened(&theirs));
    let names: Vec<String> = names(&our_parts);
    let mut expected = self::names(&their_parts);
    expected.retain(|name| !is_left_out(name));
    assert_eq!(names, expected);
    for name in names {
        let ours = part(&mut our_parts, &name);
        let theirs = bare(&part(&mut their_parts, &name));
        let differs = ours.chars().zip(theirs.chars()).position(|(a, b)| a != b);
        let from = differs.unwrap_or_default().saturating_sub(80);
        let from_there = |text: &str| text.chars().skip(from).take(200).collect::<String>();
        assert!(
            ours == theirs,
            "{name}, ours: {}\n\ntheirs: {}",
            from_there(&ours),
            from_there(&theirs)
        );
    }
    let read = cells(&ours);
    assert_eq!(read, cells(&theirs));
    for (sheet, read) in sheets.iter().zip(read) {
        let heads = sheet
            .columns
            .iter()
            .map(|head| Cell::Text((*head).to_owned()));
        let rows = [heads.collect()].into_iter().chain(sheet.rows.clone());
        for (row, read) in rows.zip(&read) {
            // What is empty to the right of the last cell is not told.
            for (column, cell) in row.iter().enumerate() {
                let found = read.get(column).unwrap_or(&Data::Empty);
                assert!(is_same(cell, found), "{cell:?} is {found:?}");
            }
        }
        assert_eq!(read.len(), sheet.rows.len() + 1);
    }
}

/// Whether that was read of the cell. The crate has no part in this.
fn is_same(cell: &Cell, found: &Data) -> bool {
    match (cell, found) {
        (Cell::Text(text), Data::Empty) => text.is_empty(),
        (Cell::Text(text), Data::String(found)) => shown(text) == *found,
        (Cell::Number(number), Data::Float(found)) => {
            f64::from(*number).to_bits() == found.to_bits()
        }
        (Cell::Date(day), Data::DateTime(found)) => {
            let (year, month, of_month, ..) = found.to_ymd_hms_milli();
            Date::new(year, month, of_month) == Some(*day)
        }
        (Cell::Date(day), Data::String(found)) => {
            day.to_string() == *found && found.as_str() < "1900-03-01"
        }
        _ => false,
    }
}

/// What Excel can show of a text.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let held = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    let text: String = text.chars().map(held).collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    if units.len() <= MOST_UNITS {
        return text;
    }
    let room = MOST_UNITS - 1 - MORE.encode_utf16().count();
    // Half a pair is none.
    let start = String::from_utf16_lossy(&units[..room]);
    let start = start.strip_suffix('\u{fffd}').unwrap_or(&start);
    format!("{start} {MORE}")
}

fn sheets_of(records: &[Record]) -> [Sheet; 4] {
    let mut register = Register::default();
    for (number, record) in records.iter().enumerate() {
        register.import(format!("{number}.json"), encode(record).as_bytes());
    }
    let briefings = records.iter().map(|record| record.briefing.id.as_str());
    let mut briefings: Vec<&str> = briefings.collect();
    briefings.sort_unstable();
    briefings.dedup();
    let collated: Vec<_> = (briefings.into_iter())
        .map(|briefing| register.collate(briefing))
        .collect();
    let counting: Vec<Arc<IndexedReturn>> = (collated.iter())
        .flat_map(|collated| collated.counted.iter().cloned())
        .collect();
    let today = Date::new(2027, 6, 1).unwrap();
    sheets(&FilteredReturns::new(&counting, Filter::default(), today))
}

/// Those rows as returns, and nothing else.
fn with_rows(rows: Vec<Vec<Cell>>) -> [Sheet; 4] {
    let mut sheets = sheets_of(&[]);
    sheets[0].rows = rows;
    sheets
}

fn names(archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    names
}

/// What calamine finds, by sheet, row and column.
fn cells(file: &[u8]) -> Vec<Vec<Vec<Data>>> {
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names, ["returns", "learning-points", "actions", "evidence"]);
    let read = names.iter().map(|name| {
        let formulas = book.worksheet_formula(name).unwrap();
        assert_eq!(formulas.used_cells().count(), 0);
        let range = book.worksheet_range(name).unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    });
    read.collect()
}

/// A whole workbook by the crate alone.
fn whole(sheets: &[Sheet; 4]) -> Vec<u8> {
    let mut book = book();
    for sheet in sheets {
        let last = u32::try_from(sheet.rows.len()).unwrap();
        let page = empty(&mut book, sheet, last);
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                put(page, row, column, cell);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Without a sheet. The styles have the same numbers in every workbook, used or not.
fn book() -> Workbook {
    let mut book = Workbook::new();
    for format in [heads(), texts(), numbers(), days()] {
        book.register_format(&format);
    }
    book
}

fn heads() -> Format {
    numbers().set_bold().set_text_wrap()
}

/// With the mark by which what is typed into the cell later is a text as well.
fn texts() -> Format {
    numbers().set_text_wrap().set_quote_prefix()
}

fn numbers() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

fn days() -> Format {
    numbers().set_num_format("yyyy-mm-dd")
}

/// A sheet that has its heads, for so many rows.
fn empty<'a>(book: &'a mut Workbook, sheet: &Sheet, last: u32) -> &'a mut Worksheet {
    // So it is called that texts stand in their cells.
    let page = book.add_worksheet_with_constant_memory().unwrap();
    page.set_name(sheet.name).unwrap();
    page.set_freeze_panes(1, 0).unwrap();
    for (column, head) in (0..).zip(&sheet.columns) {
        let width = WIDTHS.iter().find(|(name, _)| name == head).unwrap().1;
        page.set_column_width(column, width).unwrap();
        page.write_string_with_format(0, column, *head, &heads())
            .unwrap();
    }
    let last_column = u16::try_from(sheet.columns.len() - 1).unwrap();
    page.autofilter(0, 0, last, last_column).unwrap();
    page
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let march = Date::new(1900, 3, 1).unwrap();
    let written = match cell {
        Cell::Text(text) => page.write_string_with_format(row, column, shown(text), &texts()),
        Cell::Number(number) => page.write_number_with_format(row, column, *number, &numbers()),
        Cell::Date(day) if *day < march => {
            page.write_string_with_format(row, column, day.to_string(), &texts())
        }
        Cell::Date(day) => {
            let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
            page.write_datetime_with_format(row, column, day, &days())
        }
    };
    written.unwrap();
}

/// Parts that a workbook does without. Those about the document would say that Excel wrote
/// it, and when; the colours and fonts of a theme are not used.
fn is_left_out(name: &str) -> bool {
    name.starts_with("docProps/") || name.starts_with("xl/theme/")
}

/// Without what names those parts, and on one line.
fn bare(markup: &str) -> String {
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

/// Every part, and every kind of cell once, with a mark for what is put in.
fn template() -> String {
    let day = Date::new(2027, 3, 1).unwrap();
    let kinds = [
        ("text", Cell::Text(MARK.to_string())),
        ("spaced text", Cell::Text(format!(" {MARK}"))),
        ("empty", Cell::Text(String::new())),
        ("number", Cell::Number(MARK)),
        ("date", Cell::Date(day)),
    ];
    let mut book = book();
    for sheet in &sheets_of(&[]) {
        let page = empty(&mut book, sheet, MARK - 1);
        for (column, (_, cell)) in (0..).zip(&kinds) {
            put(page, MARK - 1, column, cell);
        }
    }
    let file = book.save_to_buffer().unwrap();
    let mut archive = opened(&file);

    let first = bare(&part(&mut archive, "xl/worksheets/sheet1.xml"));
    let mut rows = first.split("<row ").skip(1);
    let mut lines = Vec::new();
    let mut line = |name: &str, markup: &str| lines.push(format!("{name}\t{markup}"));
    let head = rows.next().unwrap().split("<c ").nth(1).unwrap();
    let head = head
        .replace("\"A1\"", "\"\u{e000}\"")
        .replace("record", PLACE);
    line("header", &format!("<c {head}"));
    let row = rows.next().unwrap().split("</row>").next().unwrap();
    let mut pieces = row.split("<c ");
    let start = pieces.next().unwrap().replace(&MARK.to_string(), PLACE);
    line("row", &format!("<row {start}{PLACE}</row>"));
    for (column, ((name, _), piece)) in ('A'..).zip(kinds.iter().zip(pieces)) {
        let serial = "<v>46447</v>";
        let piece = piece
            .replace(&format!("{column}{MARK}"), PLACE)
            .replace(&format!(" {MARK}"), PLACE)
            .replace(&MARK.to_string(), PLACE)
            .replace(serial, &format!("<v>{PLACE}</v>"));
        line(name, &format!("<c {piece}"));
    }

    for name in names(&archive) {
        if is_left_out(&name) {
            continue;
        }
        let markup = bare(&part(&mut archive, &name));
        let markup = match markup.split_once("<sheetData>") {
            Some((start, rest)) => {
                let (_, end) = rest.split_once("</sheetData>").unwrap();
                format!("{start}<sheetData>{PLACE}</sheetData>{end}")
            }
            None => markup,
        };
        line(
            &format!("file:{name}"),
            &markup.replace(&MARK.to_string(), PLACE),
        );
    }
    lines.join("\n") + "\n"
}
