//! Makes the template from what `rust_xlsxwriter` writes.

use seven_minute_briefing::record::Date;
use seven_minute_briefing::returns::Cell;

use super::common::packed::{opened, part};
use super::xlsx::{book, empty_sheet, is_left_out, normalized, write_cell};
use super::{names, sheets_of};

/// Marks the places in the template to fill in.
const PLACEHOLDER: &str = "\u{e000}";

/// Stands for the numbers and texts that become placeholders. No style or width has so many digits.
const MARK: u32 = 777_777;

/// Every part, and every kind of cell once, with placeholders.
pub fn template() -> String {
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
        let page = empty_sheet(&mut book, sheet, MARK - 1);
        for (column, (_, cell)) in (0..).zip(&kinds) {
            write_cell(page, MARK - 1, column, cell);
        }
    }
    let file = book.save_to_buffer().unwrap();
    let mut archive = opened(&file);

    let first = normalized(&part(&mut archive, "xl/worksheets/sheet1.xml"));
    let mut rows = first.split("<row ").skip(1);
    let mut lines = Vec::new();
    let mut line = |name: &str, markup: &str| lines.push(format!("{name}\t{markup}"));
    let head = rows.next().unwrap().split("<c ").nth(1).unwrap();
    let head = head
        .replace("\"A1\"", "\"\u{e000}\"")
        .replace("record", PLACEHOLDER);
    line("header", &format!("<c {head}"));
    let row = rows.next().unwrap().split("</row>").next().unwrap();
    let mut pieces = row.split("<c ");
    let start = pieces
        .next()
        .unwrap()
        .replace(&MARK.to_string(), PLACEHOLDER);
    line("row", &format!("<row {start}{PLACEHOLDER}</row>"));
    for (column, ((name, _), piece)) in ('A'..).zip(kinds.iter().zip(pieces)) {
        let serial = "<v>46447</v>";
        let piece = piece
            .replace(&format!("{column}{MARK}"), PLACEHOLDER)
            .replace(&format!(" {MARK}"), PLACEHOLDER)
            .replace(&MARK.to_string(), PLACEHOLDER)
            .replace(serial, &format!("<v>{PLACEHOLDER}</v>"));
        line(name, &format!("<c {piece}"));
    }

    for name in names(&archive) {
        if is_left_out(&name) {
            continue;
        }
        let markup = normalized(&part(&mut archive, &name));
        let markup = match markup.split_once("<sheetData>") {
            Some((start, rest)) => {
                let (_, end) = rest.split_once("</sheetData>").unwrap();
                format!("{start}<sheetData>{PLACEHOLDER}</sheetData>{end}")
            }
            None => markup,
        };
        line(
            &format!("file:{name}"),
            &markup.replace(&MARK.to_string(), PLACEHOLDER),
        );
    }
    lines.join("\n") + "\n"
}
