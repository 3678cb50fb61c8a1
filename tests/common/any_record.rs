//! Random records.

use std::collections::HashSet;

use proptest::{collection::vec, option, prelude::*};
use seven_minute_briefing::record::{
    ActionItem, BriefingRef, Date, DateParts, Evidence, EvidenceKind, LearningPoint, Record,
    RecordId, RowId, Status, Team, Timestamp,
};

/// Tries a property with this number of cases. Writes no file when one fails: the case that proptest
/// prints is enough.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any short text, with control characters and unassigned ones.
pub fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect())
}

/// Any valid record: the ids of a list are unique and not 0.
pub fn record() -> impl Strategy<Value = Record> {
    (
        (
            any::<[u8; 16]>().prop_map(RecordId::from_random_bytes),
            any::<u32>(),
            moment(),
            moment(),
        ),
        (text(), text(), text()),
        (text(), text(), text(), text()),
        vec(learning_point(), 0..4),
        vec(action(), 0..4),
    )
        .prop_map(
            |((id, revision, created_at, changed_at), briefing, team, points, actions)| Record {
                id,
                revision,
                created_at,
                changed_at,
                briefing: BriefingRef {
                    id: briefing.0,
                    title: briefing.1,
                    partnership: briefing.2,
                },
                team: Team {
                    organisation: team.0,
                    manager: team.1,
                    section_and_team: team.2,
                    contact_details: team.3,
                },
                learning_points: unique(points, |row| row.id),
                actions: unique(actions, |row| row.id),
            },
        )
}

/// A time in the whole range, the years 0 to 9999.
fn moment() -> impl Strategy<Value = Timestamp> {
    (-62_167_219_200_000..=253_402_300_799_999_i64).prop_map(Timestamp::from_unix_ms)
}

/// Often a small id, so that lists have duplicates for [`unique`] to drop, or the highest one.
pub fn row_id() -> impl Strategy<Value = RowId> {
    prop_oneof![1..10_u32, 1..=u32::MAX, Just(u32::MAX)]
}

pub fn learning_point() -> impl Strategy<Value = LearningPoint> {
    (row_id(), vec(text(), 0..4), text()).prop_map(|(id, about, discussion)| LearningPoint {
        id,
        about: unique(about, String::clone),
        discussion,
    })
}

pub fn action() -> impl Strategy<Value = ActionItem> {
    (
        (row_id(), text(), text(), date_parts(), text(), text()),
        prop_oneof![
            Just(Status::NotStarted),
            Just(Status::InProgress),
            Just(Status::Done)
        ],
        vec(evidence(), 0..3),
    )
        .prop_map(
            |((id, what, who, by_when, how_done, how_worked), status, evidence)| ActionItem {
                id,
                what,
                who,
                by_when,
                how_done,
                how_worked,
                status,
                evidence: unique(evidence, |entry| entry.id),
            },
        )
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let kind = prop_oneof![Just(EvidenceKind::Done), Just(EvidenceKind::Worked)];
    (row_id(), kind, date_parts(), text()).prop_map(|(id, kind, on, text)| Evidence {
        id,
        kind,
        on,
        text,
    })
}

/// A real date, or any texts in the three boxes.
fn date_parts() -> impl Strategy<Value = DateParts> {
    let typed =
        (text(), text(), text()).prop_map(|(day, month, year)| DateParts { day, month, year });
    let real = (1900..=9999_u16, 1..=12_u8, 1..=31_u8);
    (option::of(real), typed).prop_map(|(real, typed)| {
        real.and_then(|(year, month, day)| Date::new(year, month, day))
            .map_or(typed, DateParts::from)
    })
}

/// Drops rows whose key an earlier row has.
pub fn unique<T, K: std::hash::Hash + Eq>(rows: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    (rows.into_iter())
        .filter(|row| seen.insert(key(row)))
        .collect()
}
