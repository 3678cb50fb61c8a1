//! Records as things: opened from files, several side by side, copied, deleted, brought back.

use super::{Test, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::record;
use crate::user::{User, normalize_space};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;

pub const TESTS: &[Test] = &[
    test!(a_return_opens_in_another_browser_with_every_field_the_same),
    test!(every_bad_file_gets_its_own_message_and_changes_nothing),
    test!(several_records_can_be_kept_side_by_side),
    test!(of_two_versions_the_one_from_the_file_can_be_used),
    test!(of_two_versions_the_one_on_this_device_can_be_kept),
    test!(a_return_can_be_dropped_on_the_page),
    test!(an_unsaved_record_stays_open_until_it_is_downloaded),
    test!(a_return_for_another_briefing_says_so),
    test!(undoing_a_deletion_reopens_the_record_that_was_open),
    test!(two_records_with_the_same_name_can_be_told_apart),
];

const FROM_FILE: &str = "Open a return from a file";
const DISCUSSION: &str = "Your teams' discussion";

fn a_return_opens_in_another_browser_with_every_field_the_same(fixture: &Fixture) {
    let original = record::awkward();
    let user = fixture.user();
    let sent = brings_and_sends(&user, &original);
    super::same_json(&record::parse(&sent.text), &original);

    // Someone else, in a browser that has never seen the app.
    let other = fixture.user_with_browser(&BrowserOptions::default(), &SiteFault::default());
    let arrived = record::parse(&sent.text);
    let again = brings_and_sends(&other, &arrived);
    assert_eq!(again.name, sent.name);
    assert_eq!(
        again.text, sent.text,
        "the second file is the first, byte by byte"
    );
}

/// Opens a record from a file, looks at every field, and sends it on.
fn brings_and_sends(user: &User, record: &serde_json::Value) -> crate::user::Download {
    let file = user.write_file("a return.json", record::file_text(record).as_bytes());
    user.open("#/records");
    user.choose_file(FROM_FILE, &file);
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
    user.within("navigation", "Steps").follow("Action plan");
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
    user.within("navigation", "Steps").follow("Check and send");
    // A topic that this briefing does not have is shown, and half a date is as typed.
    user.sees_in_order(&["something-else", "31 feb", "一二三"]);
    user.download("Download the return")
}

fn every_bad_file_gets_its_own_message_and_changes_nothing(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.open("#/records");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    let before = user.stored_entries();

    let good = record::file_text(&record::small());
    let changed = |change: &dyn Fn(&mut serde_json::Value)| {
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
    let mut said = BTreeMap::new();
    for (name, bytes, words) in &files {
        let file = user.write_file(name, bytes);
        user.choose_file(FROM_FILE, &file);
        let sentence = alert_about(&user, name);
        assert!(
            sentence.contains(words),
            "{name}: “{words}” is not in “{sentence}”"
        );
        said.insert(*name, sentence);
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
    user.choose_file(FROM_FILE, &huge);
    let sentence = alert_about(&user, "huge.json");
    assert!(sentence.contains("too large"), "{sentence}");
    said.insert("huge.json", sentence);
    assert_eq!(user.stored_entries(), before);

    // Ten thousand brackets are not JSON of any kind that ends; all other sentences differ.
    let sentences: BTreeMap<&String, &str> = said
        .iter()
        .filter(|(name, _)| **name != "deep.json")
        .map(|(name, sentence)| (sentence, *name))
        .collect();
    assert_eq!(
        sentences.len(),
        said.len() - 1,
        "two kinds share a sentence: {said:#?}"
    );
    user.reload();
    user.within("navigation", "Steps").follow("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    assert_eq!(user.stored_entries(), before);
}

/// What the page says of that file, without the file's own name.
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

fn several_records_can_be_kept_side_by_side(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "First School");
    user.type_into("Name of Section & Team", "Nursery");
    user.sees_saved();

    user.follow("Records on this device");
    user.press("Start a new record");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "");
    user.type_into("Name of Organisation", "Second School");
    user.type_into("Name of Section & Team", "Year 2");
    user.sees_saved();

    user.follow("Records on this device");
    user.sees_heading("First School, Nursery");
    user.sees_heading("Second School, Year 2");
    user.press("Open First School, Nursery");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "First School");
    user.follow("Records on this device");

    user.press("Make a copy of First School, Nursery");
    let copies = |user: &User| {
        let names = user.names_of("heading");
        names
            .iter()
            .filter(|name| name.starts_with("First School, Nursery"))
            .count()
    };
    user.wait_until("there are two of the first record", || {
        match copies(&user) {
            2 => Ok(()),
            other => Err(format!("there are {other}")),
        }
    });
    assert_eq!(user.stored_records().len(), 3);

    let second = |user: &User| {
        let stored = user.stored_records();
        stored
            .values()
            .find(|text| text.contains("Second School"))
            .cloned()
    };
    let before = second(&user);
    assert!(before.is_some());
    user.press("Delete Second School, Year 2");
    user.sees("Second School, Year 2 deleted.");
    user.sees_no("button", "Open Second School, Year 2");
    assert_eq!(second(&user), None);
    user.press("Undo");
    user.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(&user), before);

    user.press("Delete Second School, Year 2");
    let aside = user.within_region("Deleted and replaced records");
    aside.press("Put back Second School, Year 2");
    user.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(&user), before);

    user.press("Delete Second School, Year 2");
    aside.press("Delete for good Second School, Year 2");
    user.does_not_see("Second School, Year 2");
    assert!(
        !user
            .stored_entries()
            .values()
            .any(|text| text.contains("Second School"))
    );
}

fn of_two_versions_the_one_from_the_file_can_be_used(fixture: &Fixture) {
    let user = fixture.user();
    sees_both_versions(&user);
    user.press("Use the one from the file");
    user.arrives_at("Discussion");
    user.sees_value("Team Manager", "A. Manager, as sent");
    puts_back(&user, "A. Manager, changed here");
}

fn of_two_versions_the_one_on_this_device_can_be_kept(fixture: &Fixture) {
    let user = fixture.user();
    sees_both_versions(&user);
    user.press("Keep the one on this device");
    user.does_not_see("Is this the return you want?");
    user.within("navigation", "Steps").follow("Discussion");
    user.sees_value("Team Manager", "A. Manager, changed here");
    puts_back(&user, "A. Manager, as sent");
}

/// The same record here, changed since, and in a file, older.
fn sees_both_versions(user: &User) {
    let mut sent = record::small();
    sent["team"]["manager"] = json!("A. Manager, as sent");
    let file = user.write_file("sent last week.json", record::file_text(&sent).as_bytes());
    user.open("#/records");
    user.choose_file(FROM_FILE, &file);
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.retype("Team Manager", "A. Manager, changed here");
    user.sees_saved();
    user.follow("Records on this device");
    user.choose_file(FROM_FILE, &file);
    user.sees_heading("Is this the return you want?");
    // Both are shown, and neither is touched before the choice.
    user.sees("Revision 14.");
    // One or more later, as the typing was saved at once or in steps.
    let here = record::parse(&user.stored_records()[record::KEY]);
    user.sees(&format!("Revision {}.", here["revision"]));
    assert_eq!(user.stored_records().len(), 1);
    assert_eq!(here["team"]["manager"], "A. Manager, changed here");
    user.sees_a("button", "Use the one from the file");
    user.sees_a("button", "Keep the one on this device");
}

/// The version that was not chosen is among those set aside, and comes back whole.
fn puts_back(user: &User, manager: &str) {
    user.sees_saved();
    user.follow("Records on this device");
    user.within_region("Deleted and replaced records")
        .press("Put back Northbank School, Pastoral team");
    // Its place is taken, so both are shown again.
    user.sees_heading("Do you want this version back?");
    user.press("Bring the earlier version back");
    user.arrives_at("Discussion");
    user.sees_value("Team Manager", manager);
    user.sees_saved();
    let stored = user.stored_entries();
    assert!(stored[record::KEY].contains(manager));
    for either in ["A. Manager, as sent", "A. Manager, changed here"] {
        assert!(
            stored.values().any(|text| text.contains(either)),
            "and the other one is kept in turn: {:?}",
            stored.keys()
        );
    }
}

fn a_return_can_be_dropped_on_the_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    // No driver can drag a file in from a desktop; the event is made here, the rest is the app's.
    user.script(
        "const moved = new DataTransfer();
         moved.items.add(new File([arguments[0]], 'dropped.json', { type: 'application/json' }));
         const target = document.querySelector('main');
         for (const type of ['dragenter', 'dragover', 'drop']) {
           target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: moved }));
         }",
        vec![json!(record::file_text(&record::small()))],
    );
    user.sees_heading("Is this the return you want?");
    user.sees("dropped.json");
    user.press("Add to this device");
    user.sees_value("Name of Organisation", "Northbank School");
}

fn an_unsaved_record_stays_open_until_it_is_downloaded(fixture: &Fixture) {
    let user = fixture.user();
    user.fail_to_leave_an_unsaved_record();
    user.sees_heading("Records on this device");
    let copy = record::parse(&user.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Not saved anywhere");
    user.press("Open Northbank School, Pastoral team");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Northbank School");
    user.leave();
}

fn a_return_for_another_briefing_says_so(fixture: &Fixture) {
    let user = fixture.user();
    let mut other = record::small();
    other["briefing"] = json!({
        "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
    });
    other["learning_points"][0]["about"] = json!(["recommendation-1"]);
    let file = user.write_file("other.json", record::file_text(&other).as_bytes());
    user.open("#/records");
    user.choose_file(FROM_FILE, &file);
    user.sees("This is for another briefing: “Neglect” (Another Partnership).");
    user.press("Add to this device");
    user.arrives_at("Discussion");
    user.sees("This is for another briefing");
    user.within_group("Learning point 1")
        .sees("Not in this briefing: recommendation-1");
    user.within("navigation", "Steps").follow("Check and send");
    user.sees("Not in this briefing: recommendation-1");
    let address = user.link_address("E-mail it");
    assert!(address.starts_with("mailto:?"), "{address}");
}

fn undoing_a_deletion_reopens_the_record_that_was_open(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Deleted by mistake");
    user.sees_saved();
    user.follow("Records on this device");
    user.arrives_at("Records on this device");
    user.press("Delete Deleted by mistake");
    user.sees("Deleted by mistake deleted.");
    user.press("Undo");
    user.sees_a("button", "Open Deleted by mistake");
    user.within("navigation", "Steps").follow("Discussion");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "Deleted by mistake");
    user.sees_saved();
}

fn two_records_with_the_same_name_can_be_told_apart(fixture: &Fixture) {
    let user = fixture.user();
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.open("#/records");
    user.press("Make a copy of Northbank School, Pastoral team");
    user.sees_a("button", "Open Northbank School, Pastoral team (2)");
    user.press("Delete Northbank School, Pastoral team (2)");
    user.sees_no("button", "Open Northbank School, Pastoral team (2)");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    assert_eq!(user.stored_records().len(), 1);
}
