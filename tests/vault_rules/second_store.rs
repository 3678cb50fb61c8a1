//! The backup as a second store, while the first has no room.

use seven_minute_briefing::vault::autosave::Status;
use seven_minute_briefing::vault::{
    Event, Import, ImportComparison, Notice, Reason, Storage, WAITING, record_key,
};

use super::common::device::Device;
use super::{FULL, all_texts, delete_open, manager, organisation, reasons, stored, tabs};

/// Everything in the store is taken, so that no text of any size fits.
fn fill(device: &Device) {
    device.store.limit(device.store.units());
}

/// The keys of the records that wait for room.
fn waiting(device: &Device) -> Vec<String> {
    let copies = device.backup.copies().into_iter().map(|(key, _)| key);
    copies.filter(|key| key.starts_with(WAITING)).collect()
}

#[test]
fn what_a_full_store_refuses_is_kept_and_comes_home_once_there_is_room() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager("no room for this"));
    device.wait(1_000);
    let tab = &device.tabs[0];
    assert_eq!(tab.vault.status(), Status::SavedInBackup(FULL));
    assert!(!tab.vault.is_closing_risky(&tab.screen));
    assert_eq!(waiting(&device).len(), 1);
    device.store.heal();
    device.wait(40_000);
    assert_eq!(stored(&device, 0).team.manager, "no room for this");
    assert!(matches!(
        device.tabs[0].vault.status(),
        Status::Saved { .. }
    ));
    assert_eq!(waiting(&device), [""; 0]);
}

#[test]
fn what_waits_for_room_is_shown_after_a_restart_and_comes_home() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager("no room for this"));
    device.wait(1_000);
    for _ in 0..2 {
        device.reload(0);
        device.read_backup(0);
        assert_eq!(device.tabs[0].screen.team.manager, "no room for this");
        assert_eq!(device.tabs[0].told, []);
        device.wait(1_000);
        let status = device.tabs[0].vault.status();
        assert_eq!(status, Status::SavedInBackup(FULL));
    }
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    assert_eq!(stored(&device, 0).team.manager, "no room for this");
    assert_eq!(device.tabs[0].screen.team.manager, "no room for this");
    device.wait(1_000);
    assert_eq!(waiting(&device), [""; 0]);
}

#[test]
fn a_new_record_is_kept_although_the_store_has_nothing_of_it() {
    let mut device = Device::with_tabs(1);
    device.store.write("another page's", "everything").unwrap();
    fill(&device);
    device.edit(0, organisation("Northbank"));
    device.wait(1_000);
    let id = device.tabs[0].screen.id;
    device.reload(0);
    device.read_backup(0);
    device.wait(1_000);
    assert_eq!(device.tabs[0].screen.id, id);
    assert_eq!(device.tabs[0].screen.team.organisation, "Northbank");
    device.store.heal();
    device.wait(40_000);
    assert_eq!(stored(&device, 0).team.organisation, "Northbank");
    assert_eq!(stored(&device, 0).id, id);
}

#[test]
fn what_two_tabs_keep_is_all_found_again() {
    let mut device = tabs(2);
    fill(&device);
    device.edit(0, manager("typed in the first tab"));
    device.edit(1, organisation("typed in the second tab"));
    device.wait(1_000);
    assert_eq!(waiting(&device).len(), 2);
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    let texts = all_texts(&device);
    assert!(texts.contains("typed in the first tab"));
    assert!(texts.contains("typed in the second tab"));
}

#[test]
fn a_second_tab_that_opens_what_waits_does_not_replace_it() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager("typed first"));
    device.wait(1_000);
    let tab = device.open_tab();
    device.read_backup(tab);
    assert_eq!(device.tabs[tab].screen.team.manager, "typed first");
    device.edit(tab, organisation("typed in the second tab"));
    device.edit(0, manager("typed first, and on"));
    device.wait(1_000);
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    let texts = all_texts(&device);
    assert!(texts.contains("typed first, and on"));
    assert!(texts.contains("typed in the second tab"));
}

#[test]
fn what_is_typed_on_is_kept_as_well() {
    let mut device = tabs(1);
    fill(&device);
    for words in ["one", "one two", "one two three"] {
        device.edit(0, manager(words));
        device.wait(200);
    }
    device.wait(200);
    assert_eq!(device.tabs[0].vault.status(), Status::SavedInBackup(FULL));
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.team.manager, "one two three");
}

#[test]
fn without_a_backup_the_page_says_that_nothing_is_saved() {
    let mut device = Device::new();
    let tab = device.open_tab();
    device.send(tab, Event::BackupUnavailable);
    fill(&device);
    device.edit(tab, organisation("Northbank"));
    device.wait(1_000);
    assert_eq!(device.tabs[tab].vault.status(), Status::NotSaved(FULL));
}

#[test]
fn what_waits_for_room_is_cleared_with_everything_else() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager("no room for this"));
    device.wait(1_000);
    let key = record_key(device.tabs[0].screen.id);
    device.send(0, Event::Clear);
    device.wait(1_000);
    assert_eq!(device.tabs[0].banner, Some(Notice::Cleared));
    assert_eq!(waiting(&device), [""; 0]);
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    assert!(!device.store.snapshot().contains_key(&key));
}

#[test]
fn what_waits_and_what_another_tab_stored_meanwhile_are_both_kept() {
    let mut device = tabs(2);
    fill(&device);
    device.edit(0, |record| {
        for _ in 0..5 {
            record.claim_row_id();
        }
        record.team.manager = "waits for room".to_owned();
    });
    device.wait(1_000);
    device.tabs[0].is_asleep = true;
    device.store.heal();
    device.edit(1, organisation("stored meanwhile"));
    device.wait(1_000);
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::WaitedApart));
    let texts = all_texts(&device);
    assert!(texts.contains("waits for room"));
    assert!(texts.contains("stored meanwhile"));
    assert!(reasons(&device).contains(&Reason::OtherTab));
}

#[test]
fn a_deleted_record_does_not_come_back_from_what_waited() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    // Enough for a longer key.
    device.store.limit(device.store.units() + 100);
    device.edit(0, manager(&"no room for this ".repeat(50)));
    device.wait(1_000);
    device.send(0, Event::Downloaded);
    device.send(0, Event::Delete(record_key(id)));
    device.store.heal();
    device.wait(1_000);
    device.reload(0);
    device.read_backup(0);
    assert!(!device.store.snapshot().contains_key(&record_key(id)));
    assert!(reasons(&device).contains(&Reason::Deleted));
}

#[test]
fn what_was_shortened_while_there_was_no_room_stays_short() {
    let mut device = tabs(1);
    device.edit(0, manager("Anne, and everybody else"));
    device.wait(1_000);
    device.store.limit(1);
    device.edit(0, manager("Ann"));
    device.wait(1_000);
    for _ in 0..2 {
        device.reload(0);
        device.read_backup(0);
        assert_eq!(device.tabs[0].screen.team.manager, "Ann");
        device.store.heal();
    }
    assert_eq!(device.tabs[0].told, []);
}

#[test]
fn a_second_record_that_waits_is_mentioned() {
    let mut device = tabs(2);
    device.send(1, Event::BeginNew);
    device.edit(1, organisation("Another"));
    device.wait(1_000);
    fill(&device);
    device.edit(0, manager("first that waits"));
    device.edit(1, manager("second that waits"));
    device.wait(1_000);
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::BackupNotRestored));
}

#[test]
fn a_record_that_barely_does_not_fit_does_not_hold_up_the_start() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager(&"long ".repeat(200)));
    device.wait(1_000);
    let stored = device.stored(0).unwrap().len();
    for room in (0..3_000).step_by(50) {
        device.store.limit(device.store.units() + stored + room);
        device.reload(0);
        device.read_backup(0);
        assert!(device.tabs[0].is_ready());
        assert!(device.tabs[0].screen.team.manager.starts_with("long"));
    }
}

#[test]
fn what_waited_in_a_deleted_backup_is_kept_again() {
    let mut device = tabs(1);
    fill(&device);
    device.edit(0, manager("no room for this"));
    device.wait(1_000);
    device.backup.delete();
    device.send(0, Event::BackupLost(Vec::new()));
    assert_eq!(device.tabs[0].vault.status(), Status::NotSaved(FULL));
    device.wait(1_000);
    assert_eq!(device.tabs[0].vault.status(), Status::SavedInBackup(FULL));
    assert_eq!(waiting(&device).len(), 1);
}

#[test]
fn what_waits_for_room_is_not_put_over_what_another_tab_stored_meanwhile() {
    let mut device = tabs(2);
    device.edit(0, manager("first"));
    device.edit(1, manager("other"));
    // There is room for one of them, and none for a text in the trash.
    device.store.limit(device.store.units() + "first".len());
    device.wait(1_000);
    assert_eq!(stored(&device, 0).team.manager, "first");
    assert_eq!(waiting(&device).len(), 1);
    device.tabs[1].is_asleep = true;
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.team.manager, "first");
    assert_eq!(device.tabs[0].banner, Some(Notice::BackupNotRestored));
    device.wait(1_000);
    assert_eq!(stored(&device, 0).team.manager, "first");
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    assert!(all_texts(&device).contains("first"));
    assert!(all_texts(&device).contains("other"));
}

#[test]
fn what_waits_is_not_based_on_another_state_of_the_same_revision() {
    let mut device = tabs(3);
    device.edit(1, manager("deleted in another tab"));
    device.send(1, Event::Flush);
    let key = record_key(device.tabs[1].screen.id);
    device.send(2, Event::Delete(key));
    // This tab has not seen that yet, and stores the same revision.
    device.edit(0, organisation("stored again"));
    device.send(0, Event::Flush);
    fill(&device);
    device.poll(1);
    device.wait(1_000);
    assert_eq!(waiting(&device).len(), 1);
    device.tabs[1].is_asleep = true;
    device.reload(0);
    device.read_backup(0);
    device.wait(1_000);
    assert_eq!(stored(&device, 0).team.organisation, "stored again");
}

#[test]
fn a_correction_of_what_waits_is_not_taken_for_another_tabs() {
    let mut device = tabs(1);
    fill(&device);
    for text in ["no room for thsi", "no room for this"] {
        device.edit(0, manager(text));
        device.wait(1_000);
        device.reload(0);
        device.read_backup(0);
    }
    device.store.heal();
    device.reload(0);
    device.read_backup(0);
    assert_eq!(device.tabs[0].banner, Some(Notice::WaitedApart));
    assert_eq!(stored(&device, 0).team.manager, "no room for this");
    assert!(all_texts(&device).contains("no room for thsi"));
}

#[test]
fn what_waits_is_not_deleted_for_good_with_a_text_in_the_trash() {
    let mut device = tabs(2);
    // Enough for a longer key.
    device.store.limit(device.store.units() + 100);
    let trash_key = delete_open(&mut device, 1);
    device.edit(0, manager(&"typed in another tab ".repeat(50)));
    device.wait(1_000);
    assert_eq!(waiting(&device).len(), 1);
    device.store.heal();
    device.tabs[0].is_asleep = true;
    device.send(1, Event::DeletePermanently(trash_key));
    device.note_erasures(1);
    device.reload(0);
    device.read_backup(0);
    assert!(all_texts(&device).contains("typed in another tab"));
}

#[test]
fn what_waited_for_a_deleted_record_is_in_the_trash_until_it_is_deleted_for_good() {
    for is_erased in [false, true] {
        let mut device = tabs(1);
        let id = device.tabs[0].screen.id;
        device.store.limit(device.store.units() + 100);
        device.edit(0, manager(&"no room for this ".repeat(50)));
        device.wait(1_000);
        device.send(0, Event::Downloaded);
        let trash_key = delete_open(&mut device, 0);
        device.wait(1_000);
        assert_eq!(waiting(&device), [""; 0]);
        device.store.heal();
        if is_erased {
            device.send(0, Event::DeletePermanently(trash_key));
            device.note_erasures(0);
        }
        device.reload(0);
        device.read_backup(0);
        assert_eq!(all_texts(&device).contains("no room for this"), !is_erased);
        let is_left = !device.keys_with(&format!("/{id}")).is_empty();
        assert_eq!(is_left, !is_erased);
    }
}

#[test]
fn what_two_tabs_kept_of_a_deleted_record_does_not_replace_each_other_in_the_trash() {
    let mut device = tabs(3);
    let id = device.tabs[0].screen.id;
    let size = device.stored(0).unwrap().len();
    fill(&device);
    device.edit(0, manager("typed in the first tab"));
    device.edit(1, manager("typed in the second tab"));
    device.wait(1_000);
    assert_eq!(waiting(&device).len(), 2);
    device.tabs[0].is_asleep = true;
    device.tabs[1].is_asleep = true;
    device.store.heal();
    device.send(2, Event::Delete(record_key(id)));
    // There is room for one of them.
    device.store.limit(device.store.units() + size + size / 2);
    device.reload(2);
    device.read_backup(2);
    device.store.heal();
    device.reload(2);
    device.read_backup(2);
    assert!(all_texts(&device).contains("typed in the first tab"));
    assert!(all_texts(&device).contains("typed in the second tab"));
}

#[test]
fn what_waits_outlives_an_import_over_it() {
    let mut device = tabs(1);
    let here = stored(&device, 0);
    let size = device.stored(0).unwrap().len();
    device.store.limit(device.store.units() + size * 2);
    device.edit(0, manager(&"no room for this ".repeat(500)));
    device.wait(1_000);
    assert_eq!(waiting(&device).len(), 1);
    device.send(0, Event::Downloaded);
    let mut record = here.clone();
    record.team.organisation = "Imported".to_owned();
    let import = Import {
        record,
        comparison: ImportComparison::Different { here: here.into() },
        trash_key: None,
    };
    device.send(0, Event::TakeImport(Box::new(import)));
    assert_eq!(stored(&device, 0).team.organisation, "Imported");
    device.store.heal();
    device.edit(0, organisation("Imported, and typed on"));
    device.wait(1_000);
    device.reload(0);
    device.read_backup(0);
    assert!(all_texts(&device).contains("no room for this"));
}
