//! The record file: golden files of version 1, bad files, and the published schema.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use std::{collections::BTreeSet, fs};

use common::{any_bytes, golden_records, path};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use seven_minute_briefing::{
    record::RecordId,
    record::file::{DecodeError, FORMAT, List, MAX_BYTES, VERSION, decode, encode},
};
use sha2::{Digest, Sha256};

/// Writes the golden files anew: `REWRITE_GOLDEN=1 cargo test --test format`. Only
/// for a file that is added; those that are there are promised to stay readable.
const REWRITE: &str = "REWRITE_GOLDEN";

#[test]
fn every_golden_file_opens_as_the_record_it_was() {
    for (name, record) in golden_records() {
        let file = path(&format!("tests/golden/v1/{name}.json"));
        if std::env::var_os(REWRITE).is_some() {
            fs::write(&file, encode(&record)).expect("the file is written");
        }
        let bytes = fs::read(&file).expect(name);
        assert_eq!(decode(&bytes).as_ref(), Ok(&record), "{name}");
    }
}

/// `tests/golden/v1.sha256` names every file of version 1 and what is in it. It only ever
/// grows; a version 2 has one of its own.
#[test]
fn no_golden_file_has_changed() {
    for version in 1..=VERSION {
        let manifest = path(&format!("tests/golden/v{version}.sha256"));
        let manifest = fs::read_to_string(manifest).expect("each version has a manifest");
        let mut named = BTreeSet::new();
        for line in manifest.lines() {
            let (hash, name) = line.split_once("  ").expect("a hash and a name");
            let bytes = fs::read(path(&format!("tests/golden/{name}"))).expect(name);
            let found = Sha256::digest(&bytes)
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
            assert_eq!(found, hash, "{name} has changed: old files open for good");
            named.insert(name.to_owned());
        }
        let there: BTreeSet<String> = fs::read_dir(path(&format!("tests/golden/v{version}")))
            .expect("golden files")
            .map(|file| file.expect("a file").file_name().display().to_string())
            .map(|name| format!("v{version}/{name}"))
            .collect();
        assert_eq!(there, named, "each golden file is in the manifest");
        assert!(named.len() >= 5, "a version has five files at least");
    }
}

/// The goldens, good and bad, and what the fuzzer ever found, on the whole way of a file.
#[test]
fn what_holds_for_any_bytes_holds_for_every_file_kept() {
    for folder in ["golden/v1", "golden/bad", "fuzz/cases"] {
        for file in fs::read_dir(path(&format!("tests/{folder}"))).expect(folder) {
            any_bytes::hold(&fs::read(file.expect("a file").path()).expect("its bytes"));
        }
    }
}

#[test]
fn a_golden_file_is_written_again_byte_for_byte() {
    for (name, bytes) in golden_files() {
        let record = decode(&bytes).expect(&name);
        assert!(encode(&record).as_bytes() == bytes, "{name}");
    }
}

#[test]
fn every_golden_file_has_a_record_to_compare_with() {
    let files: BTreeSet<String> = golden_files().into_iter().map(|(name, _)| name).collect();
    let records = golden_records().map(|(name, _)| format!("{name}.json"));
    assert_eq!(files, BTreeSet::from(records));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    for (name, bytes) in golden_files() {
        let marked = [&b"\xef\xbb\xbf"[..], &bytes].concat();
        assert_eq!(decode(&marked), decode(&bytes), "{name}");
    }
}

/// What the schema makes of a bad file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Schema {
    /// Cannot be asked: the file is not JSON, or not to this reader.
    NotJson,
    /// Turns it away.
    Rejects,
    /// Lets it through: the rule is one that a schema cannot express.
    CannotSee,
}

fn bad_files() -> Vec<(&'static str, DecodeError, Schema)> {
    use DecodeError as E;
    use Schema::{CannotSee, NotJson, Rejects};
    let not_json = |line, column| E::NotJson { line, column };
    let other = |format: Option<&str>| E::NotARecord {
        format: format.map(str::to_owned),
    };
    let wrong_type = |line, column| E::WrongType { line, column };
    let unknown = |name: &str| E::UnknownField { name: name.into() };
    let missing = |name: &str| E::MissingField { name: name.into() };
    let repeated = |name: &str| E::RepeatedField { name: name.into() };
    let value = |field, value: &str| E::BadValue {
        field,
        value: value.into(),
    };
    let time = |field, value: &str| E::BadTime {
        field,
        value: value.into(),
    };
    let same_id = |list, id| E::RepeatedId { list, id };
    let (first, list) = (List::Evidence { action: 1 }, List::LearningPoints);
    let too_new = E::TooNew {
        found: 2,
        supported: VERSION,
    };
    let bad_id = E::BadId {
        value: "{2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11}".into(),
    };
    let twice = E::RepeatedAbout {
        learning_point: 1,
        about: "finding-2".into(),
    };
    let briefing = Some("seven-minute-briefing/briefing");
    let offset = "2026-11-23T10:42:07+01:00";
    let no_such_day = "2026-02-30T10:02:11Z";
    vec![
        ("picture", E::NotText, NotJson),
        ("blank", E::Empty, NotJson),
        ("letter", not_json(1, 1), NotJson),
        ("comma-too-many", not_json(57, 1), NotJson),
        ("two-records", not_json(58, 1), NotJson),
        ("half-a-character", not_json(25, 37), NotJson),
        ("revision-huge", not_json(5, 19), NotJson),
        ("cut-short", E::Truncated, NotJson),
        ("list-of-records", other(None), Rejects),
        ("no-format", other(None), Rejects),
        ("format-not-text", other(None), Rejects),
        ("briefing", other(briefing), Rejects),
        ("too-new", too_new, Rejects),
        ("no-version", missing("version"), Rejects),
        ("version-0", value("version", "0"), Rejects),
        ("version-half", value("version", "1.5"), Rejects),
        ("version-text", value("version", "\"1\""), Rejects),
        ("unknown-field", unknown("a`, expected `b"), Rejects),
        ("unknown-field-in-evidence", unknown("link"), Rejects),
        ("missing-field", missing("actions"), Rejects),
        ("missing-date", missing("by_when_date"), Rejects),
        ("missing-evidence-date", missing("on_date"), Rejects),
        ("repeated-field", repeated("discussion"), CannotSee),
        ("repeated-header", repeated("version"), CannotSee),
        ("number-for-text", wrong_type(25, 22), Rejects),
        ("null-for-text", wrong_type(25, 24), Rejects),
        ("number-for-date", wrong_type(38, 30), Rejects),
        ("team-in-a-list", wrong_type(13, 10), Rejects),
        ("revision-too-high", wrong_type(5, 24), Rejects),
        ("id-not-a-uuid", bad_id, Rejects),
        ("time-with-offset", time("changed_at", offset), Rejects),
        (
            "time-not-in-the-calendar",
            time("created_at", no_such_day),
            CannotSee,
        ),
        ("status-unknown", value("status", "paused"), Rejects),
        ("status-as-an-object", wrong_type(41, 16), Rejects),
        ("kind-unknown", value("kind", "Done"), Rejects),
        ("row-0", E::ZeroId { list }, Rejects),
        ("repeated-row", same_id(List::Actions, 1), CannotSee),
        ("repeated-evidence", same_id(first, 5), CannotSee),
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
fn a_file_too_large_is_refused_unread() {
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
            name: "é".repeat(100)
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
fn dates_in_the_file_are_worked_out_anew() {
    let text = base().replacen(
        "\"by_when_date\": \"2027-03-01\"",
        "\"by_when_date\": \"soon\"",
        1,
    );
    assert_ne!(text, base());
    let record = decode(text.as_bytes()).expect("any text may stand there");
    assert_eq!(encode(&record), base());
}

#[test]
fn an_upper_case_id_is_the_same_id() {
    let id = "2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11";
    let text = base().replacen(id, &id.to_uppercase(), 1);
    let record = decode(text.as_bytes()).expect("a record");
    assert_eq!(Some(record.id), RecordId::parse(id));
}

#[test]
fn the_schema_takes_every_golden_file() {
    let schema = schema();
    for (name, bytes) in golden_files() {
        let value: Value = serde_json::from_slice(&bytes).expect(&name);
        if let Err(error) = schema.validate(&value) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn the_schema_turns_bad_files_away_as_far_as_it_can_see() {
    let schema = schema();
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

#[test]
fn every_field_in_the_schema_is_described() {
    fn walk(value: &Value, place: &str) {
        if let Some(Value::Object(fields)) = value.get("properties") {
            for (name, field) in fields {
                let described = field.get("description").or(field.get("$ref")).is_some();
                assert!(described || place.ends_with("date_parts"), "{place}/{name}");
                walk(field, &format!("{place}/{name}"));
            }
        }
        if let Some(items) = value.get("items") {
            walk(items, place);
        }
        if let Some(Value::Object(defs)) = value.get("$defs") {
            for (name, def) in defs {
                walk(def, name);
            }
        }
    }
    walk(&schema_text(), "");
}

proptest! {
    #![proptest_config(common::cases(64))]

    #[test]
    fn the_schema_takes_every_record(record in common::record()) {
        let value: Value = serde_json::from_str(&encode(&record)).unwrap();
        prop_assert!(schema().is_valid(&value));
    }
}

fn golden_files() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(path("tests/golden/v1")).expect("the folder");
    let files: Vec<_> = files
        .map(|file| {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .collect();
    assert!(files.len() >= 5, "the golden files are missing");
    files
}

/// A small good file, of which each bad one is a variation.
fn base() -> String {
    let text = fs::read_to_string(path("tests/golden/base.json")).expect("base.json");
    assert_eq!(encode(&decode(text.as_bytes()).expect("a record")), text);
    text
}

fn schema_text() -> Value {
    let text = fs::read(path("public/schema/record-v1.schema.json")).expect("the schema");
    serde_json::from_slice(&text).expect("JSON")
}

fn schema() -> Validator {
    jsonschema::validator_for(&schema_text()).expect("a schema")
}
