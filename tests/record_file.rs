//! The record file: golden files of version 1, and the published schema. `bad_record_files.rs` has
//! files that are not records.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;

use common::record_files::{base, record_schema, record_schema_text};
use common::{any_bytes, golden_records, path};
use proptest::prelude::*;
use serde_json::Value;
use seven_minute_briefing::record::RecordId;
use seven_minute_briefing::record::file::{decode, encode, encode_line};

/// An environment variable that makes the tests write golden files that do not exist yet:
/// `WRITE_GOLDEN=1 cargo test --test record_file`. Golden files that exist never change.
const WRITE: &str = "WRITE_GOLDEN";

#[test]
fn every_golden_file_opens_as_the_record_it_was() {
    for (name, record) in golden_records() {
        let file = path(&format!("tests/golden/v1/{name}.json"));
        if std::env::var_os(WRITE).is_some()
            && let Ok(mut new) = fs::File::create_new(&file)
        {
            new.write_all(encode(&record).as_bytes()).expect(name);
        }
        let bytes = fs::read(&file).expect(name);
        assert_eq!(decode(&bytes).as_ref(), Ok(&record), "{name}");
    }
}

/// Golden files, bad files, and inputs that the fuzzer once failed on.
#[test]
fn what_holds_for_any_bytes_holds_for_every_file_in_the_repository() {
    for folder in ["golden/v1", "golden/bad", "fuzz/cases", "fuzz/seeds"] {
        for file in fs::read_dir(path(&format!("tests/{folder}"))).expect(folder) {
            let bytes = fs::read(file.expect("a file").path()).expect("its bytes");
            any_bytes::hold(&bytes);
            any_bytes::hold_as_import(&bytes);
            any_bytes::hold_as_briefing(&bytes);
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
fn a_byte_order_mark_is_skipped() {
    for (name, bytes) in golden_files() {
        let marked = [&b"\xef\xbb\xbf"[..], &bytes].concat();
        assert_eq!(decode(&marked), decode(&bytes), "{name}");
    }
}

#[test]
fn a_record_in_one_line_is_the_same_record() {
    for (name, bytes) in golden_files() {
        let record = decode(&bytes).expect(&name);
        let line = encode_line(&record);
        assert!(!line.contains('\n'), "{name}");
        assert_eq!(decode(line.as_bytes()), Ok(record), "{name}");
    }
}

#[test]
fn iso_dates_are_derived_from_the_dates_as_typed() {
    let text = base().replacen(
        "\"by_when_date\": \"2027-03-01\"",
        "\"by_when_date\": \"soon\"",
        1,
    );
    assert_ne!(text, base());
    let record = decode(text.as_bytes()).expect("any text is allowed there");
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
fn every_golden_file_matches_the_schema() {
    let schema = record_schema();
    for (name, bytes) in golden_files() {
        let value: Value = serde_json::from_slice(&bytes).expect(&name);
        if let Err(error) = schema.validate(&value) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
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
    walk(&record_schema_text(), "");
}

proptest! {
    #![proptest_config(common::cases(64))]

    #[test]
    fn every_record_matches_the_schema(record in common::record()) {
        let value: Value = serde_json::from_str(&encode(&record)).unwrap();
        prop_assert!(record_schema().is_valid(&value));
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
