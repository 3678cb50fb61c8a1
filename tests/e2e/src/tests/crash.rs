//! A crash of the app does not take the saved record with it.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::user::failures::EXPOSE_WASM_EXPORTS;

pub const TESTS: &[Test] = &[test!(after_a_crash_the_saved_record_can_be_downloaded)];

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
    user.sees("Exactly this record is already on this device.");
    user.go_to("#/discussion");
    user.reload();
    user.sees_value("Name of Organisation", "Saved before the crash");
}
