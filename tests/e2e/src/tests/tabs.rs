//! Two tabs or windows on one record.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::record;
use crate::user::Person;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(words_typed_in_two_tabs_are_all_kept),
    test!(the_same_field_typed_in_two_tabs_is_told_in_both),
    test!(a_storm_of_edits_in_two_tabs_loses_nothing),
    test!(a_write_by_another_tab_is_set_aside_and_can_be_put_back),
    test!(a_record_stored_in_another_layout_is_not_taken_for_another_tabs),
    test!(a_store_that_another_page_cleared_is_filled_again),
    test!(a_record_deleted_in_another_tab_is_said),
    test!(two_tabs_show_and_keep_what_is_done_in_both),
    test!(each_box_shows_its_own_row_whatever_another_tab_does),
    test!(a_tab_that_was_away_does_not_store_again_what_was_cleared),
    test!(the_focus_stays_where_one_types_when_another_tab_moves_rows),
    test!(a_mark_of_clearing_that_was_left_behind_clears_nothing),
];

const DISCUSSION: &str = "Your teams' discussion";

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

/// Lets a test hold back this page's saving for a while.
const HOLD: &str = "<script>
  const set = Storage.prototype.setItem;
  document.addEventListener('e2e-hold', () => {
    Storage.prototype.setItem = () => { throw new DOMException('held', 'QuotaExceededError'); };
  });
  document.addEventListener('e2e-let-go', () => { Storage.prototype.setItem = set; });
</script>";

/// What is typed in the first tab is held back, so that both really type at the same time.
fn the_same_field_typed_in_two_tabs_is_told_in_both(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        head: Some(HOLD.to_owned()),
        ..Spoilt::default()
    });
    let told = "changed in two tabs or windows at the same time";
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Northbank");
    me.sees_it_saved();
    let first = me.open_second_tab("#/discussion");
    me.reads("Name of Organisation", "Northbank");
    let second = me.switch_to(first);
    me.script("document.dispatchEvent(new Event('e2e-hold'));", vec![]);
    me.type_into("Name of Organisation", " typed in the first tab");
    let first = me.switch_to(second);
    me.type_into("Name of Organisation", " and in the second");
    me.sees_it_saved();
    let second = me.switch_to(first);
    me.script("document.dispatchEvent(new Event('e2e-let-go'));", vec![]);
    // What the person is typing stays on the screen.
    me.sees(told);
    me.reads("Name of Organisation", "Northbank typed in the first tab");
    me.sees_it_saved();
    let first = me.switch_to(second);
    me.sees(told);
    me.reads("Name of Organisation", "Northbank typed in the first tab");
    // The other text is kept, and neither tab goes on about it.
    me.follow("Records on this device");
    me.within_region("Deleted and replaced records")
        .sees("Northbank and in the second");
    let revision =
        || record::parse(me.stored_records().values().next().unwrap())["revision"].clone();
    let before = revision();
    let second = me.switch_to(first);
    me.follow("Records on this device");
    me.within_region("Deleted and replaced records")
        .sees("Northbank and in the second");
    assert_eq!(revision(), before, "the tabs go on saving");
    let first = me.switch_to(second);
    me.close_tab_for(first);
}

/// How many edits; `cargo xtask torture` asks for more.
fn edits() -> usize {
    let asked = std::env::var("E2E_STORM").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(6)
}

/// Each tab has a field of its own, and both add, fill, move and remove rows. At the same moment they do
/// so in `tests/two_tabs.rs`, where time can be held.
fn a_storm_of_edits_in_two_tabs_loses_nothing(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Storm");
    me.sees_it_saved();
    let mut other = me.open_second_tab("#/discussion");
    let fields = ["Team Manager", "Contact Details"];
    let mut typed = [String::new(), String::new()];
    let mut texts = vec![String::new(); 3];
    for edit in 0..edits() {
        let tab = edit % 2;
        let words = format!("{edit}. ");
        me.type_into(fields[tab], &words);
        typed[tab].push_str(&words);
        match edit % 3 {
            0 => {
                me.press("Add a learning point");
                texts.push(format!("point {edit}"));
                let new = me.within_group(&format!("Learning point {}", texts.len()));
                new.type_into(DISCUSSION, &format!("point {edit}"));
            }
            1 => {
                me.press("Move learning point 2 up");
                texts.swap(0, 1);
            }
            _ => {
                me.press("Remove learning point 1");
                texts.remove(0);
            }
        }
        me.sees_it_saved();
        other = me.switch_to(other);
        me.reads(fields[tab], &typed[tab]);
        me.sees_no("group", &format!("Learning point {}", texts.len() + 1));
        for (text, number) in texts.iter().zip(1..) {
            me.within_group(&format!("Learning point {number}"))
                .reads(DISCUSSION, text);
        }
    }
    stage.note(&format!("{} edits in turn, all in both tabs", edits()));
    me.does_not_see("at the same time");
    let stored = record::parse(me.stored_records().values().next().unwrap());
    assert_eq!(stored["team"]["manager"], typed[0].as_str());
    assert_eq!(stored["team"]["contact_details"], typed[1].as_str());
    me.close_tab_for(other);
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

/// The clock of the tab is moved on, as if a question had stood open in it. Then either the look at every half
/// second comes first, or what is told of another tab.
fn a_tab_that_was_away_does_not_store_again_what_was_cleared(stage: &Stage) {
    for is_told in [false, true] {
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
             document.dispatchEvent(new Event('e2e-away'));
             if (arguments[0]) dispatchEvent(new StorageEvent('storage', { key: null }));",
            vec![json!(is_told)],
        );
        me.sees("has been removed from this browser. It is on the screen only.");
        assert_eq!(me.stored().len(), 0);
        let questioned = me.script(
            "const event = new Event('beforeunload', { cancelable: true });
             dispatchEvent(event);
             return event.defaultPrevented;",
            vec![],
        );
        assert_eq!(questioned, json!(true), "what is on the screen only");
        me.leave();
        assert_eq!(me.stored().len(), 0, "closing the page has stored it again");
    }
}

fn the_focus_stays_where_one_types_when_another_tab_moves_rows(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    let second = me.within_group("Learning point 2");
    second.type_into(DISCUSSION, "Typed in the second");
    me.sees_it_saved();
    let first = me.open_second_tab("#/discussion");
    me.within_group("Learning point 2")
        .reads(DISCUSSION, "Typed in the second");
    me.press("Move learning point 2 up");
    me.within_group("Learning point 1")
        .reads(DISCUSSION, "Typed in the second");
    me.sees_it_saved();
    let other = me.switch_to(first);
    me.within_group("Learning point 1")
        .reads(DISCUSSION, "Typed in the second");
    me.has_focus_in("textarea", DISCUSSION);
    me.within_group("Learning point 1")
        .type_into(DISCUSSION, ", and on");
    let first = me.switch_to(other);
    me.close_tab_for(first);
}

/// By a tab that was closed before it could take it away.
fn a_mark_of_clearing_that_was_left_behind_clears_nothing(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Begun after the clearing");
    me.sees_it_saved();
    for mark in ["1", "1795000000000", "soon"] {
        me.store("7mb/cleared", mark);
        me.until("the mark is taken away", || {
            if me.stored().contains_key("7mb/cleared") {
                return Err("it is there".to_owned());
            }
            Ok(())
        });
    }
    me.reads("Name of Organisation", "Begun after the clearing");
    me.does_not_see("Everything that this page kept was removed");
}
