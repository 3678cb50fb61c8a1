//! The same record open in two tabs or windows.

use super::{DISCUSSION, Test, repetitions, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::record;
use crate::user::{User, ok_if};
use serde_json::json;
use std::time::{Duration, Instant};

pub const TESTS: &[Test] = &[
    test!(words_typed_in_two_tabs_are_all_kept),
    test!(a_conflict_in_one_field_is_reported_in_both_tabs),
    test!(two_sentences_typed_into_one_field_at_once_both_stay_whole),
    test!(a_storm_of_edits_in_two_tabs_loses_nothing),
    test!(a_page_that_a_translator_and_an_extension_change_goes_on_working),
    test!(a_conflicting_write_by_another_tab_can_be_restored),
    test!(different_json_formatting_is_not_mistaken_for_a_change),
    test!(a_record_is_stored_again_after_another_page_clears_the_store),
    test!(a_record_deleted_in_another_tab_is_reported),
    test!(edits_in_either_tab_appear_in_both),
    test!(every_field_shows_its_own_row_whatever_another_tab_does),
    test!(focus_stays_in_the_field_when_another_tab_moves_rows),
    test!(no_key_is_lost_while_another_tab_moves_rows),
];

fn words_typed_in_two_tabs_are_all_kept(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();

    let first = user.open_second_tab("#/discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    let second = user.switch_to(first);
    user.type_into("Team Manager", "Typed in the first tab");
    let first = user.switch_to(second);
    user.type_into("Contact Details", "Typed in the second tab");
    user.sees_saved();
    let second = user.switch_to(first);
    user.type_into("Name of Section & Team", "Typed last");
    user.sees_saved();

    // They are in the record if each tab saw the other's words in time, otherwise in the trash.
    user.wait_until("all words are kept on this device", || {
        let stored = user.stored_entries();
        let has = |words: &str| stored.values().any(|text| text.contains(words));
        let all = [
            "Typed in the first tab",
            "Typed in the second tab",
            "Typed last",
        ];
        ok_if(all.into_iter().all(has), || format!("{stored:?}"))
    });
    let first = user.switch_to(second);
    user.close_tab_and_switch_to(first);
}

/// Lets a test suspend this page's saving for a while.
const SUSPEND_SAVING: &str = "
  const set = Storage.prototype.setItem;
  document.addEventListener('e2e-suspend', () => {
    Storage.prototype.setItem = () => { throw new DOMException('suspended', 'QuotaExceededError'); };
  });
  document.addEventListener('e2e-resume', () => { Storage.prototype.setItem = set; });";

/// The first tab's saving is suspended, so that both tabs really type at the same time.
fn a_conflict_in_one_field_is_reported_in_both_tabs(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(SUSPEND_SAVING));
    let report = "changed in two tabs or windows at the same time";
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank");
    user.sees_saved();
    let first = user.open_second_tab("#/discussion");
    user.sees_value("Name of Organisation", "Northbank");
    let second = user.switch_to(first);
    user.script("document.dispatchEvent(new Event('e2e-suspend'));", vec![]);
    user.type_into("Name of Organisation", " typed in the first tab");
    let first = user.switch_to(second);
    user.type_into("Name of Organisation", " and in the second");
    user.sees_saved();
    let second = user.switch_to(first);
    user.script("document.dispatchEvent(new Event('e2e-resume'));", vec![]);
    // What is being typed stays on the screen.
    user.sees(report);
    user.sees_value("Name of Organisation", "Northbank typed in the first tab");
    user.sees_saved();
    let first = user.switch_to(second);
    user.sees(report);
    user.sees_value("Name of Organisation", "Northbank typed in the first tab");
    // The other text is kept, and the conflict does not make the tabs save again and again.
    user.follow("Saved forms");
    user.within_region("Deleted and replaced forms")
        .sees("Northbank and in the second");
    let revision = || user.only_stored_record()["revision"].clone();
    let before = revision();
    let second = user.switch_to(first);
    user.follow("Saved forms");
    user.within_region("Deleted and replaced forms")
        .sees("Northbank and in the second");
    assert_eq!(revision(), before, "the tabs save again and again");
    let first = user.switch_to(second);
    user.close_tab_and_switch_to(first);
}

/// In turn, a word at a time. After a pause of three seconds a tab shows what the other has typed, so a try
/// in which the machine was that slow proves nothing, and is made again in another field.
fn two_sentences_typed_into_one_field_at_once_both_stay_whole(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank");
    user.sees_saved();
    let mut other = user.open_second_tab("#/discussion");
    user.sees_value("Name of Organisation", "Northbank");
    let words = [
        ["Anna ", "talks ", "to ", "the ", "nursery."],
        ["Zoe ", "writes ", "all ", "of ", "it down."],
    ];
    for field in ["Team Manager", "Contact Details", "Name of Section & Team"] {
        let mut typed_at = [Instant::now(), Instant::now()];
        let mut longest = Duration::ZERO;
        for pair in 0..words[0].len() {
            for (tab, words) in words.iter().enumerate() {
                user.type_into(field, words[pair]);
                longest = longest.max(typed_at[tab].elapsed());
                typed_at[tab] = Instant::now();
                other = user.switch_to(other);
            }
        }
        if longest > Duration::from_millis(2_500) {
            fixture.note(&format!("{field}: too slow, {longest:?} between two words"));
            continue;
        }
        let [first, second] = words.map(|words| words.concat());
        user.wait_until("both sentences are kept whole", || {
            let stored = user.stored_entries();
            let is_kept = |sentence| stored.values().any(|text| text.contains(sentence));
            ok_if(is_kept(&first) && is_kept(&second), || {
                format!("{stored:?}")
            })
        });
        // Whichever tab saved last: its text replaces the other's once nobody types there.
        let stored = user.wait_until("the record has one of them", || {
            let stored = user.only_stored_record()["team"].to_string();
            let has_one = stored.contains(&first) != stored.contains(&second);
            ok_if(has_one, || stored.clone())?;
            Ok(stored)
        });
        let shown = if stored.contains(&first) {
            &first
        } else {
            &second
        };
        for _tab in words {
            user.wait_until("the tab shows what is in the record", || {
                let value = user.value_of(field);
                ok_if(value.contains(shown.as_str()), || value.clone())
            });
            other = user.switch_to(other);
        }
        user.sees("changed in two tabs or windows at the same time");
        user.close_tab_and_switch_to(other);
        return;
    }
    panic!("the machine is too slow to type in two tabs at once");
}

/// Each tab types into a field of its own, and both add, fill, move and remove rows, in turn.
/// `tests/two_tabs` does so at the same moment, since it controls the clock.
fn a_storm_of_edits_in_two_tabs_loses_nothing(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Storm");
    user.sees_saved();
    let edits = repetitions("E2E_STORM", 6);
    let mut other = user.open_second_tab("#/discussion");
    let fields = ["Team Manager", "Contact Details"];
    let mut typed = [String::new(), String::new()];
    let mut texts = vec![String::new(); 3];
    for edit in 0..edits {
        let tab = edit % 2;
        let words = format!("{edit}. ");
        user.type_into(fields[tab], &words);
        typed[tab].push_str(&words);
        match edit % 3 {
            0 => {
                user.press("Add a learning point");
                texts.push(format!("point {edit}"));
                let new = user.within_group(&format!("Learning point {}", texts.len()));
                new.type_into(DISCUSSION, &format!("point {edit}"));
            }
            1 => {
                user.press("Move learning point 2 up");
                texts.swap(0, 1);
            }
            _ => {
                user.press("Remove learning point 1");
                texts.remove(0);
            }
        }
        user.sees_saved();
        other = user.switch_to(other);
        user.sees_value(fields[tab], &typed[tab]);
        user.sees_no("group", &format!("Learning point {}", texts.len() + 1));
        for (text, number) in texts.iter().zip(1..) {
            user.within_group(&format!("Learning point {number}"))
                .sees_value(DISCUSSION, text);
        }
    }
    fixture.note(&format!("{edits} edits in turn, all in both tabs"));
    user.does_not_see("at the same time");
    let stored = user.only_stored_record();
    assert_eq!(stored["team"]["manager"], typed[0].as_str());
    assert_eq!(stored["team"]["contact_details"], typed[1].as_str());
    user.close_tab_and_switch_to(other);
}

/// A script in this tab makes the other tab's write. A tab gets no event about its own writes, so it finds
/// out only when it saves, as if both tabs had typed at the same moment.
fn a_conflicting_write_by_another_tab_can_be_restored(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion/organisation");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    user.sees_focus_in("input", "Name of Organisation");
    user.script(
        "const field = document.activeElement;
         field.value += ' typed here';
         field.dispatchEvent(new InputEvent('input', { bubbles: true }));
         const key = Object.keys(localStorage).find((key) => key.startsWith('7mb/record/'));
         const text = localStorage.getItem(key);
         localStorage.setItem(key, text.replace('Northbank School', 'Other Tab School'));",
        vec![],
    );
    user.sees_saved();
    user.sees("changed in two tabs or windows at the same time");
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    user.within_region("Deleted and replaced forms")
        .press("Restore Other Tab School");
    user.sees_heading("Restore this version?");
    user.sees_in_order(&["Other Tab School", "Northbank School typed here"]);
    user.press("Restore the earlier version");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Other Tab School");
    let stored = user.stored_entries();
    let has = |words: &str| stored.values().any(|text| text.contains(words));
    assert!(has("typed here") && has("Other Tab School"), "{stored:?}");
}

/// An earlier or later version of the page may have written the same record with other white space, or with
/// its fields in another order. That alone is not a change by another tab.
fn different_json_formatting_is_not_mistaken_for_a_change(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry(record::KEY, &record::small().to_string());
    user.open("#/discussion");
    user.retype("Team Manager", "Alex");
    user.sees_saved();
    user.wait_until_stored(&["Alex"]);
    let keys: Vec<String> = user.stored_entries().into_keys().collect();
    assert!(
        !keys.iter().any(|key| key.contains("/other-tab/")),
        "something was moved to the trash: {keys:?}"
    );
    user.does_not_see("another tab");
}

/// Pages opened from disk share one store.
fn a_record_is_stored_again_after_another_page_clears_the_store(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    let first = user.open_blank_tab();
    user.leave();
    user.script("localStorage.clear();", vec![]);
    let second = user.switch_to(first);
    user.wait_until_stored(&["Northbank School"]);
    user.sees_saved();
    let first = user.switch_to(second);
    user.close_tab_and_switch_to(first);
}

fn a_record_deleted_in_another_tab_is_reported(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    let first = user.open_second_tab("#/records");
    user.press("Delete Northbank School");
    user.sees("Northbank School deleted.");
    let second = user.switch_to(first);
    user.sees("was deleted in another tab or window");
    user.sees_value("Name of Organisation", "");
    user.sees_save_status("Nothing to save yet");
    let first = user.switch_to(second);
    user.close_tab_and_switch_to(first);
}

/// The user types into fields and adds, moves and removes rows in one tab, and sees the
/// changes in the other.
fn edits_in_either_tab_appear_in_both(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    user.within_group("Action 1")
        .type_into("What needs to happen?", "Begun in the first tab");
    user.sees_saved();
    let mut other = user.open_second_tab("#/plan");
    let action = |number: usize| user.within_group(&format!("Action {number}"));
    // In the second tab.
    action(1).type_into("Who will do it?", "Typed in the second tab");
    user.press("Add an action");
    action(2).type_into("What needs to happen?", "Added in the second tab");
    user.sees_saved();
    // In the first tab.
    let start = Instant::now();
    other = user.switch_to(other);
    action(1).sees_value("Who will do it?", "Typed in the second tab");
    action(2).sees_value("What needs to happen?", "Added in the second tab");
    fixture.note(&format!(
        "seen in the other tab within {} ms, including the switch",
        start.elapsed().as_millis()
    ));
    action(1).sees_value("What needs to happen?", "Begun in the first tab");
    user.press("Move action 2 up");
    user.press("Add an action");
    user.press("Remove action 3");
    // The focus moves there a frame later. Wait, so that it does not move in the middle of a word.
    user.sees_focus_in("legend", "Action 2");
    action(1).type_into("Who will do it?", "Typed in the first tab");
    user.sees_saved();
    // In the second tab again.
    other = user.switch_to(other);
    action(1).sees_value("What needs to happen?", "Added in the second tab");
    action(1).sees_value("Who will do it?", "Typed in the first tab");
    action(2).sees_value("Who will do it?", "Typed in the second tab");
    user.sees_no("group", "Action 3");
    user.does_not_see("at the same time");
    user.close_tab_and_switch_to(other);
}

/// The cursor stays in a row while the other tab moves rows around it, and then removes that row.
fn every_field_shows_its_own_row_whatever_another_tab_does(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["learning_points"] = (1..=6)
        .map(|id| json!({ "id": id, "about": [], "discussion": format!("text {id}") }))
        .collect();
    user.store_record(&record);
    let point = |number: usize| format!("Learning point {number}");
    let shows = |user: &User, texts: &[&str]| {
        for (text, number) in texts.iter().zip(1..) {
            user.within_group(&point(number))
                .sees_value(DISCUSSION, text);
        }
        user.sees_no("group", &point(texts.len() + 1));
        user.does_not_see("Something went wrong");
    };
    user.open("#/discussion");
    let first = user.open_second_tab("#/discussion");
    user.within_group(&point(5)).type_into(DISCUSSION, " abc");
    user.sees_saved();
    let second = user.switch_to(first);
    user.within_group(&point(5))
        .sees_value(DISCUSSION, "text 5 abc");
    user.press("Move learning point 1 down");
    user.sees_saved();
    let first = user.switch_to(second);
    let moved = [
        "text 2",
        "text 1",
        "text 3",
        "text 4",
        "text 5 abc",
        "text 6",
    ];
    shows(&user, &moved);
    let second = user.switch_to(first);
    user.press("Remove learning point 5");
    user.press("Remove learning point 3");
    user.sees_saved();
    let first = user.switch_to(second);
    shows(&user, &["text 2", "text 1", "text 4", "text 6"]);
    user.within_group(&point(4)).type_into(DISCUSSION, "!");
    user.sees_saved();
    let second = user.switch_to(first);
    shows(&user, &["text 2", "text 1", "text 4", "text 6!"]);
    let stored = user.only_stored_record();
    let texts: Vec<&str> = stored["learning_points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["discussion"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["text 2", "text 1", "text 4", "text 6!"]);
    let first = user.switch_to(second);
    user.close_tab_and_switch_to(first);
}

fn focus_stays_in_the_field_when_another_tab_moves_rows(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    let second = user.within_group("Learning point 2");
    second.type_into(DISCUSSION, "Typed in the second");
    user.sees_saved();
    let first = user.open_second_tab("#/discussion");
    user.within_group("Learning point 2")
        .sees_value(DISCUSSION, "Typed in the second");
    user.press("Move learning point 2 up");
    user.within_group("Learning point 1")
        .sees_value(DISCUSSION, "Typed in the second");
    user.sees_saved();
    let other = user.switch_to(first);
    user.within_group("Learning point 1")
        .sees_value(DISCUSSION, "Typed in the second");
    user.sees_focus_in("textarea", DISCUSSION);
    user.within_group("Learning point 1")
        .type_into(DISCUSSION, ", and on");
    let first = user.switch_to(other);
    user.close_tab_and_switch_to(first);
}

/// Turns the order of the learning points round again and again, as another tab would: this page gets
/// the event that the browser sends it about another tab's write. A background tab could not do so as
/// often, since browsers slow its timers down.
const KEEP_MOVING_ROWS: &str = "
  window.e2eMoves = 0;
  window.e2eMoving = setInterval(() => {
    const record = JSON.parse(localStorage.getItem(arguments[0]));
    record.learning_points.reverse();
    record.revision += 1;
    localStorage.setItem(arguments[0], JSON.stringify(record));
    window.dispatchEvent(new StorageEvent('storage', { key: arguments[0] }));
    window.e2eMoves += 1;
  }, 40);";

fn no_key_is_lost_while_another_tab_moves_rows(fixture: &Fixture) {
    const KEYS: usize = 300;
    let user = fixture.user();
    let mut record = record::small();
    // As many as are built together, and a few more: the row moves from one block to another and back.
    record["learning_points"] = (1..=13)
        .map(|id| json!({ "id": id, "about": [], "discussion": "" }))
        .collect();
    user.store_record(&record);
    user.open("#/discussion/discussion-2");
    user.sees_focus_in("textarea", DISCUSSION);
    user.script(KEEP_MOVING_ROWS, vec![json!(record::KEY)]);
    let keys: String = ('a'..='z').cycle().take(KEYS).collect();
    user.press_keys(&keys);
    let moves = user.script(
        "clearInterval(window.e2eMoving); return window.e2eMoves;",
        vec![],
    );
    fixture.note(&format!("{KEYS} keys while rows moved {moves} times"));
    user.wait_until("every key is in the field, in order", || {
        let script = "return document.getElementById('discussion-2').value;";
        let value = user.browser.execute(script, vec![])?;
        ok_if(value == keys.as_str(), || {
            let typed = value.as_str().unwrap_or_default();
            format!("{} of {KEYS} keys: {typed}", typed.len())
        })
    });
    user.sees_focus_in("textarea", DISCUSSION);
    user.sees_saved();
    user.wait_until_stored(&[keys.as_str()]);
    user.does_not_see("at the same time");
}

/// Does to the page what translators and extensions do to it: puts every text into elements of its own, as
/// soon as it is there, and an element of its own after every text box and in every list. Notes every
/// exception.
const CHANGE_THE_PAGE: &str = "
  window.e2eExceptions = [];
  addEventListener('error', (event) => window.e2eExceptions.push(event.message));
  addEventListener('unhandledrejection', (event) => window.e2eExceptions.push('' + event.reason));
  document.addEventListener('e2e-change', () => {
    const change = () => {
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const parent = text.parentNode;
        if (parent.nodeName === 'FONT' || parent.nodeName === 'TEXTAREA' || !text.data.trim()) continue;
        const font = document.createElement('font');
        font.append(document.createElement('font'));
        font.firstChild.textContent = text.data;
        parent.replaceChild(font, text);
      }
      for (const box of document.querySelectorAll('main textarea, main ul')) {
        if (box.nextSibling?.nodeName === 'E2E-EXTENSION') continue;
        box.after(document.createElement('e2e-extension'));
        if (box.nodeName === 'UL') box.prepend(document.createElement('e2e-extension'));
      }
    };
    change();
    setInterval(change, 50);
  });";

fn a_page_that_a_translator_and_an_extension_change_goes_on_working(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(CHANGE_THE_PAGE));
    user.store_small_record();
    let change = || user.script("document.dispatchEvent(new Event('e2e-change'));", vec![]);
    user.open("#/discussion");
    change();
    let changed = user.open_second_tab("#/discussion");
    for number in 2..=4 {
        user.press("Add a learning point");
        let group = format!("Learning point {number}");
        user.within_group(&group)
            .type_into(DISCUSSION, &format!("Point {number}."));
        user.press(&format!("Move learning point {number} up"));
        user.sees_saved();
    }
    user.press("Remove learning point 1");
    user.sees_saved();
    let other = user.switch_to(changed);
    user.wait_until("the other tab's words are here", || {
        let boxes = user.browser.execute(
            "return [...document.querySelectorAll('textarea')].map((it) => it.value).join(' ');",
            vec![],
        )?;
        let boxes = boxes.as_str().unwrap_or_default().to_owned();
        ok_if(
            boxes.contains("Point 3.") && boxes.contains("Point 4."),
            || boxes,
        )
    });
    // The numbers of rows are out of date there, as the translator has put copies in their place.
    user.press("Add a learning point");
    user.type_into("Name of Organisation", ", typed in the changed page");
    user.wait_until_stored(&["typed in the changed page", "Point 3.", "Point 4."]);
    for step in ["Action plan", "Check and send", "Follow up", "Briefing"] {
        user.go_to_step(step);
    }
    let exceptions = user.script("return window.e2eExceptions;", vec![]);
    assert_eq!(exceptions, json!([]));
    user.does_not_see("Something went wrong on this page");
    let changed = user.switch_to(other);
    user.close_tab_and_switch_to(changed);
}
