//! A crash of the app does not take the saved record with it.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::user::failures::EXPOSE_WASM_EXPORTS;

pub const TESTS: &[Test] = &[
    test!(after_a_crash_the_saved_record_can_be_downloaded),
    test!(reloading_after_a_crash_leads_to_the_list_of_records),
];

fn after_a_crash_the_saved_record_can_be_downloaded(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(EXPOSE_WASM_EXPORTS));
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Saved before the crash");
    user.sees_saved();
    let before = user.stored_entries();
    user.corrupt_app_memory();
    user.press("Add a learning point");
    user.sees_heading("Something went wrong on this page");
    let rescued = user.download("Download Saved before the crash");
    assert_eq!(
        user.stored_entries(),
        before,
        "the crash changed what was saved"
    );
    // The download is a return like any other.
    let file = user.write_file(&rescued.name, rescued.text.as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.sees("This form is already on this device, with the same answers.");
    user.go_to("#/discussion");
    user.reload();
    user.sees_value("Name of Organisation", "Saved before the crash");
}

/// The page that crashed may do so again.
fn reloading_after_a_crash_leads_to_the_list_of_records(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(EXPOSE_WASM_EXPORTS));
    user.open("#/plan");
    user.within_group("Action 1")
        .type_into("What needs to happen?", "Saved before the crash");
    user.sees_saved();
    user.corrupt_app_memory();
    user.press("Add an action");
    user.sees_heading("Something went wrong on this page");
    // The words on the page are still there to be copied.
    user.sees_value("What needs to happen?", "Saved before the crash");
    user.reload();
    user.sees_heading("Saved forms");
    user.does_not_see("Something went wrong");
    user.sees_address_ending("#/records");
    user.go_to_step("Action plan");
    user.within_group("Action 1")
        .sees_value("What needs to happen?", "Saved before the crash");
}
