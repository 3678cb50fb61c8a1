//! The backup: the second copy of every record, in `IndexedDB`.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::user::ok_if;

pub const TESTS: &[Test] = &[
    test!(a_backup_deleted_by_another_page_is_made_again),
    test!(words_typed_just_before_leaving_are_backed_up),
    test!(what_is_saved_at_once_is_backed_up_in_one_transaction),
    test!(without_indexed_db_the_app_works_and_says_that_there_is_no_backup),
    test!(a_backup_that_does_not_fit_into_a_full_store_is_kept),
];

fn a_backup_deleted_by_another_page_is_made_again(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/records");
    user.sees("saved in two places");
    let is_backed_up = || match user.backed_up_records()?.as_slice() {
        [_] => Ok(()),
        others => Err(format!("{others:?}")),
    };
    user.wait_until("the record is backed up", is_backed_up);
    user.delete_backup_database();
    user.wait_until("the record is backed up again", is_backed_up);
}

/// Three times, since in `WebKit` a write that the page could not finish in time used to hold up all later
/// ones.
fn words_typed_just_before_leaving_are_backed_up(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    for time in ["first", "second", "third"] {
        user.open("#/records");
        user.sees("saved in two places");
        user.follow("Discussion");
        let words = format!(" Left a {time} time.");
        user.type_into("Contact Details", &words);
        user.leave();
        let step = format!("“{words}” is backed up");
        user.wait_until(&step, || match user.backed_up_records()?.as_slice() {
            [record] if record.contains(&words) => Ok(()),
            others => Err(format!("{others:?}")),
        });
    }
}

/// When a page is left, Chromium aborts every transaction that is not done, committed or not. Of several,
/// each waits until the one before it is on the disk, so that a slow disk would cost the last ones.
fn what_is_saved_at_once_is_backed_up_in_one_transaction(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(
        "const begin = IDBDatabase.prototype.transaction;
         window.e2eMost = 0;
         let begun = 0;
         IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
           if (mode === 'readwrite') {
             begun += 1;
             window.e2eMost = Math.max(window.e2eMost, begun);
             queueMicrotask(() => { begun = 0; });
           }
           return begin.call(this, stores, mode, ...more);
         };",
    ));
    user.store_small_record();
    user.open("#/records");
    user.sees("saved in two places");
    user.follow("Discussion");
    // The first change also keeps an earlier version.
    user.type_into("Contact Details", ", later");
    user.sees_saved();
    user.wait_until("the words are backed up", || {
        let records = user.backed_up_records()?;
        let has_words = records.iter().any(|record| record.contains(", later"));
        ok_if(has_words, || format!("{records:?}"))
    });
    let most = user.script("return window.e2eMost;", vec![]);
    assert_eq!(most, 1, "the most transactions that began at once");
}

fn without_indexed_db_the_app_works_and_says_that_there_is_no_backup(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(
        "Object.defineProperty(window, 'indexedDB', { value: undefined });",
    ));
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Kept once");
    user.sees_saved();
    user.reload();
    user.sees_value("Name of Organisation", "Kept once");
    user.follow("Saved forms");
    user.sees("saved in one place only");
}

/// As after a browser crash: local storage is older than the backup. It is full as well.
fn a_backup_that_does_not_fit_into_a_full_store_is_kept(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Older");
    user.sees_saved();
    let (key, older) = user.stored_records().into_iter().next().unwrap();
    user.type_into("Name of Organisation", " and a minute of typing");
    user.wait_until_stored(&["and a minute of typing"]);
    user.leave();
    user.remove_entries("7mb/aside/");
    user.store_entry(&key, &older);
    user.fill_storage();
    user.open("#/discussion");
    user.sees("Newer work could not be loaded");
    user.leave();
    user.free_storage();
    user.open("#/discussion");
    user.sees_value("Name of Organisation", "Older and a minute of typing");
}
