//! "Delete everything saved here" removes everything that the app stored, and no other tab stores it
//! again.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::user::ok_if;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(clearing_this_computer_removes_all_our_data_and_nothing_else),
    test!(a_suspended_tab_does_not_store_cleared_records_again),
    test!(a_leftover_clear_marker_clears_nothing),
];

fn clearing_this_computer_removes_all_our_data_and_nothing_else(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry("e2e/another page's", "stays");
    user.store_small_record();
    user.open("#/discussion");
    user.retype("Team Manager", "Alex");
    user.sees_saved();
    let first = user.open_second_tab("#/discussion");
    user.sees_value("Team Manager", "Alex");
    let second = user.switch_to(first);
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    // The driver confirms the browser's question by itself.
    user.press("Delete everything saved here");
    user.sees("Everything saved here has been deleted.");
    user.sees("Nothing is saved on this device yet.");
    let first = user.switch_to(second);
    user.sees("Everything saved here has been deleted.");
    user.sees_value("Team Manager", "");
    user.close_tab_and_switch_to(first);
    user.wait_until(
        "nothing of the app is left but a note of what was removed",
        || {
            let mut stored = user.stored_entries();
            stored.retain(|key, _| !key.starts_with("7mb/erased/"));
            ok_if(stored.is_empty(), || format!("{stored:?}"))
        },
    );
    let of_another_page = user.script(
        "return localStorage.getItem(\"e2e/another page's\");",
        vec![],
    );
    assert_eq!(of_another_page, "stays");
    user.reload();
    user.sees_save_status("Nothing to save yet");
    user.sees("Nothing is saved on this device yet.");
}

/// A script moves the tab's clock on by a minute, as if a dialog had suspended the tab. Then the tab finds
/// out either by polling the store, every half second, or by the event of another tab's change.
fn a_suspended_tab_does_not_store_cleared_records_again(fixture: &Fixture) {
    for gets_event in [false, true] {
        let user = fixture.user_with_fault(&SiteFault::injected_script(
            "const now = Date.now;
             document.addEventListener('e2e-suspend', () => { Date.now = () => now() + 60000; });",
        ));
        user.open("#/discussion");
        user.type_into("Name of Organisation", "Cleared meanwhile");
        user.wait_until_stored(&["Cleared meanwhile"]);
        user.sees_saved();
        user.script(
            "for (const key of Object.keys(localStorage)) {
               if (key.startsWith('7mb/')) localStorage.removeItem(key);
             }
             document.dispatchEvent(new Event('e2e-suspend'));
             if (arguments[0]) dispatchEvent(new StorageEvent('storage', { key: null }));",
            vec![json!(gets_event)],
        );
        user.sees("This form was deleted from this browser. It is only on screen.");
        assert_eq!(user.stored_entries().len(), 0);
        assert!(
            user.is_asked_before_leaving(),
            "the text is on the screen only"
        );
        user.leave();
        assert_eq!(
            user.stored_entries().len(),
            0,
            "closing the page stored the record again"
        );
    }
}

/// A tab that was closed before it could remove its marker leaves it behind.
fn a_leftover_clear_marker_clears_nothing(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Started after clearing");
    user.sees_saved();
    for marker in ["1", "1795000000000", "soon"] {
        user.store_entry("7mb/cleared", marker);
        user.wait_until("the marker is removed", || {
            let is_there = user.stored_entries().contains_key("7mb/cleared");
            ok_if(!is_there, || "it is there".into())
        });
    }
    user.sees_value("Name of Organisation", "Started after clearing");
    user.does_not_see("Everything saved here has been deleted");
}
