//! Removed rows come back with Undo, and earlier versions of a record can be restored.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::{User, ok_if};
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(words_typed_just_before_a_removal_are_restored_with_it),
    test!(a_removal_can_be_undone_after_a_reload),
    test!(a_removal_that_only_the_backup_knows_can_be_undone),
    test!(the_offer_to_undo_stays_with_its_page),
    test!(after_a_removal_the_focus_is_in_the_next_row),
    test!(an_earlier_version_can_be_viewed_and_restored),
];

fn a_removal_can_be_undone_after_a_reload(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["actions"] = json!([
        record::action(1, "First thing"),
        record::action(2, "Second thing"),
        record::action(3, "Third thing"),
    ]);
    user.store_record(&record);
    user.open("#/plan");
    user.press("Remove action 2");
    user.sees_saved();
    user.press("Remove action 1");
    user.sees("Action 1 removed.");
    user.sees_saved();
    user.reload();
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Third thing");
    // The last removal is undone first.
    user.sees("Action 1 removed.");
    user.press("Undo");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "First thing");
    user.sees("Action 2 removed.");
    user.press("Undo");
    user.does_not_see("removed.");
    for (what, number) in ["First thing", "Second thing", "Third thing"]
        .iter()
        .zip(1..)
    {
        let action = user.within_group(&format!("Action {number}"));
        action.sees_value("What needs to happen?", what);
        action.sees_value("Who will do it?", "Pastoral lead");
    }
    user.sees_saved();
    user.reload();
    user.within_group("Action 2")
        .sees_value("What needs to happen?", "Second thing");
    user.does_not_see("removed.");
}

/// As after a browser crash that cost local storage its last writes.
fn a_removal_that_only_the_backup_knows_can_be_undone(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/plan");
    user.within_group("Action 1")
        .type_into("What needs to happen?", ", and note it");
    user.wait_until_stored(&["Ring back within a day, and note it"]);
    let before = user.stored_entries();
    user.press("Remove action 1");
    user.sees("Action 1 removed.");
    user.sees_saved();
    user.wait_until("the removal is backed up", || {
        let records = user.backed_up_records()?;
        let is_removed = |text: &String| record::parse(text)["actions"] == json!([]);
        ok_if(records.iter().any(is_removed), || format!("{records:?}"))
    });
    user.leave();
    user.remove_entries("7mb/");
    for (key, text) in before {
        user.store_entry(&key, &text);
    }
    user.open("#/plan");
    user.sees("Action 1 removed.");
    user.press("Undo");
    user.within_group("Action 1").sees_value(
        "What needs to happen?",
        "Ring back within a day, and note it",
    );
}

fn the_offer_to_undo_stays_with_its_page(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/plan");
    user.press("Remove action 1");
    user.sees("Action 1 removed.");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.does_not_see("removed.");
    user.press("Remove learning point 1");
    user.sees("Learning point 1 removed.");
    // Each page offers its own, in whatever order they are looked at.
    user.go_to_step("Action plan");
    user.sees("Action 1 removed.");
    user.does_not_see("Learning point 1 removed.");
    user.press("Undo");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Ring back within a day");
    user.does_not_see("removed.");
    user.go_to_step("Briefing");
    user.sees_heading("Case Reviews 2017-2020");
    user.does_not_see("removed.");
    user.go_to_step("Discussion");
    user.press("Undo");
    user.within_group("Learning point 1")
        .sees_value(super::DISCUSSION, "We rarely ring other agencies back.");
}

fn after_a_removal_the_focus_is_in_the_next_row(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let actions = (1..=3).map(|id| record::action(id, &format!("Thing {id}")));
    record["actions"] = actions.collect();
    user.store_record(&record);
    user.open("#/plan");
    user.press("Remove action 2");
    // The row that was number 3.
    user.sees_focus_in("legend", "Action 2");
    user.within_group("Action 2")
        .sees_value("What needs to happen?", "Thing 3");
    assert_eq!(
        user.tab(),
        "What needs to happen?",
        "Tab goes on from the heading of that row"
    );
    user.press("Remove action 2");
    user.sees_focus_in("legend", "Action 1");
    user.press("Remove action 1");
    user.sees_focus_in("button", "Add an action");
}

fn words_typed_just_before_a_removal_are_restored_with_it(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    let action = user.within_group("Action 1");
    action.type_into("Who will do it?", "First half");
    user.sees_saved();
    // In one script, so that no save can happen between typing and removing.
    user.script(
        "const field = document.activeElement;
         field.value += ', last words';
         field.dispatchEvent(new InputEvent('input', { bubbles: true }));
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

fn an_earlier_version_can_be_viewed_and_restored(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/plan");
    user.press("Remove action 1");
    user.sees_saved();
    // The version is still there after the user leaves the page and its notice with Undo.
    user.open("#/records");
    let record = user.within_region("Your forms");
    record.press("Earlier versions of Northbank School, Pastoral team");
    view_the_only_version(&record);
    user.sees_heading("Restore this version?");
    user.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    user.press("Restore the earlier version");
    user.arrives_at("Discussion");
    user.sees_saved();
    let restored = user.only_stored_record();
    let original = record::small();
    assert_eq!(restored["actions"], original["actions"]);
    assert!(restored["revision"].as_u64() > original["revision"].as_u64());
    // The state before the restoration is now an earlier version.
    user.open("#/records");
    record.press("Earlier versions of Northbank School, Pastoral team");
    view_the_only_version(&record);
    user.sees_in_order(&["What differs", "Action 1: What needs to happen?"]);
    user.press("Keep it as it is now");
    user.does_not_see("What differs");
}

fn view_the_only_version(record: &User) {
    let button = record.wait_until("there is one version", || {
        let mut buttons = record.names_of("button");
        buttons.retain(|name| name.starts_with("View"));
        match buttons.as_slice() {
            [button] => Ok(button.clone()),
            _ => Err(format!("there are {buttons:?}")),
        }
    });
    record.press(&button);
}
