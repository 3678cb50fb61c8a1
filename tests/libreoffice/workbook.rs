//! The workbook in `LibreOffice` Calc.

use std::fs;
use std::sync::OnceLock;

use seven_minute_briefing::record::Date;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::returns::{
    Cell, Filter, FilteredReturns, Register, Sheet, sheets, workbook,
};

use super::common::golden_records;
use super::made_up::made_up;
use super::office::{clean_up, convert, find_program, folder};
use super::{as_xml_holds, briefing};

#[test]
fn every_cell_keeps_its_type_and_its_content() {
    let calc = in_calc();
    for (sheet, csv) in calc.sheets.iter().zip(&calc.csv) {
        let heads: Vec<Cell> = sheet.columns.iter().map(|head| Cell::from(*head)).collect();
        let read = rows_of(csv);
        assert_eq!(read.len(), sheet.rows.len() + 1, "{}", sheet.name);
        for (cells, read) in [&heads].into_iter().chain(&sheet.rows).zip(read) {
            assert_eq!(read.len(), cells.len(), "{}: {read:?}", sheet.name);
            for (cell, (is_text, read)) in cells.iter().zip(read) {
                let wanted = cell.text().replace("\r\n", "\n").replace('\r', "\n");
                let is_so = match cell {
                    Cell::Text(_) if wanted.is_empty() => read.is_empty(),
                    Cell::Text(_) => is_text && is_shown(&as_xml_holds(&wanted), &read),
                    Cell::Number(_) | Cell::Date(_) => !is_text && wanted == read,
                };
                assert!(is_so, "{}: {cell:?} is {read:?}", sheet.name);
            }
        }
    }
}

#[test]
fn there_are_no_formulas_dates_are_dates_and_every_sheet_has_filters() {
    let calc = in_calc();
    let flat = &calc.flat;
    assert!(!flat.contains("table:formula"));
    for (sheet, last_column) in calc.sheets.iter().zip(["J", "H", "M", "J"]) {
        let last = sheet.rows.len() + 1;
        let name = match sheet.name {
            "learning-points" => "&apos;learning-points&apos;",
            plain => plain,
        };
        let area = format!("table:target-range-address=\"{name}.A1:{name}.{last_column}{last}\" ");
        let filter = flat
            .split("<table:database-range ")
            .find(|it| it.contains(&area));
        let filter = filter.unwrap_or_else(|| panic!("no filter over {area}"));
        let filter = filter.split('>').next().unwrap();
        assert!(
            filter.contains("table:display-filter-buttons=\"true\""),
            "{filter}"
        );
    }
    let cells = calc
        .sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().flatten());
    let days = cells.filter(|cell| matches!(cell, Cell::Date(_)));
    assert_eq!(
        flat.matches("office:value-type=\"date\"").count(),
        days.count()
    );
}

/// The starts of texts in the workbook: what a spreadsheet could take for a formula, a number,
/// markup or an escaped character, and letters that are easily lost.
const HARD_STARTS: [&str; 24] = [
    "=1+1 ",
    "=HYPERLINK(\"https://example.com\";\"see\") ",
    "=SUM(A1:A9)\n",
    "+44 1632 960 001 ",
    "-1",
    "@SUM(A1) ",
    "'apostrophe ",
    "\"quoted\", and\r\nover two lines ",
    "12",
    "2027-03-01",
    "1/2",
    "TRUE",
    "#REF!",
    "one,two;three\tfour ",
    "\n\n ends in white space \t",
    "<f>1+1</f> ]]> &amp; &#65; ",
    "_x0041_ _x005F_ __x000d__ ",
    "a\u{0}b\u{1b}c\u{7f}d ",
    "\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466} \u{1f3eb} ",
    "\u{202b}צוות\u{202c} فريق حماية الأطفال ",
    "cafe\u{301} \u{feff} \u{a0} \u{2028} ",
    "0012",
    "1e5",
    "£5 {=A1} ",
];

/// The sheets of a workbook, and what `LibreOffice` made of it.
struct InCalc {
    sheets: [Sheet; 4],
    /// Each sheet as CSV: texts in quotation marks, everything else as it is displayed.
    csv: Vec<String>,
    /// The whole workbook as one XML file in the program's own format.
    flat: String,
}

/// The workbook, opened once for both tests.
#[track_caller]
fn in_calc() -> &'static InCalc {
    static IN_CALC: OnceLock<Result<InCalc, String>> = OnceLock::new();
    match IN_CALC.get_or_init(open_workbook) {
        Ok(calc) => calc,
        Err(why) => panic!("{why}"),
    }
}

fn open_workbook() -> Result<InCalc, String> {
    let office = find_program("SOFFICE", &["soffice", "libreoffice"])?;
    let folder = folder("calc")?;
    let mut register = Register::default();
    for (name, record) in golden_records() {
        register.import(name.to_owned(), encode(&record).as_bytes());
    }
    for (number, start) in
        (1..=2 * u8::try_from(HARD_STARTS.len()).unwrap()).zip(HARD_STARTS.iter().cycle())
    {
        let mut record = made_up(number);
        let texts = [
            &mut record.team.organisation,
            &mut record.team.contact_details,
        ];
        let texts = (texts.into_iter())
            .chain(
                record
                    .learning_points
                    .iter_mut()
                    .map(|row| &mut row.discussion),
            )
            .chain(record.actions.iter_mut().map(|row| &mut row.what));
        for text in texts {
            // Every second record has nothing but the starts.
            *text = if number % 2 == 0 {
                (*start).to_owned()
            } else {
                format!("{start}{text}")
            };
        }
        register.import(format!("{number}.json"), encode(&record).as_bytes());
    }
    let collated = register.collate(&briefing().id);
    let today = Date::new(2027, 6, 1).unwrap();
    let sheets = sheets(&FilteredReturns::new(
        &collated.counted,
        Filter::default(),
        today,
    ));
    fs::write(folder.join("book.xlsx"), workbook(&sheets)).unwrap();

    let from = ["book.xlsx".to_owned()];
    let csv = sheets
        .each_ref()
        .map(|sheet| format!("book-{}.csv", sheet.name));
    // Commas, UTF-8, texts in quotation marks, cells as they are displayed, every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1";
    convert(&office, &folder, filter, &from, &csv)?;
    convert(&office, &folder, "fods", &from, &["book.fods".to_owned()])?;
    let read = |name: &String| fs::read_to_string(folder.join(name)).unwrap();
    let calc = InCalc {
        csv: csv.iter().map(read).collect(),
        flat: read(&"book.fods".to_owned()),
        sheets,
    };
    clean_up(&folder);
    Ok(calc)
}

/// Parses CSV. Returns for each cell whether it was in quotation marks, and its text.
fn rows_of(csv: &str) -> Vec<Vec<(bool, String)>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = csv.trim_start_matches('\u{feff}');
    while !rest.is_empty() {
        let mut cell = String::new();
        let is_text = rest.starts_with('"');
        if is_text {
            rest = &rest[1..];
            loop {
                let (piece, after) = rest.split_once('"').unwrap();
                cell.push_str(piece);
                rest = after;
                // Two quotation marks are one in the text.
                match rest.strip_prefix('"') {
                    Some(after) => rest = after,
                    None => break,
                }
                cell.push('"');
            }
        } else {
            let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
            cell.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        row.push((is_text, cell));
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            rest = rest
                .trim_start_matches('\r')
                .strip_prefix('\n')
                .unwrap_or_default();
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

/// Whether a text is shown in full, or as much of it as Excel opens.
fn is_shown(text: &str, shown: &str) -> bool {
    let start = shown.strip_suffix(" … [The CSV file has the rest.]");
    match start {
        Some(start) => text.starts_with(start) && shown.encode_utf16().count() == 32_767,
        None => text == shown,
    }
}
