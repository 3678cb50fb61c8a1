//! With a keyboard alone.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::webdriver::keys::{ENTER, ESCAPE, PAGE_DOWN, SPACE};
use crate::record;
use crate::user::User;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(the_whole_journey_works_by_keyboard_alone_with_visible_focus_at_each_step),
    test!(a_removal_can_be_undone_by_keyboard_with_visible_focus_at_each_step),
    test!(the_skip_link_and_tabbing_backwards_work_by_keyboard),
];

fn the_whole_journey_works_by_keyboard_alone_with_visible_focus_at_each_step(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.tab_to_and_press_enter("Start the discussion");
    discusses(&user);
    user.tab_to_and_press_enter("Continue to the action plan");
    plans(&user);
    user.tab_to_and_press_enter("Continue to check and send");
    user.arrives_at("Check and send");
    user.sees_saved();
    let file = user.download_with("Download the return", || {
        user.tab_to_and_press_enter("Download the return");
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

fn discusses(user: &User) {
    user.arrives_at("Discussion");
    user.tab_to_and_type("Name of Organisation", "Northbank School");
    user.tab_to_and_type("Team Manager", "Sam");
    user.tab_to_and_type("Name of Section & Team", "Pastoral");
    user.tab_to_and_type("Contact Details", "0161");
    user.tab_to_and_tick("Recommendation 1");
    user.tab_to_and_type("Your teams' discussion", "We ring once");
}

fn plans(user: &User) {
    user.arrives_at("What actions have been agreed to improve practice?");
    user.tab_to_and_type("What needs to happen?", "Ring back");
    user.tab_to_and_type("Who will do it?", "Office");
    user.tab_to_and_type("Day", "27");
    user.tab_to_and_type("Month", "3");
    user.tab_to_and_type("Year", "2091");
}

/// The notice with the way back lies over the page, and the focus passes beneath it on its way.
fn a_removal_can_be_undone_by_keyboard_with_visible_focus_at_each_step(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/plan");
    user.tab_to_and_press_enter("Add an action");
    user.within_group("Action 2")
        .sees_a("textbox", "Who will do it?");
    user.sees_focus_in("textarea", "What needs to happen?");
    user.tab_back_to("Remove action 1");
    user.press_keys(&ENTER.to_string());
    user.sees("Action 1 removed.");
    // The focus is in the row that is first now.
    user.tab_to_and_press_enter("Undo");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Ring back within a day");
    user.sees_focus();
}

fn the_skip_link_and_tabbing_backwards_work_by_keyboard(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    assert_eq!(user.tab(), "Skip to main content", "the first stop");
    user.press_keys(&ENTER.to_string());
    user.tab_to("What needs to happen?");
    user.tab_back_to("Check and send");
    user.tab_back_to("Discussion");
    user.press_keys(&ENTER.to_string());
    user.arrives_at("Discussion");
    // Space scrolls where it presses nothing, and Page Down does too; neither takes the focus.
    user.press_keys(&format!("{PAGE_DOWN}{SPACE}{ESCAPE}"));
    user.sees_focus_in("h1", "Discussion");
}
