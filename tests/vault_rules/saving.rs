//! Saving: when a tab saves, and what it reports.

use seven_minute_briefing::record::file::decode;
use seven_minute_briefing::vault::autosave::Status;
use seven_minute_briefing::vault::{
    Event, Fault, Notice, OPEN, Outcome, Phase, RECORDS, Storage, StorageError, record_key,
};

use super::common::device::{Device, is_done};
use super::{DENIED, FULL, organisation, reasons, stored, tabs};

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
    device.read_backup(0);
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
    device.read_backup(tab);
    assert_eq!(device.tabs[tab].screen.id, device.tabs[1].screen.id);
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.id, first);
}

#[test]
fn a_full_store_is_reported_and_saving_resumes_once_there_is_room() {
    let mut device = Device::new();
    let tab = device.open_tab();
    device.send(tab, Event::BackupUnavailable);
    device.edit(tab, organisation("Begun"));
    device.wait(1_000);
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
    device.send(tab, Event::BackupUnavailable);
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
        device.send(0, Event::BackupUnavailable);
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
