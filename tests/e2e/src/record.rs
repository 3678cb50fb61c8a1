//! Sample records as JSON. Independent of the app's own code, so that the two cannot have the same mistake.

use serde_json::{Value, json};

/// The id of the sample records.
pub const ID: &str = "2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11";
/// The key under which the app stores a record with that id.
pub const KEY: &str = "7mb/record/2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11";

/// The briefing, from its source file.
pub fn briefing() -> Value {
    serde_json::from_str(include_str!(
        "../../../src/briefing/tscp-case-reviews-2017-2020.json"
    ))
    .unwrap()
}

/// A small complete record of a made-up team.
pub fn small() -> Value {
    json!({
        "format": "seven-minute-briefing/record",
        "version": 1,
        "id": ID,
        "revision": 14,
        "created_at": "2026-11-23T10:02:11Z",
        "changed_at": "2026-11-23T10:42:07Z",
        "briefing": {
            "id": "tscp-case-reviews-2017-2020",
            "title": "Case Reviews 2017-2020",
            "partnership": "Tameside Safeguarding Children Partnership"
        },
        "team": {
            "organisation": "Northbank School",
            "manager": "A. Manager",
            "section_and_team": "Pastoral team",
            "contact_details": "office@northbank.example"
        },
        "learning_points": [
            {
                "id": 1,
                "about": ["recommendation-1", "finding-2"],
                "discussion": "We rarely ring other agencies back."
            }
        ],
        "actions": [action(1, "Ring back within a day")]
    })
}

/// The small record, made for a briefing that this page does not have.
pub fn for_another_briefing() -> Value {
    let mut record = small();
    record["briefing"] = json!({
        "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
    });
    record
}

/// The text of the small record, damaged so that it cannot be read.
pub fn unreadable_text() -> String {
    file_text(&small()).replace("\"actions\"", "\"act")
}

/// An action with every answer filled in.
pub fn action(id: u32, what: &str) -> Value {
    json!({
        "id": id,
        "what": what,
        "who": "Pastoral lead",
        "by_when": { "day": "27", "month": "3", "year": "2091" },
        "by_when_date": "2091-03-27",
        "how_done": "The log shows it",
        "how_worked": "Fewer repeat concerns",
        "status": "not_started",
        "evidence": []
    })
}

/// A record with text of every kind in its fields: long, foreign, quoted and multi-line text, half a date,
/// and a topic that the briefing does not have.
pub fn awkward() -> Value {
    let mut record = small();
    record["team"]["organisation"] = json!("  Ysgol y Môr & “Söhne” <b>Ltd</b>  ");
    record["team"]["manager"] = json!("Zoë O’Néill-Łukasz 👩🏽‍🏫");
    record["team"]["contact_details"] = json!("</script><!-- \"quoted\" 'too' \\n ${x} {{y}}");
    record["learning_points"] = json!([
        {
            "id": 7,
            "about": ["finding-4", "something-else"],
            "discussion": "first line\n\n  third line, indented\nمرحبا بالعالم\t(tab)"
        },
        { "id": 2, "about": [], "discussion": "x".repeat(100_000) }
    ]);
    let mut half_a_date = action(9, "");
    half_a_date["by_when"] = json!({ "day": "31", "month": "feb", "year": "" });
    half_a_date["by_when_date"] = Value::Null;
    half_a_date["status"] = json!("in_progress");
    half_a_date["evidence"] = json!([
        {
            "id": 1,
            "kind": "worked",
            "on": { "day": "1", "month": "2", "year": "2091" },
            "on_date": "2091-02-01",
            "text": "Windows line\r\nbreaks stay as they are"
        }
    ]);
    record["actions"] = json!([half_a_date, action(3, "一二三")]);
    record
}

/// A record as the text of a file.
pub fn file_text(record: &Value) -> String {
    serde_json::to_string_pretty(record).unwrap()
}

/// A record without the fields that the app fills in by itself.
pub fn answers(record: &Value) -> Value {
    let mut answers = record.clone();
    for automatic in ["id", "revision", "created_at", "changed_at"] {
        answers.as_object_mut().unwrap().remove(automatic);
    }
    answers
}

#[track_caller]
pub fn parse_json(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value) => value,
        Err(why) => panic!("not JSON ({why}): {}", crate::user::excerpt(text, 300)),
    }
}

/// Reads a record that the app wrote, and checks it against the published schema.
#[track_caller]
pub fn parse(text: &str) -> Value {
    let schema = include_str!("../../../public/schema/record-v1.schema.json");
    let schema = jsonschema::validator_for(&parse_json(schema)).expect("a schema");
    let record = parse_json(text);
    let faults: Vec<String> = schema
        .iter_errors(&record)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "not as the schema says: {faults:?}");
    record
}
