//! The backup: what it restores, and when.

use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::vault::{
    Event, Import, ImportComparison, Notice, Reason, Storage, TrashedRecord, record_key,
    trashed_records,
};

use super::common::device::{Device, is_done};
use super::{all_texts, manager, organisation, reasons, stored, tabs};

/// How long a start waits for the backup, in milliseconds.
const WAIT_MS: i64 = 5_000;

/// A device whose browser was killed: the store is as it was before the last words.
fn killed() -> Device {
    let mut device = tabs(1);
    let old = device.store.snapshot();
    device.edit(0, manager("only in the backup"));
    device.wait(1_000);
    device.store.reset_to(old);
    device.now_ms += 60_000;
    device.reload(0);
    device
}

#[test]
fn a_newer_backup_is_shown_and_the_older_state_becomes_a_version() {
    let mut device = killed();
    assert_eq!(device.tabs[0].screen.team.manager, "");
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.team.manager, "only in the backup");
    assert_eq!(stored(&device, 0), device.tabs[0].screen);
    let states = trashed_records(&*device.store).unwrap();
    let is_older =
        |it: &TrashedRecord| !device.store.snapshot()[&it.key].contains("only in the backup");
    assert!(
        states
            .iter()
            .any(|it| it.reason.is_version() && is_older(it))
    );
    assert_eq!(device.tabs[0].told, []);
}

#[test]
fn what_is_typed_before_the_backup_was_read_is_merged_with_it() {
    for is_saved in [false, true] {
        let mut device = killed();
        device.wait(WAIT_MS);
        device.edit(0, organisation("Typed at once"));
        if is_saved {
            device.send(0, Event::Flush);
        }
        device.read_backup(0);
        device.wait(1_000);
        let record = stored(&device, 0);
        assert_eq!(record.team.manager, "only in the backup", "{is_saved}");
        assert_eq!(record.team.organisation, "Typed at once", "{is_saved}");
        assert_eq!(record, device.tabs[0].screen);
    }
}

#[test]
fn nothing_is_opened_before_the_backup_is_read_or_has_taken_too_long() {
    let mut device = killed();
    let command = device.send(0, Event::BeginNew);
    assert!(!is_done(&command));
    device.wait(WAIT_MS - 100);
    assert!(!device.tabs[0].is_ready());
    device.wait(100);
    assert_eq!(device.tabs[0].screen.team.organisation, "Begun");
    device.edit(0, manager("saved without it"));
    device.wait(1_000);
    assert!(device.tabs[0].is_saved(), "a backup that never comes");

    let mut device = killed();
    device.send(0, Event::BackupUnavailable);
    assert_eq!(device.tabs[0].screen.team.organisation, "Begun");
}

#[test]
fn a_record_that_only_the_backup_has_is_opened() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    device.wait(1_000);
    device.store.reset_to(std::collections::BTreeMap::new());
    device.reload(0);
    assert_eq!(device.tabs[0].screen.revision, 0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.id, id);
    assert_eq!(stored(&device, 0).team.organisation, "Begun");
}

#[test]
fn a_damaged_record_is_restored_from_the_backup_and_opened() {
    let mut device = tabs(1);
    let key = record_key(device.tabs[0].screen.id);
    let text = device.stored(0).unwrap();
    device.store.write(&key, &text[..text.len() / 2]).unwrap();
    device.reload(0);
    device.read_backup(0);
    assert!(device.tabs[0].is_ready());
    assert_eq!(device.tabs[0].screen.team.organisation, "Begun");
    assert_eq!(
        reasons(&device),
        [Reason::Removal],
        "the damaged text is kept"
    );
}

#[test]
fn two_states_of_which_neither_is_later_are_a_conflict() {
    let mut device = tabs(1);
    let mut other = stored(&device, 0);
    other.team.manager = "Elsewhere".to_owned();
    let key = record_key(other.id);
    device.reload(0);
    device.send(0, Event::BackupLoaded(vec![(key, encode(&other))]));
    assert_eq!(device.tabs[0].banner, Some(Notice::Conflict));
    assert_eq!(reasons(&device), [Reason::OtherTab]);
}

#[test]
fn what_the_store_has_no_room_for_stays_in_the_backup() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    let old = device.store.snapshot();
    device.edit(0, manager(&"long ".repeat(1_000)));
    device.wait(1_000);
    device.store.reset_to(old);
    device.store.limit(device.store.units() + 500);
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::BackupNotRestored));
    // What is typed now is stored and copied; the backup has the newer state under another key.
    device.edit(0, organisation("Short"));
    device.wait(1_000);
    let copies = device.backup.copies();
    let spare = copies.iter().find(|(key, _)| key.contains("/removal/"));
    assert!(spare.unwrap().1.contains("long long"));
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    assert_eq!(stored(&device, 0).team.organisation, "Short");
    let versions = device.keys_with(&format!("/removal/{id}"));
    let is_long = |key: &String| {
        device
            .store
            .read(key)
            .unwrap()
            .unwrap()
            .contains("long long")
    };
    assert!(versions.iter().any(is_long));
}

#[test]
fn a_backup_that_another_page_deleted_is_written_again() {
    let mut device = tabs(1);
    device.backup.delete();
    device.send(0, Event::BackupLost(Vec::new()));
    device.wait(100);
    let copies = device.backup.copies();
    assert!(
        copies
            .iter()
            .any(|(_, text)| Some(text) == device.stored(0).as_ref())
    );
}

/// Whether the store had reached the disk before the record was deleted, and whether its state then is the
/// deleted one.
#[test]
fn a_deleted_record_stays_deleted_although_the_store_still_has_it() {
    for is_same in [true, false] {
        let mut device = tabs(1);
        let id = device.tabs[0].screen.id;
        let old = device.store.snapshot();
        if !is_same {
            device.edit(0, manager("typed before it was deleted"));
            device.wait(1_000);
        }
        device.send(0, Event::Delete(record_key(id)));
        device.wait(1_000);
        device.store.reset_to(old);
        device.reload(0);
        device.read_backup(0);
        assert_ne!(device.tabs[0].screen.id, id);
        assert!(!device.store.snapshot().contains_key(&record_key(id)));
        assert!(reasons(&device).contains(&Reason::Deleted));
        let states = device.store.snapshot();
        let is_begun = |text: &String| text.contains("Begun") && !text.contains("typed before");
        assert!(states.values().any(is_begun), "{is_same}");
    }
}

#[test]
fn what_was_imported_over_stays_replaced_although_the_store_still_has_it() {
    let newer = r#"{"format": "seven-minute-briefing/record", "version": 7}"#;
    for here in ["{", newer] {
        let mut device = tabs(1);
        let record = stored(&device, 0);
        let key = record_key(record.id);
        device.send(0, Event::BeginNew);
        device.store.write(&key, here).unwrap();
        let old = device.store.snapshot();
        let import = Import {
            record: record.clone(),
            comparison: ImportComparison::HereUnreadable,
            trash_key: None,
        };
        assert!(is_done(
            &device.send(0, Event::TakeImport(Box::new(import)))
        ));
        device.wait(1_000);
        device.store.reset_to(old);
        device.reload(0);
        device.read_backup(0);
        assert_eq!(stored(&device, 0), record);
        assert_eq!(reasons(&device), [Reason::Replaced]);
    }
}

#[test]
fn what_another_tab_stored_while_somebody_types_here_outlives_a_late_backup() {
    let mut device = tabs(2);
    let old = device.store.snapshot();
    device.edit(0, manager("only in the backup"));
    device.wait(1_000);
    device.store.reset_to(old);
    device.reload(0);
    device.reload(1);
    device.now_ms += WAIT_MS;
    device.fire_timer(0);
    device.fire_timer(1);
    device.edit(0, organisation("typed here"));
    device.send(0, Event::Flush);
    device.edit(1, organisation("stored by the other tab"));
    device.send(1, Event::Flush);
    device.reload(1);
    device.read_backup(0);
    device.wait(5_000);
    for words in [
        "typed here",
        "stored by the other tab",
        "only in the backup",
    ] {
        assert!(all_texts(&device).contains(words), "{words}");
    }
}

#[test]
fn what_the_store_has_no_room_for_outlives_a_command_that_fails_in_the_same_second() {
    let mut device = tabs(1);
    let old = device.store.snapshot();
    device.edit(0, manager(&"long ".repeat(1_000)));
    device.wait(1_000);
    device.store.reset_to(old);
    device.reload(0);
    device.store.limit(device.store.units() + 500);
    device.read_backup(0);
    let mut record = device.tabs[0].screen.clone();
    record.team.manager = "imported".to_owned();
    let here = Box::new(stored(&device, 0));
    let import = Import {
        record,
        comparison: ImportComparison::Different { here },
        trash_key: Some("7mb/aside/1/removal/x".to_owned()),
    };
    assert!(!is_done(
        &device.send(0, Event::TakeImport(Box::new(import)))
    ));
    device.wait(1_000);
    let copies = device.backup.copies();
    assert!(copies.iter().any(|(_, text)| text.contains("long long")));
}
