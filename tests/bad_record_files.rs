//! Files that are not records: what is wrong with each, and the message about it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::path;
use common::record_files::{base, record_schema};
use serde_json::{Value, json};
use seven_minute_briefing::record::file::{
    DecodeError, FORMAT, List, MAX_BYTES, MAX_ROWS_READ, MAX_TOPICS_READ, VERSION, decode, encode,
};
use seven_minute_briefing::record::{
    ActionItem, Evidence, EvidenceKind, LearningPoint, MAX_ROWS, Record, RowKind, merge,
};
use seven_minute_briefing::words;

/// What the schema makes of a bad file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Schema {
    /// Does not apply, since the file is not JSON.
    NotJson,
    /// Rejects it.
    Rejects,
    /// Accepts it: a schema cannot express the rule.
    CannotSee,
}

fn not_json(line: usize, column: usize) -> DecodeError {
    DecodeError::NotJson { line, column }
}

fn other_format(format: Option<&str>) -> DecodeError {
    DecodeError::NotARecord {
        format: format.map(str::to_owned),
    }
}

fn wrong_type(path: &str, line: usize, column: usize) -> DecodeError {
    DecodeError::WrongType {
        path: path.to_owned(),
        line,
        column,
    }
}

fn unknown(within: &str, name: &str) -> DecodeError {
    DecodeError::UnknownField {
        name: name.to_owned(),
        within: within.to_owned(),
    }
}

fn missing(within: &str, name: &str) -> DecodeError {
    DecodeError::MissingField {
        name: name.to_owned(),
        within: within.to_owned(),
    }
}

fn repeated(within: &str, name: &str) -> DecodeError {
    DecodeError::RepeatedField {
        name: name.to_owned(),
        within: within.to_owned(),
    }
}

fn bad_value(path: &str, value: &str) -> DecodeError {
    DecodeError::BadValue {
        path: path.to_owned(),
        value: value.to_owned(),
    }
}

fn bad_time(path: &str, value: &str) -> DecodeError {
    DecodeError::BadTime {
        path: path.to_owned(),
        value: value.to_owned(),
    }
}

/// Each file of `tests/golden/bad`, without `.json`: what is wrong with it, and what the schema makes
/// of it.
fn bad_files() -> Vec<(&'static str, DecodeError, Schema)> {
    let mut files = files_of_another_shape();
    files.extend(files_with_bad_values());
    files
}

fn files_of_another_shape() -> Vec<(&'static str, DecodeError, Schema)> {
    use DecodeError as E;
    use Schema::{CannotSee, NotJson, Rejects};
    let too_new = E::TooNew {
        found: 2,
        supported: VERSION,
    };
    let briefing = Some("seven-minute-briefing/briefing");
    vec![
        ("picture", E::NotText, NotJson),
        ("blank", E::Empty, NotJson),
        ("letter", not_json(1, 1), NotJson),
        ("comma-too-many", not_json(57, 1), NotJson),
        ("two-records", not_json(58, 1), NotJson),
        ("half-a-character", not_json(25, 37), NotJson),
        ("revision-huge", not_json(5, 19), NotJson),
        ("cut-short", E::Truncated, NotJson),
        ("list-of-records", other_format(None), Rejects),
        ("no-format", other_format(None), Rejects),
        ("format-not-text", other_format(None), Rejects),
        ("briefing", other_format(briefing), Rejects),
        ("too-new", too_new, Rejects),
        ("no-version", missing("", "version"), Rejects),
        ("version-0", bad_value("version", "0"), Rejects),
        ("version-half", bad_value("version", "1.5"), Rejects),
        ("version-text", bad_value("version", "\"1\""), Rejects),
        ("unknown-field", unknown("", "a`, expected `b"), Rejects),
        (
            "unknown-field-in-evidence",
            unknown("actions[0].evidence[0]", "link"),
            Rejects,
        ),
        ("missing-field", missing("", "actions"), Rejects),
        (
            "missing-date",
            missing("actions[0]", "by_when_date"),
            Rejects,
        ),
        (
            "missing-evidence-date",
            missing("actions[0].evidence[0]", "on_date"),
            Rejects,
        ),
        (
            "repeated-field",
            repeated("learning_points[0]", "discussion"),
            CannotSee,
        ),
        ("repeated-header", repeated("", "version"), CannotSee),
        (
            "number-for-text",
            wrong_type("learning_points[0].discussion", 25, 22),
            Rejects,
        ),
        (
            "null-for-text",
            wrong_type("learning_points[0].discussion", 25, 24),
            Rejects,
        ),
        (
            "number-for-date",
            wrong_type("actions[0].by_when_date", 38, 30),
            Rejects,
        ),
        ("team-in-a-list", wrong_type("team", 13, 10), Rejects),
        ("revision-too-high", wrong_type("revision", 5, 24), Rejects),
    ]
}

fn files_with_bad_values() -> Vec<(&'static str, DecodeError, Schema)> {
    use DecodeError as E;
    use Schema::{CannotSee, Rejects};
    let bad_id = E::BadId {
        value: "{2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11}".into(),
    };
    let learning_points = List::LearningPoints;
    let evidence = List::Evidence { action: 1 };
    let repeated_id = |list, id| E::RepeatedId { list, id };
    let twice = E::RepeatedAbout {
        learning_point: 1,
        about: "finding-2".into(),
    };
    let offset = "2026-11-23T10:42:07+01:00";
    let no_such_day = "2026-02-30T10:02:11Z";
    vec![
        ("id-not-a-uuid", bad_id, Rejects),
        ("time-with-offset", bad_time("changed_at", offset), Rejects),
        (
            "time-not-in-the-calendar",
            bad_time("created_at", no_such_day),
            CannotSee,
        ),
        (
            "status-unknown",
            bad_value("actions[0].status", "paused"),
            Rejects,
        ),
        (
            "status-as-an-object",
            wrong_type("actions[0].status", 41, 16),
            Rejects,
        ),
        (
            "kind-unknown",
            bad_value("actions[0].evidence[0].kind", "Done"),
            Rejects,
        ),
        (
            "row-0",
            E::ZeroId {
                list: learning_points,
            },
            Rejects,
        ),
        ("repeated-row", repeated_id(List::Actions, 1), CannotSee),
        ("repeated-evidence", repeated_id(evidence, 5), CannotSee),
        ("about-twice", twice, Rejects),
    ]
}

#[test]
fn every_bad_file_says_what_is_wrong_with_it() {
    for (name, error, _) in bad_files() {
        let bytes = fs::read(path(&format!("tests/golden/bad/{name}.json"))).expect(name);
        assert_eq!(decode(&bytes), Err(error), "{name}");
    }
}

#[test]
fn every_bad_file_gets_a_message_that_says_what_to_do() {
    let mut sentences: BTreeMap<String, DecodeError> = BTreeMap::new();
    for (name, error, _) in bad_files() {
        let sentence = words::decode_error(&error);
        let advice = ["Ask for", "Choose the", "Download it again", "Open it with"];
        let advises = advice.iter().any(|start| sentence.contains(start));
        assert!(advises, "{name}: {sentence}");
        // Every file that is no record at all gets the same message, and so does every text that is no
        // JSON.
        let error = match error {
            DecodeError::NotARecord { .. } => DecodeError::NotARecord { format: None },
            DecodeError::NotJson { .. } => DecodeError::NotJson { line: 1, column: 1 },
            error => error,
        };
        let other = sentences.entry(sentence).or_insert_with(|| error.clone());
        assert_eq!(*other, error, "{name} shares its message");
    }
}

#[test]
fn a_message_about_a_bad_file_names_the_place() {
    let sentence = |name: &str| {
        let bytes = fs::read(path(&format!("tests/golden/bad/{name}.json"))).expect(name);
        words::decode_error(&decode(&bytes).unwrap_err())
    };
    for (name, place) in [
        (
            "unknown-field-in-evidence",
            "“link” in “actions[0].evidence[0]”",
        ),
        ("missing-date", "“by_when_date” in “actions[0]”"),
        (
            "repeated-field",
            "“discussion” twice in “learning_points[0]”",
        ),
        (
            "number-for-text",
            "line 25, character 22 in “learning_points[0].discussion”",
        ),
        ("status-unknown", "“paused” as “actions[0].status”"),
        ("missing-field", "missing: “actions”."),
    ] {
        let sentence = sentence(name);
        assert!(sentence.contains(place), "{name}: {sentence}");
    }
}

/// `DecodeError` is made from serde's messages, and messages quote values from the file.
#[test]
fn a_value_cannot_pass_for_an_error_message() {
    for value in [
        "x`, expected `y",
        "`, expected ",
        "missing field `id`",
        "unknown variant `a`, expected `b` at line 1 column 2",
    ] {
        let json = serde_json::to_string(value).unwrap();
        let text = base().replacen("\"in_progress\"", &json, 1);
        let expected = DecodeError::BadValue {
            path: "actions[0].status".to_owned(),
            value: value.to_owned(),
        };
        assert_eq!(decode(text.as_bytes()), Err(expected));
        let text = base().replacen("\"revision\": 14", &format!("\"revision\": {json}"), 1);
        let error = decode(text.as_bytes()).unwrap_err();
        assert!(matches!(error, DecodeError::WrongType { .. }), "{error:?}");
        let text = base().replacen("\"status\"", &format!("{json}: 1, \"status\""), 1);
        let expected = DecodeError::UnknownField {
            name: value.to_owned(),
            within: "actions[0]".to_owned(),
        };
        assert_eq!(decode(text.as_bytes()), Err(expected));
    }
}

/// Derived `Deserialize` implementations alone would accept both.
#[test]
fn a_list_is_not_read_as_an_object_nor_an_object_as_a_word() {
    let record: Value = serde_json::from_str(&base()).unwrap();
    for (pointer, place) in [
        ("/briefing", "briefing"),
        ("/team", "team"),
        ("/learning_points/0", "learning_points[0]"),
        ("/actions/0", "actions[0]"),
        ("/actions/0/by_when", "actions[0].by_when"),
        ("/actions/0/evidence/0", "actions[0].evidence[0]"),
        ("/actions/0/evidence/0/on", "actions[0].evidence[0].on"),
        ("/actions/0/status", "actions[0].status"),
        ("/actions/0/evidence/0/kind", "actions[0].evidence[0].kind"),
    ] {
        let mut changed = record.clone();
        let value = changed.pointer_mut(pointer).expect(pointer);
        *value = match &*value {
            Value::Object(fields) => fields.values().cloned().collect(),
            word => json!({ word.as_str().expect(pointer): null }),
        };
        match decode(changed.to_string().as_bytes()) {
            Err(DecodeError::WrongType { path, .. }) => assert_eq!(path, place),
            other => panic!("{pointer}: {other:?}"),
        }
    }
}

#[test]
fn every_bad_file_is_in_the_table() {
    let files = fs::read_dir(path("tests/golden/bad")).expect("the folder");
    let files: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let table = bad_files()
        .into_iter()
        .map(|(name, ..)| format!("{name}.json"));
    assert_eq!(files, table.collect());
}

#[test]
fn a_file_that_is_too_large_is_rejected_unread() {
    let bytes = vec![b' '; MAX_BYTES + 1];
    assert_eq!(
        decode(&bytes),
        Err(DecodeError::TooLarge {
            bytes: MAX_BYTES + 1
        })
    );
    assert_eq!(decode(&bytes[1..]), Err(DecodeError::Empty));
    let bytes = vec![b'['; 60_000_000];
    assert_eq!(
        decode(&bytes),
        Err(DecodeError::TooLarge { bytes: 60_000_000 })
    );
}

/// A record with that many rows of a kind and, of the other kinds, one or none.
fn with_rows(kind: RowKind, count: usize) -> Record {
    let mut record = decode(base().as_bytes()).expect("a record");
    let ids = 1..=u32::try_from(count).expect("a number of rows");
    match kind {
        RowKind::LearningPoint => record.learning_points = ids.map(LearningPoint::new).collect(),
        RowKind::Action => record.actions = ids.map(ActionItem::new).collect(),
        RowKind::Evidence => {
            // In two actions, because all entries together count.
            record.actions = vec![ActionItem::new(1), ActionItem::new(2)];
            for id in ids {
                let index = usize::from(id % 2 == 0);
                let entry = Evidence::new(id, EvidenceKind::Done, None);
                record.actions[index].evidence.push(entry);
            }
        }
    }
    record
}

#[test]
fn a_file_has_up_to_so_many_rows_of_each_kind() {
    for kind in RowKind::ALL {
        let most = with_rows(kind, MAX_ROWS_READ);
        assert_eq!(decode(encode(&most).as_bytes()).as_ref(), Ok(&most));
        let found = MAX_ROWS_READ + 1;
        assert_eq!(
            decode(encode(&with_rows(kind, found)).as_bytes()),
            Err(DecodeError::TooManyRows { kind, found })
        );
    }
    let with_topics = |count: usize| {
        let mut record = with_rows(RowKind::LearningPoint, 2);
        record.learning_points[1].about = (0..count).map(|topic| format!("t-{topic}")).collect();
        decode(encode(&record).as_bytes()).map(|record| record.learning_points[1].about.len())
    };
    assert_eq!(with_topics(MAX_TOPICS_READ), Ok(MAX_TOPICS_READ));
    let found = MAX_TOPICS_READ + 1;
    assert_eq!(
        with_topics(found),
        Err(DecodeError::TooManyTopics { found })
    );
}

/// Whatever can be added on the pages, in two tabs that are merged afterwards, can be read again.
#[test]
fn a_record_that_reached_the_limit_in_two_tabs_can_be_read() {
    const { assert!(MAX_ROWS_READ >= 2 * MAX_ROWS) };
    let base = with_rows(RowKind::Action, 1);
    let added_by = |ids: std::ops::RangeInclusive<u32>| {
        let mut record = base.clone();
        record.actions.extend(ids.map(ActionItem::new));
        assert!(!RowKind::Action.has_room(&record));
        record
    };
    let most = u32::try_from(MAX_ROWS).expect("a number of rows");
    let merged = merge(
        &base,
        &added_by(2..=most),
        &added_by(most + 1..=2 * most - 1),
    )
    .record;
    assert_eq!(merged.actions.len(), 2 * MAX_ROWS - 1);
    assert_eq!(decode(encode(&merged).as_bytes()), Ok(merged));
}

#[test]
fn the_message_about_too_many_rows_says_how_many_and_what_to_do() {
    let message = |kind| {
        words::decode_error(&DecodeError::TooManyRows {
            kind,
            found: 20_000,
        })
    };
    assert_eq!(
        message(RowKind::LearningPoint),
        "The file has 20,000 learning points. This page can open up to 10,000. Check that you chose the right file. If it is the right one, ask for the answers in several smaller returns."
    );
    assert!(message(RowKind::Evidence).starts_with("The file has 20,000 entries of evidence."));
}

#[test]
fn deep_nesting_is_an_error_wherever_it_is() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(
        decode(deep.as_bytes()),
        Err(DecodeError::NotARecord { format: None })
    );
    for (place, nested) in [
        ("\"revision\": 14", format!("\"revision\": {deep}")),
        ("\"revision\": 14", format!("\"extra\": {deep}")),
        ("\"version\": 1", format!("\"version\": {deep}")),
        (
            &format!("\"format\": \"{FORMAT}\""),
            format!("\"format\": {deep}"),
        ),
    ] {
        let text = base().replacen(place, &nested, 1);
        assert_ne!(text, base());
        assert!(decode(text.as_bytes()).is_err(), "{place}");
    }
    assert!(decode("[".repeat(MAX_BYTES).as_bytes()).is_err());
    assert!(decode("{\"a\":".repeat(MAX_BYTES / 5).as_bytes()).is_err());
}

#[test]
fn text_from_a_file_is_cut_before_it_is_put_into_an_error() {
    let long = "é".repeat(100_000);
    let text = base().replacen("\"revision\"", &format!("\"{long}\""), 1);
    assert_eq!(
        decode(text.as_bytes()),
        Err(DecodeError::UnknownField {
            name: "é".repeat(100),
            within: String::new(),
        })
    );
}

#[test]
fn a_newer_file_is_too_new_whatever_its_fields_are() {
    for version in ["2", "18446744073709551615"] {
        let text = format!(
            r#"{{"actions": {{"\ud800": [1e999]}}, "version": {version}, "format": "{FORMAT}"}}"#
        );
        let error = decode(text.as_bytes()).expect_err("too new");
        assert!(matches!(error, DecodeError::TooNew { .. }), "{error:?}");
    }
}

#[test]
fn the_schema_rejects_bad_files_as_far_as_it_can() {
    let schema = record_schema();
    for (name, _, expected) in bad_files() {
        let bytes = fs::read(path(&format!("tests/golden/bad/{name}.json"))).expect(name);
        let found = match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) if schema.is_valid(&value) => Schema::CannotSee,
            Ok(_) => Schema::Rejects,
            Err(_) => Schema::NotJson,
        };
        assert_eq!(found, expected, "{name}");
    }
}
