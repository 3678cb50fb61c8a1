//! A version 2 that there is not: what the first real one takes, tried out. Here an
//! action is done by several people, and the team says when it met.

use std::fs;

use super::{DecodeError, decode, decode_by, v1};
use crate::{
    json::{Json, Text},
    record::Record,
};

const VERSION: u64 = 2;

/// Only what has changed is new; the rest is that of version 1.
#[derive(Debug)]
struct File {
    met_on: v1::DateParts,
    whole: v1::File,
    /// Who does each action, in the order of the actions.
    people: Vec<Vec<String>>,
}

impl File {
    fn read(json: Json<'_, '_>) -> Self {
        let [
            _,
            _,
            id,
            revision,
            created_at,
            changed_at,
            met_on,
            briefing,
            team,
            points,
            actions,
        ] = json.fields([
            "format",
            "version",
            "id",
            "revision",
            "created_at",
            "changed_at",
            "met_on",
            "briefing",
            "team",
            "learning_points",
            "actions",
        ]);
        let (actions, people) = actions.list(read_action).into_iter().unzip();
        Self {
            met_on: v1::DateParts::read(met_on),
            whole: v1::File {
                id: id.text(),
                revision: revision.number(),
                created_at: created_at.text(),
                changed_at: changed_at.text(),
                briefing: v1::Briefing::read(briefing),
                team: v1::Team::read(team),
                learning_points: points.list(v1::LearningPoint::read),
                actions,
            },
            people,
        }
    }
}

fn no_date() -> v1::DateParts {
    v1::DateParts {
        day: String::new(),
        month: String::new(),
        year: String::new(),
    }
}

fn read_action(json: Json<'_, '_>) -> (v1::Action, Vec<String>) {
    let [id, what, people] = json.fields(["id", "what", "people"]);
    let action = v1::Action {
        id: id.number(),
        what: what.text(),
        who: String::new(),
        by_when: no_date(),
        how_done: String::new(),
        how_worked: String::new(),
        status: "not_started".to_owned(),
        evidence: Vec::new(),
    };
    (action, people.list(Json::text))
}

impl From<v1::File> for File {
    fn from(whole: v1::File) -> Self {
        Self {
            met_on: no_date(),
            people: (whole.actions.iter())
                .map(|action| vec![action.who.clone()])
                .collect(),
            whole,
        }
    }
}

impl TryFrom<File> for Record {
    type Error = DecodeError;

    fn try_from(file: File) -> Result<Self, DecodeError> {
        let mut record = Self::try_from(file.whole)?;
        for (action, people) in record.actions.iter_mut().zip(file.people) {
            action.who = people.join(", ");
        }
        // The domain of today has no place for it; that of a version 2 would.
        let v1::DateParts { day, month, year } = file.met_on;
        if !day.is_empty() {
            let manager = &record.team.manager;
            record.team.manager = format!("{manager} (met {day}.{month}.{year})");
        }
        Ok(record)
    }
}

/// `super::read` with one more arm.
fn read(text: &Text<'_>, version: u64) -> Result<Record, DecodeError> {
    match version {
        v1::VERSION => File::from(text.read(v1::File::read)?).try_into(),
        VERSION => text.read(File::read)?.try_into(),
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
  "actions": [ { "id": 1, "what": "Walk the floor", "people": ["Sam", "Alex"] } ]
}"#;

#[test]
fn every_file_of_version_1_opens_as_before() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let mut files = 0;
    for file in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let record = decode(&bytes).unwrap();
        assert_eq!(decode_by(&bytes, read), Ok(record));
        files += 1;
    }
    assert!(files >= 5);
}

#[test]
fn a_file_of_version_2_opens_and_is_too_new_for_version_1() {
    let record = decode_by(FILE.as_bytes(), read).unwrap();
    assert_eq!(record.actions[0].who, "Sam, Alex");
    assert_eq!(record.team.manager, "Sam (met 1.12.2026)");
    let too_new = |found, supported| Err(DecodeError::TooNew { found, supported });
    assert_eq!(decode(FILE.as_bytes()), too_new(2, 1));
    let later = FILE.replace("\"version\": 2", "\"version\": 3");
    assert_eq!(decode_by(later.as_bytes(), read), too_new(3, 2));
}

#[test]
fn each_version_takes_its_own_fields_only() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let first = fs::read_to_string(format!("{folder}/empty.json")).unwrap();
    let as_second = first.replace("\"version\": 1", "\"version\": 2");
    let error = decode_by(as_second.as_bytes(), read).unwrap_err();
    let missing = DecodeError::MissingField {
        name: "met_on".to_owned(),
    };
    assert_eq!(error, missing);
    let as_first = FILE.replace("\"version\": 2", "\"version\": 1");
    let error = decode_by(as_first.as_bytes(), read).unwrap_err();
    let unknown = DecodeError::UnknownField {
        name: "met_on".to_owned(),
    };
    assert_eq!(error, unknown);
}

/// Ids and moments are checked once, on the way to the domain.
#[test]
fn what_is_wrong_in_a_version_2_is_found_by_the_checks_of_version_1() {
    let no_id = FILE.replace("2f1c6b1e", "xxxxxxxx");
    let error = decode_by(no_id.as_bytes(), read).unwrap_err();
    assert!(matches!(error, DecodeError::BadId { .. }), "{error:?}");
}
