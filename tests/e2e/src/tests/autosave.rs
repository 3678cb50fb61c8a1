//! Nothing typed is ever lost silently.

use super::{Test, test};
use crate::harness::engine::{BrowserOptions, Engine};
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::record;
use crate::user::User;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(text_after_half_a_character_is_saved),
    test!(words_typed_just_before_a_removal_are_restored_with_it),
    test!(a_backup_deleted_by_another_page_is_made_again),
    test!(words_typed_just_before_leaving_are_backed_up),
    test!(typed_text_survives_a_browser_restart).in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(text_typed_a_second_before_the_browser_is_killed_survives)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
    test!(typed_text_survives_a_reload),
    test!(words_typed_just_before_a_reload_survive),
    test!(words_typed_just_before_leaving_survive),
    test!(a_character_that_arrives_in_two_halves_is_whole),
    test!(a_page_restored_by_the_back_button_has_typed_text_and_later_changes),
    test!(a_removal_can_be_undone_after_a_reload),
    test!(an_earlier_version_can_be_viewed_and_restored),
    test!(clearing_this_computer_removes_all_our_data_and_nothing_else),
];

const DISCUSSION: &str = "Your teams' discussion";

fn typed_text_survives_a_reload(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Team Manager", "Sam Carter");
    let first = user.within_group("Learning point 1");
    first.tick("Finding 1: Communication between agencies");
    first.type_into(DISCUSSION, "In the middle of a sen");
    user.sees_saved();
    user.reload();
    user.sees_saved();
    user.sees_value("Team Manager", "Sam Carter");
    first.sees_value(DISCUSSION, "In the middle of a sen");
    assert!(first.is_ticked("Finding 1: Communication between agencies"));
    first.type_into(DISCUSSION, "tence");
    first.sees_value(DISCUSSION, "In the middle of a sentence");
    user.retype("Team Manager", "Alex");
    user.sees_saved();
    user.reload();
    user.sees_value("Team Manager", "Alex");
}

fn words_typed_just_before_a_reload_survive(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.within_group("Learning point 1")
        .type_into(DISCUSSION, "Typed and reloaded at once");
    user.reload();
    user.within_group("Learning point 1")
        .sees_value(DISCUSSION, "Typed and reloaded at once");
}

fn words_typed_just_before_leaving_survive(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    user.within_group("Action 1")
        .type_into("What needs to happen?", "Typed and left at once");
    user.open("#/plan");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Typed and left at once");
}

/// Not in `WebKit`: its driver gives every session a profile that ends with it, so there is no restart to
/// test. Reloading and leaving are tested there.
fn typed_text_survives_a_browser_restart(fixture: &Fixture) {
    let profile = fixture
        .test_run
        .folder
        .join(format!("profile-{}-{}", fixture.engine, fixture.delivery));
    let options = BrowserOptions {
        profile: Some(profile),
        ..BrowserOptions::default()
    };
    let before = fixture.user_with_browser(&options, &SiteFault::default());
    before.open("#/discussion");
    before.type_into("Name of Organisation", "Kept over night");
    before.sees_saved();
    before.browser.quit();

    let mut after = fixture.user_with_browser(&options, &SiteFault::default());
    // The same copy of the app at the same address, as the next morning.
    after.site = before.site.clone();
    after.open("#/discussion");
    after.sees_value("Name of Organisation", "Kept over night");
    after.sees_saved();
}

/// How often the browser is killed; `cargo xtask torture` asks for more.
fn kills() -> usize {
    let asked = std::env::var("E2E_KILLS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(1)
}

/// Local storage alone would be up to a minute old by then. Not in `WebKit`, as for a restart.
fn text_typed_a_second_before_the_browser_is_killed_survives(fixture: &Fixture) {
    let name = format!("killed-{}-{}", fixture.engine, fixture.delivery);
    let options = BrowserOptions {
        profile: Some(fixture.test_run.folder.join(name)),
        ..BrowserOptions::default()
    };
    let mut user = fixture.user_with_browser(&options, &SiteFault::default());
    let site = user.site.clone();
    user.open("#/discussion");
    let mut typed = String::new();
    for number in 1..=kills() {
        let words = format!("killed {number}. ");
        user.type_into("Name of Organisation", &words);
        typed.push_str(&words);
        let typed_at = std::time::Instant::now();
        user.sees_saved();
        user.wait_until("a second has gone by", || {
            if typed_at.elapsed() >= std::time::Duration::from_secs(1) {
                Ok(())
            } else {
                Err("not yet".into())
            }
        });
        user.browser.kill();
        user = fixture.user_with_browser(&options, &SiteFault::default());
        user.site = site.clone();
        user.open("#/discussion");
        user.sees_value("Name of Organisation", &typed);
        user.sees_saved();
    }
    fixture.note(&format!(
        "killed and found again {} of {}",
        kills(),
        kills()
    ));
}

/// As some keyboards of Windows send what is not in the first 65,536 characters.
fn a_character_that_arrives_in_two_halves_is_whole(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion/organisation");
    user.sees_focus_in("input", "Name of Organisation");
    user.script(
        "const box = document.activeElement;
         const half = (text) => {
           box.value += text;
           box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         };
         half('Pont \\ud83c');
         half('\\udfeb');",
        vec![],
    );
    user.sees_value("Name of Organisation", "Pont \u{1f3eb}");
    user.sees_saved();
    user.wait_until("it is stored whole", || {
        let stored = user.stored_entries();
        if stored.values().any(|text| text.contains("Pont \u{1f3eb}")) {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
}

/// Whether the page slept in memory or was loaded anew is the browser's choice, and each makes its own
/// under a driver: the run says which it was.
fn a_page_restored_by_the_back_button_has_typed_text_and_later_changes(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.open("#/discussion");
    user.script(
        "window.addEventListener('pageshow', (event) => { window.e2eSlept = event.persisted; });",
        vec![],
    );
    user.type_into("Name of Organisation", ", typed and left at once");
    user.leave();
    user.wait_until("what was typed is stored", || {
        let text = &user.stored_entries()[record::KEY];
        if text.contains("typed and left at once") {
            Ok(())
        } else {
            Err(text.clone())
        }
    });
    // Meanwhile, in another window.
    let changed = user.stored_entries()[record::KEY].replace("A. Manager", "Changed meanwhile");
    user.store_entry(record::KEY, &changed);
    user.back();
    user.wait_until_ready();
    let slept = user.script("return window.e2eSlept === true;", vec![]);
    fixture.note(if slept == json!(true) {
        "the page slept in memory"
    } else {
        "the page was loaded anew"
    });
    user.sees_value(
        "Name of Organisation",
        "Northbank School, typed and left at once",
    );
    user.sees_value("Team Manager", "Changed meanwhile");
    user.type_into("Contact Details", ", awake");
    user.sees_saved();
    user.wait_until("all three are stored", || {
        let text = &user.stored_entries()[record::KEY];
        let all = ["typed and left at once", "Changed meanwhile", ", awake"];
        if all.iter().all(|words| text.contains(words)) {
            Ok(())
        } else {
            Err(text.clone())
        }
    });
}

fn a_removal_can_be_undone_after_a_reload(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["actions"] = json!([
        record::action(1, "First thing"),
        record::action(2, "Second thing"),
        record::action(3, "Third thing"),
    ]);
    user.store_entry(record::KEY, &record::file_text(&record));
    user.open("#/plan");
    user.press("Remove action 2");
    user.sees_saved();
    user.press("Remove action 1");
    user.sees("Action 1 removed.");
    user.sees_saved();
    user.reload();
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Third thing");
    // In turn, the last removal first.
    user.sees("Action 1 removed.");
    user.press("Undo");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "First thing");
    user.sees("Action 2 removed.");
    user.press("Undo");
    user.does_not_see("removed.");
    for (number, what) in ["First thing", "Second thing", "Third thing"]
        .iter()
        .enumerate()
    {
        let action = user.within_group(&format!("Action {}", number + 1));
        action.sees_value("What needs to happen?", what);
        action.sees_value("Who will do it?", "Pastoral lead");
    }
    user.sees_saved();
    user.reload();
    user.within_group("Action 2")
        .sees_value("What needs to happen?", "Second thing");
    user.does_not_see("removed.");
}

fn an_earlier_version_can_be_viewed_and_restored(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.open("#/plan");
    user.press("Remove action 1");
    user.sees_saved();
    // Also after the page was closed, and with it the notice.
    user.open("#/records");
    let record = user.within_region("Your records");
    record.press("Earlier versions of Northbank School, Pastoral team");
    looks_at_the_only_version(&record);
    user.sees_heading("Do you want this version back?");
    user.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    user.press("Bring the earlier version back");
    user.arrives_at("Discussion");
    user.sees_saved();
    let stored = user.stored_entries();
    let back = record::parse(&stored[record::KEY]);
    let first = record::small();
    assert_eq!(back["actions"], first["actions"]);
    assert!(back["revision"].as_u64() > first["revision"].as_u64());
    // And what it was before is a version in its turn.
    user.open("#/records");
    record.press("Earlier versions of Northbank School, Pastoral team");
    looks_at_the_only_version(&record);
    user.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    user.press("Keep it as it is now");
    user.does_not_see("What differs");
}

fn looks_at_the_only_version(record: &User) {
    let looks = record.wait_until("there is one version", || {
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

fn clearing_this_computer_removes_all_our_data_and_nothing_else(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry("e2e/somebody else's", "stays");
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.open("#/discussion");
    user.retype("Team Manager", "Alex");
    user.sees_saved();
    let first = user.open_second_tab("#/discussion");
    user.sees_value("Team Manager", "Alex");
    let second = user.switch_to(first);
    user.follow("Records on this device");
    user.arrives_at("Records on this device");
    // The drivers say yes to the question.
    user.press("Finish and clear this computer");
    user.sees("Everything that this page kept was removed from this browser.");
    user.sees("Nothing is kept on this device yet.");
    let first = user.switch_to(second);
    user.sees("Everything that this page kept was removed from this browser.");
    user.sees_value("Team Manager", "");
    user.close_tab_and_switch_to(first);
    user.wait_until("nothing of ours is left", || {
        let stored = user.stored_entries();
        if stored.is_empty() {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    let others = user.script(
        "return localStorage.getItem(\"e2e/somebody else's\");",
        vec![],
    );
    assert_eq!(others, json!("stays"));
    user.reload();
    user.sees_save_status("Nothing to save yet");
    user.sees("Nothing is kept on this device yet.");
}

/// Some keyboards send a character in two halves; another program may cut one in two.
fn text_after_half_a_character_is_saved(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Before ");
    let insert = |text: &str| {
        user.script(
            "const box = document.activeElement;
             box.value += arguments[0].replace('HIGH', '\\ud83d').replace('LOW', '\\ude00');
             box.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            vec![json!(text)],
        );
    };
    // In two halves it is whole in the end.
    insert("HIGH");
    insert("LOW");
    user.wait_until("the character is stored", || {
        let stored = user.stored_records();
        if stored.values().any(|text| text.contains("Before 😀")) {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    // Half of one stays half, and everything after it is saved.
    insert(" cut HIGH and ten minutes of typing");
    user.sees_saved();
    user.wait_until("what follows is stored", || {
        let stored = user.stored_records();
        if stored
            .values()
            .any(|text| text.contains("and ten minutes of typing"))
        {
            Ok(())
        } else {
            Err(format!("{stored:?}"))
        }
    });
    user.reload();
    user.sees_value(
        "Name of Organisation",
        "Before 😀 cut \u{fffd} and ten minutes of typing",
    );
}

fn words_typed_just_before_a_removal_are_restored_with_it(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    let action = user.within_group("Action 1");
    action.type_into("Who will do it?", "First half");
    user.sees_saved();
    // In one go, so that no save comes between.
    user.script(
        "const box = document.activeElement;
         box.value += ', last words';
         box.dispatchEvent(new InputEvent('input', { bubbles: true }));
         const buttons = Array.from(document.querySelectorAll('button'));
         buttons.find((it) => it.textContent.startsWith('Remove')).click();",
        vec![],
    );
    user.sees("Action 1 removed.");
    user.sees_saved();
    user.reload();
    user.press("Undo");
    user.within_group("Action 1")
        .sees_value("Who will do it?", "First half, last words");
}

fn a_backup_deleted_by_another_page_is_made_again(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/records");
    user.sees("Everything is kept twice");
    let is_copied = || match second_copies(&user)?.as_slice() {
        [_] => Ok(()),
        others => Err(format!("{others:?}")),
    };
    user.wait_until("the record is copied", is_copied);
    user.delete_backup_database();
    user.wait_until("the record is copied again", is_copied);
}

/// In `WebKit`, a write that the page could not end in time held up all that came after it.
fn words_typed_just_before_leaving_are_backed_up(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    for moment in ["first", "second", "third"] {
        user.open("#/records");
        user.sees("Everything is kept twice");
        user.follow("Discussion");
        let words = format!(" In the {moment} last moment.");
        user.type_into("Contact Details", &words);
        user.leave();
        user.wait_until(
            &format!("“{words}” is copied"),
            || match second_copies(&user)?.as_slice() {
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
fn second_copies(user: &User) -> Result<Vec<String>, String> {
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
    let found = user.browser.execute_async(script, vec![])?;
    serde_json::from_value(found.clone()).map_err(|_| found.to_string())
}
