//! Clearing the computer.

use seven_minute_briefing::vault::{
    CLEAR_MARK_MS, CLEARED, Event, Notice, RECORDS, Storage, record_key,
};

use super::common::device::is_done;
use super::{manager, organisation, stored, tabs};

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
