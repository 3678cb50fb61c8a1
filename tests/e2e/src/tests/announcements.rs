//! What happens is announced to users who cannot see it.

use super::{Test, test};
use crate::harness::fixture::Fixture;

pub const TESTS: &[Test] = &[
    test!(saving_adding_removing_undoing_and_moving_are_announced),
    test!(a_failed_save_and_a_copied_return_are_announced),
];

fn saving_adding_removing_undoing_and_moving_are_announced(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.hears("Saved on this device", || {
        user.type_into("Name of Organisation", "Northbank");
    });
    user.hears("Learning point 4 added.", || {
        user.press("Add a learning point");
    });
    user.hears("Moved to position 3 of 4.", || {
        user.press("Move learning point 4 up");
    });
    user.hears("Learning point 4 removed.", || {
        user.press("Remove learning point 4");
    });
    user.hears("Restored.", || user.press("Undo"));

    user.go_to_step("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    user.hears("Action 2 added.", || user.press("Add an action"));
    user.hears("Moved to position 1 of 2.", || {
        user.press("Move action 2 up");
    });
    user.hears("Action 1 removed.", || user.press("Remove action 1"));
    user.hears("Restored.", || user.press("Undo"));

    user.sees_saved();
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    user.hears("Northbank deleted.", || user.press("Delete Northbank"));
}

fn a_failed_save_and_a_copied_return_are_announced(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    user.capture_clipboard();
    user.press("If you cannot download");
    user.hears("Copied.", || user.press("Copy the return"));
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.refuse_writes();
    user.hears("Not saved.", || user.type_into("Team Manager", " and more"));
}
