//! What is stored beside a record: that it was sent, and which warnings about personal details were
//! dismissed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{followed_up, new_record, paper_form};
use proptest::prelude::*;
use seven_minute_briefing::record::Date;
use seven_minute_briefing::vault::{
    DismissedWarnings, Fault, MemoryStorage, Storage, StorageError, SubmissionReceipt,
    dismissed_warnings_key, submission_key,
};

fn today() -> Date {
    Date::new(2026, 11, 25).unwrap()
}

#[test]
fn a_receipt_is_stored_as_earlier_versions_stored_it() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    let receipt = SubmissionReceipt::new(&record, today());
    SubmissionReceipt::store(Some(receipt), &memory, record.id).unwrap();
    let stored = memory.read(&submission_key(record.id)).unwrap();
    assert_eq!(stored.as_deref(), Some("41 25 11 2026 7018365163090903650"));
    let read = SubmissionReceipt::load(&memory, record.id);
    assert_eq!(read, Ok(Some(receipt)));

    SubmissionReceipt::store(None, &memory, record.id).unwrap();
    assert_eq!(memory.read(&submission_key(record.id)), Ok(None));
    assert_eq!(SubmissionReceipt::load(&memory, record.id), Ok(None));
}

#[test]
fn a_receipt_is_out_of_date_once_an_answer_differs() {
    let mut record = followed_up();
    let receipt = SubmissionReceipt::new(&record, today());
    assert!(!receipt.is_old(&record));
    // The revision and the time of change are not answers.
    record.revision += 3;
    record.changed_at = new_record(1).changed_at;
    assert!(!receipt.is_old(&record));
    record.team.manager.push('.');
    assert!(receipt.is_old(&record));
    record.team.manager.pop();
    assert!(!receipt.is_old(&record));
}

#[test]
fn dismissed_warnings_are_stored_as_earlier_versions_stored_them_and_without_their_texts() {
    let (memory, id) = (MemoryStorage::new(), paper_form().id);
    let mut dismissed = DismissedWarnings::default();
    dismissed.dismiss("Mrs Hussain");
    dismissed.dismiss("07700 900123");
    dismissed.dismiss("Mrs Hussain");
    dismissed.store(&memory, id).unwrap();
    let stored = memory.read(&dismissed_warnings_key(id)).unwrap().unwrap();
    assert_eq!(stored, "5a3ba6477923dc84 af6805b8c26e4386");

    // Earlier versions stored them in the order in which they were dismissed.
    let turned: Vec<&str> = stored.split(' ').rev().collect();
    memory
        .write(&dismissed_warnings_key(id), &turned.join(" "))
        .unwrap();
    let read = DismissedWarnings::load(&memory, id).unwrap();
    assert_eq!(read, dismissed);
    assert!(read.contains("07700 900123") && !read.contains("07700 900124"));

    DismissedWarnings::default().store(&memory, id).unwrap();
    assert_eq!(memory.read(&dismissed_warnings_key(id)), Ok(None));
}

#[test]
fn an_error_of_the_store_is_returned() {
    let (memory, record) = (MemoryStorage::new(), paper_form());
    memory.fault_from(1, Fault::Fails(StorageError::Denied));
    let receipt = SubmissionReceipt::new(&record, today());
    let denied = Err(StorageError::Denied);
    assert_eq!(
        SubmissionReceipt::store(Some(receipt), &memory, record.id),
        denied
    );
    assert_eq!(SubmissionReceipt::store(None, &memory, record.id), denied);
    assert!(SubmissionReceipt::load(&memory, record.id).is_err());
    assert_eq!(
        DismissedWarnings::default().store(&memory, record.id),
        denied
    );
    assert!(DismissedWarnings::load(&memory, record.id).is_err());
}

proptest! {
    #[test]
    fn any_stored_text_can_be_read(text in common::text()) {
        let (memory, id) = (MemoryStorage::new(), paper_form().id);
        memory.write(&submission_key(id), &text).unwrap();
        memory.write(&dismissed_warnings_key(id), &text).unwrap();
        prop_assert!(SubmissionReceipt::load(&memory, id).is_ok());
        prop_assert!(DismissedWarnings::load(&memory, id).is_ok());
    }
}
