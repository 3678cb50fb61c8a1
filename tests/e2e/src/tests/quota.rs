//! Local storage that is full or denied.

use super::{Test, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::record;

pub const TESTS: &[Test] = &[
    test!(the_page_says_that_storage_is_off_before_anything_is_typed),
    test!(the_page_says_that_a_sandbox_denies_storage_before_anything_is_typed),
    test!(what_a_full_store_refuses_is_kept_in_the_second_and_comes_home),
    test!(the_browser_asks_before_leaving_only_while_something_is_unsaved),
    test!(old_versions_are_dropped_before_a_save_fails),
];

fn the_page_says_that_storage_is_off_before_anything_is_typed(fixture: &Fixture) {
    let user = fixture.user_with_browser(&BrowserOptions {
        without_storage: true,
        ..BrowserOptions::default()
    });
    user.open("#/discussion");
    user.sees_save_status("Not saved.");
    user.does_not_see("Your answers save automatically");
    user.type_into("Name of Organisation", "Typed without storage");
    user.go_to_step("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    user.within_group("Action 1")
        .type_into("Who will do it?", "Someone");
    user.go_to_step("Check and send");
    user.sees_in_order(&["Typed without storage", "Someone"]);
    user.sees_save_status("Not saved.");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    assert_eq!(copy["actions"][0]["who"], "Someone");

    // Once it is downloaded, a return may replace it, and can be edited.
    let file = user.write_file(
        "a return.json",
        record::file_text(&record::small()).as_bytes(),
    );
    user.follow("Saved forms");
    user.sees("This browser does not let this page save forms.");
    user.choose_return(&file);
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    user.sees_save_status("Not saved.");
    user.retype("Team Manager", "Alex");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["manager"], "Alex");
}

/// Every engine denies storage to a sandboxed frame, whatever its settings. Stays on one page, since from
/// disk, Chromium follows no link within a page in such a frame. The page's own policy is removed, since
/// for `WebKit` a sandboxed page is not "self".
fn the_page_says_that_a_sandbox_denies_storage_before_anything_is_typed(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        allow_any_origin: true,
        injected_head: Some(String::new()),
        ..SiteFault::default()
    });
    user.open_in_frame_with(
        "#/discussion",
        "sandbox=\"allow-scripts allow-downloads\" width=\"1200\" height=\"900\"",
    );
    user.sees_save_status("Not saved.");
    user.type_into("Name of Organisation", "Typed without storage");
    user.sees_save_status("Not saved.");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Typed without storage");
    user.leave();
}

fn what_a_full_store_refuses_is_kept_in_the_second_and_comes_home(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Team Manager", "Before");
    user.sees_saved();
    user.fill_storage();
    user.type_into("Name of Organisation", "Does not fit any more");
    user.sees_save_status("Saved in one place only");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Does not fit any more");
    let stored = user.only_stored_record();
    assert_eq!(
        stored["team"]["manager"], "Before",
        "what was saved before is still there"
    );
    user.type_into("Contact Details", "Nor does this");
    user.sees_save_status("Saved in one place only");
    assert!(!user.is_asked_before_leaving());
    user.reload();
    user.sees_value("Name of Organisation", "Does not fit any more");
    user.sees_value("Contact Details", "Nor does this");
    user.sees_save_status("Saved in one place only");
    user.free_storage();
    user.type_into("Contact Details", " but this does");
    user.sees_saved();
    let stored = user.only_stored_record();
    assert_eq!(stored["team"]["organisation"], "Does not fit any more");
    assert_eq!(
        stored["team"]["contact_details"],
        "Nor does this but this does"
    );
    user.reload();
    user.sees_value("Contact Details", "Nor does this but this does");
}

/// A script that takes the second store away before the app starts.
const WITHOUT_SECOND_STORE: &str =
    "Object.defineProperty(window, 'indexedDB', { value: undefined });";

fn the_browser_asks_before_leaving_only_while_something_is_unsaved(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(WITHOUT_SECOND_STORE));
    user.open("#/discussion");
    assert!(
        !user.is_asked_before_leaving(),
        "nothing has been typed yet"
    );
    user.type_into("Team Manager", "Saved at the last moment");
    assert!(
        !user.is_asked_before_leaving(),
        "the page saves instead of asking"
    );
    assert!(
        user.stored_records()
            .values()
            .all(|text| text.contains("Saved at the last moment"))
    );
    // The app first drops earlier versions that it has kept in the meantime, which makes room again.
    for _ in 0..4 {
        user.fill_storage();
        user.type_into("Name of Organisation", "Does not fit any more. ");
        let status = user.wait_until("saving has succeeded or failed", || {
            let status = user.try_save_status()?;
            if status.contains("Saving") {
                Err("not yet".into())
            } else {
                Ok(status)
            }
        });
        if status.contains("Not saved") {
            break;
        }
    }
    user.sees_save_status("Not saved.");
    assert!(user.is_asked_before_leaving(), "nothing can be saved");
    user.download("Download a copy now");
    assert!(!user.is_asked_before_leaving(), "the text is in a file");
    user.type_into("Name of Organisation", ", nor does this");
    assert!(user.is_asked_before_leaving(), "the file is out of date");
    user.free_storage();
    user.type_into("Contact Details", "After");
    user.sees_saved();
    assert!(!user.is_asked_before_leaving(), "everything is saved");
}

fn old_versions_are_dropped_before_a_save_fails(fixture: &Fixture) {
    let user = fixture.user();
    let text = record::file_text(&record::small());
    user.store_entry(record::KEY, &text);
    for minute in 0..5 {
        let at = 1_795_000_000_000_u64 + minute * 60_000;
        user.store_entry(&format!("7mb/aside/{at}/earlier/{}", record::ID), &text);
    }
    let versions = || {
        let mut stored = user.stored_entries();
        stored.retain(|key, _| key.contains("/earlier/"));
        stored.len()
    };
    user.open("#/discussion");
    user.fill_storage();
    user.retype(
        "Team Manager",
        "More words than there is room for, and then some more",
    );
    user.wait_until_stored(&["and then some more"]);
    user.sees_saved();
    assert!((1..5).contains(&versions()), "{} versions", versions());
    user.free_storage();
}
