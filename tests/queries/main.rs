//! The register's numbers once more, by a program that is not ours: `DuckDB` reads the same files
//! with `tests/queries/duckdb.sql` and has to come to the same, row by row.
//!
//! Needs Python with the package `duckdb`, so it runs only when asked for:
//! `cargo test --no-default-features --features duckdb --test queries`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::{env, fs};

use common::{golden_records, new_record, record};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{
    ActionItem, Date, DateParts, Evidence, EvidenceKind, LearningPoint, Record, Standing, Status,
    Timestamp,
};
use seven_minute_briefing::returns::{
    Collation, Filter, FilteredReturns, IndexedReturn, Register, Totals, UncountedReturn, sheets,
};

const BRIEFING: &str = "tscp-case-reviews-2017-2020";
const TODAY: &str = "2027-06-01";

/// Reads the file of queries and writes down each of its results.
const IN_PYTHON: &str = r#"
import sys, duckdb
sql, files, briefing, today, out = sys.argv[1:]
quoted = lambda text: "'" + text.replace("'", "''") + "'"
db = duckdb.connect()
db.execute("SET enable_progress_bar = false")
for name, value in [("files", files), ("briefing", briefing), ("today", today)]:
    db.execute(f"SET VARIABLE {name} = {quoted(value)}")
with open(sql, encoding="utf-8") as text:
    db.execute(text.read())
for result in ["totals", "by_organisation", "by_topic", "by_month", "counting",
               "learning_points", "actions", "evidence", "came_in"]:
    what = "(SELECT file, list FROM came_in)" if result == "came_in" else result
    to = quoted(f"{out}/{result}.json")
    db.execute(f"COPY (FROM {what}) TO {to} (FORMAT json, ARRAY true)")
"#;

/// A row as text, cell by cell.
type Row = Vec<String>;

#[test]
fn a_folder_of_returns_comes_to_the_same_numbers_in_duckdb() {
    let folder = empty_folder("folder");
    made_up(&folder);
    golden(&folder);
    odd_files(&folder);
    for (name, record) in odd_records() {
        fs::write(folder.join(name), encode(&record)).unwrap();
    }
    let register = register_of(&folder);
    let collated = register.collate(BRIEFING);
    // Nothing is shown by lists that are empty.
    let lists = [
        collated.superseded.len(),
        collated.duplicates.len(),
        collated.conflicts.len(),
        collated.other_briefings.len(),
        collated.unreadable.len(),
        collated.ignored.len(),
    ];
    assert!(lists.iter().all(|list| *list > 0), "{lists:?}");
    assert!(collated.counted.len() > 900);
    same_in_duckdb(&folder, &collated);
}

#[test]
fn where_no_file_is_found_duckdb_says_so_and_not_that_there_are_none() {
    let folder = empty_folder("none");
    let asked = duckdb(&folder, &folder).output().unwrap();
    let said = String::from_utf8_lossy(&asked.stderr);
    assert!(!asked.status.success());
    assert!(said.contains("No file was found."), "{said}");
}

#[test]
fn a_register_that_was_kept_comes_to_the_same_numbers_in_duckdb() {
    let folder = empty_folder("before");
    made_up(&folder);
    golden(&folder);
    for (name, record) in odd_records() {
        fs::write(folder.join(name), encode(&record)).unwrap();
    }
    let whole = register_of(&folder);
    let folder = empty_folder("kept");
    fs::write(folder.join("register.ndjson"), whole.to_ndjson()).unwrap();
    let kept = register_of(&folder);
    let collated = kept.collate(BRIEFING);
    assert_eq!(collated.len(), whole.len());
    same_in_duckdb(&folder, &collated);
}

/// A thousand returns of made-up teams, and records at random.
fn made_up(folder: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_returns"))
        .arg(folder)
        .args(["1000", "7"])
        .status();
    assert!(made.unwrap().success());
    let mut chance = TestRunner::deterministic();
    for number in 0..200 {
        let mut record = record().new_tree(&mut chance).unwrap().current();
        BRIEFING.clone_into(&mut record.briefing.id);
        fs::write(
            folder.join(format!("random-{number}.json")),
            encode(&record),
        )
        .unwrap();
    }
}

fn golden(folder: &Path) {
    for (name, record) in golden_records() {
        fs::write(folder.join(format!("golden-{name}.json")), encode(&record)).unwrap();
    }
}

/// What is in the folder and is no return, or none as the app writes it.
fn odd_files(folder: &Path) {
    for file in fs::read_dir(common::path("tests/golden/bad")).unwrap() {
        let file = file.unwrap();
        let name = format!("bad-{}", file.file_name().to_str().unwrap());
        fs::copy(file.path(), folder.join(name)).unwrap();
    }
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    write("empty.json", b"");
    write("not-text.json", b"\xff\xfe{\x00}\x00");
    write("Thumbs.db", b"\x00\x01");
    write("letter.txt", b"Dear Sam\n\nPlease find\nattached\n");
    let mut record = agreed(60, &[]);
    record.revision = 3;
    write(
        "with-a-mark.json",
        format!("\u{feff}{}", encode(&record)).as_bytes(),
    );
    // The same record to the app, whatever the case of its id.
    record.revision = 4;
    let id = record.id.to_string();
    let text = encode(&record).replace(&id, &id.to_uppercase());
    write("capital-id.json", text.as_bytes());
    write(
        "windows.json",
        encode(&agreed(61, &[])).replace('\n', "\r\n").as_bytes(),
    );
    let mut kept = Register::default();
    for seed in 62..65 {
        let record = agreed(seed, &[]);
        kept.import(String::new(), encode(&record).as_bytes());
    }
    let kept = kept.to_ndjson();
    write(
        "kept.ndjson",
        format!("\u{feff} {kept}{{\"format\": 1}}\nno\n\n \t\r\n{kept}").as_bytes(),
    );
    // A register whose first line is damaged is one still; with one line it is a return.
    let damaged = kept
        .replacen("\"format\"", "\"form", 1)
        .replace('\n', "\r\n");
    write("damaged.ndjson", damaged.as_bytes());
    let first = kept.lines().next().unwrap();
    write("one-line.ndjson", format!("{first}\n").as_bytes());
}

/// Records for the rules at their edges, by the names of their files.
fn odd_records() -> Vec<(String, Record)> {
    let mut files = Vec::new();
    let mut add = |name: &str, record: &Record| {
        files.push((format!("{name}.json"), record.clone()));
    };

    // One revision in two texts: what was changed last counts.
    let mut one = agreed(10, &[plan(1, "done")]);
    add("conflict-early", &one);
    one.changed_at = Timestamp::from_unix_ms(one.changed_at.unix_ms() + 1_000);
    one.actions[0].status = Status::Done;
    add("conflict-late", &one);
    add("conflict-late-again", &one);
    // Changed in the same second: the texts decide, lists of other lengths among them.
    for (seed, change) in [
        (11, more_actions as fn(&mut Record)),
        (12, no_evidence),
        (13, no_topics),
        (14, longer_text),
        (15, other_mark),
    ] {
        let mut record = agreed(seed, &[plan(1, "1")]);
        record.actions[0].evidence = vec![entry(1, EvidenceKind::Worked, "It did")];
        record.learning_points[0].about = vec!["finding-1".to_owned()];
        add(&format!("tie-{seed}-a"), &record);
        change(&mut record);
        add(&format!("tie-{seed}-b"), &record);
    }

    // An earlier state that was changed later, and has more in it.
    let mut one = agreed(20, &[plan(1, "first")]);
    one.revision = 9;
    add("revision-9", &one);
    one.revision = 10;
    one.actions.clear();
    one.changed_at = Timestamp::from_unix_ms(0);
    add("revision-10", &one);
    add("revision-10-copy", &one);

    let mut other = agreed(21, &[plan(1, "elsewhere")]);
    "another-briefing".clone_into(&mut other.briefing.id);
    add("another-briefing", &other);

    let spelt = [
        "Northbank  School",
        "northbank school",
        " NORTHBANK\u{a0}School\u{2003}",
        "\tNorthbank\r\nschool",
        "Ysgol TŶ'R ÉCOLE",
        "ysgol tŷ'r école",
        "",
        " \u{85}\u{3000} ",
    ];
    for (seed, organisation) in (30..).zip(spelt) {
        let mut record = agreed(seed, &[plan(1, "spelt")]);
        organisation.clone_into(&mut record.team.organisation);
        add(&format!("spelt-{seed}"), &record);
    }

    add("rows", &edges_of_rows());
    files
}

/// Blank rows, rows that only look blank, and days at the edge of being one.
fn edges_of_rows() -> Record {
    let dated = |id, day: &str, month: &str, year: &str| ActionItem {
        by_when: parts(day, month, year),
        ..plan(id, "dated")
    };
    let mut record = agreed(40, &[]);
    record.learning_points = (1..=4).map(LearningPoint::new).collect();
    " \u{a0}\u{2028}\n".clone_into(&mut record.learning_points[1].discussion);
    record.learning_points[2].about = vec!["finding-1".to_owned(), "of-no-briefing".to_owned()];
    "said".clone_into(&mut record.learning_points[3].discussion);
    let blank = ActionItem::new;
    record.actions = vec![
        blank(1),
        ActionItem {
            what: "\u{1680}\u{202f}\u{205f} \u{b}\u{c}".to_owned(),
            by_when: parts(" ", "\u{a0}", "\t"),
            ..blank(2)
        },
        // White to the eye and not to Unicode.
        ActionItem {
            what: "\u{200b}".to_owned(),
            ..blank(3)
        },
        ActionItem {
            status: Status::InProgress,
            ..blank(4)
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Worked, " \u{2009} ")],
            ..blank(5)
        },
        dated(6, "31", "5", "2027"),
        dated(7, "1", "6", "2027"),
        dated(8, " 1 ", "Jan", "2027"),
        dated(9, "31", "2", "2027"),
        dated(10, "", "april", "2026"),
        dated(11, "1", "3", "27"),
        dated(12, "١", "٣", "٢٠٢٧"),
        ActionItem {
            status: Status::Done,
            evidence: vec![
                entry(1, EvidenceKind::Done, "The log"),
                entry(2, EvidenceKind::Worked, "Fewer calls"),
                entry(3, EvidenceKind::Worked, "And fewer again"),
            ],
            ..dated(13, "1", "1", "2020")
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Worked, "\u{feff}")],
            ..dated(14, "1", "1", "2020")
        },
        ActionItem {
            evidence: vec![entry(1, EvidenceKind::Done, "Only that")],
            ..blank(15)
        },
        ActionItem {
            by_when: parts("", "", "2027"),
            ..blank(16)
        },
    ];
    record
}

fn more_actions(record: &mut Record) {
    record.actions.push(plan(9, "one more"));
}

fn no_evidence(record: &mut Record) {
    record.actions[0].evidence.clear();
}

fn no_topics(record: &mut Record) {
    record.learning_points[0].about.clear();
}

/// What follows comes before the quotation mark at the end of the shorter text.
fn longer_text(record: &mut Record) {
    record.actions[0].what.push('!');
    record.actions[0].status = Status::Done;
}

/// In JSON, one of the two has a backslash before it.
fn other_mark(record: &mut Record) {
    "\u{1}".clone_into(&mut record.actions[0].what);
    record.actions[0].status = Status::Done;
}

fn agreed(seed: u8, actions: &[ActionItem]) -> Record {
    let mut record = new_record(seed);
    record.revision = 5;
    record.team.organisation = format!("Organisation {}", seed % 7);
    "discussed".clone_into(&mut record.learning_points[0].discussion);
    record.actions = actions.to_vec();
    record
}

fn plan(id: u32, what: &str) -> ActionItem {
    ActionItem {
        what: what.to_owned(),
        ..ActionItem::new(id)
    }
}

fn entry(id: u32, kind: EvidenceKind, text: &str) -> Evidence {
    Evidence {
        on: parts("25", "01", if id == 1 { "2027" } else { "" }),
        text: text.to_owned(),
        ..Evidence::new(id, kind, None)
    }
}

fn parts(day: &str, month: &str, year: &str) -> DateParts {
    DateParts {
        day: day.to_owned(),
        month: month.to_owned(),
        year: year.to_owned(),
    }
}

fn register_of(folder: &Path) -> Register {
    let mut register = Register::default();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        register.import(name, fs::read(file.path()).unwrap());
    }
    register
}

/// Holds each of the results against what the app comes to.
fn same_in_duckdb(folder: &Path, collated: &Collation) {
    let results = in_duckdb(folder);
    let today = today();
    let counting = &collated.counted;
    let totals = Totals::new(counting, &Filter::default(), today);
    let number = |number: usize| number.to_string();

    let actions = totals.actions;
    let numbers = [
        ("returns", totals.returns),
        ("planned", actions.planned),
        ("overdue", actions.overdue),
        ("done", actions.done),
        ("worked", actions.worked),
        ("superseded", collated.superseded.len()),
        ("same", collated.duplicates.len()),
        ("conflicts", collated.conflicts.len()),
        ("other_briefings", collated.other_briefings.len()),
        ("unreadable", collated.unreadable.len()),
        ("beside", collated.ignored.len()),
    ];
    println!("{numbers:?}");
    let (heads, wanted): (Vec<&str>, Row) = numbers
        .iter()
        .map(|(name, it)| (*name, number(*it)))
        .unzip();
    same(&results, "totals", &heads, vec![wanted]);

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
    same(
        &results,
        "by_organisation",
        &[
            "key", "name", "returns", "planned", "overdue", "done", "worked",
        ],
        organisations.collect(),
    );

    let topics = totals.topics.iter();
    let topics = topics.map(|(topic, returns)| vec![topic.clone(), number(*returns)]);
    same(
        &results,
        "by_topic",
        &["topic", "returns"],
        topics.collect(),
    );

    let months = totals.months.iter().map(|((year, month), returns)| {
        vec![year.to_string(), month.to_string(), number(*returns)]
    });
    same(
        &results,
        "by_month",
        &["year", "month", "returns"],
        months.collect(),
    );

    same_lists(&results, collated);
    same_rows(&results, counting);
    let standings = counting.iter().flat_map(|filed| {
        filed.actions().iter().map(|action| {
            let row = &filed.record.actions[action.index];
            let standing = match row.standing(today) {
                Standing::Overdue => "overdue",
                Standing::Due => "due",
                Standing::Undated => "undated",
                Standing::Done => "done",
            };
            let has_worked = row.evidence_of(EvidenceKind::Worked).next().is_some();
            vec![
                filed.record.id.to_string(),
                row.id.to_string(),
                standing.to_owned(),
                has_worked.to_string(),
            ]
        })
    });
    same(
        &results,
        "actions",
        &["record", "action", "standing", "has_worked"],
        standings.collect(),
    );
}

/// What became of each file.
fn same_lists(results: &BTreeMap<&str, Vec<Value>>, collated: &Collation) {
    let pairs = |list: &[UncountedReturn]| -> Vec<String> {
        list.iter()
            .map(|pair| pair.uncounted.file.clone())
            .collect()
    };
    let files = |list: &[Arc<IndexedReturn>]| list.iter().map(|filed| filed.file.clone()).collect();
    let unreadable = collated.unreadable.iter().map(|it| it.file.clone());
    let lists: [(&str, Vec<String>); 7] = [
        ("counting", files(&collated.counted)),
        ("superseded", pairs(&collated.superseded)),
        ("same", pairs(&collated.duplicates)),
        ("conflict", pairs(&collated.conflicts)),
        ("other briefing", files(&collated.other_briefings)),
        ("unreadable", unreadable.collect()),
        ("beside", collated.ignored.clone()),
    ];
    let came_in = lists.into_iter().flat_map(|(list, files)| {
        let row = move |file| vec![file, list.to_owned()];
        files.into_iter().map(row)
    });
    same(results, "came_in", &["file", "list"], came_in.collect());
}

/// The rows against the sheets that the app gives to spreadsheets.
fn same_rows(results: &BTreeMap<&str, Vec<Value>>, counting: &[Arc<IndexedReturn>]) {
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
    // Blank rows are left out whatever the day.
    let shown = FilteredReturns::new(counting, Filter::default(), Date::BEFORE_ALL);
    for (sheet, (result, columns)) in sheets(&shown).into_iter().zip(columns) {
        let columns = [&head, columns].concat();
        assert_eq!(columns.len(), sheet.columns.len());
        let rows = sheet.rows.iter();
        let rows = rows.map(|row| row.iter().map(|cell| cell.text().into_owned()).collect());
        same(results, result, &columns, rows.collect());
    }
}

/// The rows are the same ones, in whatever order.
fn same(
    results: &BTreeMap<&str, Vec<Value>>,
    result: &str,
    columns: &[&str],
    mut wanted: Vec<Row>,
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
    wanted.sort();
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted, "{result}: {columns:?}, DuckDB's first");
    }
    assert_eq!(found.len(), wanted.len(), "rows of {result}");
}

fn today() -> Date {
    let mut numbers = TODAY
        .split('-')
        .map(|number| number.parse::<u16>().unwrap());
    let mut next = || numbers.next().unwrap();
    let (year, month, day) = (next(), next(), next());
    Date::new(year, month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
}

/// `DuckDB`, about to read every file in a folder and to write down what it makes of them.
fn duckdb(folder: &Path, out: &Path) -> Command {
    let mut python = Command::new(env::var_os("DUCKDB_PYTHON").unwrap_or("python3".into()));
    if let Some(packages) = env::var_os("DUCKDB_PACKAGES") {
        python.env("PYTHONPATH", packages);
    }
    python.args(["-c", IN_PYTHON]);
    python.arg(common::path("tests/queries/duckdb.sql"));
    python
        .arg(folder.join("*"))
        .args([BRIEFING, TODAY])
        .arg(out);
    python
}

/// What `DuckDB` makes of every file in a folder, by the names of the results.
fn in_duckdb(folder: &Path) -> BTreeMap<&'static str, Vec<Value>> {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let out = empty_folder(&format!("{name}-results"));
    let mut python = duckdb(folder, &out);
    assert!(python.status().unwrap().success(), "{python:?}");
    let names = [
        "totals",
        "by_organisation",
        "by_topic",
        "by_month",
        "counting",
        "learning_points",
        "actions",
        "evidence",
        "came_in",
    ];
    let read = |name| {
        let text = fs::read(out.join(format!("{name}.json"))).unwrap();
        (name, serde_json::from_slice(&text).unwrap())
    };
    names.into_iter().map(read).collect()
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("queries")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}
