//! The records of this device: removal, the trash, copies and imports.

use seven_minute_briefing::record::file::decode;
use seven_minute_briefing::record::{ActionItem, LearningPoint, Record};
use seven_minute_briefing::vault::autosave::Status;
use seven_minute_briefing::vault::{
    Event, Fault, Import, ImportComparison, Notice, Outcome, RECORDS, Reason, RemovedRow,
    SaveError, Storage, StorageError, compare_import, record_key,
};

use super::common::device::{Device, is_done};
use super::common::paper_form;
use super::{DENIED, manager, organisation, reasons, stored, tabs};

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
    device.read_backup(0);
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
    device.read_backup(0);
    assert_eq!(device.tabs[0].removed.len(), 1);
    device.now_ms += 61 * 60_000;
    device.reload(0);
    device.read_backup(0);
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

/// A browser that is killed before the store reached the disk: the newer state is in the backup only.
#[test]
fn removed_rows_are_offered_again_after_a_kill() {
    let mut device = with_rows();
    let before = device.store.snapshot();
    device.edit(0, |record| drop(record.learning_points.remove(0)));
    device.wait(1_000);
    device.store.reset_to(before);
    device.reload(0);
    device.read_backup(0);
    assert!(matches!(
        &device.tabs[0].removed[..],
        [RemovedRow::LearningPoint(0, point)] if point.discussion == "First point"
    ));
    assert!(
        device.tabs[0]
            .screen
            .learning_points
            .iter()
            .all(|point| point.discussion != "First point")
    );
}

#[test]
fn a_row_that_was_just_restored_is_there_or_offered_after_a_kill() {
    for waited_ms in [0, 100, 200, 400] {
        let mut device = with_rows();
        let before = device.store.snapshot();
        let point = device.tabs[0].screen.learning_points[0].clone();
        device.edit(0, |record| drop(record.learning_points.remove(0)));
        device.wait(1_000);
        device.edit(0, |record| record.learning_points.insert(0, point.clone()));
        device.wait(waited_ms);
        device.backup.drop_pending();
        device.store.reset_to(before.clone());
        device.reload(0);
        device.read_backup(0);
        let is_first = |it: &LearningPoint| it.discussion == "First point";
        let is_there = device.tabs[0].screen.learning_points.iter().any(is_first);
        assert!(
            is_there || !device.tabs[0].removed.is_empty(),
            "after {waited_ms} ms"
        );
    }
}
