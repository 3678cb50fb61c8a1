//! Typed text is saved automatically and survives whatever happens to the page and the browser.

use super::{DISCUSSION, KEEP_PROFILES, Test, repetitions, test};
use crate::harness::fixture::Fixture;
use crate::record;
use serde_json::json;
use std::time::{Duration, Instant};

pub const TESTS: &[Test] = &[
    test!(text_after_half_a_character_is_saved),
    test!(typed_text_survives_a_browser_restart).in_engines(KEEP_PROFILES),
    test!(text_typed_a_second_before_the_browser_is_killed_survives).in_engines(KEEP_PROFILES),
    test!(typed_text_survives_a_reload),
    test!(words_typed_just_before_a_reload_survive),
    test!(words_typed_just_before_leaving_survive),
    test!(a_page_restored_by_the_back_button_has_typed_text_and_later_changes),
];

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

fn typed_text_survives_a_browser_restart(fixture: &Fixture) {
    let options = fixture.options_with_profile("restarted");
    let before = fixture.user_with_browser(&options);
    before.open("#/discussion");
    before.type_into("Name of Organisation", "Kept overnight");
    before.sees_saved();
    before.browser.quit();

    let mut after = fixture.user_with_browser(&options);
    // The same copy of the app at the same address, as on the next morning.
    after.site = before.site.clone();
    after.open("#/discussion");
    after.sees_value("Name of Organisation", "Kept overnight");
    after.sees_saved();
}

/// Local storage alone may be up to a minute old after the browser is killed.
fn text_typed_a_second_before_the_browser_is_killed_survives(fixture: &Fixture) {
    let kills = repetitions("E2E_KILLS", 1);
    let options = fixture.options_with_profile("killed");
    let mut user = fixture.user_with_browser(&options);
    let site = user.site.clone();
    user.open("#/discussion");
    let mut typed = String::new();
    for number in 1..=kills {
        let words = format!("killed {number}. ");
        user.type_into("Name of Organisation", &words);
        typed.push_str(&words);
        let typed_at = Instant::now();
        user.sees_saved();
        user.wait_for(Duration::from_secs(1).saturating_sub(typed_at.elapsed()));
        user.browser.kill();
        user = fixture.user_with_browser(&options);
        user.site = site.clone();
        user.open("#/discussion");
        user.sees_value("Name of Organisation", &typed);
        user.sees_saved();
    }
    fixture.note(&format!("the text survived {kills} kills"));
}

/// Some keyboards on Windows send the two halves of a surrogate pair one after the other, and another
/// program may paste only one half.
fn text_after_half_a_character_is_saved(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Before ");
    let insert = |text: &str| {
        user.script(
            "const field = document.activeElement;
             field.value += arguments[0].replace('HIGH', '\\ud83d').replace('LOW', '\\ude00');
             field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            vec![json!(text)],
        );
    };
    // Two halves make one character.
    insert("HIGH");
    insert("LOW");
    user.sees_value("Name of Organisation", "Before 😀");
    user.wait_until_stored(&["Before 😀"]);
    // A single half becomes a replacement character, and the text after it is saved.
    insert(" cut HIGH and ten minutes of typing");
    user.sees_saved();
    user.wait_until_stored(&["and ten minutes of typing"]);
    user.reload();
    user.sees_value(
        "Name of Organisation",
        "Before 😀 cut \u{fffd} and ten minutes of typing",
    );
}

/// Whether the page comes from the back/forward cache or is loaded again is up to the browser. The output
/// of the run says which it was.
fn a_page_restored_by_the_back_button_has_typed_text_and_later_changes(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/discussion");
    user.script(
        "window.addEventListener('pageshow', (event) => { window.e2eWasCached = event.persisted; });",
        vec![],
    );
    user.type_into("Name of Organisation", ", typed and left at once");
    user.leave();
    user.wait_until_stored(&["typed and left at once"]);
    // Another window changes the record in the meantime.
    let changed = user.stored_entries()[record::KEY].replace("A. Manager", "Changed meanwhile");
    user.store_entry(record::KEY, &changed);
    user.back();
    user.wait_until_ready();
    let was_cached = user.script("return window.e2eWasCached === true;", vec![]);
    fixture.note(if was_cached == true {
        "the page came from the back/forward cache"
    } else {
        "the page was loaded again"
    });
    user.sees_value(
        "Name of Organisation",
        "Northbank School, typed and left at once",
    );
    user.sees_value("Team Manager", "Changed meanwhile");
    user.type_into("Contact Details", ", awake");
    user.sees_saved();
    user.wait_until_stored(&["typed and left at once", "Changed meanwhile", ", awake"]);
}
