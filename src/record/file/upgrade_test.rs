//! A trial of the first upgrade, with a version 2 that does not exist.
//!
//! In it, an action has several people, and the team records when it met. The tests show that a new
//! version needs no change to `v1`, that files of version 1 open as before, and that each version
//! accepts its own fields only.

use std::fs;

use serde::Deserialize;

use super::{DecodeError, decode, decode_with, parse, strict, v1};
use crate::record::Record;

const VERSION: u64 = 2;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u64,
    id: String,
    revision: u32,
    created_at: String,
    changed_at: String,
    #[serde(deserialize_with = "strict::object")]
    met_on: v1::DateParts,
    #[serde(deserialize_with = "strict::object")]
    briefing: v1::Briefing,
    #[serde(deserialize_with = "strict::object")]
    team: v1::Team,
    #[serde(deserialize_with = "strict::objects")]
    learning_points: Vec<v1::LearningPoint>,
    #[serde(deserialize_with = "strict::objects")]
    actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    id: u32,
    what: String,
    people: Vec<String>,
    #[serde(deserialize_with = "strict::object")]
    by_when: v1::DateParts,
    #[serde(deserialize_with = "Option::deserialize")]
    by_when_date: Option<String>,
    how_done: String,
    how_worked: String,
    #[serde(deserialize_with = "strict::word")]
    status: v1::Status,
    #[serde(deserialize_with = "strict::objects")]
    evidence: Vec<v1::Evidence>,
}

impl From<v1::File> for File {
    fn from(file: v1::File) -> Self {
        Self {
            format: file.format,
            version: VERSION,
            id: file.id,
            revision: file.revision,
            created_at: file.created_at,
            changed_at: file.changed_at,
            met_on: v1::DateParts {
                day: String::new(),
                month: String::new(),
                year: String::new(),
            },
            briefing: file.briefing,
            team: file.team,
            learning_points: file.learning_points,
            actions: file.actions.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::Action> for Action {
    fn from(action: v1::Action) -> Self {
        Self {
            id: action.id,
            what: action.what,
            people: vec![action.who],
            by_when: action.by_when,
            by_when_date: action.by_when_date,
            how_done: action.how_done,
            how_worked: action.how_worked,
            status: action.status,
            evidence: action.evidence,
        }
    }
}

impl TryFrom<File> for Record {
    type Error = DecodeError;

    /// With a real version 2, [`Record`] would have fields for several people and the meeting. Here
    /// they go into existing texts.
    fn try_from(file: File) -> Result<Self, DecodeError> {
        let v1::DateParts { day, month, year } = file.met_on;
        let mut record = Self::try_from(v1::File {
            format: file.format,
            version: file.version,
            id: file.id,
            revision: file.revision,
            created_at: file.created_at,
            changed_at: file.changed_at,
            briefing: file.briefing,
            team: file.team,
            learning_points: file.learning_points,
            actions: file.actions.into_iter().map(Into::into).collect(),
        })?;
        if !day.is_empty() {
            let manager = &record.team.manager;
            record.team.manager = format!("{manager} (met {day}.{month}.{year})");
        }
        Ok(record)
    }
}

impl From<Action> for v1::Action {
    fn from(action: Action) -> Self {
        Self {
            id: action.id,
            what: action.what,
            who: action.people.join(", "),
            by_when: action.by_when,
            by_when_date: action.by_when_date,
            how_done: action.how_done,
            how_worked: action.how_worked,
            status: action.status,
            evidence: action.evidence,
        }
    }
}

/// [`super::read`] with one more arm.
fn read(text: &str, version: u64) -> Result<Record, DecodeError> {
    match version {
        v1::VERSION => File::from(parse::<v1::File>(text)?).try_into(),
        VERSION => parse::<File>(text)?.try_into(),
        found => Err(DecodeError::TooNew {
            found,
            supported: VERSION,
        }),
    }
}

const FILE: &str = r#"{
  "format": "seven-minute-briefing/record", "version": 2,
  "id": "2f1c6b1e-6a0e-4b8e-9a53-0a4c1f7f3d11", "revision": 3,
  "created_at": "2026-11-23T10:02:11Z", "changed_at": "2026-11-23T10:42:07Z",
  "met_on": { "day": "1", "month": "12", "year": "2026" },
  "briefing": { "id": "b", "title": "t", "partnership": "p" },
  "team": { "organisation": "", "manager": "Sam", "section_and_team": "", "contact_details": "" },
  "learning_points": [],
  "actions": [ {
    "id": 1, "what": "Walk the floor", "people": ["Sam", "Alex"],
    "by_when": { "day": "", "month": "", "year": "" }, "by_when_date": null,
    "how_done": "", "how_worked": "", "status": "not_started", "evidence": []
  } ]
}"#;

#[test]
fn every_file_of_version_1_opens_as_before() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let mut files = 0;
    for file in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let record = decode(&bytes).unwrap();
        assert_eq!(decode_with(&bytes, read), Ok(record));
        files += 1;
    }
    assert!(files >= 5);
}

#[test]
fn a_file_of_version_2_opens_and_is_too_new_for_version_1() {
    let record = decode_with(FILE.as_bytes(), read).unwrap();
    assert_eq!(record.actions[0].who, "Sam, Alex");
    assert_eq!(record.team.manager, "Sam (met 1.12.2026)");
    let too_new = |found, supported| Err(DecodeError::TooNew { found, supported });
    assert_eq!(decode(FILE.as_bytes()), too_new(2, 1));
    let later = FILE.replace("\"version\": 2", "\"version\": 3");
    assert_eq!(decode_with(later.as_bytes(), read), too_new(3, 2));
}

#[test]
fn each_version_accepts_its_own_fields_only() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let first = fs::read_to_string(format!("{folder}/empty.json")).unwrap();
    let as_second = first.replace("\"version\": 1", "\"version\": 2");
    let error = decode_with(as_second.as_bytes(), read).unwrap_err();
    let unknown = DecodeError::UnknownField {
        name: "who".to_owned(),
        within: "actions[0]".to_owned(),
    };
    assert_eq!(error, unknown);
    let as_first = FILE.replace("\"version\": 2", "\"version\": 1");
    let error = decode_with(as_first.as_bytes(), read).unwrap_err();
    let unknown = DecodeError::UnknownField {
        name: "met_on".to_owned(),
        within: String::new(),
    };
    assert_eq!(error, unknown);
}

/// The conversion to a record checks ids and times, so each version shares the checks.
#[test]
fn the_checks_of_version_1_find_a_wrong_id_in_version_2() {
    let no_id = FILE.replace("2f1c6b1e", "xxxxxxxx");
    let error = decode_with(no_id.as_bytes(), read).unwrap_err();
    assert!(matches!(error, DecodeError::BadId { .. }), "{error:?}");
}
