//! A record file to change in tests, and the published schema.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;
use seven_minute_briefing::record::file::{decode, encode};

use super::path;

/// A small valid file. Each bad file is a variation of it.
pub fn base() -> String {
    let text = fs::read_to_string(path("tests/golden/base.json")).expect("base.json");
    assert_eq!(encode(&decode(text.as_bytes()).expect("a record")), text);
    text
}

/// The published schema of a record file, as JSON.
pub fn record_schema_text() -> Value {
    let text = fs::read(path("public/schema/record-v1.schema.json")).expect("the schema");
    serde_json::from_slice(&text).expect("JSON")
}

/// The published schema of a record file.
pub fn record_schema() -> Validator {
    jsonschema::validator_for(&record_schema_text()).expect("a schema")
}
