//! The workbook: its markup is what `rust_xlsxwriter` would write, and calamine reads from it what
//! was put in. `tests/libreoffice` opens it with `LibreOffice`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod template;
mod xlsx;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx};
use common::packed::{check_template, opened, part};
use common::{cases, golden_records, record};
use proptest::prelude::*;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{Date, Record, Timestamp};
use seven_minute_briefing::returns::{
    Cell, Filter, FilteredReturns, IndexedReturn, Register, Sheet, sheets, workbook,
};
use zip::ZipArchive;

/// The longest text that Excel opens, in UTF-16 code units, and the most rows of a sheet.
const MAX_TEXT_UNITS: usize = 32_767;
const MAX_ROWS: usize = 1_048_576;

/// The end of a text that was cut off.
const CUT_OFF: &str = "… [The CSV file has the rest.]";

#[test]
fn the_template_is_what_rust_xlsxwriter_writes() {
    check_template(
        "src/returns/workbook-template.txt",
        &template::template(),
        "workbook",
    );
}

#[test]
fn a_workbook_is_what_rust_xlsxwriter_would_write() {
    check(&sheets_of(&golden_records().map(|(_, record)| record)));
    check(&sheets_of(&[]));
}

#[test]
fn a_text_is_text_whatever_its_first_character() {
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
fn dates_from_march_1900_on_are_dates() {
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
fn a_text_too_long_for_excel_says_where_the_rest_is() {
    let most = "é".repeat(MAX_TEXT_UNITS);
    let pairs = "\u{1f3eb}".repeat(MAX_TEXT_UNITS / 2);
    let lines = "é\r\n".repeat(MAX_TEXT_UNITS / 2);
    for whole in [most.clone(), pairs.clone() + "a", lines + "a"] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Text(whole.clone())]])));
        assert_eq!(read[0][1][0], Data::String(whole.replace("\r\n", "\n")));
    }
    for long in [
        most + "é",
        pairs + "ab",
        format!("a{}", "\u{1f3eb}".repeat(MAX_TEXT_UNITS)),
        "é\r\n".repeat(MAX_TEXT_UNITS),
        "_x0041_".repeat(MAX_TEXT_UNITS),
    ] {
        let read = cells(&workbook(&with_rows(vec![vec![Cell::Text(long.clone())]])));
        let Data::String(shown) = &read[0][1][0] else {
            panic!("{:?}", read[0][1][0]);
        };
        let units = shown.encode_utf16().count();
        // A surrogate pair is not split.
        assert!(
            (MAX_TEXT_UNITS - 1..=MAX_TEXT_UNITS).contains(&units),
            "{units}"
        );
        let start = shown
            .strip_suffix(CUT_OFF)
            .unwrap()
            .strip_suffix(' ')
            .unwrap();
        assert!(long.replace("\r\n", "\n").starts_with(start));
    }
}

#[test]
fn a_sheet_too_long_for_excel_says_where_the_rest_is() {
    // As many as fit, and one more.
    for (rows, says) in [(MAX_ROWS - 1, false), (MAX_ROWS, true)] {
        let mut all = vec![Vec::new(); rows];
        all[MAX_ROWS - 3] = vec![Cell::Number(1)];
        all[MAX_ROWS - 2] = vec![Cell::Number(2)];
        let file = workbook(&with_rows(all));
        let xml = part(&mut opened(&file), "xl/worksheets/sheet1.xml");
        assert_eq!(xml.matches("<row ").count(), MAX_ROWS);
        assert!(xml.contains(&format!("<autoFilter ref=\"A1:J{MAX_ROWS}\"/>")));
        assert!(xml.contains("r=\"A1048575\" s=\"3\"><v>1</v>"));
        assert_eq!(xml.contains(CUT_OFF), says);
        let last = xml.find(&format!("<c r=\"A{MAX_ROWS}\"")).unwrap();
        assert_eq!(xml[last..].contains(CUT_OFF), says);
        assert_eq!(xml[last..].contains("<v>2</v>"), !says);
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_workbook_is_what_rust_xlsxwriter_would_write(
        records in proptest::collection::vec(record(), 0..6),
    ) {
        check(&sheets_of(&records));
    }
}

/// Compares our workbook with one that `rust_xlsxwriter` writes, part by part, and what calamine
/// reads from both with the sheets.
fn check(sheets: &[Sheet; 4]) {
    let (ours, theirs) = (workbook(sheets), xlsx::whole(sheets));
    let (mut our_parts, mut their_parts) = (opened(&ours), opened(&theirs));
    let names: Vec<String> = names(&our_parts);
    let mut expected = self::names(&their_parts);
    expected.retain(|name| !xlsx::is_left_out(name));
    assert_eq!(names, expected);
    for name in names {
        let ours = part(&mut our_parts, &name);
        let theirs = xlsx::normalized(&part(&mut their_parts, &name));
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
        let header = sheet
            .columns
            .iter()
            .map(|name| Cell::Text((*name).to_owned()));
        let rows = [header.collect()].into_iter().chain(sheet.rows.clone());
        for (row, read) in rows.zip(&read) {
            // calamine leaves out empty cells at the end of a row.
            for (column, cell) in row.iter().enumerate() {
                let found = read.get(column).unwrap_or(&Data::Empty);
                assert!(is_same(cell, found), "{cell:?} is {found:?}");
            }
        }
        assert_eq!(read.len(), sheet.rows.len() + 1);
    }
}

/// Whether calamine read what is in the cell.
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

/// A text as Excel can show it.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let allowed = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    let text: String = text.chars().map(allowed).collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    if units.len() <= MAX_TEXT_UNITS {
        return text;
    }
    let room = MAX_TEXT_UNITS - 1 - CUT_OFF.encode_utf16().count();
    // Drop half a surrogate pair.
    let start = String::from_utf16_lossy(&units[..room]);
    let start = start.strip_suffix('\u{fffd}').unwrap_or(&start);
    format!("{start} {CUT_OFF}")
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

/// Four sheets, with rows in the first one only.
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

/// What calamine reads, by sheet, row and column.
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
