//! With a keyboard alone.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::harness::webdriver::keys::{ENTER, ESCAPE, PAGE_DOWN, SPACE};
use crate::record;
use crate::user::Person;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(the_main_job_can_be_done_by_keyboard_alone_with_the_focus_seen_at_each_step),
    test!(a_removal_can_be_undone_by_keyboard_with_the_focus_seen_at_each_step),
    test!(the_skip_link_and_the_way_back_work_by_keyboard),
];

fn the_main_job_can_be_done_by_keyboard_alone_with_the_focus_seen_at_each_step(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    me.tabs_to_and_enters("Start the discussion");
    discusses(&me);
    me.tabs_to_and_enters("Continue to the action plan");
    plans(&me);
    me.tabs_to_and_enters("Continue to check and send");
    me.arrives_at("Check and send");
    me.sees_it_saved();
    let file = me.download_by("Download the return", || {
        me.tabs_to_and_enters("Download the return");
    });
    let sent = record::parse(&file.text);
    assert_eq!(sent["team"]["organisation"], "Northbank School");
    assert_eq!(
        sent["learning_points"][0],
        json!({ "id": 1, "about": ["recommendation-1"], "discussion": "We ring once" })
    );
    assert_eq!(sent["actions"][0]["what"], "Ring back");
    assert_eq!(sent["actions"][0]["by_when_date"], "2091-03-27");
}

fn discusses(me: &Person) {
    me.arrives_at("Discussion");
    me.tabs_to_and_types("Name of Organisation", "Northbank School");
    me.tabs_to_and_types("Team Manager", "Sam");
    me.tabs_to_and_types("Name of Section & Team", "Pastoral");
    me.tabs_to_and_types("Contact Details", "0161");
    me.tabs_to_and_ticks("Recommendation 1");
    me.tabs_to_and_types("Your teams' discussion", "We ring once");
}

fn plans(me: &Person) {
    me.arrives_at("What actions have been agreed to improve practice?");
    me.tabs_to_and_types("What needs to happen?", "Ring back");
    me.tabs_to_and_types("Who will do it?", "Office");
    me.tabs_to_and_types("Day", "27");
    me.tabs_to_and_types("Month", "3");
    me.tabs_to_and_types("Year", "2091");
}

/// The notice with the way back lies over the page, and the focus passes beneath it on its way.
fn a_removal_can_be_undone_by_keyboard_with_the_focus_seen_at_each_step(stage: &Stage) {
    let me = stage.person();
    me.has_a_record();
    me.open("#/plan");
    me.tabs_to_and_enters("Add an action");
    me.within_group("Action 2")
        .sees_a("textbox", "Who will do it?");
    me.has_focus_in("textarea", "What needs to happen?");
    me.tabs_back_to("Remove action 1");
    me.press_keys(&ENTER.to_string());
    me.sees("Action 1 removed.");
    // The focus is in the row that is first now.
    me.tabs_to_and_enters("Undo");
    me.within_group("Action 1")
        .reads("What needs to happen?", "Ring back within a day");
    me.sees_the_focus();
}

fn the_skip_link_and_the_way_back_work_by_keyboard(stage: &Stage) {
    let me = stage.person();
    me.open("#/plan");
    assert_eq!(me.tab(), "Skip to main content", "the first stop");
    me.press_keys(&ENTER.to_string());
    me.tabs_to("What needs to happen?");
    me.tabs_back_to("Check and send");
    me.tabs_back_to("Discussion");
    me.press_keys(&ENTER.to_string());
    me.arrives_at("Discussion");
    // Space scrolls where it presses nothing, and Page Down does too; neither takes the focus.
    me.press_keys(&format!("{PAGE_DOWN}{SPACE}{ESCAPE}"));
    me.has_focus_in("h1", "Discussion");
}
