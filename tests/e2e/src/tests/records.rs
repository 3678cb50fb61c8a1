//! Records as things: opened from files, several side by side, copied, deleted, brought back.

use super::{Test, test};
use crate::harness::engine::Wish;
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::record;
use crate::user::{Person, even};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;

pub const TESTS: &[Test] = &[
    test!(a_return_opens_in_another_browser_with_every_field_the_same),
    test!(every_bad_file_gets_its_own_sentence_and_changes_nothing),
    test!(several_records_live_side_by_side),
    test!(of_two_versions_the_one_from_the_file_can_be_used),
    test!(of_two_versions_the_one_on_this_device_can_be_kept),
    test!(a_return_can_be_dropped_on_the_page),
    test!(what_is_not_saved_makes_way_only_for_a_copy_of_it),
    test!(a_return_for_another_briefing_says_so),
    test!(the_record_that_was_open_is_open_again_after_undo),
    test!(two_records_of_one_name_can_be_told_apart),
];

const FROM_FILE: &str = "Open a return from a file";
const DISCUSSION: &str = "Your teams' discussion";

fn a_return_opens_in_another_browser_with_every_field_the_same(stage: &Stage) {
    let original = record::awkward();
    let me = stage.person();
    let sent = brings_and_sends(&me, &original);
    super::same_json(&record::parse(&sent.text), &original);

    // Someone else, in a browser that has never seen the app.
    let other = stage.newcomer(&Wish::default(), &Spoilt::default());
    let arrived = record::parse(&sent.text);
    let again = brings_and_sends(&other, &arrived);
    assert_eq!(again.name, sent.name);
    assert_eq!(
        again.text, sent.text,
        "the second file is the first, byte by byte"
    );
}

/// Opens a record from a file, looks at every field, and sends it on.
fn brings_and_sends(me: &Person, record: &serde_json::Value) -> crate::user::Download {
    let file = me.file("a return.json", record::file_text(record).as_bytes());
    me.open("#/records");
    me.choose_file(FROM_FILE, &file);
    me.sees_heading("Is this the return you want?");
    assert_eq!(
        me.stored_records().len(),
        0,
        "nothing happens before the answer"
    );
    me.press("Add to this device");
    me.arrives_at("Discussion");
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
        me.reads(label, &text(pointer));
    }
    for index in 0..record["learning_points"].as_array().unwrap().len() {
        let point = me.within_group(&format!("Learning point {}", index + 1));
        point.reads(
            DISCUSSION,
            &text(&format!("/learning_points/{index}/discussion")),
        );
    }
    let ticked = me
        .within_group("Learning point 1")
        .is_ticked("Finding 4: Lack of understanding of TSCP arrangements");
    assert!(ticked);
    me.within("navigation", "Steps").follow("Action plan");
    for index in 0..record["actions"].as_array().unwrap().len() {
        let action = me.within_group(&format!("Action {}", index + 1));
        for (label, field) in [
            ("What needs to happen?", "what"),
            ("Who will do it?", "who"),
            ("How will you know when it has been done?", "how_done"),
            ("How will you know if it has worked?", "how_worked"),
        ] {
            action.reads(label, &text(&format!("/actions/{index}/{field}")));
        }
        let date = action.within_group("By When?");
        for (label, part) in [("Day", "day"), ("Month", "month"), ("Year", "year")] {
            date.reads(label, &text(&format!("/actions/{index}/by_when/{part}")));
        }
    }
    me.within("navigation", "Steps").follow("Check and send");
    // A topic that this briefing does not have is shown, and half a date is as typed.
    me.sees_in_order(&["something-else", "31 feb", "一二三"]);
    me.download("Download the return")
}

fn every_bad_file_gets_its_own_sentence_and_changes_nothing(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/records");
    me.sees_a("button", "Open Northbank School, Pastoral team");
    let before = me.stored();

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
        let file = me.file(name, bytes);
        me.choose_file(FROM_FILE, &file);
        let sentence = alert_about(&me, name);
        assert!(
            sentence.contains(words),
            "{name}: “{words}” is not in “{sentence}”"
        );
        said.insert(*name, sentence);
        assert_eq!(me.stored(), before, "{name} changed what was there");
    }
    let huge = me.file("huge.json", b"");
    File::options()
        .write(true)
        .open(&huge)
        .and_then(|file| file.set_len(60_000_000))
        .unwrap();
    me.choose_file(FROM_FILE, &huge);
    let sentence = alert_about(&me, "huge.json");
    assert!(sentence.contains("too large"), "{sentence}");
    said.insert("huge.json", sentence);
    assert_eq!(me.stored(), before);

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
    me.reload();
    me.within("navigation", "Steps").follow("Discussion");
    me.reads("Name of Organisation", "Northbank School");
    assert_eq!(me.stored(), before);
}

/// What the page says of that file, without the file's own name.
#[track_caller]
fn alert_about(me: &Person, file: &str) -> String {
    me.until(&format!("the page says what is wrong with {file}"), || {
        let alerts = me.names_of("alert");
        alerts
            .iter()
            .find(|alert| alert.contains(file))
            .map(|alert| even(&alert.replace(file, "")))
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

fn several_records_live_side_by_side(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "First School");
    me.type_into("Name of Section & Team", "Nursery");
    me.sees_it_saved();

    me.follow("Records on this device");
    me.press("Start a new record");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "");
    me.type_into("Name of Organisation", "Second School");
    me.type_into("Name of Section & Team", "Year 2");
    me.sees_it_saved();

    me.follow("Records on this device");
    me.sees_heading("First School, Nursery");
    me.sees_heading("Second School, Year 2");
    me.press("Open First School, Nursery");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "First School");
    me.follow("Records on this device");

    me.press("Make a copy of First School, Nursery");
    let copies = |me: &Person| {
        let names = me.names_of("heading");
        names
            .iter()
            .filter(|name| name.starts_with("First School, Nursery"))
            .count()
    };
    me.until("there are two of the first record", || match copies(&me) {
        2 => Ok(()),
        other => Err(format!("there are {other}")),
    });
    assert_eq!(me.stored_records().len(), 3);

    let second = |me: &Person| {
        let stored = me.stored_records();
        stored
            .values()
            .find(|text| text.contains("Second School"))
            .cloned()
    };
    let before = second(&me);
    assert!(before.is_some());
    me.press("Delete Second School, Year 2");
    me.sees("Second School, Year 2 deleted.");
    me.sees_no("button", "Open Second School, Year 2");
    assert_eq!(second(&me), None);
    me.press("Undo");
    me.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(&me), before);

    me.press("Delete Second School, Year 2");
    let aside = me.within_region("Deleted and replaced records");
    aside.press("Put back Second School, Year 2");
    me.sees_a("button", "Open Second School, Year 2");
    assert_eq!(second(&me), before);

    me.press("Delete Second School, Year 2");
    aside.press("Delete for good Second School, Year 2");
    me.does_not_see("Second School, Year 2");
    assert!(
        !me.stored()
            .values()
            .any(|text| text.contains("Second School"))
    );
}

fn of_two_versions_the_one_from_the_file_can_be_used(stage: &Stage) {
    let me = stage.person();
    sees_both_versions(&me);
    me.press("Use the one from the file");
    me.arrives_at("Discussion");
    me.reads("Team Manager", "A. Manager, as sent");
    puts_back(&me, "A. Manager, changed here");
}

fn of_two_versions_the_one_on_this_device_can_be_kept(stage: &Stage) {
    let me = stage.person();
    sees_both_versions(&me);
    me.press("Keep the one on this device");
    me.does_not_see("Is this the return you want?");
    me.within("navigation", "Steps").follow("Discussion");
    me.reads("Team Manager", "A. Manager, changed here");
    puts_back(&me, "A. Manager, as sent");
}

/// The same record here, changed since, and in a file, older.
fn sees_both_versions(me: &Person) {
    let mut sent = record::small();
    sent["team"]["manager"] = json!("A. Manager, as sent");
    let file = me.file("sent last week.json", record::file_text(&sent).as_bytes());
    me.open("#/records");
    me.choose_file(FROM_FILE, &file);
    me.press("Add to this device");
    me.arrives_at("Discussion");
    me.retype("Team Manager", "A. Manager, changed here");
    me.sees_it_saved();
    me.follow("Records on this device");
    me.choose_file(FROM_FILE, &file);
    me.sees_heading("Is this the return you want?");
    // Both are shown, and neither is touched before the choice.
    me.sees("Revision 14.");
    // One or more later, as the typing was saved at once or in steps.
    let here = record::parse(&me.stored_records()[record::KEY]);
    me.sees(&format!("Revision {}.", here["revision"]));
    assert_eq!(me.stored_records().len(), 1);
    assert_eq!(here["team"]["manager"], "A. Manager, changed here");
    me.sees_a("button", "Use the one from the file");
    me.sees_a("button", "Keep the one on this device");
}

/// The version that was not chosen is among those set aside, and comes back whole.
fn puts_back(me: &Person, manager: &str) {
    me.sees_it_saved();
    me.follow("Records on this device");
    me.within_region("Deleted and replaced records")
        .press("Put back Northbank School, Pastoral team");
    // Its place is taken, so both are shown again.
    me.sees_heading("Do you want this version back?");
    me.press("Bring the earlier version back");
    me.arrives_at("Discussion");
    me.reads("Team Manager", manager);
    me.sees_it_saved();
    let stored = me.stored();
    assert!(stored[record::KEY].contains(manager));
    for either in ["A. Manager, as sent", "A. Manager, changed here"] {
        assert!(
            stored.values().any(|text| text.contains(either)),
            "and the other one is kept in turn: {:?}",
            stored.keys()
        );
    }
}

fn a_return_can_be_dropped_on_the_page(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    // No driver can drag a file in from a desktop; the event is made here, the rest is the app's.
    me.script(
        "const moved = new DataTransfer();
         moved.items.add(new File([arguments[0]], 'dropped.json', { type: 'application/json' }));
         const target = document.querySelector('main');
         for (const type of ['dragenter', 'dragover', 'drop']) {
           target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: moved }));
         }",
        vec![json!(record::file_text(&record::small()))],
    );
    me.sees_heading("Is this the return you want?");
    me.sees("dropped.json");
    me.press("Add to this device");
    me.reads("Name of Organisation", "Northbank School");
}

fn what_is_not_saved_makes_way_only_for_a_copy_of_it(stage: &Stage) {
    let me = stage.person();
    me.cannot_let_go_of_what_is_open();
    me.sees_heading("Records on this device");
    let copy = record::parse(&me.download("Download a copy now").text);
    assert_eq!(copy["team"]["organisation"], "Not saved anywhere");
    me.press("Open Northbank School, Pastoral team");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "Northbank School");
    me.leave();
}

fn a_return_for_another_briefing_says_so(stage: &Stage) {
    let me = stage.person();
    let mut other = record::small();
    other["briefing"] = json!({
        "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
    });
    other["learning_points"][0]["about"] = json!(["recommendation-1"]);
    let file = me.file("other.json", record::file_text(&other).as_bytes());
    me.open("#/records");
    me.choose_file(FROM_FILE, &file);
    me.sees("This is for another briefing: “Neglect” (Another Partnership).");
    me.press("Add to this device");
    me.arrives_at("Discussion");
    me.sees("This is for another briefing");
    me.within_group("Learning point 1")
        .sees("Not in this briefing: recommendation-1");
    me.within("navigation", "Steps").follow("Check and send");
    me.sees("Not in this briefing: recommendation-1");
    let address = me.link_address("E-mail it");
    assert!(address.starts_with("mailto:?"), "{address}");
}

fn the_record_that_was_open_is_open_again_after_undo(stage: &Stage) {
    let me = stage.person();
    me.open("#/discussion");
    me.type_into("Name of Organisation", "Deleted by mistake");
    me.sees_it_saved();
    me.follow("Records on this device");
    me.arrives_at("Records on this device");
    me.press("Delete Deleted by mistake");
    me.sees("Deleted by mistake deleted.");
    me.press("Undo");
    me.sees_a("button", "Open Deleted by mistake");
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.reads("Name of Organisation", "Deleted by mistake");
    me.sees_it_saved();
}

fn two_records_of_one_name_can_be_told_apart(stage: &Stage) {
    let me = stage.person();
    me.store(record::KEY, &record::file_text(&record::small()));
    me.open("#/records");
    me.press("Make a copy of Northbank School, Pastoral team");
    me.sees_a("button", "Open Northbank School, Pastoral team (2)");
    me.press("Delete Northbank School, Pastoral team (2)");
    me.sees_no("button", "Open Northbank School, Pastoral team (2)");
    me.sees_a("button", "Open Northbank School, Pastoral team");
    assert_eq!(me.stored_records().len(), 1);
}
