//! Clearing the computer, and deleting for good.

use std::collections::BTreeMap;

use seven_minute_briefing::vault::{
    CLEAR_MARK_MS, CLEARED, ERASED, Event, Fault, Import, ImportComparison, Noted, Notice, RECORDS,
    Reason, Storage, StorageError, record_key,
};

use super::common::device::{Device, is_done};
use super::{all_texts, delete_open, manager, organisation, reasons, stored, tabs};

#[test]
fn every_tab_notices_that_the_computer_was_cleared_and_nothing_comes_back() {
    let mut device = tabs(3);
    device.edit(1, manager("not saved yet"));
    device.tabs[2].is_asleep = true;
    let update = device.send(0, Event::Clear);
    assert!(is_done(&update) && update.is_everything_forgotten);
    assert_eq!(device.tabs[0].banner, Some(Notice::Clearing));
    device.note_erasures(0);
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
    assert_eq!(device.keys(), [""; 0]);
    let copies = device.backup.copies();
    assert!(copies.iter().all(|(key, _)| key.starts_with(ERASED)));
    assert_eq!(device.tabs[0].told, [Notice::Clearing, Notice::Cleared]);
}

#[test]
fn the_user_is_told_if_something_is_left_after_clearing() {
    let clear = |noted| {
        let mut device = tabs(1);
        device.send(0, Event::Clear);
        let erasure = device.tabs[0].erasures.pop_front().unwrap().task;
        device.send(0, Event::ErasureNoted(Box::new(erasure), noted));
        assert_eq!(device.keys(), [CLEARED]);
        device.tabs[0].banner.clone()
    };
    assert_eq!(clear(Noted::Yes), Some(Notice::Cleared));
    assert_eq!(clear(Noted::No), Some(Notice::NotCleared));
    assert_eq!(clear(Noted::NoBackup), Some(Notice::ClearedInMemory));

    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.note_erasures(0);
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
    device.edit(0, organisation("The next person"));
    device.send(0, Event::Flush);
    device.note_erasures(0);
    device.wait(CLEAR_MARK_MS);
    device.send(0, Event::ClearMarkExpired);
    device.wait(1_000);
    assert_eq!(stored(&device, 0).team.organisation, "The next person");
    assert!(!device.tabs[0].told.contains(&Notice::NotCleared));
    // A tab that is opened meanwhile neither acts on the mark nor removes it.
    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.note_erasures(0);
    let tab = device.open_tab();
    device.read_backup(tab);
    assert!(device.store.read(CLEARED).unwrap().is_some());
    device.edit(tab, organisation("The next person"));
    device.wait(CLEAR_MARK_MS + 2_000);
    assert_eq!(stored(&device, tab).team.organisation, "The next person");
}

#[test]
fn what_the_backup_had_before_clearing_is_not_restored() {
    let mut device = tabs(1);
    let tab = device.open_tab();
    let copies = device.backup.copies();
    device.send(0, Event::Clear);
    device.note_erasures(0);
    device.send(tab, Event::BackupLoaded(copies));
    assert_eq!(device.keys_with(RECORDS), [""; 0]);
    assert_eq!(device.tabs[tab].banner, Some(Notice::Cleared));
}

#[test]
fn what_is_deleted_for_good_while_the_backup_is_being_read_stays_deleted() {
    for was_in_trash in [false, true] {
        let mut device = tabs(1);
        let id = device.tabs[0].screen.id;
        let before = device.backup.copies();
        let trash_key = delete_open(&mut device, 0);
        device.wait(1_000);
        let tab = device.open_tab();
        let copies = if was_in_trash {
            device.backup.copies()
        } else {
            before
        };
        device.send(0, Event::DeletePermanently(trash_key));
        device.send(tab, Event::BackupLoaded(copies));
        device.wait(1_000);
        assert_eq!(device.keys_with(&id.to_string()), [""; 0], "{was_in_trash}");
    }
}

/// The store as it was before, as after a kill, and the tab started anew.
fn kill(device: &mut Device, store: BTreeMap<String, String>) {
    device.backup.drop_pending();
    device.store.reset_to(store);
    device.reload(0);
}

#[test]
fn what_was_cleared_stays_cleared_when_the_store_had_not_reached_the_disk() {
    let mut device = tabs(1);
    let before = device.store.snapshot();
    device.send(0, Event::Clear);
    device.note_erasures(0);
    kill(&mut device, before);
    // Nothing is shown until the backup has been read.
    assert!(!device.tabs[0].is_ready());
    assert_eq!(device.tabs[0].screen.team.organisation, "");
    device.read_backup(0);
    assert!(device.tabs[0].is_ready());
    assert_eq!(device.tabs[0].screen.team.organisation, "");
    device.wait(2_000);
    assert_eq!(device.keys(), [""; 0]);
}

#[test]
fn a_kill_in_the_middle_of_clearing_leaves_everything_or_nothing() {
    // Before the backup has noted it, everything is there, unless the store has reached the disk.
    for is_on_disk in [false, true] {
        let mut device = tabs(1);
        let before = device.store.snapshot();
        device.send(0, Event::Clear);
        let after = device.store.snapshot();
        device.tabs[0].erasures.clear();
        kill(&mut device, if is_on_disk { after } else { before });
        for _ in 0..2 {
            device.read_backup(0);
            device.wait(2_000);
            let shown = &device.tabs[0].screen.team.organisation;
            assert_eq!(shown, if is_on_disk { "" } else { "Begun" });
            device.reload(0);
        }
    }
    // Afterwards, nothing is, whether or not the store has reached the disk.
    let mut device = tabs(1);
    let before = device.store.snapshot();
    device.send(0, Event::Clear);
    device.backup.write_pending(usize::MAX);
    for store in [device.store.snapshot(), before] {
        kill(&mut device, store);
        device.read_backup(0);
        device.wait(2_000);
        assert_eq!(device.keys_with(RECORDS), [""; 0]);
    }
}

#[test]
fn a_record_that_is_imported_again_after_clearing_stays() {
    let mut device = tabs(1);
    let record = stored(&device, 0);
    let before = device.store.snapshot();
    device.send(0, Event::Clear);
    device.note_erasures(0);
    // Whatever the clock says.
    device.now_ms -= 86_400_000;
    let import = Import {
        record: record.clone(),
        comparison: ImportComparison::New,
        trash_key: None,
    };
    device.send(0, Event::TakeImport(Box::new(import)));
    device.edit(0, manager("typed since"));
    device.wait(1_000);
    // The store has reached the disk, or has not.
    for store in [device.store.snapshot(), before] {
        kill(&mut device, store);
        device.read_backup(0);
        assert_eq!(device.tabs[0].screen.id, record.id);
        assert_eq!(device.tabs[0].screen.team.manager, "typed since");
        assert_eq!(reasons(&device), [Reason::Earlier]);
    }
}

#[test]
fn what_was_deleted_for_good_stays_deleted_and_nothing_else_goes() {
    let mut device = tabs(1);
    let id = device.tabs[0].screen.id;
    let before = device.store.snapshot();
    let trash_key = delete_open(&mut device, 0);
    device.edit(0, organisation("Another"));
    device.wait(1_000);
    device.send(0, Event::DeletePermanently(trash_key));
    device.note_erasures(0);
    assert_eq!(device.keys_with(&id.to_string()), [""; 0]);
    kill(&mut device, before);
    device.read_backup(0);
    device.wait(1_000);
    assert_eq!(device.keys_with(&id.to_string()), [""; 0]);
    assert_eq!(device.tabs[0].screen.team.organisation, "Another");
}

#[test]
fn the_note_goes_once_the_store_has_long_had_it() {
    let mut device = tabs(1);
    device.send(0, Event::Clear);
    device.note_erasures(0);
    device.wait(CLEAR_MARK_MS);
    // The backup's goes first. Otherwise, after a kill, the store could look older than the erasure.
    for (hours, in_store, in_backup) in [(0, 1, 1), (2, 1, 0), (0, 0, 0)] {
        device.now_ms += hours * 3_600_000;
        device.reload(0);
        device.read_backup(0);
        device.wait(1_000);
        assert_eq!(device.keys_with(ERASED).len(), in_store);
        let copies = device.backup.copies();
        let is_note = |(key, _): &&(String, String)| key.starts_with(ERASED);
        assert_eq!(copies.iter().filter(is_note).count(), in_backup);
    }
}

#[test]
fn a_record_that_was_opened_without_the_backup_is_closed_if_it_was_erased() {
    for is_edited in [false, true] {
        let mut device = tabs(1);
        let before = device.store.snapshot();
        device.send(0, Event::Clear);
        device.note_erasures(0);
        kill(&mut device, before);
        device.wait(6_000);
        assert_eq!(device.tabs[0].screen.team.organisation, "Begun");
        if is_edited {
            device.edit(0, manager("typed since"));
        }
        device.read_backup(0);
        device.wait(1_000);
        let screen = &device.tabs[0].screen;
        assert_eq!(screen.team.organisation.is_empty(), !is_edited);
        assert_eq!(screen.team.manager.is_empty(), !is_edited);
        assert_eq!(device.keys_with(RECORDS).is_empty(), !is_edited);
    }
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

#[test]
fn the_user_is_told_if_a_text_that_was_deleted_for_good_could_come_back() {
    for (noted, told) in [
        (Noted::Yes, None),
        (Noted::No, Some(Notice::DeletedInMemory)),
        (Noted::NoBackup, Some(Notice::DeletedInMemory)),
    ] {
        let mut device = tabs(1);
        let trash_key = delete_open(&mut device, 0);
        device.send(0, Event::DeletePermanently(trash_key));
        let erasure = device.tabs[0].erasures.pop_front().unwrap().task;
        device.send(0, Event::ErasureNoted(Box::new(erasure), noted));
        assert_eq!(device.tabs[0].banner, told, "{noted:?}");
    }
}

#[test]
fn what_is_typed_after_the_notice_is_kept_although_the_mark_could_not_be_read_at_first() {
    for call in 1..12 {
        let mut device = tabs(2);
        device.send(0, Event::Clear);
        device.note_erasures(0);
        device.now_ms += 2_600;
        let denied = Fault::Fails(StorageError::Denied);
        device.store.fault_at(call, denied);
        device.poll(1);
        device.store.heal();
        if device.tabs[1].banner.is_some() {
            device.edit(1, manager("typed after the notice"));
            device.wait(5_000);
            assert!(all_texts(&device).contains("typed after the notice"));
        }
    }
}

#[test]
fn what_is_typed_after_clearing_is_not_taken_for_what_another_tab_cleared_before() {
    let mut device = tabs(2);
    device.send(1, Event::Clear);
    device.now_ms += 1_500;
    // This mark cannot be stored, and the other stays.
    let denied = Fault::Fails(StorageError::Denied);
    device.store.fault_from(1, denied);
    device.send(0, Event::Clear);
    device.store.heal();
    device.edit(0, organisation("The next person"));
    device.wait(2_000);
    assert_eq!(stored(&device, 0).team.organisation, "The next person");
}

#[test]
fn a_record_that_is_imported_again_stays_although_the_store_has_an_old_note() {
    let mut device = tabs(1);
    let record = stored(&device, 0);
    device.send(0, Event::Clear);
    device.note_erasures(0);
    device.wait(CLEAR_MARK_MS);
    device.now_ms += 2 * 3_600_000;
    let with_note = device.store.snapshot();
    // The note goes.
    device.reload(0);
    device.read_backup(0);
    let import = Import {
        record: record.clone(),
        comparison: ImportComparison::New,
        trash_key: None,
    };
    device.send(0, Event::TakeImport(Box::new(import)));
    device.edit(0, manager("typed since"));
    device.wait(1_000);
    kill(&mut device, with_note);
    device.read_backup(0);
    assert_eq!(device.tabs[0].screen.id, record.id);
    assert_eq!(device.tabs[0].screen.team.manager, "typed since");
    assert_eq!(device.keys_with(ERASED), [""; 0]);
}

#[test]
fn a_record_that_is_imported_again_stays_although_the_backup_still_has_an_old_note() {
    let mut device = tabs(1);
    let record = stored(&device, 0);
    device.send(0, Event::Clear);
    device.note_erasures(0);
    device.wait(CLEAR_MARK_MS);
    device.now_ms += 2 * 3_600_000;
    device.reload(0);
    device.read_backup(0);
    let import = Import {
        record: record.clone(),
        comparison: ImportComparison::New,
        trash_key: None,
    };
    device.send(0, Event::TakeImport(Box::new(import)));
    // Nothing of this has reached the backup.
    let store = device.store.snapshot();
    kill(&mut device, store);
    device.read_backup(0);
    assert_eq!(stored(&device, 0), record);
}

#[test]
fn what_is_typed_into_a_cleared_record_before_the_backup_is_read_is_kept() {
    // What was saved last, before clearing, may not have reached the disk: then what is typed since has its
    // revision.
    for (is_deleted, was_saved) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut device = tabs(2);
        let before = device.store.snapshot();
        if was_saved {
            device.edit(0, manager("cleared"));
            device.wait(1_000);
        }
        device.send(0, Event::Clear);
        device.note_erasures(0);
        kill(&mut device, before);
        device.reload(1);
        // The backup takes too long.
        device.wait(6_000);
        device.edit(1, manager("typed since"));
        device.send(1, Event::Flush);
        if is_deleted {
            delete_open(&mut device, 1);
        }
        device.reload(1);
        device.read_backup(0);
        device.wait(1_000);
        device.reload(0);
        device.read_backup(0);
        let texts = all_texts(&device);
        assert!(texts.contains("typed since"), "{is_deleted} {was_saved}");
        assert!(!texts.contains("cleared"));
    }
}

#[test]
fn what_only_the_backup_has_in_the_trash_is_not_deleted_for_good_with_another_text() {
    let mut device = tabs(2);
    device.tabs[0].is_asleep = true;
    device.edit(1, manager("in the trash of the backup"));
    delete_open(&mut device, 1);
    // It is kept where somebody types, and then another page empties the store.
    device.edit(0, organisation("Begun, and continued"));
    device.wait(1_000);
    device.send(0, Event::Flush);
    device.poll(0);
    device.clear_store_from_another_page();
    let trash_key = delete_open(&mut device, 0);
    device.send(0, Event::DeletePermanently(trash_key));
    device.note_erasures(0);
    device.reload(0);
    device.read_backup(0);
    assert!(all_texts(&device).contains("in the trash of the backup"));
    assert!(!all_texts(&device).contains("Begun, and continued"));
}

#[test]
fn a_record_that_only_the_backup_has_is_not_deleted_for_good_with_an_earlier_text() {
    let mut device = tabs(2);
    let trash_key = delete_open(&mut device, 0);
    // This tab has not seen that yet, and stores the record again.
    device.edit(1, manager("stored again"));
    device.send(1, Event::Flush);
    device.clear_store_from_another_page();
    device.send(0, Event::DeletePermanently(trash_key));
    device.note_erasures(0);
    device.reload(0);
    device.read_backup(0);
    assert!(all_texts(&device).contains("stored again"));
}

#[test]
fn a_text_that_could_not_be_deleted_for_good_outlives_a_kill() {
    for call in 1..12 {
        let mut device = tabs(1);
        device.edit(0, manager("deleted"));
        let trash_key = delete_open(&mut device, 0);
        device.wait(1_000);
        let before = device.store.snapshot();
        let denied = Fault::Fails(StorageError::Denied);
        device.store.fault_at(call, denied);
        let update = device.send(0, Event::DeletePermanently(trash_key.clone()));
        device.store.heal();
        let is_left = device.store.read(&trash_key).unwrap().is_some();
        let is_gone = is_done(&update);
        device.note_erasures(0);
        kill(&mut device, before);
        device.read_backup(0);
        device.wait(1_000);
        let is_left_now = device.store.read(&trash_key).unwrap().is_some();
        assert!(!is_left || is_left_now, "{call}");
        assert!(!is_gone || !is_left_now, "{call}");
    }
}
