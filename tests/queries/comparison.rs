//! Compares what `DuckDB` and the app make of the same files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use seven_minute_briefing::record::{Date, EvidenceKind, Standing};
use seven_minute_briefing::returns::{
    Collation, Filter, FilteredReturns, IndexedReturn, Totals, UncountedReturn, sheets,
};

use super::{TODAY, duckdb};

/// A row, each cell as text.
type Row = Vec<String>;

/// Compares the results of `DuckDB` for a folder with the app's.
pub fn assert_same_in_duckdb(folder: &Path, collation: &Collation) {
    let results = duckdb::results(folder);
    let today = today();
    let counted = &collation.counted;
    let totals = Totals::new(counted, &Filter::default(), today);
    let number = |number: usize| number.to_string();

    let actions = totals.actions;
    let numbers = [
        ("returns", totals.returns),
        ("planned", actions.planned),
        ("overdue", actions.overdue),
        ("done", actions.done),
        ("worked", actions.worked),
        ("superseded", collation.superseded.len()),
        ("same", collation.duplicates.len()),
        ("conflicts", collation.conflicts.len()),
        ("other_briefings", collation.other_briefings.len()),
        ("unreadable", collation.unreadable.len()),
        ("beside", collation.ignored.len()),
    ];
    println!("{numbers:?}");
    let (heads, expected): (Vec<&str>, Row) = numbers
        .iter()
        .map(|(name, it)| (*name, number(*it)))
        .unzip();
    assert_same_rows(&results, "totals", &heads, vec![expected]);

    let organisations = totals.organisations.iter().map(|(key, it)| {
        let actions = it.actions;
        let numbers = [
            it.returns,
            actions.planned,
            actions.overdue,
            actions.done,
            actions.worked,
        ];
        let names = [key.clone(), it.name.clone()];
        names.into_iter().chain(numbers.map(number)).collect()
    });
    assert_same_rows(
        &results,
        "by_organisation",
        &[
            "key", "name", "returns", "planned", "overdue", "done", "worked",
        ],
        organisations.collect(),
    );

    let topics = totals.topics.iter();
    let topics = topics.map(|(topic, returns)| vec![topic.clone(), number(*returns)]);
    assert_same_rows(
        &results,
        "by_topic",
        &["topic", "returns"],
        topics.collect(),
    );

    let months = totals.months.iter().map(|((year, month), returns)| {
        vec![year.to_string(), month.to_string(), number(*returns)]
    });
    assert_same_rows(
        &results,
        "by_month",
        &["year", "month", "returns"],
        months.collect(),
    );

    assert_same_lists(&results, collation);
    assert_same_sheets(&results, counted);
    let standings = counted.iter().flat_map(|it| {
        it.actions().iter().map(|action| {
            let row = &it.record.actions[action.index];
            let standing = match row.standing(today) {
                Standing::Overdue => "overdue",
                Standing::Due => "due",
                Standing::Undated => "undated",
                Standing::Done => "done",
            };
            let has_worked = row.evidence_of(EvidenceKind::Worked).next().is_some();
            vec![
                it.record.id.to_string(),
                row.id.to_string(),
                standing.to_owned(),
                has_worked.to_string(),
            ]
        })
    });
    assert_same_rows(
        &results,
        "actions",
        &["record", "action", "standing", "has_worked"],
        standings.collect(),
    );
}

/// Compares which list each file is in.
fn assert_same_lists(results: &BTreeMap<&str, Vec<Value>>, collation: &Collation) {
    let pairs = |list: &[UncountedReturn]| -> Vec<String> {
        list.iter()
            .map(|pair| pair.uncounted.file.clone())
            .collect()
    };
    let files = |list: &[Arc<IndexedReturn>]| list.iter().map(|it| it.file.clone()).collect();
    let unreadable = collation.unreadable.iter().map(|it| it.file.clone());
    let lists: [(&str, Vec<String>); 7] = [
        ("counting", files(&collation.counted)),
        ("superseded", pairs(&collation.superseded)),
        ("same", pairs(&collation.duplicates)),
        ("conflict", pairs(&collation.conflicts)),
        ("other briefing", files(&collation.other_briefings)),
        ("unreadable", unreadable.collect()),
        ("beside", collation.ignored.clone()),
    ];
    let came_in = lists.into_iter().flat_map(|(list, files)| {
        let row = move |file| vec![file, list.to_owned()];
        files.into_iter().map(row)
    });
    assert_same_rows(results, "came_in", &["file", "list"], came_in.collect());
}

/// Compares rows with the sheets that the app writes.
fn assert_same_sheets(results: &BTreeMap<&str, Vec<Value>>, counted: &[Arc<IndexedReturn>]) {
    let head = [
        "record",
        "revision",
        "organisation",
        "section_and_team",
        "changed_on",
    ];
    let columns: [(&str, &[&str]); 4] = [
        (
            "counting",
            &[
                "manager",
                "contact_details",
                "learning_points",
                "actions",
                "file",
            ],
        ),
        (
            "learning_points",
            &["learning_point", "about", "discussion"],
        ),
        (
            "actions",
            &[
                "action",
                "what",
                "who",
                "by_when",
                "by_when_as_typed",
                "how_done",
                "how_worked",
                "status",
            ],
        ),
        (
            "evidence",
            &["action", "kind", "on_day", "on_as_typed", "evidence"],
        ),
    ];
    // The day makes no difference: the filter lets everything through.
    let shown = FilteredReturns::new(counted, Filter::default(), Date::BEFORE_ALL);
    for (sheet, (result, columns)) in sheets(&shown).into_iter().zip(columns) {
        let columns = [&head, columns].concat();
        assert_eq!(columns.len(), sheet.columns.len());
        let rows = sheet.rows.iter();
        let rows = rows.map(|row| row.iter().map(|cell| cell.text().into_owned()).collect());
        assert_same_rows(results, result, &columns, rows.collect());
    }
}

/// Compares rows in any order.
fn assert_same_rows(
    results: &BTreeMap<&str, Vec<Value>>,
    result: &str,
    columns: &[&str],
    mut expected: Vec<Row>,
) {
    let cell = |row: &Value, column: &str| match &row[column] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(texts) => {
            let texts: Vec<&str> = texts.iter().map(|text| text.as_str().unwrap()).collect();
            texts.join(" ")
        }
        other => other.to_string(),
    };
    let mut found: Vec<Row> = (results[result].iter())
        .map(|row| columns.iter().map(|column| cell(row, column)).collect())
        .collect();
    found.sort();
    expected.sort();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{result}: {columns:?}, left is DuckDB");
    }
    assert_eq!(found.len(), expected.len(), "rows of {result}");
}

fn today() -> Date {
    let mut numbers = TODAY
        .split('-')
        .map(|number| number.parse::<u16>().unwrap());
    let mut next = || numbers.next().unwrap();
    let (year, month, day) = (next(), next(), next());
    Date::new(year, month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
}
