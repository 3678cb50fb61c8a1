//! Nothing typed is ever lost silently.

use super::{Test, test};
use crate::harness::engine::{Engine, Wish};
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::record;
use crate::user::Person;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(what_follows_half_a_character_is_saved),
    test!(the_last_words_before_a_removal_come_back_with_it),
    test!(copies_that_another_page_took_away_are_made_anew),
    test!(what_is_typed_in_the_last_moment_is_copied_too),
    test!(what_is_typed_is_there_after_a_restart_of_the_browser)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(what_was_typed_a_second_before_the_browser_was_killed_is_there)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(what_is_typed_is_there_after_a_reload),
    test!(words_typed_just_before_a_reload_are_there),
    test!(words_typed_just_before_leaving_are_there),
    test!(a_character_that_arrives_in_two_halves_is_whole),
    test!(a_page_that_comes_back_from_memory_has_what_was_typed_and_what_came_meanwhile),
    test!(a_removal_can_be_undone_after_a_reload),
    test!(an_earlier_version_can_be_looked_at_and_brought_back),
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

/// Whether the page slept in memory or was loaded anew is the browser's choice, and each makes its own
/// under a driver: the run says which it was.
fn a_page_that_comes_back_from_memory_has_what_was_typed_and_what_came_meanwhile(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/discussion");
    me.script(
        "window.addEventListener('pageshow', (event) => { window.e2eSlept = event.persisted; });",
        vec![],
    );
    me.type_into("Name of Organisation", ", typed and left at once");
    me.leave();
    me.until("what was typed is stored", || {
        let text = &me.stored()[record::KEY];
        if text.contains("typed and left at once") {
            Ok(())
        } else {
            Err(text.clone())
        }
    });
    // Meanwhile, in another window.
    let changed = me.stored()[record::KEY].replace("A. Manager", "Changed meanwhile");
    me.store(record::KEY, &changed);
    me.back();
    me.is_ready();
    let slept = me.script("return window.e2eSlept === true;", vec![]);
    stage.note(if slept == json!(true) {
        "the page slept in memory"
    } else {
        "the page was loaded anew"
    });
    me.reads(
        "Name of Organisation",
        "Northbank School, typed and left at once",
    );
    me.reads("Team Manager", "Changed meanwhile");
    me.type_into("Contact Details", ", awake");
    me.sees_it_saved();
    me.until("all three are stored", || {
        let text = &me.stored()[record::KEY];
        let all = ["typed and left at once", "Changed meanwhile", ", awake"];
        if all.iter().all(|words| text.contains(words)) {
            Ok(())
        } else {
            Err(text.clone())
        }
    });
}

fn a_removal_can_be_undone_after_a_reload(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    record["actions"] = json!([
        record::action(1, "First thing"),
        record::action(2, "Second thing"),
        record::action(3, "Third thing"),
    ]);
    me.store(record::KEY, &record::file_text(&record));
    me.open("#/plan");
    me.press("Remove action 2");
    me.sees_it_saved();
    me.press("Remove action 1");
    me.sees("Action 1 removed.");
    me.sees_it_saved();
    me.reload();
    me.within_group("Action 1")
        .reads("What needs to happen?", "Third thing");
    // In turn, the last removal first.
    me.sees("Action 1 removed.");
    me.press("Undo");
    me.within_group("Action 1")
        .reads("What needs to happen?", "First thing");
    me.sees("Action 2 removed.");
    me.press("Undo");
    me.does_not_see("removed.");
    for (number, what) in ["First thing", "Second thing", "Third thing"]
        .iter()
        .enumerate()
    {
        let action = me.within_group(&format!("Action {}", number + 1));
        action.reads("What needs to happen?", what);
        action.reads("Who will do it?", "Pastoral lead");
    }
    me.sees_it_saved();
    me.reload();
    me.within_group("Action 2")
        .reads("What needs to happen?", "Second thing");
    me.does_not_see("removed.");
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

/// Some keyboards send a character in two halves; another program may cut one in two.
fn what_follows_half_a_character_is_saved(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Before ");
    let insert = |text: &str| {
        me.script(
            "const box = document.activeElement;
             box.value += arguments[0].replace('HIGH', '\\ud83d').replace('LOW', '\\ude00');
             box.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            vec![json!(text)],
        );
    };
    // In two halves it is whole in the end.
    insert("HIGH");
    insert("LOW");
    me.until("the character is stored", || {
        let stored = me.stored_records();
        if stored.values().any(|text| text.contains("Before 😀")) {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    // Half of one stays half, and everything after it is saved.
    insert(" cut HIGH and ten minutes of typing");
    me.sees_it_saved();
    me.until("what follows is stored", || {
        let stored = me.stored_records();
        if stored
            .values()
            .any(|text| text.contains("and ten minutes of typing"))
        {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    me.reload();
    me.reads(
        "Name of Organisation",
        "Before 😀 cut \u{fffd} and ten minutes of typing",
    );
}

fn the_last_words_before_a_removal_come_back_with_it(stage: &Stage) {
    let me = stage.person();
    me.open("#/plan");
    let action = me.within_group("Action 1");
    action.type_into("Who will do it?", "First half");
    me.sees_it_saved();
    // In one go, so that no save comes between.
    me.script(
        "const box = document.activeElement;
         box.value += ', last words';
         box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         const buttons = Array.from(document.querySelectorAll('button'));
         buttons.find((it) => it.textContent.startsWith('Remove')).click();",
        vec![],
    );
    me.sees("Action 1 removed.");
    me.sees_it_saved();
    me.reload();
    me.press("Undo");
    me.within_group("Action 1")
        .reads("Who will do it?", "First half, last words");
}

fn copies_that_another_page_took_away_are_made_anew(stage: &Stage) {
    let me = stage.person();
    me.has_a_record();
    me.open("#/records");
    me.sees("Everything is kept twice");
    let is_copied = || match second_copies(&me)?.as_slice() {
        [_] => Ok(()),
        others => Err(format!("{others:?}")),
    };
    me.until("the record is copied", is_copied);
    me.takes_the_second_copies_away();
    me.until("the record is copied again", is_copied);
}

/// In `WebKit`, a write that the page could not end in time held up all that came after it.
fn what_is_typed_in_the_last_moment_is_copied_too(stage: &Stage) {
    let me = stage.person();
    me.has_a_record();
    for moment in ["first", "second", "third"] {
        me.open("#/records");
        me.sees("Everything is kept twice");
        me.follow("Discussion");
        let words = format!(" In the {moment} last moment.");
        me.type_into("Contact Details", &words);
        me.leave();
        me.until(
            &format!("“{words}” is copied"),
            || match second_copies(&me)?.as_slice() {
                [record] if record.contains(&words) => Ok(()),
                others => Err(format!("{others:?}")),
            },
        );
    }
}

/// The records among the second copies, as another page of the same place reads them.
///
/// # Errors
/// What kept it from reading them.
fn second_copies(me: &Person) -> Result<Vec<String>, String> {
    let script = "const done = arguments[arguments.length - 1];
         const asked = indexedDB.open('seven-minute-briefing');
         asked.onerror = () => done('' + asked.error);
         asked.onsuccess = () => {
           const database = asked.result;
           if (!database.objectStoreNames.contains('texts')) { database.close(); return done('empty'); }
           const records = IDBKeyRange.bound('7mb/record/', '7mb/record/\\uffff');
           const found = database.transaction('texts').objectStore('texts').getAll(records);
           found.onsuccess = () => { database.close(); done(found.result); };
           found.onerror = () => done('' + found.error);
         };";
    let found = me.browser.run_until_called(script, vec![])?;
    serde_json::from_value(found.clone()).map_err(|_| found.to_string())
}
