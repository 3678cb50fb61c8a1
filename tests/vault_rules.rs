//! What a tab does when something happens to its record: one test for each rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]
#![allow(
    clippy::assigning_clones,
    reason = "records read better as plain assignments"
)]

mod common;

use common::device::{Device, is_done};
use common::paper_form;
use seven_minute_briefing::record::file::{decode, encode};
use seven_minute_briefing::record::{ActionItem, LearningPoint, Record};
use seven_minute_briefing::vault::autosave::Status;
use seven_minute_briefing::vault::{
    CLEAR_MARK_MS, CLEARED, Event, Fault, Import, ImportComparison, Notice, OPEN, Outcome, Phase,
    RECORDS, Reason, RemovedRow, SaveError, Storage, StorageError, compare_import, record_key,
    trashed_records,
};

const FULL: SaveError = SaveError::Storage(StorageError::Full);
const DENIED: SaveError = SaveError::Storage(StorageError::Denied);

fn organisation(text: &str) -> impl FnOnce(&mut Record) {
    let text = text.to_owned();
    move |record| record.team.organisation = text
}

fn manager(text: &str) -> impl FnOnce(&mut Record) {
    let text = text.to_owned();
    move |record| record.team.manager = text
}

/// This many tabs, all with the same saved record open.
fn tabs(count: usize) -> Device {
    let mut device = Device::with_tabs(1);
    device.edit(0, organisation("Begun"));
    device.wait(1_000);
    for _ in 1..count {
        let tab = device.open_tab();
        device.read_backup(tab);
    }
    device.wait(1_000);
    device
}

fn stored(device: &Device, tab: usize) -> Record {
    let text = device.stored(tab).expect("the record is stored");
    decode(text.as_bytes()).unwrap()
}

fn reasons(device: &Device) -> Vec<Reason> {
    let trashed = trashed_records(&*device.store).unwrap();
    trashed.iter().map(|trashed| trashed.reason).collect()
}

// Saving.

#[test]
fn what_is_typed_is_saved_once_typing_stops() {
    let mut device = Device::with_tabs(1);
    assert_eq!(device.tabs[0].vault.status(), Status::Untouched);
    device.wait(2_000);
    device.edit(0, organisation("Northbank"));
    assert_eq!(device.tabs[0].vault.status(), Status::Saving);
    device.wait(200);
    assert_eq!(device.stored(0), None);
    device.wait(100);
    assert_eq!(stored(&device, 0).team.organisation, "Northbank");
    assert!(matches!(
        device.tabs[0].vault.status(),
        Status::Saved { .. }
    ));
    assert_eq!(stored(&device, 0), device.tabs[0].screen);
}

#[test]
fn what_was_undone_before_it_was_saved_is_never_stored() {
    let mut device = Device::with_tabs(1);
    device.edit(0, organisation("x"));
    device.edit(0, organisation(""));
    device.wait(1_000);
    assert_eq!(device.tabs[0].vault.status(), Status::Untouched);
    assert_eq!(device.keys_with(RECORDS), [""; 0]);
}

#[test]
fn the_first_save_is_reported_and_remembers_which_record_is_open() {
    let mut device = Device::with_tabs(1);
    device.edit(0, organisation("Northbank"));
    let update = device.send(0, Event::Flush);
    assert!(update.is_first_save);
    let id = device.tabs[0].screen.id;
    assert_eq!(device.store.read(OPEN).unwrap(), Some(id.to_string()));
    device.edit(0, organisation("Southbank"));
    assert!(!device.send(0, Event::Flush).is_first_save);
    device.reload(0);
    assert_eq!(device.tabs[0].screen.id, id);
}

#[test]
fn a_reloaded_tab_opens_its_own_record_and_a_new_tab_the_last_one_opened() {
    let mut device = tabs(2);
    let first = device.tabs[0].screen.id;
    device.send(1, Event::BeginNew);
    device.edit(1, organisation("Second"));
    device.wait(1_000);
    let tab = device.open_tab();
    assert_eq!(device.tabs[tab].screen.id, device.tabs[1].screen.id);
    device.reload(0);
    assert_eq!(device.tabs[0].screen.id, first);
}

#[test]
fn a_full_store_is_reported_and_saving_resumes_once_there_is_room() {
    let mut device = tabs(1);
    device.store.limit(device.store.units());
    let long = "long ".repeat(1_000);
    device.edit(0, organisation(&long));
    device.wait(1_000);
    assert_eq!(device.tabs[0].vault.status(), Status::NotSaved(FULL));
    assert!(
        device.tabs[0]
            .vault
            .is_closing_risky(&device.tabs[0].screen)
    );
    device.store.heal();
    device.wait(2_500);
    assert_eq!(stored(&device, 0).team.organisation, long);
}

#[test]
fn old_versions_are_removed_before_a_save_fails() {
    let mut device = tabs(1);
    for turn in 0..4 {
        device.edit(0, organisation(&turn.to_string().repeat(500)));
        device.wait(200_000);
    }
    let versions = reasons(&device).len();
    assert!(versions > 2);
    device.store.limit(device.store.units());
    device.edit(0, organisation(&"x".repeat(900)));
    device.wait(1_000);
    assert!(device.tabs[0].is_saved());
    assert!(reasons(&device).len() < versions);
}

#[test]
fn a_denied_store_is_reported_before_anything_is_typed() {
    let mut device = Device::new();
    let denied = Fault::Fails(StorageError::Denied);
    device.store.fault_from(1, denied);
    let tab = device.open_tab();
    assert_eq!(device.tabs[tab].vault.status(), Status::NotSaved(DENIED));
    device.edit(tab, organisation("Northbank"));
    device.wait(5_000);
    assert_eq!(device.tabs[tab].vault.status(), Status::NotSaved(DENIED));
    device.store.heal();
    device.wait(40_000);
    assert_eq!(stored(&device, tab).team.organisation, "Northbank");
}

#[test]
fn what_a_lying_store_kept_half_of_is_not_reported_as_saved() {
    let mut device = tabs(1);
    let before = device.stored(0);
    device.edit(0, organisation("Northbank"));
    // Each call in turn: reads, writing the version, writing the record.
    for call in 1..12 {
        device.store.fault_at(call, Fault::Lies);
        device.edit(0, organisation(&format!("Northbank {call}")));
        let update = device.send(0, Event::Flush);
        let text = device.stored(0).unwrap();
        let is_whole = decode(text.as_bytes()).is_ok();
        assert!(is_whole, "half a text stays in place of a whole one");
        if is_done(&update) {
            assert_eq!(stored(&device, 0), device.tabs[0].screen);
        }
    }
    assert_ne!(device.stored(0), before);
}

#[test]
fn the_page_is_left_without_a_question_once_everything_is_saved_or_downloaded() {
    let mut device = tabs(1);
    let is_risky = |device: &Device| {
        let tab = &device.tabs[0];
        tab.vault.is_closing_risky(&tab.screen)
    };
    assert!(!is_risky(&device));
    device.store.fault_from(1, Fault::Fails(StorageError::Full));
    device.edit(0, organisation("Northbank"));
    device.send(0, Event::Flush);
    assert!(is_risky(&device));
    device.send(0, Event::Downloaded);
    assert!(!is_risky(&device));
    device.edit(0, organisation("Northbank School"));
    assert!(is_risky(&device));
}

#[test]
fn an_unsaved_record_stays_open_until_it_is_downloaded() {
    let mut device = tabs(1);
    device.store.fault_from(1, Fault::Fails(StorageError::Full));
    device.edit(0, organisation("Northbank"));
    assert_eq!(device.send(0, Event::BeginNew).outcome, Outcome::NotDone);
    assert_eq!(device.tabs[0].banner, Some(Notice::NotSavedYet));
    assert_eq!(device.tabs[0].screen.team.organisation, "Northbank");
    device.send(0, Event::Downloaded);
    assert!(is_done(&device.send(0, Event::BeginNew)));
    assert_eq!(device.tabs[0].screen.team.organisation, "");
}

#[test]
fn a_text_that_cannot_be_read_stays_as_it_is() {
    let mut device = tabs(1);
    let key = record_key(device.tabs[0].screen.id);
    let newer = r#"{"format": "seven-minute-briefing/record", "version": 7}"#;
    for text in ["{", newer] {
        device.store.write(&key, text).unwrap();
        device.reload(0);
        let phase = device.tabs[0].vault.phase().clone();
        assert_eq!(text == newer, matches!(phase, Phase::TooNew { .. }));
        assert_eq!(text == "{", matches!(phase, Phase::Unreadable { .. }));
        device.edit(0, organisation("Typed into nothing"));
        device.send(0, Event::Flush);
        device.wait(2_000);
        assert_eq!(device.store.read(&key).unwrap().as_deref(), Some(text));
    }
    assert!(is_done(&device.send(0, Event::BeginNew)));
    assert!(device.tabs[0].is_ready());
}

// Two tabs.

#[test]
fn what_is_typed_in_two_tabs_is_in_both_within_a_second() {
    let mut device = tabs(2);
    device.edit(0, organisation("Northbank"));
    device.edit(1, manager("Sam"));
    device.wait(1_000);
    for tab in &device.tabs {
        assert_eq!(tab.screen.team.organisation, "Northbank");
        assert_eq!(tab.screen.team.manager, "Sam");
        assert_eq!(tab.told, []);
    }
}

#[test]
fn a_conflict_is_told_in_both_tabs_and_the_other_text_is_in_the_trash() {
    let mut device = tabs(2);
    device.edit(0, organisation("Here"));
    device.edit(1, organisation("There"));
    device.send(1, Event::Flush);
    device.send(0, Event::Flush);
    assert_eq!(device.tabs[0].screen.team.organisation, "Here");
    assert_eq!(device.tabs[0].banner, Some(Notice::Conflict));
    device.wait(1_000);
    assert_eq!(device.tabs[1].screen.team.organisation, "Here");
    assert_eq!(device.tabs[1].told, [Notice::Conflict]);
    let [key] = &device.keys_with("/other-tab/")[..] else {
        panic!("one text")
    };
    assert!(device.store.read(key).unwrap().unwrap().contains("There"));
    // Neither tab is told again.
    device.wait(5_000);
    assert_eq!(device.tabs[0].told, [Notice::Conflict]);
    assert_eq!(device.tabs[1].told, [Notice::Conflict]);
}

#[test]
fn a_record_deleted_in_another_tab_is_replaced_by_a_new_one() {
    let mut device = tabs(2);
    let old = device.tabs[1].screen.clone();
    let key = record_key(old.id);
    let update = device.send(0, Event::Delete(key));
    assert!(matches!(
        update.outcome,
        Outcome::Deleted { was_open: true, .. }
    ));
    device.poll(1);
    assert_eq!(device.tabs[1].banner, Some(Notice::DeletedElsewhere));
    assert_ne!(device.tabs[1].screen.id, old.id);
    assert_eq!(device.tabs[1].vault.status(), Status::Untouched);
    device.wait(5_000);
    assert_eq!(device.keys_with(RECORDS), [""; 0]);
    assert_eq!(reasons(&device), [Reason::Deleted]);
}

#[test]
fn a_record_deleted_in_another_tab_is_kept_where_somebody_types() {
    let mut device = tabs(2);
    device.edit(1, manager("Sam"));
    let key = record_key(device.tabs[1].screen.id);
    device.send(0, Event::Delete(key));
    device.poll(1);
    assert_eq!(stored(&device, 1).team.manager, "Sam");
    assert_eq!(stored(&device, 1).team.organisation, "Begun");
}

#[test]
fn a_record_deleted_in_an_older_state_is_kept_where_it_is_newer() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    let old = device.stored(0).unwrap();
    device.edit(0, manager("Sam"));
    device.wait(1_000);
    device.store.remove(&record_key(id)).unwrap();
    let trash_key = format!("7mb/aside/1795000000000/deleted/{id}");
    device.store.write(&trash_key, &old).unwrap();
    device.poll(0);
    assert_eq!(stored(&device, 0).team.manager, "Sam");
}

#[test]
fn a_store_that_another_page_cleared_is_filled_again_at_once() {
    let mut device = tabs(2);
    device.clear_store_from_another_page();
    device.poll(0);
    assert_eq!(stored(&device, 0).team.organisation, "Begun");
    device.wait(1_000);
    assert_eq!(device.tabs[0].screen, device.tabs[1].screen);
    assert_eq!(device.tabs[0].told, []);
}

#[test]
fn before_a_record_is_closed_it_is_stored_again_if_it_is_gone() {
    let mut device = tabs(1);
    let key = record_key(device.tabs[0].screen.id);
    device.clear_store_from_another_page();
    assert!(is_done(&device.send(0, Event::BeginNew)));
    assert!(device.store.read(&key).unwrap().is_some());
}

#[test]
fn an_older_state_that_another_tab_stored_again_does_not_replace_a_newer_one() {
    let mut device = tabs(2);
    let old = device.stored(1).unwrap();
    device.edit(0, manager("Sam"));
    device.wait(1_000);
    let key = record_key(device.tabs[0].screen.id);
    device.store.write(&key, &old).unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].screen.team.manager, "Sam");
    assert_eq!(stored(&device, 0).team.manager, "Sam");
    assert_eq!(device.tabs[0].banner, Some(Notice::Conflict));

    // If both have the same revision, the stored one is shown and the other is in the trash.
    let mut other = stored(&device, 0);
    other.team.manager = "Alex".to_owned();
    device.store.write(&key, &encode(&other)).unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].screen.team.manager, "Alex");
    let trashed = device.keys_with("/other-tab/");
    let has_it = |key: &String| device.store.read(key).unwrap().unwrap().contains("Sam");
    assert!(trashed.iter().any(has_it));
}

#[test]
fn a_tab_that_slept_does_not_store_again_what_is_gone() {
    for event in [Event::Polled, Event::StoredElsewhere(None), Event::MakeWay] {
        let mut device = tabs(1);
        device.edit(0, manager("typed last"));
        device.clear_store_from_another_page();
        device.now_ms += 60_000;
        device.send(0, event.clone());
        assert_eq!(device.tabs[0].banner, Some(Notice::RemovedElsewhere));
        device.send(0, Event::Flush);
        device.wait(5_000);
        assert_eq!(device.keys_with("7mb/"), [""; 0], "{event:?}");
        assert_eq!(device.tabs[0].screen.team.manager, "typed last");
        let tab = &device.tabs[0];
        assert!(
            tab.vault.is_closing_risky(&tab.screen),
            "on the screen only"
        );

        // It is stored again once somebody types.
        device.edit(0, organisation("Begun, and continued"));
        device.wait(1_000);
        assert_eq!(stored(&device, 0).team.manager, "typed last");
        assert_eq!(device.tabs[0].banner, None);
    }
}

#[test]
fn what_is_on_the_screen_of_a_tab_that_slept_is_merged_with_what_another_stored_again() {
    let mut device = tabs(2);
    device.edit(0, manager("typed last"));
    device.clear_store_from_another_page();
    device.tabs[0].is_asleep = true;
    device.wait(60_000);
    device
        .store
        .remove(&record_key(device.tabs[0].screen.id))
        .unwrap();
    device.poll(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::RemovedElsewhere));
    device.tabs[0].is_asleep = false;
    device.wait(2_000);
    assert_eq!(stored(&device, 1).team.manager, "typed last");
    assert_eq!(device.tabs[1].screen.team.manager, "typed last");
    assert_eq!(device.tabs[0].banner, None);
}

// Clearing.

#[test]
fn every_tab_notices_that_the_computer_was_cleared_and_nothing_comes_back() {
    let mut device = tabs(3);
    device.edit(1, manager("not saved yet"));
    device.tabs[2].is_asleep = true;
    let update = device.send(0, Event::Clear);
    assert!(is_done(&update) && update.is_everything_forgotten);
    device.delete_backup(0);
    device.send(0, Event::BackupCleared { is_done: true });
    device.read_backup(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::Cleared));
    device.wait(CLEAR_MARK_MS - 500);
    assert_eq!(device.tabs[1].banner, Some(Notice::Cleared));
    assert_eq!(device.tabs[1].screen.team.manager, "");
    device.wait(500);
    device.send(0, Event::ClearMarkExpired);
    // The third tab missed the mark, and stores nothing either.
    device.tabs[2].is_asleep = false;
    device.wait(5_000);
    assert_eq!(device.tabs[2].banner, Some(Notice::RemovedElsewhere));
    assert_eq!(device.keys_with("7mb/"), [""; 0]);
    assert_eq!(device.backup.copies(), []);
    assert_eq!(device.tabs[0].told, [Notice::Cleared]);
}

#[test]
fn the_user_is_told_if_something_is_left_after_clearing() {
    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.send(0, Event::BackupCleared { is_done: false });
    assert_eq!(device.tabs[0].banner, Some(Notice::NotCleared));

    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.send(0, Event::BackupCleared { is_done: true });
    device
        .store
        .write("7mb/record/x", "stored by another tab")
        .unwrap();
    device.send(0, Event::ClearMarkExpired);
    assert_eq!(device.tabs[0].banner, Some(Notice::NotCleared));
    assert_eq!(device.store.read(CLEARED).unwrap(), None);
}

#[test]
fn what_is_typed_after_clearing_stays() {
    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.send(0, Event::BackupCleared { is_done: true });
    device.edit(0, organisation("The next person"));
    device.wait(CLEAR_MARK_MS);
    device.send(0, Event::ClearMarkExpired);
    device.wait(1_000);
    assert_eq!(stored(&device, 0).team.organisation, "The next person");
    // A tab that is opened meanwhile neither acts on the mark nor removes it.
    let mut device = tabs(1);
    device.send(0, Event::Clear);
    let tab = device.open_tab();
    assert!(device.store.read(CLEARED).unwrap().is_some());
    device.edit(tab, organisation("The next person"));
    device.wait(CLEAR_MARK_MS + 2_000);
    assert_eq!(stored(&device, tab).team.organisation, "The next person");
}

#[test]
fn the_backup_that_is_read_after_clearing_is_not_restored() {
    let mut device = tabs(1);
    let tab = device.open_tab();
    device.send(0, Event::Clear);
    device.read_backup(tab);
    assert_eq!(device.keys_with(RECORDS), [""; 0]);
    assert_eq!(device.tabs[tab].banner, Some(Notice::Cleared));
}

#[test]
fn the_question_before_clearing_names_what_would_be_lost() {
    let mut device = tabs(1);
    let question = device.tabs[0].vault.clear_question();
    assert_eq!((question.not_downloaded.len(), question.trashed), (1, 0));
    device.send(0, Event::Downloaded);
    let key = record_key(device.tabs[0].screen.id);
    let question = device.tabs[0].vault.clear_question();
    assert_eq!((question.not_downloaded.len(), question.trashed), (0, 0));
    device.send(0, Event::Delete(key));
    let question = device.tabs[0].vault.clear_question();
    assert_eq!((question.not_downloaded.len(), question.trashed), (0, 1));
}

// The backup.

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
    assert!(reasons(&device).contains(&Reason::Removal));
    assert_eq!(device.tabs[0].told, []);
}

#[test]
fn what_is_typed_before_the_backup_was_read_is_merged_with_it() {
    for is_saved in [false, true] {
        let mut device = killed();
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
fn saving_waits_a_second_for_the_backup() {
    let mut device = killed();
    device.edit(0, organisation("Typed at once"));
    device.wait(900);
    assert!(!device.tabs[0].is_saved());
    device.wait(200);
    assert!(device.tabs[0].is_saved(), "a backup that never comes");
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
    assert!(!device.tabs[0].is_ready());
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

// The records of this device.

/// A tab with a record in which two learning points and two actions are filled in.
fn with_rows() -> Device {
    let mut device = tabs(1);
    device.edit(0, |record| {
        record.learning_points[0].discussion = "First point".to_owned();
        record.learning_points[1].discussion = "Second point".to_owned();
        record.actions[0].what = "First thing".to_owned();
        record.actions.push(ActionItem {
            what: "Second thing".to_owned(),
            ..ActionItem::new(50)
        });
    });
    device.wait(1_000);
    device
}

#[test]
fn removed_rows_are_offered_again_after_a_reload() {
    let mut device = with_rows();
    device.edit(0, |record| drop(record.actions.remove(1)));
    device.send(0, Event::Flush);
    device.now_ms += 10_000;
    device.edit(0, |record| drop(record.learning_points.remove(0)));
    device.send(0, Event::Flush);
    device.reload(0);
    let [
        RemovedRow::Action(1, action),
        RemovedRow::LearningPoint(0, point),
    ] = &device.tabs[0].removed[..]
    else {
        panic!("{:?}", device.tabs[0].removed)
    };
    assert_eq!(action.what, "Second thing");
    assert_eq!(point.discussion, "First point");
    // A restored row is no longer offered, and after an hour none is.
    let point: LearningPoint = point.clone();
    device.edit(0, |record| record.learning_points.insert(0, point));
    device.wait(1_000);
    device.reload(0);
    assert_eq!(device.tabs[0].removed.len(), 1);
    device.now_ms += 61 * 60_000;
    device.reload(0);
    assert_eq!(device.tabs[0].removed, []);
}

#[test]
fn a_deleted_record_can_be_restored_and_is_open_again() {
    let mut device = tabs(1);
    device.edit(0, manager("last words"));
    let id = device.tabs[0].screen.id;
    let update = device.send(0, Event::Delete(record_key(id)));
    let Outcome::Deleted {
        trash_key,
        was_open: true,
    } = update.outcome
    else {
        panic!("{update:?}")
    };
    assert_ne!(device.tabs[0].screen.id, id);
    let restore = Event::Restore {
        trash_key: trash_key.clone(),
        opens: true,
    };
    assert!(is_done(&device.send(0, restore.clone())));
    assert_eq!(device.tabs[0].screen.id, id);
    assert_eq!(device.tabs[0].screen.team.manager, "last words");
    assert_eq!(device.send(0, restore).outcome, Outcome::Occupied);
    let gone = Event::Restore {
        trash_key: format!("7mb/aside/1/deleted/{}", paper_form().id),
        opens: true,
    };
    assert_eq!(device.send(0, gone).outcome, Outcome::NotDone);
    assert_eq!(device.tabs[0].banner, Some(Notice::Failed(SaveError::Gone)));
}

#[test]
fn nothing_is_restored_over_a_record() {
    let mut device = tabs(2);
    let key = record_key(device.tabs[0].screen.id);
    device.edit(1, manager("typed meanwhile"));
    let update = device.send(0, Event::Delete(key));
    let Outcome::Deleted { trash_key, .. } = update.outcome else {
        panic!("{update:?}")
    };
    device.wait(1_000);
    let before = device.store.snapshot();
    let update = device.send(
        0,
        Event::Restore {
            trash_key,
            opens: true,
        },
    );
    assert_eq!(update.outcome, Outcome::Occupied);
    assert_eq!(device.store.snapshot(), before);
}

#[test]
fn a_copy_has_an_id_of_its_own() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    assert!(is_done(&device.send(0, Event::Copy(id))));
    assert_eq!(device.keys_with(RECORDS).len(), 2);
    assert_eq!(device.tabs[0].screen.id, id);
}

#[test]
fn a_record_that_is_gone_cannot_be_opened_and_the_open_one_stays() {
    let mut device = tabs(1);
    let before = device.tabs[0].screen.clone();
    let update = device.send(0, Event::Open(paper_form().id));
    assert_eq!(update.outcome, Outcome::NotDone);
    let gone = Some(Notice::Failed(SaveError::Gone));
    assert_eq!(device.tabs[0].banner, gone);
    assert_eq!(device.tabs[0].screen, before);
}

#[test]
fn a_text_that_is_stored_nowhere_is_handed_to_the_user() {
    let device = tabs(1);
    let text = device.stored(0).unwrap();
    let key = record_key(device.tabs[0].screen.id);
    let mut handed_over = Vec::new();
    // From some call on everything fails, after the text was removed to make room for its copy.
    for call in 1..40 {
        let mut device = tabs(1);
        device.store.limit(device.store.units());
        let denied = Fault::Fails(StorageError::Denied);
        device.store.fault_from(call, denied);
        device.send(0, Event::Delete(key.clone()));
        let is_stored = device.store.snapshot().values().any(|there| *there == text);
        assert!(
            is_stored || device.tabs[0].handed_over == [text.clone()],
            "{call}"
        );
        handed_over.append(&mut device.tabs[0].handed_over);
    }
    assert!(!handed_over.is_empty());
}

/// The command to import a record, compared with what is stored now.
fn import_of(device: &Device, record: &Record, trash_key: Option<String>) -> Event {
    Event::TakeImport(Box::new(Import {
        record: record.clone(),
        comparison: compare_import(&*device.store, record).unwrap(),
        trash_key,
    }))
}

#[test]
fn an_imported_record_is_opened_and_the_stored_one_is_in_the_trash() {
    let mut device = tabs(1);
    let mut other = device.tabs[0].screen.clone();
    other.team.organisation = "From the file".to_owned();
    device.edit(0, manager("last words"));
    device.wait(1_000);
    let event = import_of(&device, &other, None);
    assert!(is_done(&device.send(0, event)));
    assert_eq!(device.tabs[0].screen.team.organisation, "From the file");
    // Going back to an earlier state is a change like any other.
    assert_eq!(device.tabs[0].screen.revision, 3);
    let [key] = &device.keys_with("/replaced/")[..] else {
        panic!("one text")
    };
    assert!(
        device
            .store
            .read(key)
            .unwrap()
            .unwrap()
            .contains("last words")
    );

    let event = import_of(&device, &paper_form(), None);
    assert!(is_done(&device.send(0, event)));
    assert_eq!(device.tabs[0].screen, paper_form());
    let event = import_of(&device, &paper_form(), None);
    assert!(is_done(&device.send(0, event)), "the same again");
}

#[test]
fn an_import_is_compared_again_if_another_tab_has_saved() {
    let mut device = tabs(2);
    let mut other = device.tabs[0].screen.clone();
    other.team.organisation = "From the file".to_owned();
    let event = import_of(&device, &other, None);
    device.edit(1, manager("typed meanwhile"));
    device.wait(1_000);
    let update = device.send(0, event);
    let Outcome::ImportOutdated(ImportComparison::Different { here }) = update.outcome else {
        panic!("{update:?}")
    };
    assert_eq!(here.team.manager, "typed meanwhile");
    assert_eq!(device.tabs[0].banner, Some(Notice::ChangedMeanwhile));
    assert_eq!(stored(&device, 0).team.organisation, "Begun");
}

#[test]
fn an_earlier_version_that_is_restored_changes_places_with_the_open_record() {
    let mut device = with_rows();
    device.edit(0, |record| drop(record.actions.remove(0)));
    device.send(0, Event::Flush);
    let [trash_key] = &device.keys_with("/removal/")[..] else {
        panic!("one version")
    };
    let text = device.store.read(trash_key).unwrap().unwrap();
    let version = decode(text.as_bytes()).unwrap();
    let event = import_of(&device, &version, Some(trash_key.clone()));
    assert!(is_done(&device.send(0, event)));
    assert_eq!(device.tabs[0].screen.actions.len(), 2);
    let [other_key] = &device.keys_with("/removal/")[..] else {
        panic!("one version")
    };
    assert_ne!(other_key, trash_key);
}

#[test]
fn an_import_that_cannot_be_stored_can_still_be_read_and_changed() {
    let mut device = Device::with_tabs(1);
    let denied = Fault::Fails(StorageError::Denied);
    device.store.fault_from(1, denied);
    let event = Event::TakeImport(Box::new(Import {
        record: paper_form(),
        comparison: ImportComparison::New,
        trash_key: None,
    }));
    assert!(is_done(&device.send(0, event)));
    let tab = &device.tabs[0];
    assert_eq!(tab.screen, paper_form());
    assert_eq!(tab.vault.status(), Status::NotSaved(DENIED));
    assert!(!tab.vault.is_closing_risky(&tab.screen), "it is in a file");
    device.edit(0, organisation("Changed"));
    let tab = &device.tabs[0];
    assert!(tab.vault.is_closing_risky(&tab.screen));
}

#[test]
fn an_import_that_was_not_chosen_is_in_the_trash() {
    let mut device = tabs(1);
    let mut other = device.tabs[0].screen.clone();
    other.team.organisation = "From the file".to_owned();
    let import = Import {
        record: other,
        comparison: ImportComparison::New,
        trash_key: None,
    };
    let before = device.stored(0);
    assert!(is_done(
        &device.send(0, Event::KeepExisting(Box::new(import)))
    ));
    assert_eq!(device.stored(0), before);
    assert_eq!(reasons(&device), [Reason::Replaced]);
}
