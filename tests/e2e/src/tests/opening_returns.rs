//! Opening a return from a file: every field arrives, bad files are explained, and nothing is replaced
//! unasked.

use super::{DISCUSSION, Test, assert_same_json, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::{Download, User, normalize_space};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

pub const TESTS: &[Test] = &[
    test!(a_return_opens_in_another_browser_with_every_field_the_same),
    test!(every_bad_file_gets_its_own_message_and_changes_nothing),
    test!(of_two_versions_the_one_from_the_file_can_be_used),
    test!(of_two_versions_the_one_on_this_device_can_be_kept),
    test!(a_return_can_be_dropped_on_the_page),
    test!(a_return_for_another_briefing_says_so),
];

fn a_return_opens_in_another_browser_with_every_field_the_same(fixture: &Fixture) {
    let original = record::awkward();
    let user = fixture.user();
    let sent = open_and_download(&user, &original);
    assert_same_json(&record::parse(&sent.text), &original);

    // Another user, in a browser that has never opened the app.
    let other = fixture.user_with_browser(&BrowserOptions::default());
    let arrived = record::parse(&sent.text);
    let again = open_and_download(&other, &arrived);
    assert_eq!(again.name, sent.name);
    assert_eq!(
        again.text, sent.text,
        "the second file equals the first, byte for byte"
    );
}

/// Opens a record from a file, checks every field, and downloads the return.
fn open_and_download(user: &User, record: &Value) -> Download {
    let file = user.write_file("a return.json", record::file_text(record).as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
    assert_eq!(
        user.stored_records().len(),
        0,
        "nothing happens before the answer"
    );
    user.press("Add to this device");
    user.arrives_at("Discussion");
    let text = |pointer: &str| {
        record
            .pointer(pointer)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    for (label, pointer) in [
        ("Name of Organisation", "/team/organisation"),
        ("Team Manager", "/team/manager"),
        ("Name of Section & Team", "/team/section_and_team"),
        ("Contact Details", "/team/contact_details"),
    ] {
        user.sees_value(label, &text(pointer));
    }
    for index in 0..record["learning_points"].as_array().unwrap().len() {
        let point = user.within_group(&format!("Learning point {}", index + 1));
        point.sees_value(
            DISCUSSION,
            &text(&format!("/learning_points/{index}/discussion")),
        );
    }
    let ticked = user
        .within_group("Learning point 1")
        .is_ticked("Finding 4: Lack of understanding of TSCP arrangements");
    assert!(ticked);
    user.go_to_step("Action plan");
    for index in 0..record["actions"].as_array().unwrap().len() {
        let action = user.within_group(&format!("Action {}", index + 1));
        for (label, field) in [
            ("What needs to happen?", "what"),
            ("Who will do it?", "who"),
            ("How will you know when it has been done?", "how_done"),
            ("How will you know if it has worked?", "how_worked"),
        ] {
            action.sees_value(label, &text(&format!("/actions/{index}/{field}")));
        }
        let date = action.within_group("By When?");
        for (label, part) in [("Day", "day"), ("Month", "month"), ("Year", "year")] {
            date.sees_value(label, &text(&format!("/actions/{index}/by_when/{part}")));
        }
    }
    user.go_to_step("Check and send");
    // A topic that this briefing does not have is shown, and half a date stays as it was typed.
    user.sees_in_order(&["something-else", "31 feb", "一二三"]);
    user.download("Download the return")
}

fn every_bad_file_gets_its_own_message_and_changes_nothing(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/records");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    let before = user.stored_entries();

    let good = record::file_text(&record::small());
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut record = record::small();
        change(&mut record);
        record::file_text(&record).into_bytes()
    };
    let mut twice = record::action(1, "The same number again");
    twice["who"] = json!("Somebody");
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "letter.json",
            b"Dear Sam, please find our return".to_vec(),
            "not a return",
        ),
        (
            "cut.json",
            good.as_bytes()[..good.len() / 2].to_vec(),
            "end of the file is missing",
        ),
        (
            "recipe.json",
            br#"{"title":"Soup","serves":4}"#.to_vec(),
            "7 minute briefing",
        ),
        (
            "numbers.json",
            changed(&|record| record["team"]["manager"] = json!(7)),
            "unexpected",
        ),
        (
            "twice.json",
            changed(&|record| record["actions"] = json!([record::action(1, "One"), twice])),
            "same number",
        ),
        (
            "extra.json",
            changed(&|record| record["team"]["postcode"] = json!("M1")),
            "postcode",
        ),
        (
            "newer.json",
            changed(&|record| record["version"] = json!(2)),
            "newer version",
        ),
        ("deep.json", "[".repeat(10_000).into_bytes(), ""),
        ("picture.json", PICTURE.to_vec(), "picture"),
        ("empty.json", Vec::new(), "empty"),
    ];
    let mut messages = BTreeMap::new();
    for (name, bytes, words) in &files {
        let file = user.write_file(name, bytes);
        user.choose_return(&file);
        let message = alert_about(&user, name);
        assert!(
            message.contains(words),
            "{name}: “{words}” is not in “{message}”"
        );
        messages.insert(*name, message);
        assert_eq!(
            user.stored_entries(),
            before,
            "{name} changed what was there"
        );
    }
    let huge = user.write_file("huge.json", b"");
    File::options()
        .write(true)
        .open(&huge)
        .and_then(|file| file.set_len(60_000_000))
        .unwrap();
    user.choose_return(&huge);
    let message = alert_about(&user, "huge.json");
    assert!(message.contains("too large"), "{message}");
    messages.insert("huge.json", message);
    assert_eq!(user.stored_entries(), before);

    // Ten thousand brackets may be explained like a file whose end is missing. All other messages differ.
    let different: BTreeSet<&String> = messages
        .iter()
        .filter(|(name, _)| **name != "deep.json")
        .map(|(_, message)| message)
        .collect();
    assert_eq!(
        different.len(),
        messages.len() - 1,
        "two kinds of file share a message: {messages:#?}"
    );
    user.reload();
    user.go_to_step("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    assert_eq!(user.stored_entries(), before);
}

/// What the page says about that file, without the name of the file.
#[track_caller]
fn alert_about(user: &User, file: &str) -> String {
    user.wait_until(&format!("the page says what is wrong with {file}"), || {
        let alerts = user.names_of("alert");
        alerts
            .iter()
            .find(|alert| alert.contains(file))
            .map(|alert| normalize_space(&alert.replace(file, "")))
            .ok_or_else(|| format!("{alerts:?}"))
    })
}

/// A PNG of one pixel.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

fn of_two_versions_the_one_from_the_file_can_be_used(fixture: &Fixture) {
    let user = fixture.user();
    open_both_versions(&user);
    user.press("Use the one from the file");
    user.arrives_at("Discussion");
    user.sees_value("Team Manager", "A. Manager, as sent");
    restore_other_version(&user, "A. Manager, changed here");
}

fn of_two_versions_the_one_on_this_device_can_be_kept(fixture: &Fixture) {
    let user = fixture.user();
    open_both_versions(&user);
    user.press("Keep the one on this device");
    user.does_not_see("Is this the return you want?");
    user.go_to_step("Discussion");
    user.sees_value("Team Manager", "A. Manager, changed here");
    restore_other_version(&user, "A. Manager, as sent");
}

/// Opens a record from a file, changes it here, and chooses the file again.
fn open_both_versions(user: &User) {
    let mut sent = record::small();
    sent["team"]["manager"] = json!("A. Manager, as sent");
    let file = user.write_file("sent last week.json", record::file_text(&sent).as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.retype("Team Manager", "A. Manager, changed here");
    user.sees_saved();
    user.follow("Saved forms");
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
    // Both are shown, and neither is touched before the choice.
    user.sees("Version 14.");
    // The revision depends on whether the typing was saved at once or in steps.
    let here = user.only_stored_record();
    user.sees(&format!("Version {}.", here["revision"]));
    assert_eq!(here["team"]["manager"], "A. Manager, changed here");
    user.sees_a("button", "Use the one from the file");
    user.sees_a("button", "Keep the one on this device");
}

/// Restores the version that was not chosen, which has that manager.
fn restore_other_version(user: &User, manager: &str) {
    user.sees_saved();
    user.follow("Saved forms");
    user.within_region("Deleted and replaced forms")
        .press("Restore Northbank School, Pastoral team");
    // The record exists, so both versions are shown again.
    user.sees_heading("Restore this version?");
    user.press("Restore the earlier version");
    user.arrives_at("Discussion");
    user.sees_value("Team Manager", manager);
    user.sees_saved();
    let stored = user.stored_entries();
    assert!(stored[record::KEY].contains(manager));
    for either in ["A. Manager, as sent", "A. Manager, changed here"] {
        assert!(
            stored.values().any(|text| text.contains(either)),
            "the replaced version is kept as well: {:?}",
            stored.keys()
        );
    }
}

fn a_return_can_be_dropped_on_the_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    // No driver can drag a file in from the desktop, so a script dispatches the events.
    user.script(
        "const dragged = new DataTransfer();
         dragged.items.add(new File([arguments[0]], 'dropped.json', { type: 'application/json' }));
         const target = document.querySelector('main');
         for (const type of ['dragenter', 'dragover', 'drop']) {
           target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: dragged }));
         }",
        vec![json!(record::file_text(&record::small()))],
    );
    user.sees_heading("Is this the return you want?");
    user.sees("dropped.json");
    user.press("Add to this device");
    user.sees_value("Name of Organisation", "Northbank School");
}

fn a_return_for_another_briefing_says_so(fixture: &Fixture) {
    let user = fixture.user();
    let mut other = record::for_another_briefing();
    other["learning_points"][0]["about"] = json!(["recommendation-1"]);
    let file = user.write_file("other.json", record::file_text(&other).as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.sees("This form is for another briefing: “Neglect” (Another Partnership).");
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.sees("This form is for another briefing");
    user.within_group("Learning point 1")
        .sees("Not in this briefing: recommendation-1");
    user.go_to_step("Check and send");
    user.sees("Not in this briefing: recommendation-1");
    let address = user.link_address("Email it");
    assert!(address.starts_with("mailto:?"), "{address}");
}
