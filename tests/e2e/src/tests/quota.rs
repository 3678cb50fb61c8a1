//! A store that is full, denied, or there once only.

use super::{Test, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::record;
use crate::user::User;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(the_page_says_that_storage_is_off_before_anything_is_typed),
    test!(the_page_says_that_a_sandbox_denies_storage_before_anything_is_typed),
    test!(a_full_store_is_reported_and_saving_resumes_once_there_is_room),
    test!(the_browser_asks_before_leaving_only_while_something_is_unsaved),
    test!(old_versions_are_dropped_before_a_save_fails),
    test!(without_indexed_db_the_app_works_and_says_that_there_is_no_backup),
    test!(a_backup_that_does_not_fit_into_a_full_store_is_kept),
];

fn the_page_says_that_storage_is_off_before_anything_is_typed(fixture: &Fixture) {
    let options = BrowserOptions {
        without_storage: true,
        ..BrowserOptions::default()
    };
    let user = fixture.user_with_browser(&options, &SiteFault::default());
    user.open("#/discussion");
    user.sees_save_status("Not saved.");
    user.type_into("Name of Organisation", "Typed without storage");
    user.within("navigation", "Steps").follow("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    user.within_group("Action 1")
        .type_into("Who will do it?", "Someone");
    user.within("navigation", "Steps").follow("Check and send");
    user.sees_in_order(&["Typed without storage", "Someone"]);
    user.sees_save_status("Not saved.");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    assert_eq!(copy["actions"][0]["who"], "Someone");

    // It is in a file now, so it may make way for a return, which can be worked on.
    let file = user.write_file(
        "a return.json",
        record::file_text(&record::small()).as_bytes(),
    );
    user.follow("Records on this device");
    user.sees("This browser does not let this page keep records.");
    user.choose_file("Open a return from a file", &file);
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    user.sees_save_status("Not saved.");
    user.retype("Team Manager", "Alex");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["manager"], "Alex");
}

/// A sandboxed frame is denied storage by every engine, whatever its settings. On one page only: in such
/// a frame Chromium follows no link within a page from disk. Without the page's own policy, since to
/// `WebKit` a sandboxed page is not "self".
fn the_page_says_that_a_sandbox_denies_storage_before_anything_is_typed(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        any_origin: true,
        head: Some(String::new()),
        ..SiteFault::default()
    });
    user.open_framed(
        "#/discussion",
        "sandbox=\"allow-scripts allow-downloads\" width=\"1200\" height=\"900\"",
    );
    user.wait_until_ready();
    user.sees_save_status("Not saved.");
    user.type_into("Name of Organisation", "Typed without storage");
    user.sees_save_status("Not saved.");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    user.leave();
}

fn a_full_store_is_reported_and_saving_resumes_once_there_is_room(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Team Manager", "Before");
    user.sees_saved();
    fill(&user);
    user.type_into("Name of Organisation", "Does not fit any more");
    user.sees_save_status("Not saved.");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Does not fit any more");
    let stored = user.stored_records();
    assert!(
        stored.len() == 1 && stored.values().all(|text| text.contains("Before")),
        "what was saved before is still there: {stored:?}"
    );
    free(&user);
    user.type_into("Contact Details", "After");
    user.sees_saved();
    let stored = user.stored_records();
    let record = record::parse(stored.values().next().unwrap());
    assert_eq!(record["team"]["organisation"], "Does not fit any more");
    assert_eq!(record["team"]["contact_details"], "After");
}

/// A driver answers such questions itself, before a test could see them: the page is asked what it would
/// say, as the browser asks it.
fn the_browser_asks_before_leaving_only_while_something_is_unsaved(fixture: &Fixture) {
    let user = fixture.user();
    let is_questioned = || {
        user.script(
            "const leaving = new Event('beforeunload', { cancelable: true });
             window.dispatchEvent(leaving);
             return leaving.defaultPrevented;",
            vec![],
        )
    };
    user.open("#/discussion");
    assert_eq!(is_questioned(), json!(false), "before anything is typed");
    user.type_into("Team Manager", "Saved in the last moment");
    assert_eq!(is_questioned(), json!(false), "it saves instead of asking");
    assert!(
        user.stored_records()
            .values()
            .all(|text| text.contains("Saved in the last moment"))
    );
    // An earlier version that was kept meanwhile makes way first, and then there is room once more.
    for _ in 0..4 {
        fill(&user);
        user.type_into("Name of Organisation", "Does not fit any more. ");
        let line = user.wait_until("it is saved, or it is not", || {
            let line = user.try_save_status()?;
            (!line.contains("Saving"))
                .then_some(line)
                .ok_or("not yet".to_owned())
        });
        if line.contains("Not saved") {
            break;
        }
    }
    user.sees_save_status("Not saved.");
    assert_eq!(is_questioned(), json!(true), "while it is not saved");
    user.download("Download a copy now");
    assert_eq!(is_questioned(), json!(false), "it is in a file");
    user.type_into("Name of Organisation", ", nor does this");
    assert_eq!(is_questioned(), json!(true), "the file is out of date");
    free(&user);
    user.type_into("Contact Details", "After");
    user.sees_saved();
    assert_eq!(is_questioned(), json!(false), "all is saved");
}

fn old_versions_are_dropped_before_a_save_fails(fixture: &Fixture) {
    let user = fixture.user();
    let text = record::file_text(&record::small());
    user.store_entry(record::KEY, &text);
    for minute in 0..5 {
        let at = 1_795_000_000_000_u64 + minute * 60_000;
        user.store_entry(&format!("7mb/aside/{at}/earlier/{}", record::ID), &text);
    }
    let versions = || {
        let mut stored = user.stored_entries();
        stored.retain(|key, _| key.contains("/earlier/"));
        stored.len()
    };
    user.open("#/discussion");
    user.wait_until_ready();
    fill(&user);
    user.retype(
        "Team Manager",
        "More words than there is room for, and then some more",
    );
    user.wait_until("it is stored", || {
        let stored = user.stored_entries();
        if stored[record::KEY].contains("and then some more") {
            Ok(())
        } else {
            Err(stored[record::KEY].clone())
        }
    });
    user.sees_saved();
    assert!((1..5).contains(&versions()), "{} versions", versions());
    free(&user);
}

fn without_indexed_db_the_app_works_and_says_that_there_is_no_backup(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        head: Some(
            "<script>Object.defineProperty(window, 'indexedDB', { value: undefined });</script>"
                .to_owned(),
        ),
        ..SiteFault::default()
    });
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Kept once");
    user.sees_saved();
    user.reload();
    user.sees_value("Name of Organisation", "Kept once");
    user.follow("Records on this device");
    user.sees("keeps one copy only");
}

/// As after a crash: local storage is older than the second copy, and full.
fn a_backup_that_does_not_fit_into_a_full_store_is_kept(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Older");
    user.sees_saved();
    let stored = user.stored_records();
    let (key, older) = stored.into_iter().next().unwrap();
    user.type_into("Name of Organisation", " and a minute of typing");
    user.wait_until("it is stored", || {
        if user.stored_entries()[&key].contains("a minute of typing") {
            Ok(())
        } else {
            Err("not yet".into())
        }
    });
    user.leave();
    user.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('7mb/aside/')) localStorage.removeItem(key);
         }",
        vec![],
    );
    user.store_entry(&key, &older);
    fill(&user);
    user.open("#/discussion");
    user.sees("There is newer work than what you see");
    user.leave();
    free(&user);
    user.open("#/discussion");
    user.sees_value("Name of Organisation", "Older and a minute of typing");
}

/// Takes all the room there is in this browser's store, as pages from the same place may.
fn fill(user: &User) {
    // Twice: on a busy machine WebKit now and then refuses while there is room.
    for round in 1..=2 {
        user.script(
            "let number = 0;
             for (let size = 1 << 20; size >= 1; size >>= 1) {
               for (;;) {
                 try {
                   localStorage.setItem(`e2e/fill/${arguments[0]}/${number}`, 'x'.repeat(size));
                   number += 1;
                 } catch { break; }
               }
             }",
            vec![json!(round)],
        );
    }
}

/// Gives it back.
fn free(user: &User) {
    user.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('e2e/fill/')) localStorage.removeItem(key);
         }",
        vec![],
    );
}
