//! A store that is full, denied, or there once only.

use super::{Test, test};
use crate::harness::engine::Wish;
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::record;
use crate::user::Person;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(storage_turned_off_is_said_before_anything_is_typed),
    test!(storage_denied_by_a_sandbox_is_said_before_anything_is_typed),
    test!(a_full_store_is_said_and_saving_resumes_once_there_is_room),
    test!(leaving_is_questioned_only_while_something_is_unsaved),
    test!(old_versions_make_way_before_a_save_fails),
    test!(without_a_second_copy_the_app_works_as_before),
    test!(what_a_full_store_cannot_take_back_stays_among_the_copies),
];

fn storage_turned_off_is_said_before_anything_is_typed(stage: &Stage) {
    let wish = Wish {
        without_storage: true,
        ..Wish::default()
    };
    let me = stage.newcomer(&wish, &Spoilt::default());
    me.open("#/discussion");
    me.sees_save_line("Not saved.");
    me.type_into("Name of Organisation", "Typed without storage");
    me.within("navigation", "Steps").follow("Action plan");
    me.arrives_at("What actions have been agreed to improve practice?");
    me.within_group("Action 1")
        .type_into("Who will do it?", "Someone");
    me.within("navigation", "Steps").follow("Check and send");
    me.sees_in_order(&["Typed without storage", "Someone"]);
    me.sees_save_line("Not saved.");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    assert_eq!(copy["actions"][0]["who"], "Someone");

    // It is in a file now, so it may make way for a return, which can be worked on.
    let file = me.file(
        "a return.json",
        record::file_text(&record::small()).as_bytes(),
    );
    me.follow("Records on this device");
    me.sees("This browser does not let this page keep records.");
    me.choose_file("Open a return from a file", &file);
    me.press("Add to this device");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "Northbank School");
    me.sees_save_line("Not saved.");
    me.retype("Team Manager", "Alex");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["manager"], "Alex");
}

/// A sandboxed frame is denied storage by every engine, whatever its settings. On one page only: in such
/// a frame Chromium follows no link within a page from disk. Without the page's own policy, since to
/// `WebKit` a sandboxed page is not "self".
fn storage_denied_by_a_sandbox_is_said_before_anything_is_typed(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        any_origin: true,
        head: Some(String::new()),
        ..Spoilt::default()
    });
    me.open_framed(
        "#/discussion",
        "sandbox=\"allow-scripts allow-downloads\" width=\"1200\" height=\"900\"",
    );
    me.is_ready();
    me.sees_save_line("Not saved.");
    me.type_into("Name of Organisation", "Typed without storage");
    me.sees_save_line("Not saved.");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    me.leave();
}

fn a_full_store_is_said_and_saving_resumes_once_there_is_room(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Team Manager", "Before");
    me.sees_it_saved();
    fill(&me);
    me.type_into("Name of Organisation", "Does not fit any more");
    me.sees_save_line("Not saved.");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Does not fit any more");
    let stored = me.stored_records();
    assert!(
        stored.len() == 1 && stored.values().all(|text| text.contains("Before")),
        "what was saved before is still there: {stored:?}"
    );
    free(&me);
    me.type_into("Contact Details", "After");
    me.sees_it_saved();
    let stored = me.stored_records();
    let record = record::parse(stored.values().next().unwrap());
    assert_eq!(record["team"]["organisation"], "Does not fit any more");
    assert_eq!(record["team"]["contact_details"], "After");
}

/// A driver answers such questions itself, before a test could see them: the page is asked what it would
/// say, as the browser asks it.
fn leaving_is_questioned_only_while_something_is_unsaved(stage: &Stage) {
    let me = stage.person();
    let is_questioned = || {
        me.script(
            "const leaving = new Event('beforeunload', { cancelable: true });
             window.dispatchEvent(leaving);
             return leaving.defaultPrevented;",
            vec![],
        )
    };
    me.open("#/discussion");
    assert_eq!(is_questioned(), json!(false), "before anything is typed");
    me.type_into("Team Manager", "Saved in the last moment");
    assert_eq!(is_questioned(), json!(false), "it saves instead of asking");
    assert!(
        me.stored_records()
            .values()
            .all(|text| text.contains("Saved in the last moment"))
    );
    // An earlier version that was kept meanwhile makes way first, and then there is room once more.
    for _ in 0..4 {
        fill(&me);
        me.type_into("Name of Organisation", "Does not fit any more. ");
        let line = me.until("it is saved, or it is not", || {
            let line = me.try_save_line()?;
            (!line.contains("Saving"))
                .then_some(line)
                .ok_or("not yet".to_owned())
        });
        if line.contains("Not saved") {
            break;
        }
    }
    me.sees_save_line("Not saved.");
    assert_eq!(is_questioned(), json!(true), "while it is not saved");
    me.download("Download a copy now");
    assert_eq!(is_questioned(), json!(false), "it is in a file");
    me.type_into("Name of Organisation", ", nor does this");
    assert_eq!(is_questioned(), json!(true), "the file is out of date");
    free(&me);
    me.type_into("Contact Details", "After");
    me.sees_it_saved();
    assert_eq!(is_questioned(), json!(false), "all is saved");
}

fn old_versions_make_way_before_a_save_fails(stage: &Stage) {
    let me = stage.person();
    let text = record::file_text(&record::small());
    me.store(record::KEY, &text);
    for minute in 0..5 {
        let at = 1_795_000_000_000_u64 + minute * 60_000;
        me.store(&format!("7mb/aside/{at}/earlier/{}", record::ID), &text);
    }
    let versions = || {
        let mut stored = me.stored();
        stored.retain(|key, _| key.contains("/earlier/"));
        stored.len()
    };
    me.open("#/discussion");
    me.is_ready();
    fill(&me);
    me.retype(
        "Team Manager",
        "More words than there is room for, and then some more",
    );
    me.until("it is stored", || {
        let stored = me.stored();
        if stored[record::KEY].contains("and then some more") {
            Ok(())
        } else {
            Err(stored[record::KEY].clone())
        }
    });
    me.sees_it_saved();
    assert!((1..5).contains(&versions()), "{} versions", versions());
    free(&me);
}

fn without_a_second_copy_the_app_works_as_before(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        head: Some(
            "<script>Object.defineProperty(window, 'indexedDB', { value: undefined });</script>"
                .to_owned(),
        ),
        ..Spoilt::default()
    });
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Kept once");
    me.sees_it_saved();
    me.reload();
    me.reads("Name of Organisation", "Kept once");
    me.follow("Records on this device");
    me.sees("keeps one copy only");
}

/// As after a crash: local storage is older than the second copy, and full.
fn what_a_full_store_cannot_take_back_stays_among_the_copies(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Older");
    me.sees_it_saved();
    let stored = me.stored_records();
    let (key, older) = stored.into_iter().next().unwrap();
    me.type_into("Name of Organisation", " and a minute of typing");
    me.until("it is stored", || {
        if me.stored()[&key].contains("a minute of typing") {
            Ok(())
        } else {
            Err("not yet".into())
        }
    });
    me.leave();
    me.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('7mb/aside/')) localStorage.removeItem(key);
         }",
        vec![],
    );
    me.store(&key, &older);
    fill(&me);
    me.open("#/discussion");
    me.sees("There is newer work than what you see");
    me.leave();
    free(&me);
    me.open("#/discussion");
    me.reads("Name of Organisation", "Older and a minute of typing");
}

/// Takes all the room there is in this browser's store, as pages from the same place may.
fn fill(me: &Person) {
    // Twice: on a busy machine WebKit now and then refuses while there is room.
    for round in 1..=2 {
        me.script(
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
fn free(me: &Person) {
    me.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('e2e/fill/')) localStorage.removeItem(key);
         }",
        vec![],
    );
}
