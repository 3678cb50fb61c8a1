//! Removing for good: a text in the trash, or everything on a shared computer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{followed_up, new_record, paper_form};
use seven_minute_briefing::record::{Record, Timestamp};
use seven_minute_briefing::vault::{
    CLEAR_MARK_MS, CLEARED, Erasure, Fault, MemoryStorage, SaveError, Storage, StorageError, TRASH,
    cleared_ms, delete, keep_version, last_download_key, not_downloaded, read_progress_key,
    record_key, save, trashed_records,
};

fn at(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_795_000_000_000 + ms)
}

fn clear(memory: &MemoryStorage) -> Result<(), SaveError> {
    Erasure::of_everything(memory, new_record(7).id, at(0)).carry_out(memory)
}

fn delete_permanently(memory: &MemoryStorage, trash_key: &str) -> Result<(), SaveError> {
    Erasure::of_trashed(memory, trash_key, new_record(7).id, at(0))?.carry_out(memory)
}

#[test]
fn deleting_the_last_text_of_a_record_deletes_its_versions_and_notes() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    keep_version(&memory, record.id, "earlier", true, at(0)).unwrap();
    memory.write(&last_download_key(record.id), "3").unwrap();
    memory
        .write(&read_progress_key(Some(record.id)), "1 2")
        .unwrap();
    let trashed = delete(&memory, &record_key(record.id), at(1)).unwrap();
    delete_permanently(&memory, &trashed).unwrap();
    assert_eq!(memory.snapshot().len(), 0);

    // While the record is stored, only that one text is deleted.
    save(&memory, &record).unwrap();
    keep_version(&memory, record.id, "earlier", true, at(0)).unwrap();
    keep_version(&memory, record.id, "later", true, at(1_000)).unwrap();
    let first = trashed_records(&memory).unwrap().pop().unwrap().key;
    delete_permanently(&memory, &first).unwrap();
    assert_eq!(memory.snapshot().len(), 2);
}

#[test]
fn what_is_not_downloaded_is_listed_before_the_computer_is_cleared() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    save(&memory, &followed_up()).unwrap();
    memory.write(&record_key(new_record(9).id), "{").unwrap();
    let listed = |memory: &MemoryStorage| not_downloaded(memory).unwrap().len();
    assert_eq!(listed(&memory), 3);
    let note_download = |record: &Record| {
        memory
            .write(&last_download_key(record.id), &record.revision.to_string())
            .unwrap();
    };
    note_download(&record);
    note_download(&followed_up());
    assert_eq!(listed(&memory), 1, "the one that cannot be read");
    let mut changed = record.clone();
    changed.revision += 1;
    save(&memory, &changed).unwrap();
    assert_eq!(listed(&memory), 2);
}

#[test]
fn the_mark_of_a_cleared_computer_counts_for_a_moment_and_is_then_removed() {
    let memory = MemoryStorage::new();
    memory.write(CLEARED, &at(0).unix_ms().to_string()).unwrap();
    assert!(cleared_ms(&memory, at(CLEAR_MARK_MS)).unwrap().is_some());
    assert_eq!(cleared_ms(&memory, at(CLEAR_MARK_MS + 1_000)), Ok(None));
    assert_eq!(memory.snapshot().len(), 0, "nobody else would remove it");
    for not_a_time in ["1", "", "soon", "-5"] {
        memory.write(CLEARED, not_a_time).unwrap();
        assert_eq!(cleared_ms(&memory, at(0)), Ok(None), "{not_a_time}");
    }
}

#[test]
fn clearing_removes_everything_of_this_app_and_nothing_else() {
    let memory = MemoryStorage::new();
    save(&memory, &paper_form()).unwrap();
    memory
        .write(&format!("{TRASH}1/deleted/x"), "text")
        .unwrap();
    memory
        .write(&last_download_key(paper_form().id), "1")
        .unwrap();
    memory.write("another page's key", "theirs").unwrap();
    clear(&memory).unwrap();
    let left: Vec<String> = memory.snapshot().into_keys().collect();
    assert_eq!(left, ["another page's key"]);

    save(&memory, &paper_form()).unwrap();
    memory.fault_from(1, Fault::Lies);
    assert_eq!(clear(&memory), Err(SaveError::NotKept));
    memory.fault_from(1, Fault::Fails(StorageError::Denied));
    assert!(clear(&memory).is_err());
}

#[test]
fn only_a_text_in_the_trash_can_be_deleted_for_good() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    save(&memory, &record).unwrap();
    let before = memory.snapshot();
    assert!(delete_permanently(&memory, &record_key(record.id)).is_err());
    assert!(delete_permanently(&memory, "another page's key").is_err());
    assert_eq!(memory.snapshot(), before);
    for tail in [
        record.id.to_string(),
        "written by another program".to_owned(),
    ] {
        let trash_key = format!("{TRASH}1/deleted/{tail}");
        memory.write(&trash_key, "text").unwrap();
        assert_eq!(delete_permanently(&memory, &trash_key), Ok(()));
        assert_eq!(memory.snapshot(), before);
    }
}
