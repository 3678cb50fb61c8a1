//! Corrupted local storage: what cannot be read is kept and offered for download, and the user can go
//! on working.

use super::{Test, repetitions, test};
use crate::harness::fixture::Fixture;
use crate::record;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const TESTS: &[Test] = &[
    test!(corrupted_records_are_offered_as_they_are_and_harm_no_others),
    test!(stored_text_that_cannot_be_read_is_kept_and_offered),
    test!(the_last_open_record_is_kept_when_it_cannot_be_read),
    test!(a_record_from_a_newer_version_is_kept_and_offered),
];

/// A pseudo-random number generator (xorshift), which gives the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// A stored text, corrupted in the way with that number.
fn corrupted(text: &str, number: usize, random: &mut Random) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = random.below(letters.len());
    let (before, after) = (&letters[..at], &letters[at..]);
    let joined = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    match number % 10 {
        0 => joined(&[before]),
        // One bit of a letter flipped.
        1 => {
            let flipped = char::from_u32(u32::from(after[0]) ^ (1 << random.below(7)));
            joined(&[before, &[flipped.unwrap_or('?')], &after[1..]])
        }
        2 => joined(&[after]),
        3 => joined(&[before, before]),
        4 => joined(&[before, &['\0'], after]),
        // With a field of an older version.
        5 => text.replace("\"contact_details\"", "\"contact\""),
        6 => text.replace(
            "\"version\": 1",
            &format!("\"version\": {}", 2 + random.below(9)),
        ),
        7 => ["null", "[]", "{}", "7", "", "\"text\"", "<html></html>"][random.below(7)].to_owned(),
        // With the id of another record.
        8 => text.replace("-4000-8000-", "-4000-9000-"),
        _ => joined(&[&after[1..], before]),
    }
}

fn corrupted_records_are_offered_as_they_are_and_harm_no_others(fixture: &Fixture) {
    let user = fixture.user();
    let count = repetitions("E2E_CORRUPTIONS", 50);
    let mut random = Random(0x5eed_0007 + fixture.name.len() as u64);
    let mut planted = BTreeMap::new();
    for number in 0..count {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let mut record = record::small();
        record["id"] = json!(id);
        record["team"]["organisation"] = json!(format!("Corrupted {number}"));
        let text = corrupted(&record::file_text(&record), number, &mut random);
        planted.insert(format!("7mb/record/{id}"), text);
    }
    // Entries that another program may have left under the app's keys.
    for (key, text) in [
        ("7mb/record/not-an-id", "{}"),
        ("7mb/aside/not-a-time/deleted/x", "{}"),
        ("7mb/aside/17/deleted/not-an-id", "[1"),
        ("7mb/sent/not-an-id", "many"),
        ("7mb/settings", "true"),
    ] {
        planted.insert(key.to_owned(), text.to_owned());
    }
    for (key, text) in &planted {
        user.store_entry(key, text);
    }
    user.store_small_record();
    user.store_entry("7mb/open", "somewhere else");
    let are_unchanged = || {
        let stored = user.stored_entries();
        for (key, text) in &planted {
            assert_eq!(stored.get(key), Some(text), "{key}");
        }
    };

    user.open("#/records");
    user.sees_heading("Saved forms");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    let buttons = user.within_region("Your forms").names_of("button");
    let starting_with = |start: &str| -> Vec<&String> {
        let named = buttons.iter().filter(|name| name.starts_with(start));
        named.collect()
    };
    let readable = starting_with("Open ");
    let unreadable = starting_with("Download its text");
    assert_eq!(
        readable.len() + unreadable.len(),
        count + 2,
        "each can be opened or downloaded: {buttons:?}"
    );
    assert!(unreadable.len() > count / 2, "{unreadable:?}");
    fixture.note(&format!(
        "{count} corrupted texts: {} are offered for download, the others are still records",
        unreadable.len()
    ));
    let text = user
        .within_region("Your forms")
        .download(unreadable[0])
        .text;
    assert!(planted.values().any(|planted| *planted == text), "{text}");
    are_unchanged();

    // Some of them as the record that was open last.
    for (key, _) in planted.iter().step_by(count / 10 + 1) {
        let Some(id) = key.strip_prefix("7mb/record/") else {
            continue;
        };
        user.leave();
        user.store_entry("7mb/open", id);
        user.open("#/discussion");
        user.does_not_see("Something went wrong");
        are_unchanged();
    }
    user.open("#/records");
    user.press("Open Northbank School, Pastoral team");
    user.arrives_at("Discussion");
    user.retype("Team Manager", "Works as usual");
    user.sees_saved();
    are_unchanged();
    assert!(user.stored_entries()[record::KEY].contains("Works as usual"));
}

fn stored_text_that_cannot_be_read_is_kept_and_offered(fixture: &Fixture) {
    assert_kept_and_offered(
        fixture,
        &record::unreadable_text(),
        None,
        "This form cannot be read",
    );
}

fn the_last_open_record_is_kept_when_it_cannot_be_read(fixture: &Fixture) {
    assert_kept_and_offered(
        fixture,
        &record::unreadable_text(),
        Some(record::ID),
        "This form cannot be read",
    );
}

fn a_record_from_a_newer_version_is_kept_and_offered(fixture: &Fixture) {
    let mut newer = record::small();
    newer["version"] = json!(2);
    newer["new_things"] = json!([1, 2, 3]);
    assert_kept_and_offered(
        fixture,
        &record::file_text(&newer),
        None,
        "This form needs a newer version of this page",
    );
}

/// With this text stored as a record, the page shows that heading and offers the text for download. The
/// user can start a new record, and the text stays as it is.
fn assert_kept_and_offered(fixture: &Fixture, text: &str, last_open: Option<&str>, heading: &str) {
    let user = fixture.user();
    user.store_entry(record::KEY, text);
    if let Some(id) = last_open {
        user.store_entry("7mb/open", id);
    }
    user.open("#/discussion");
    user.sees_heading(heading);
    assert_eq!(user.download("Download its text").text, text);
    user.press("Start a new form");
    user.arrives_at("Discussion");
    user.type_into("Name of Organisation", "The new one");
    user.sees_saved();
    let stored = user.stored_records();
    assert_eq!(stored.get(record::KEY).map(String::as_str), Some(text));
    let others: Vec<Value> = stored
        .iter()
        .filter(|(key, _)| key.as_str() != record::KEY)
        .map(|(_, text)| record::parse(text))
        .collect();
    assert_eq!(others.len(), 1);
    assert_eq!(others[0]["team"]["organisation"], "The new one");
    user.reload();
    user.sees_value("Name of Organisation", "The new one");
    assert_eq!(user.stored_records()[record::KEY], text);
}
