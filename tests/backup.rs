//! The backup after a start: what is newer there is restored, and no text of either store is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{cases, paper_form, record};
use proptest::{collection::vec, prelude::*};
use seven_minute_briefing::{
    record::file::encode,
    record::{Record, Timestamp},
    vault::{
        BackupRestore, Fault, MemoryStorage, OPEN, Reason, Storage, StorageError, TRASH,
        keep_version, missing_from_backup, record_key, restore_backup, trashed_records,
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T12:00:00Z").unwrap()
}

fn store_of(texts: &[(String, String)]) -> MemoryStorage {
    let memory = MemoryStorage::new();
    for (key, text) in texts {
        memory.write(key, text).unwrap();
    }
    memory
}

fn entry(record: &Record) -> (String, String) {
    (record_key(record.id), encode(record))
}

fn later(record: &Record) -> Record {
    let mut later = record.clone();
    later.revision += 7;
    later.team.manager.push_str(", later");
    later
}

#[test]
fn what_only_the_backup_has_is_restored() {
    let record = entry(&paper_form());
    let trashed = (format!("{TRASH}5/deleted/x"), "text".to_owned());
    let open = (OPEN.to_owned(), paper_form().id.to_string());
    let copies = [record, trashed, open];
    let memory = MemoryStorage::new();
    let restored = restore_backup(&memory, &copies, now());
    assert!(restored.changed && !restored.diverged);
    for (key, text) in &copies {
        assert_eq!(memory.snapshot().get(key), Some(text));
    }
    assert_eq!(missing_from_backup(&memory, &copies), Ok(vec![]));
    assert_eq!(
        restore_backup(&memory, &copies, now()),
        BackupRestore::default()
    );
}

#[test]
fn the_later_state_of_a_record_is_stored_and_the_earlier_is_in_the_trash() {
    let (old, new) = (paper_form(), later(&paper_form()));
    for (here, copy) in [(&old, &new), (&new, &old)] {
        let memory = store_of(&[entry(here)]);
        let restored = restore_backup(&memory, &[entry(copy)], now());
        assert!(restored.changed && !restored.diverged);
        assert_eq!(
            memory.snapshot().get(&record_key(new.id)),
            Some(&encode(&new))
        );
        let [trashed] = &trashed_records(&memory).unwrap()[..] else {
            panic!("one text in the trash")
        };
        assert_eq!(
            (trashed.reason, trashed.id),
            (Reason::Removal, Some(old.id))
        );
        assert_eq!(memory.read(&trashed.key).unwrap(), Some(encode(&old)));
    }
}

#[test]
fn two_states_of_one_revision_are_both_kept_and_reported() {
    let here = paper_form();
    let mut copy = here.clone();
    copy.team.manager.push_str(", elsewhere");
    let memory = store_of(&[entry(&here)]);
    let restored = restore_backup(&memory, &[entry(&copy)], now());
    assert!(restored.diverged);
    let snapshot = memory.snapshot();
    let texts: Vec<&String> = snapshot.values().collect();
    assert!(texts.contains(&&encode(&here)) && texts.contains(&&encode(&copy)));
}

#[test]
fn a_damaged_text_is_restored_from_the_backup_and_kept() {
    let record = paper_form();
    let (key, text) = entry(&record);
    let rotten = text.replace("\"actions\"", "\"act");
    let memory = store_of(&[(key.clone(), rotten.clone())]);
    restore_backup(&memory, &[(key.clone(), text.clone())], now());
    assert_eq!(memory.snapshot().get(&key), Some(&text));
    assert!(memory.snapshot().values().any(|text| *text == rotten));

    // The other way round, the store keeps its text.
    let memory = store_of(&[(key.clone(), text.clone())]);
    restore_backup(&memory, &[(key.clone(), rotten.clone())], now());
    assert_eq!(memory.snapshot().get(&key), Some(&text));

    // And a later version of the app knows better than this one.
    let newer = r#"{"format": "seven-minute-briefing/record", "version": 7}"#;
    let memory = store_of(&[(key.clone(), newer.to_owned())]);
    restore_backup(&memory, &[(key.clone(), text)], now());
    assert_eq!(memory.snapshot().get(&key).map(String::as_str), Some(newer));
}

#[test]
fn what_a_denied_store_does_not_accept_is_listed() {
    let memory = MemoryStorage::new();
    memory.fault_from(1, Fault::Fails(StorageError::Denied));
    let denied = StorageError::Denied;
    let restored = restore_backup(&memory, &[entry(&paper_form())], now());
    assert_eq!(restored.left, [record_key(paper_form().id)]);
    assert_eq!(missing_from_backup(&memory, &[]), Err(denied));
}

#[test]
fn what_a_full_store_does_not_accept_is_listed_and_the_rest_is_restored() {
    let (here, mut copy) = (paper_form(), later(&paper_form()));
    copy.team.manager = "long".repeat(1_000);
    let small = common::new_record(8);
    let memory = store_of(&[entry(&here)]);
    memory.limit(memory.units() + encode(&small).len() + 100);
    let restored = restore_backup(&memory, &[entry(&copy), entry(&small)], now());
    assert_eq!(restored.left, [record_key(copy.id)]);
    assert_eq!(
        memory.snapshot().get(&record_key(here.id)),
        Some(&encode(&here))
    );
    assert!(memory.snapshot().contains_key(&record_key(small.id)));

    // An old version is removed to make room.
    let memory = store_of(&[entry(&here)]);
    keep_version(&memory, small.id, &"x".repeat(9_000), true, now()).unwrap();
    memory.limit(memory.units() + 2_000);
    let restored = restore_backup(&memory, &[entry(&copy)], now());
    assert_eq!(restored.left, [""; 0]);
    assert_eq!(
        memory.snapshot().get(&record_key(here.id)),
        Some(&encode(&copy))
    );
}

/// The same few records in different states, some of them damaged.
fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
    let text = (record(), 0..3_u8, any::<bool>()).prop_map(|(mut record, number, rotten)| {
        record.id = common::new_record(number).id;
        let (key, mut text) = entry(&record);
        if rotten {
            text = text.chars().take(text.chars().count() / 2).collect();
        }
        (key, text)
    });
    vec(text, 0..4).prop_map(|texts| common::unique(texts, |(key, _)| key.clone()))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_text_of_either_store_is_stored_somewhere_afterwards(
        here in texts(),
        copies in texts(),
    ) {
        let memory = store_of(&here);
        restore_backup(&memory, &copies, now());
        let after = memory.snapshot();
        for (key, text) in here.iter().chain(&copies) {
            prop_assert!(after.values().any(|there| there == text), "{} is lost", key);
            prop_assert!(after.contains_key(key));
        }
        // A second time, there is nothing left to do.
        let copies: Vec<(String, String)> = after.into_iter().collect();
        prop_assert_eq!(restore_backup(&memory, &copies, now()), BackupRestore::default());
    }
}
