//! Nothing typed is ever lost silently.

use super::{Test, test};
use crate::harness::engine::{Engine, Wish};
use crate::harness::site::Spoilt;
use crate::harness::stage::Stage;
use crate::person::Person;
use crate::record;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(what_is_typed_is_there_after_a_restart_of_the_browser)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(what_was_typed_a_second_before_the_browser_was_killed_is_there)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(storage_turned_off_is_said_before_anything_is_typed),
    test!(storage_denied_by_a_sandbox_is_said_before_anything_is_typed),
    test!(what_is_typed_is_there_after_a_reload),
    test!(words_typed_just_before_a_reload_are_there),
    test!(words_typed_just_before_leaving_are_there),
    test!(a_full_store_is_said_and_saving_resumes_once_there_is_room),
    test!(words_typed_in_two_tabs_are_all_kept),
    test!(a_write_by_another_tab_is_set_aside_and_can_be_put_back),
    test!(a_record_stored_in_another_layout_is_not_taken_for_another_tabs),
    test!(stored_text_that_cannot_be_read_is_kept_and_offered),
    test!(the_record_open_last_is_kept_when_it_cannot_be_read),
    test!(a_record_of_a_newer_version_is_kept_and_offered),
    test!(a_character_that_arrives_in_two_halves_is_whole),
    test!(a_store_that_another_page_cleared_is_filled_again),
    test!(a_record_deleted_in_another_tab_is_said),
    test!(two_tabs_show_and_keep_what_is_done_in_both),
    test!(each_box_shows_its_own_row_whatever_another_tab_does),
    test!(an_earlier_version_can_be_looked_at_and_brought_back),
    test!(without_a_second_copy_the_app_works_as_before),
    test!(what_a_full_store_cannot_take_back_stays_among_the_copies),
    test!(a_tab_that_was_away_does_not_store_again_what_was_cleared),
    test!(this_computer_can_be_cleared_of_everything_of_ours_and_nothing_else),
];

const DISCUSSION: &str = "Your teams' discussion";

fn what_is_typed_is_there_after_a_reload(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Team Manager", "Sam Carter");
    let first = me.within_group("Learning point 1");
    first.tick("Finding 1: Communication between agencies");
    first.type_into(DISCUSSION, "In the middle of a sen");
    me.sees_it_saved();
    me.reload();
    me.sees_it_saved();
    me.reads("Team Manager", "Sam Carter");
    first.reads(DISCUSSION, "In the middle of a sen");
    assert!(first.is_ticked("Finding 1: Communication between agencies"));
    first.type_into(DISCUSSION, "tence");
    first.reads(DISCUSSION, "In the middle of a sentence");
    me.retype("Team Manager", "Alex");
    me.sees_it_saved();
    me.reload();
    me.reads("Team Manager", "Alex");
}

fn words_typed_just_before_a_reload_are_there(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.within_group("Learning point 1")
        .type_into(DISCUSSION, "Typed and reloaded at once");
    me.reload();
    me.within_group("Learning point 1")
        .reads(DISCUSSION, "Typed and reloaded at once");
}

fn words_typed_just_before_leaving_are_there(stage: &Stage) {
    let me = stage.person();
    me.open("#/plan");
    me.within_group("Action 1")
        .type_into("What needs to happen?", "Typed and left at once");
    me.open("#/plan");
    me.within_group("Action 1")
        .reads("What needs to happen?", "Typed and left at once");
}

/// Not in `WebKit`: its driver gives every session a profile that ends with it, so there is no restart to
/// test. Reloading and leaving are tested there.
fn what_is_typed_is_there_after_a_restart_of_the_browser(stage: &Stage) {
    let profile = stage
        .world
        .folder
        .join(format!("profile-{}-{}", stage.engine, stage.delivery));
    let wish = Wish {
        profile: Some(profile),
        ..Wish::default()
    };
    let before = stage.newcomer(&wish, &Spoilt::default());
    before.open("#/discussion");
    before.type_into("Name of Organisation", "Kept over night");
    before.sees_it_saved();
    before.browser.quit();

    let mut after = stage.newcomer(&wish, &Spoilt::default());
    // The same copy of the app at the same address, as the next morning.
    after.site = before.site.clone();
    after.open("#/discussion");
    after.reads("Name of Organisation", "Kept over night");
    after.sees_it_saved();
}

/// How often the browser is killed; `cargo xtask torture` asks for more.
fn kills() -> usize {
    let asked = std::env::var("E2E_KILLS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(1)
}

/// Local storage alone would be up to a minute old by then. Not in `WebKit`, as for a restart.
fn what_was_typed_a_second_before_the_browser_was_killed_is_there(stage: &Stage) {
    let name = format!("killed-{}-{}", stage.engine, stage.delivery);
    let wish = Wish {
        profile: Some(stage.world.folder.join(name)),
        ..Wish::default()
    };
    let mut me = stage.newcomer(&wish, &Spoilt::default());
    let site = me.site.clone();
    me.open("#/discussion");
    let mut typed = String::new();
    for number in 1..=kills() {
        let words = format!("killed {number}. ");
        me.type_into("Name of Organisation", &words);
        typed.push_str(&words);
        let typed_at = std::time::Instant::now();
        me.sees_it_saved();
        me.until("a second has gone by", || {
            if typed_at.elapsed() >= std::time::Duration::from_secs(1) {
                Ok(())
            } else {
                Err("not yet".into())
            }
        });
        me.browser.kill();
        me = stage.newcomer(&wish, &Spoilt::default());
        me.site = site.clone();
        me.open("#/discussion");
        me.reads("Name of Organisation", &typed);
        me.sees_it_saved();
    }
    stage.note(&format!(
        "killed and found again {} of {}",
        kills(),
        kills()
    ));
}

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
    me.script(
        "let number = 0;
         for (let size = 1 << 20; size >= 1; size >>= 1) {
           for (;;) {
             try { localStorage.setItem(`e2e/fill/${number}`, 'x'.repeat(size)); number += 1; }
             catch { break; }
           }
         }",
        vec![],
    );
    me.type_into("Name of Organisation", "Does not fit any more");
    me.sees_save_line("Not saved.");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Does not fit any more");
    let stored = me.stored_records();
    assert!(
        stored.len() == 1 && stored.values().all(|text| text.contains("Before")),
        "what was saved before is still there: {stored:?}"
    );
    me.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('e2e/fill/')) localStorage.removeItem(key);
         }",
        vec![],
    );
    me.type_into("Contact Details", "After");
    me.sees_it_saved();
    let stored = me.stored_records();
    let record = record::parse(stored.values().next().unwrap());
    assert_eq!(record["team"]["organisation"], "Does not fit any more");
    assert_eq!(record["team"]["contact_details"], "After");
}

fn words_typed_in_two_tabs_are_all_kept(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();

    let first = me.open_second_tab("#/discussion");
    me.reads("Name of Organisation", "Northbank School");
    let second = me.switch_to(first);
    me.type_into("Team Manager", "Typed in the first tab");
    let first = me.switch_to(second);
    me.type_into("Contact Details", "Typed in the second tab");
    me.sees_it_saved();
    let second = me.switch_to(first);
    me.type_into("Name of Section & Team", "Typed last");
    me.sees_it_saved();

    // In the record, if each tab saw the other's words in time, or set aside.
    me.until("all words are kept on this device", || {
        let stored = me.stored();
        let has = |words: &str| stored.values().any(|text| text.contains(words));
        let all = [
            "Typed in the first tab",
            "Typed in the second tab",
            "Typed last",
        ];
        if all.into_iter().all(has) {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    let first = me.switch_to(second);
    me.close_tab_for(first);
}

/// The other tab's write is made by a script: no tab is told of what it stores itself, so this one finds
/// out only when it saves, as if both had typed in the same moment.
fn a_write_by_another_tab_is_set_aside_and_can_be_put_back(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion/organisation");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    me.has_focus_in("input", "Name of Organisation");
    me.script(
        "const box = document.activeElement;
         box.value += ' typed here';
         box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         const key = Object.keys(localStorage).find((key) => key.startsWith('7mb/record/'));
         const text = localStorage.getItem(key);
         localStorage.setItem(key, text.replace('Northbank School', 'Other Tab School'));",
        vec![],
    );
    me.sees_it_saved();
    me.sees("changed in two tabs or windows at the same time");
    me.follow("Records on this device");
    me.arrives_at("Records on this device");
    me.within_region("Deleted and replaced records")
        .press("Put back Other Tab School");
    me.sees_heading("Do you want this version back?");
    me.sees_in_order(&["Other Tab School", "Northbank School typed here"]);
    me.press("Bring the earlier version back");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "Other Tab School");
    let stored = me.stored();
    let has = |words: &str| stored.values().any(|text| text.contains(words));
    assert!(has("typed here") && has("Other Tab School"), "{stored:?}");
}

/// An earlier or later version of the page may have written the same record with other white space, or its
/// fields in another order. That alone is no change by somebody else.
fn a_record_stored_in_another_layout_is_not_taken_for_another_tabs(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::small().to_string());
    me.open("#/discussion");
    me.retype("Team Manager", "Alex");
    me.sees_it_saved();
    me.until("the change is stored", || {
        let stored = me.stored();
        if stored[record::KEY].contains("Alex") {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    let keys: Vec<String> = me.stored().into_keys().collect();
    assert!(
        !keys.iter().any(|key| key.contains("/other-tab/")),
        "something was set aside: {keys:?}"
    );
    me.does_not_see("another tab");
}

/// As some keyboards of Windows send what is not in the first 65,536 characters.
fn a_character_that_arrives_in_two_halves_is_whole(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion/organisation");
    me.has_focus_in("input", "Name of Organisation");
    me.script(
        "const box = document.activeElement;
         const half = (text) => {
           box.value += text;
           box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         };
         half('Pont \\ud83c');
         half('\\udfeb');",
        vec![],
    );
    me.reads("Name of Organisation", "Pont \u{1f3eb}");
    me.sees_it_saved();
    me.until("it is stored whole", || {
        let stored = me.stored();
        if stored.values().any(|text| text.contains("Pont \u{1f3eb}")) {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
}

/// Files opened from a disk share one store with every other page opened from there.
fn a_store_that_another_page_cleared_is_filled_again(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    let first = me.must_open_tab();
    me.leave();
    me.script("localStorage.clear();", vec![]);
    let second = me.switch_to(first);
    me.until("it is stored again", || {
        let stored = me.stored_records();
        if stored
            .values()
            .any(|text| text.contains("Northbank School"))
        {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    me.sees_it_saved();
    let first = me.switch_to(second);
    me.close_tab_for(first);
}

fn a_record_deleted_in_another_tab_is_said(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    let first = me.open_second_tab("#/records");
    me.press("Delete Northbank School");
    me.sees("Northbank School deleted.");
    let second = me.switch_to(first);
    me.sees("was deleted in another tab or window");
    me.reads("Name of Organisation", "");
    me.sees_save_line("Nothing to save yet");
    let first = me.switch_to(second);
    me.close_tab_for(first);
}

/// Fields, rows added, removed and moved, each in one tab and seen in the other.
fn two_tabs_show_and_keep_what_is_done_in_both(stage: &Stage) {
    let me = stage.person();
    me.open("#/plan");
    me.within_group("Action 1")
        .type_into("What needs to happen?", "Begun in the first tab");
    me.sees_it_saved();
    let mut other = me.open_second_tab("#/plan");
    let one = |number: usize| format!("Action {number}");
    // In the second tab.
    me.within_group(&one(1))
        .type_into("Who will do it?", "Typed in the second tab");
    me.press("Add an action");
    me.within_group(&one(2))
        .type_into("What needs to happen?", "Added in the second tab");
    me.sees_it_saved();
    // In the first tab.
    let asked = std::time::Instant::now();
    other = me.switch_to(other);
    me.within_group(&one(1))
        .reads("Who will do it?", "Typed in the second tab");
    me.within_group(&one(2))
        .reads("What needs to happen?", "Added in the second tab");
    stage.note(&format!(
        "seen in the other tab within {} ms, going there included",
        asked.elapsed().as_millis()
    ));
    me.within_group(&one(1))
        .reads("What needs to happen?", "Begun in the first tab");
    me.press("Move action 2 up");
    me.press("Add an action");
    me.press("Remove action 3");
    // The focus goes there a frame later, which on a busy machine may be in the middle of a word.
    me.has_focus_in("button", "Add an action");
    me.within_group(&one(1))
        .type_into("Who will do it?", "Typed in the first tab");
    me.sees_it_saved();
    // In the second tab again.
    other = me.switch_to(other);
    me.within_group(&one(1))
        .reads("What needs to happen?", "Added in the second tab");
    me.within_group(&one(1))
        .reads("Who will do it?", "Typed in the first tab");
    me.within_group(&one(2))
        .reads("Who will do it?", "Typed in the second tab");
    me.sees_no("group", "Action 3");
    me.does_not_see("at the same time");
    me.close_tab_for(other);
}

/// The cursor is in a row that was typed in, while the other tab moves rows and removes that one.
fn each_box_shows_its_own_row_whatever_another_tab_does(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    record["learning_points"] = (1..=6)
        .map(|id| json!({ "id": id, "about": [], "discussion": format!("text {id}") }))
        .collect();
    me.store(record::KEY, &record::file_text(&record));
    let point = |number: usize| format!("Learning point {number}");
    let shows = |me: &Person, texts: &[&str]| {
        for (text, number) in texts.iter().zip(1..) {
            me.within_group(&point(number)).reads(DISCUSSION, text);
        }
        me.sees_no("group", &point(texts.len() + 1));
        me.does_not_see("Something went wrong");
    };
    me.open("#/discussion");
    let first = me.open_second_tab("#/discussion");
    me.within_group(&point(5)).type_into(DISCUSSION, " abc");
    me.sees_it_saved();
    let second = me.switch_to(first);
    me.within_group(&point(5)).reads(DISCUSSION, "text 5 abc");
    me.press("Move learning point 1 down");
    me.sees_it_saved();
    let first = me.switch_to(second);
    let moved = [
        "text 2",
        "text 1",
        "text 3",
        "text 4",
        "text 5 abc",
        "text 6",
    ];
    shows(&me, &moved);
    let second = me.switch_to(first);
    me.press("Remove learning point 5");
    me.press("Remove learning point 3");
    me.sees_it_saved();
    let first = me.switch_to(second);
    shows(&me, &["text 2", "text 1", "text 4", "text 6"]);
    me.within_group(&point(4)).type_into(DISCUSSION, "!");
    me.sees_it_saved();
    let second = me.switch_to(first);
    shows(&me, &["text 2", "text 1", "text 4", "text 6!"]);
    let stored = record::parse(&me.stored()[record::KEY]);
    let texts: Vec<&str> = stored["learning_points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["discussion"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["text 2", "text 1", "text 4", "text 6!"]);
    let first = me.switch_to(second);
    me.close_tab_for(first);
}

fn an_earlier_version_can_be_looked_at_and_brought_back(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/plan");
    me.press("Remove action 1");
    me.sees_it_saved();
    // Also after the page was closed, and with it the notice.
    me.open("#/records");
    let record = me.within_region("Your records");
    record.press("Earlier versions of Northbank School, Pastoral team");
    looks_at_the_only_version(&record);
    me.sees_heading("Do you want this version back?");
    me.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    me.press("Bring the earlier version back");
    me.arrives_at("Discussion");
    me.sees_it_saved();
    let stored = me.stored();
    let back = record::parse(&stored[record::KEY]);
    let first = record::small();
    assert_eq!(back["actions"], first["actions"]);
    assert!(back["revision"].as_u64() > first["revision"].as_u64());
    // And what it was before is a version in its turn.
    me.open("#/records");
    record.press("Earlier versions of Northbank School, Pastoral team");
    looks_at_the_only_version(&record);
    me.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    me.press("Keep it as it is now");
    me.does_not_see("What differs");
}

fn looks_at_the_only_version(record: &Person) {
    let looks = record.until("there is one version", || {
        let buttons = record.names_of("button");
        let mut looks = buttons
            .into_iter()
            .filter(|name| name.starts_with("Look at it"));
        match (looks.next(), looks.next()) {
            (Some(look), None) => Ok(look),
            other => Err(format!("there are {other:?}")),
        }
    });
    record.press(&looks);
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
         }
         localStorage.setItem(arguments[0], arguments[1]);
         let number = 0;
         for (let size = 1 << 20; size >= 1; size >>= 1) {
           for (;;) {
             try { localStorage.setItem(`e2e/fill/${number}`, 'x'.repeat(size)); number += 1; }
             catch { break; }
           }
         }",
        vec![json!(key), json!(older)],
    );
    me.open("#/discussion");
    me.sees("There is newer work than what you see");
    me.leave();
    me.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('e2e/fill/')) localStorage.removeItem(key);
         }",
        vec![],
    );
    me.open("#/discussion");
    me.reads("Name of Organisation", "Older and a minute of typing");
}

/// The clock of the tab is moved on, as if a question had stood open in it.
fn a_tab_that_was_away_does_not_store_again_what_was_cleared(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        head: Some(
            "<script>
               const now = Date.now;
               document.addEventListener('e2e-away', () => { Date.now = () => now() + 60000; });
             </script>"
                .to_owned(),
        ),
        ..Spoilt::default()
    });
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Cleared meanwhile");
    me.until("all of it is stored", || {
        let stored = me.stored_records();
        if stored
            .values()
            .any(|text| text.contains("Cleared meanwhile"))
        {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    me.sees_it_saved();
    me.script(
        "for (const key of Object.keys(localStorage)) {
           if (key.startsWith('7mb/')) localStorage.removeItem(key);
         }
         document.dispatchEvent(new Event('e2e-away'));",
        vec![],
    );
    me.sees("has been removed from this browser. It is on the screen only.");
    assert_eq!(me.stored().len(), 0);
    me.leave();
    assert_eq!(me.stored().len(), 0, "closing the page has stored it again");
}

fn this_computer_can_be_cleared_of_everything_of_ours_and_nothing_else(stage: &Stage) {
    let me = stage.person();
    me.store("e2e/somebody else's", "stays");
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/discussion");
    me.retype("Team Manager", "Alex");
    me.sees_it_saved();
    let first = me.open_second_tab("#/discussion");
    me.reads("Team Manager", "Alex");
    let second = me.switch_to(first);
    me.follow("Records on this device");
    me.arrives_at("Records on this device");
    // The drivers say yes to the question.
    me.press("Finish and clear this computer");
    me.sees("Everything that this page kept was removed from this browser.");
    me.sees("Nothing is kept on this device yet.");
    let first = me.switch_to(second);
    me.sees("Everything that this page kept was removed from this browser.");
    me.reads("Team Manager", "");
    me.close_tab_for(first);
    me.until("nothing of ours is left", || {
        let stored = me.stored();
        if stored.is_empty() {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    let others = me.script(
        "return localStorage.getItem(\"e2e/somebody else's\");",
        vec![],
    );
    assert_eq!(others, json!("stays"));
    me.reload();
    me.sees_save_line("Nothing to save yet");
    me.sees("Nothing is kept on this device yet.");
}

fn stored_text_that_cannot_be_read_is_kept_and_offered(stage: &Stage) {
    let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
    opens_beside(stage, &broken, None, "This record cannot be read");
}

fn the_record_open_last_is_kept_when_it_cannot_be_read(stage: &Stage) {
    let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
    opens_beside(
        stage,
        &broken,
        Some(record::ID),
        "This record cannot be read",
    );
}

fn a_record_of_a_newer_version_is_kept_and_offered(stage: &Stage) {
    let mut newer = record::small();
    newer["version"] = json!(2);
    newer["new_things"] = json!([1, 2, 3]);
    opens_beside(
        stage,
        &record::file_text(&newer),
        None,
        "This record needs a newer version of this page",
    );
}

/// The stored `text` is not overwritten, can be downloaded, and does not keep anyone from working.
fn opens_beside(stage: &Stage, text: &str, open_last: Option<&str>, heading: &str) {
    let me = stage.person();
    me.store(record::KEY, text);
    if let Some(id) = open_last {
        me.store("7mb/open", id);
    }
    me.open("#/discussion");
    me.sees_heading(heading);
    assert_eq!(me.download("Download its text").text, text);
    me.press("Start a new record");
    me.arrives_at("Discussion");
    me.type_into("Name of Organisation", "The new one");
    me.sees_it_saved();
    let stored = me.stored_records();
    assert_eq!(stored.get(record::KEY).map(String::as_str), Some(text));
    let others: Vec<Value> = stored
        .iter()
        .filter(|(key, _)| key.as_str() != record::KEY)
        .map(|(_, text)| record::parse(text))
        .collect();
    assert_eq!(others.len(), 1);
    assert_eq!(others[0]["team"]["organisation"], "The new one");
    me.reload();
    me.reads("Name of Organisation", "The new one");
    assert_eq!(me.stored_records()[record::KEY], text);
}
