//! Using the app with a keyboard alone.

use super::{DISCUSSION, Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::User;
use fantoccini::key::Key;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(the_whole_journey_works_by_keyboard_alone_with_visible_focus_at_each_step),
    test!(a_removal_can_be_undone_by_keyboard_with_visible_focus_at_each_step),
    test!(the_removal_notice_never_covers_the_focused_element),
    test!(the_skip_link_and_tabbing_backwards_work_by_keyboard),
];

fn the_whole_journey_works_by_keyboard_alone_with_visible_focus_at_each_step(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.tab_to_and_press_enter("Start the discussion");
    discuss(&user);
    user.tab_to_and_press_enter("Continue to the action plan");
    plan(&user);
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

fn discuss(user: &User) {
    user.arrives_at("Discussion");
    user.tab_to_and_type("Name of Organisation", "Northbank School");
    user.tab_to_and_type("Team Manager", "Sam");
    user.tab_to_and_type("Name of Section & Team", "Pastoral");
    user.tab_to_and_type("Contact Details", "0161");
    user.tab_to_and_tick("Recommendation 1");
    user.tab_to_and_type(DISCUSSION, "We ring once");
}

fn plan(user: &User) {
    user.arrives_at("What actions have been agreed to improve practice?");
    user.tab_to_and_type("What needs to happen?", "Ring back");
    user.tab_to_and_type("Who will do it?", "Office");
    user.tab_to_and_type("Day", "27");
    user.tab_to_and_type("Month", "3");
    user.tab_to_and_type("Year", "2091");
}

/// The notice with “Undo” covers a part of the page, which the focus passes on its way.
fn a_removal_can_be_undone_by_keyboard_with_visible_focus_at_each_step(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/plan");
    user.tab_to_and_press_enter("Add an action");
    user.within_group("Action 2")
        .sees_a("textbox", "Who will do it?");
    user.sees_focus_in("textarea", "What needs to happen?");
    user.tab_back_to("Remove action 1");
    user.press_keys(&Key::Enter);
    user.sees("Action 1 removed.");
    // The focus is now in the first row.
    user.tab_to_and_press_enter("Undo");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Ring back within a day");
    user.sees_focus();
}

fn the_skip_link_and_tabbing_backwards_work_by_keyboard(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    assert_eq!(user.tab(), "Skip to main content", "the first stop");
    user.press_keys(&Key::Enter);
    user.tab_to("What needs to happen?");
    user.tab_back_to("Check and send");
    user.tab_back_to("Discussion");
    user.press_keys(&Key::Enter);
    user.arrives_at("Discussion");
    // Page Down and Space scroll the page and do not move the focus.
    user.press_keys(&format!("{} {}", Key::PageDown, Key::Escape));
    user.sees_focus_in("h1", "Discussion");
}

/// WCAG 2.2, 2.4.11: nothing that the page puts over the focused element hides it entirely.
fn the_removal_notice_never_covers_the_focused_element(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    user.press("Add an action");
    user.press("Add an action");
    user.press("Remove action 3");
    user.sees("Action 3 removed.");
    let find_covered = "if (innerHeight < 400) return null;
         const covered = [];
         scrollTo(0, 0);
         for (const e of document.querySelectorAll('main a, main button, main input, main textarea')) {
           if (!e.checkVisibility() || e.disabled || e.tabIndex < 0) continue;
           e.focus();
           // WebKit does not always scroll for a script, as browsers do for the Tab key.
           e.scrollIntoView({ block: 'nearest', behavior: 'instant' });
           const box = e.getBoundingClientRect();
           const isSeen = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].some((y) => {
             const top = document.elementFromPoint((box.left + box.right) / 2, y);
             return top && (e.contains(top) || top.contains(e));
           });
           if (!isSeen) covered.push(e.textContent || e.id);
         }
         return innerHeight < 400 ? null : covered;";
    // WebKitGTK's window may become a strip at any time, in which the notice covers everything.
    let step = "see what the notice covers, in a window of full height";
    let covered = user.wait_until(step, || {
        user.browser.wait_for_full_window()?;
        match user.browser.execute(find_covered, vec![])? {
            Value::Null => Err("the window became a strip".into()),
            covered => Ok(covered),
        }
    });
    assert_eq!(covered, json!([]), "covered while they have the focus");
}
