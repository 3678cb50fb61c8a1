//! What happens is told to people who cannot see it.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::record;
use crate::user::Person;

pub const TESTS: &[Test] = &[
    test!(saving_adding_removing_undoing_and_moving_are_announced),
    test!(a_failed_save_and_a_copied_return_are_announced),
];

fn saving_adding_removing_undoing_and_moving_are_announced(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.hears("Saved on this device", || {
        me.type_into("Name of Organisation", "Northbank");
    });
    me.hears("Learning point 4 added.", || {
        me.press("Add a learning point");
    });
    me.hears("Moved to place 3 of 4.", || {
        me.press("Move learning point 4 up");
    });
    me.hears("Learning point 4 removed.", || {
        me.press("Remove learning point 4");
    });
    me.hears("It is back.", || me.press("Undo"));

    me.within("navigation", "Steps").follow("Action plan");
    me.arrives_at("What actions have been agreed to improve practice?");
    me.hears("Action 2 added.", || me.press("Add an action"));
    me.hears("Moved to place 1 of 2.", || me.press("Move action 2 up"));
    me.hears("Action 1 removed.", || me.press("Remove action 1"));
    me.hears("It is back.", || me.press("Undo"));

    me.sees_it_saved();
    me.follow("Records on this device");
    me.arrives_at("Records on this device");
    me.hears("Northbank deleted.", || me.press("Delete Northbank"));
}

fn a_failed_save_and_a_copied_return_are_announced(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/check");
    keeps_what_is_copied(&me);
    me.hears("Copied.", || me.press("Copy the return"));
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        vec![],
    );
    me.hears("Not saved.", || me.type_into("Team Manager", " and more"));
}

/// A browser without a screen has no clipboard to rely on.
fn keeps_what_is_copied(me: &Person) {
    me.script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
           writeText: () => Promise.resolve() } });",
        vec![],
    );
}
