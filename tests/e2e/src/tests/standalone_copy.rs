//! The standalone copy: one file with the app and one record in it.

use super::{Test, assert_same_json, open_check_page_with, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site::{Delivery, STANDALONE_FILE};
use crate::record;
use crate::user::ok_if;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(a_standalone_copy_opens_and_makes_an_identical_copy),
    test!(a_standalone_copy_can_be_read_without_javascript),
    test!(continuing_from_a_copy_asks_before_anything_changes),
    test!(a_standalone_copy_can_be_opened_like_a_return),
    test!(a_standalone_copy_that_was_tampered_with_says_so),
    test!(a_standalone_copy_can_be_made_offline_once_something_was_typed)
        .in_deliveries(&[Delivery::Http]),
    test!(a_standalone_copy_says_which_record_is_shown),
];

/// A record with text that would break out of the page's markup if it were not escaped.
fn hostile() -> Value {
    let mut record = record::awkward();
    let break_out = "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]> \
         <script type=\"application/json\" id=\"record\">{}</script>";
    record["team"]["section_and_team"] = json!(break_out);
    record["learning_points"][0]["discussion"] = json!(break_out);
    record["learning_points"][1]["discussion"] = json!(format!("\u{2028}\r\n{break_out}"));
    record["actions"][1]["who"] =
        json!(format!("<img src=x onerror=window.e2eBroken=1>{break_out}"));
    record
}

fn a_standalone_copy_opens_and_makes_an_identical_copy(fixture: &Fixture) {
    let user = fixture.user();
    let record = hostile();
    open_check_page_with(&user, &record);
    let first = user.download("Download the copy");
    assert!(first.name.ends_with(" - v14.html"), "{}", first.name);

    let mut copy = first;
    for generation in 2..=3 {
        user.open_beside(&format!("copy-{generation}.html"), &copy.text);
        user.sees_a("button", "Continue here");
        user.sees("as they were on 23 November 2026 (version 14)");
        user.sees("</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>");
        user.sees("Windows line breaks stay as they are");
        let is_intact = user.script("return window.e2eBroken === undefined;", vec![]);
        assert_eq!(is_intact, true, "a script in the record ran");
        // The open record is still the one on this device, and this copy of the app makes its copy.
        user.go_to("#/check");
        user.arrives_at("Check and send");
        let next = user.download("Download the copy");
        assert!(
            next.bytes == copy.bytes,
            "copy {generation} is not byte for byte the same"
        );
        copy = next;
    }
}

fn a_standalone_copy_can_be_read_without_javascript(fixture: &Fixture) {
    let user = fixture.user();
    let record = hostile();
    open_check_page_with(&user, &record);
    let copy = user.download("Download the copy");
    let options = BrowserOptions {
        without_javascript: true,
        ..BrowserOptions::default()
    };
    let user = fixture.user_with_browser(&options);
    let url = user.site.put_beside(user.test_run, "copy.html", &copy.text);
    user.browser.goto(&url).unwrap();
    user.sees(
        "A copy of one team’s discussion and action plan, as they were on 23 November 2026 (version 14).",
    );
    user.sees_in_order(&[
        "Case Reviews 2017-2020: Discussion",
        "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>",
        "Not in this briefing: something-else",
        "Case Reviews 2017-2020: Action plan",
        "31 feb",
        "一二三",
        "Progress and evidence",
        "It worked, 1 February 2091: Windows line breaks stay as they are",
        "version 14",
    ]);
    // The copy has the briefing, too, and offers nothing that needs JavaScript.
    user.sees_heading("Case Reviews 2017-2020");
    user.does_not_see("You need JavaScript");
    user.does_not_see("To fill in the form");
    user.sees_no("button", "Continue here");
    user.sees_title_containing("Ysgol y Môr");
}

fn continuing_from_a_copy_asks_before_anything_changes(fixture: &Fixture) {
    let user = fixture.user();
    // The record is not on this device.
    user.open_copy_of(&record::small());
    user.press("Continue here");
    user.sees_focus_in("h3", "Is this the return you want?");
    assert!(
        user.stored_records().is_empty(),
        "nothing changes before the answer"
    );
    user.press("Add to this device");
    user.wait_until("the record is stored", || {
        let stored = user.stored_records();
        ok_if(stored.len() == 1, || format!("{stored:?}"))
    });

    // The record is here with other text: both are shown, and the one that is not chosen is kept.
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["team"]["manager"] = json!("B. Newer");
    user.leave();
    user.store_record(&newer);
    user.open_copy_of(&record::small());
    user.press("Continue here");
    user.sees_in_order(&[
        "The one from the file",
        "The one on this device",
        "What differs",
    ]);
    user.sees("B. Newer");
    user.press("Use the one from the file");
    user.wait_until_stored(&["A. Manager"]);
    user.go_to("#/records");
    user.sees_heading("Deleted and replaced forms");
    let stored = user.stored_entries();
    let replaced = stored
        .iter()
        .find(|(key, _)| key.starts_with("7mb/aside/") && key.contains("replaced"));
    assert!(
        replaced.is_some_and(|(_, text)| text.contains("B. Newer")),
        "the replaced version is kept: {:?}",
        stored.keys()
    );
}

fn a_standalone_copy_can_be_opened_like_a_return(fixture: &Fixture) {
    let user = fixture.user();
    open_check_page_with(&user, &hostile());
    let copy = user.download("Download the copy");
    user.clear_app_data();
    let file = user.write_file(&copy.name, &copy.bytes);
    user.open("#/records");
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
    user.press("Add to this device");
    let stored = user.wait_until("the record is stored", || {
        let stored = user.stored_records().remove(record::KEY);
        stored.ok_or("not yet".to_owned())
    });
    let stored = record::parse(&stored);
    assert_same_json(&record::answers(&stored), &record::answers(&hostile()));
}

fn a_standalone_copy_that_was_tampered_with_says_so(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["surprise"] = json!(1);
    user.open_copy_of(&record);
    user.sees_heading("A copy of a form");
    user.sees("This copy was changed or damaged after it was made.");
    user.sees_no("button", "Continue here");
    let text = user.download("Download its text");
    assert_same_json(&record::parse_json(&text.text), &record);
    // The app still works.
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
}

fn a_standalone_copy_can_be_made_offline_once_something_was_typed(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/check");
    user.sees_heading("Check and send");
    user.cut_network();
    user.press("Download the copy");
    user.within_region("Save a copy")
        .sees("The copy could not be made");

    // Once there is a record, the page fetches what it needs to make a copy offline.
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    user.wait_until("the standalone file is requested", || {
        let requests = user.site.requests(user.test_run);
        let is_requested = requests.iter().any(|line| line.contains(STANDALONE_FILE));
        ok_if(is_requested, || format!("{requests:?}"))
    });
    user.script(
        "return Promise.resolve(window.pageSource()).then((text) => text.length);",
        vec![],
    );
    user.cut_network();
    user.go_to("#/check");
    user.arrives_at("Check and send");
    let copy = user.download("Download the copy");
    assert!(copy.text.contains("Northbank School"), "{}", copy.name);
}

/// The start page of a copy shows the record in the copy. The other pages show the record on this device.
fn a_standalone_copy_says_which_record_is_shown(fixture: &Fixture) {
    let user = fixture.user();
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["changed_at"] = json!("2026-11-24T09:00:00Z");
    newer["team"]["manager"] = json!("B. Newer");
    user.store_record(&newer);
    user.open_copy_of(&record::small());
    user.sees("This device has a later version of this form, changed on 24 November 2026.");
    user.clear_app_data();
    user.open_copy_of(&record::small());
    user.does_not_see("This device has");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.sees("You are looking at the form on this device, not the copy.");
    user.follow("A copy of a form");
    user.press("Continue here");
    user.press("Add to this device");
    user.sees_heading("Discussion");
    user.does_not_see("not the copy");
}
