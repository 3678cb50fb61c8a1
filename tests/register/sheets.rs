//! What is exported: the four sheets, as CSV too, and lines of JSON.

use seven_minute_briefing::record::file::decode;
use seven_minute_briefing::record::{Date, Record};
use seven_minute_briefing::returns::{Cell, Filter, FilteredReturns, ndjson, sheets};

use super::common::{followed_up, golden_records};
use super::{BRIEFING, register, today};

#[test]
fn csv_has_every_word_and_no_formula() {
    let mut record = followed_up();
    record.team.organisation = "=cmd|' /C calc'!A0".to_owned();
    record.learning_points[0].discussion = "\"quoted\", and\r\nover two lines".to_owned();
    let register = register(&[("a.json", &record)]);
    let collation = register.collate(BRIEFING);
    let filtered = FilteredReturns::new(&collation.counted, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&filtered);
    for sheet in [&returns, &points, &actions, &evidence] {
        assert!(!sheet.rows.is_empty(), "{}", sheet.name);
        assert!(
            sheet
                .rows
                .iter()
                .all(|row| row.len() == sheet.columns.len())
        );
    }
    let csv = returns.to_csv();
    assert!(csv.starts_with("\u{feff}\"record\",\"revision\","), "{csv}");
    assert!(csv.contains("\"'=cmd|' /C calc'!A0\""), "{csv}");
    assert!(csv.ends_with("\"\r\n"));
    let csv = points.to_csv();
    assert!(
        csv.contains("\"\"\"quoted\"\", and\r\nover two lines\""),
        "{csv}"
    );
}

#[test]
fn csv_is_disarmed_for_other_separators_and_keeps_the_zero_of_a_telephone_number() {
    let written = [
        ("one;=1+1", "\"one;'=1+1\""),
        ("one\t=1+1", "\"one\t'=1+1\""),
        ("\t=1+1", "\"'\t'=1+1\""),
        (";;@sum", "\";;'@sum\""),
        ("x;\"=1+1;y", "\"x;\"\"'=1+1;y\""),
        ("\"=1+1", "\"\"\"'=1+1\""),
        ("note\n=1+1", "\"note\n'=1+1\""),
        ("01613424186", "\"'01613424186\""),
        ("0161 342 4186", "\"0161 342 4186\""),
        ("0", "\"0\""),
        ("1 = 1; x = 2", "\"1 = 1; x = 2\""),
    ];
    for (typed, cell) in written {
        let mut record = followed_up();
        record.team.contact_details = typed.to_owned();
        let register = register(&[("a.json", &record)]);
        let collation = register.collate(BRIEFING);
        let filtered = FilteredReturns::new(&collation.counted, Filter::default(), today());
        let [returns, ..] = sheets(&filtered);
        let csv = returns.to_csv();
        assert!(csv.contains(&format!(",{cell},")), "{typed:?}: {csv}");
    }
}

#[test]
fn cells_are_numbers_and_real_dates_where_they_can_be() {
    let record = followed_up();
    let register = register(&[("a.json", &record)]);
    let counting = register.collate(BRIEFING).counted;
    let filtered = FilteredReturns::new(&counting, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&filtered);
    let day = |year, month, day| Cell::Date(Date::new(year, month, day).unwrap());
    let row = &returns.rows[0];
    assert_eq!(row[1], Cell::Number(58));
    assert_eq!(row[4], day(2027, 5, 4));
    assert_eq!(row[7..9], [Cell::Number(3), Cell::Number(2)]);
    assert_eq!(
        points.rows[0][5],
        Cell::Number(record.learning_points[0].id)
    );
    assert_eq!(actions.rows[0][8], day(2027, 1, 29));
    assert_eq!(actions.rows[1][8..10], ["", "31 2 2027"].map(Cell::from));
    assert_eq!(evidence.rows[0][7], day(2027, 1, 25));
    assert_eq!(evidence.rows[1][7..9], ["", "april 2027"].map(Cell::from));
}

#[test]
fn a_line_of_ndjson_is_the_same_record() {
    let golden = golden_records();
    let files: Vec<(&str, &Record)> = golden.iter().map(|(name, it)| (*name, it)).collect();
    let register = register(&files);
    let collation = register.collate(BRIEFING);
    let lines = ndjson(&collation.counted);
    assert_eq!(lines.lines().count(), collation.counted.len());
    for (line, it) in lines.lines().zip(&collation.counted) {
        assert_eq!(decode(line.as_bytes()).as_ref(), Ok(&it.record));
    }
}
