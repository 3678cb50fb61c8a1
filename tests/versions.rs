//! Earlier versions, and what differs between two of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{Edit, cases, edit, followed_up, new_record, paper_form};
use proptest::{collection::vec, prelude::*};
use seven_minute_briefing::{
    record::file::encode,
    record::{Field, Record, TeamField, Timestamp, differences, merge},
    vault::{
        MemoryStorage, before_removals, delete, keep_version, make_room, record_key, save,
        trashed_records,
        versions::{APART_MS, MAX_BYTES, MAX_VERSIONS, UNDO_MS},
    },
};

const MINUTE_MS: i64 = 60_000;

fn at(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_795_000_000_000 + ms)
}

fn kept(memory: &MemoryStorage) -> Vec<i64> {
    let trashed_records = trashed_records(memory).unwrap();
    let mut times: Vec<i64> = (trashed_records.iter())
        .filter(|trashed| trashed.reason.is_version())
        .map(|trashed| trashed.at.unix_ms() - at(0).unix_ms())
        .collect();
    times.reverse();
    times
}

#[test]
fn versions_are_kept_minutes_apart_while_somebody_types_and_always_when_asked() {
    let (memory, id) = (MemoryStorage::new(), paper_form().id);
    for second in 0..600 {
        keep_version(&memory, id, "text", false, at(second * 1_000)).unwrap();
    }
    let minutes: Vec<i64> = kept(&memory).iter().map(|ms| ms / MINUTE_MS).collect();
    assert_eq!(minutes, [0, 2, 4, 6, 8]);
    keep_version(&memory, id, "text", true, at(600_000 - 1_000)).unwrap();
    assert_eq!(kept(&memory).last(), Some(&599_000));
}

#[test]
fn versions_thin_out_with_age_and_never_grow_beyond_bounds() {
    let (memory, id) = (MemoryStorage::new(), paper_form().id);
    let month_ms = 30 * 24 * 60 * MINUTE_MS;
    let mut now_ms = 0;
    while now_ms < month_ms {
        keep_version(&memory, id, "text", false, at(now_ms)).unwrap();
        now_ms += 10 * MINUTE_MS;
        assert!(kept(&memory).len() <= MAX_VERSIONS);
    }
    let times = kept(&memory);
    assert!(times.len() > 8, "{times:?}");
    let ages: Vec<i64> = times.iter().map(|ms| now_ms - ms).collect();
    let gaps: Vec<i64> = ages.windows(2).map(|pair| pair[0] - pair[1]).collect();
    // The last one is from just now, and gaps grow with age.
    assert!(ages.last() < Some(&(11 * MINUTE_MS)));
    assert!(gaps.first() > gaps.last(), "{gaps:?}");
}

#[test]
fn a_version_before_a_removal_stays_however_close_to_another() {
    let (memory, id) = (MemoryStorage::new(), paper_form().id);
    keep_version(&memory, id, "begun", false, at(0)).unwrap();
    keep_version(&memory, id, "before a removal", true, at(MINUTE_MS)).unwrap();
    for minute in 2..300 {
        keep_version(&memory, id, "text", false, at(minute * MINUTE_MS)).unwrap();
    }
    assert!(
        memory
            .snapshot()
            .values()
            .any(|text| text == "before a removal")
    );
}

#[test]
fn a_huge_record_has_few_versions_but_at_least_one() {
    let (memory, id) = (MemoryStorage::new(), paper_form().id);
    for (size, expected) in [(MAX_BYTES / 3, 3), (MAX_BYTES * 2, 1)] {
        for turn in 0..10 {
            let text = "x".repeat(size);
            keep_version(&memory, id, &text, true, at(turn * APART_MS)).unwrap();
        }
        assert_eq!(kept(&memory).len(), expected, "{size}");
    }
}

#[test]
fn only_versions_are_removed_to_make_room_the_oldest_first() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    keep_version(&memory, record.id, "older", true, at(0)).unwrap();
    keep_version(&memory, followed_up().id, "newer", true, at(1)).unwrap();
    save(&memory, &followed_up()).unwrap();
    delete(&memory, &record_key(followed_up().id), at(2)).unwrap();
    assert_eq!(make_room(&memory, at(10_000_000)), Ok(true));
    assert_eq!(
        kept(&memory),
        [0; 0].into_iter().chain([0]).collect::<Vec<i64>>()
    );
    assert!(memory.snapshot().values().any(|text| text == "newer"));
    assert_eq!(make_room(&memory, at(10_000_000)), Ok(true));
    assert_eq!(make_room(&memory, at(10_000_000)), Ok(false));
    let left = memory.snapshot();
    assert!(left.contains_key(&record_key(record.id)));
    assert!(left.keys().any(|key| key.contains("/deleted/")));
}

#[test]
fn differences_are_listed_field_by_field() {
    let now = followed_up();
    let mut then = now.clone();
    then.revision = 3;
    then.team.organisation.push_str(", as it was called");
    then.learning_points[0].about.pop();
    then.actions[0].by_when.day = "28".to_owned();
    then.actions[0].evidence[0]
        .text
        .push_str(", as it was told");
    let entry = then.actions[0].evidence[0].id;
    let removed = then.actions.remove(1);
    let found = differences(&then, &now);
    let fields: Vec<Field> = found.iter().map(|it| it.field).collect();
    let id = removed.id;
    assert_eq!(
        fields,
        [
            Field::Team(TeamField::Organisation),
            Field::About(now.learning_points[0].id),
            Field::ByWhen(now.actions[0].id),
            Field::Evidence(now.actions[0].id, entry),
            Field::What(id),
            Field::Who(id),
            Field::ByWhen(id),
            Field::HowDone(id),
            Field::HowWorked(id),
            Field::Status(id),
        ]
    );
    assert_eq!(
        (found[2].first.as_str(), found[2].second.as_str()),
        ("28 1 2027", "29 1 2027")
    );
    assert_eq!(
        (found[4].first.as_str(), found[4].second.as_str()),
        ("", removed.what.as_str())
    );
    assert_eq!(differences(&now, &now), []);
}

#[test]
fn after_the_clock_was_set_back_old_versions_are_removed_before_new_ones() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    let large = "x".repeat(100_000);
    let year_ms = 365 * 24 * 60 * MINUTE_MS;
    for number in 0..8 {
        keep_version(
            &memory,
            record.id,
            &large,
            false,
            at(year_ms + number * 5 * MINUTE_MS),
        )
        .unwrap();
    }
    let before = "before the removal".repeat(4_000);
    keep_version(&memory, record.id, &before, true, at(0)).unwrap();
    keep_version(&memory, record.id, &large, false, at(5 * MINUTE_MS)).unwrap();
    keep_version(&memory, record.id, &large, false, at(10 * MINUTE_MS)).unwrap();
    let texts: Vec<String> = memory.snapshot().into_values().collect();
    assert!(texts.contains(&before), "{} are left", texts.len());
    while make_room(&memory, at(11 * MINUTE_MS)).unwrap() {
        let texts: Vec<String> = memory.snapshot().into_values().collect();
        assert!(texts.len() < 3 || texts.contains(&before));
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// `differences` lists what a person changed, and only that.
    #[test]
    fn two_records_without_a_difference_are_the_same(edits in vec(edit(), 0..8)) {
        let base = new_record(7);
        let mut changed = base.clone();
        for (edit, number) in edits.iter().zip(1..) {
            Edit::apply(*edit, &mut changed, &format!("word {number}"));
        }
        let found = differences(&base, &changed);
        prop_assert_eq!(found.is_empty(), common::typed_words(&changed).is_empty());
        for difference in &found {
            prop_assert_ne!(&difference.first, &difference.second);
        }
        // Merging a change with no change gives that change.
        prop_assert_eq!(differences(&merge(&base, &changed, &base).record, &changed), []);
    }
}

#[test]
fn the_record_before_a_removal_is_available_for_an_hour() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    let id = record.id;
    let found = |now_ms: i64| {
        let mut found = Vec::new();
        before_removals(&memory, id, at(now_ms), &mut |was| found.push(was.revision)).unwrap();
        found
    };
    for (minute, revision, is_removal) in
        [(0, 1, true), (1, 2, true), (30, 3, false), (40, 4, true)]
    {
        let was = Record {
            revision,
            ..record.clone()
        };
        keep_version(
            &memory,
            id,
            &encode(&was),
            is_removal,
            at(minute * MINUTE_MS),
        )
        .unwrap();
    }
    // A version that cannot be read is skipped, and so is another record's.
    keep_version(&memory, id, "rotten", true, at(41 * MINUTE_MS)).unwrap();
    let other = followed_up();
    keep_version(&memory, other.id, &encode(&other), true, at(42 * MINUTE_MS)).unwrap();
    assert_eq!(found(45 * MINUTE_MS), [4, 2, 1]);
    assert_eq!(found(60 * MINUTE_MS), [4, 2]);
    assert_eq!(found(UNDO_MS + 40 * MINUTE_MS), [0_u32; 0]);
}
