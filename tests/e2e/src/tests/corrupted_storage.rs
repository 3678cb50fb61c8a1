//! A store that rots: what cannot be read is kept, offered, and in nobody's way.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(corrupted_records_are_offered_as_they_are_and_harm_no_others),
    test!(stored_text_that_cannot_be_read_is_kept_and_offered),
    test!(the_last_open_record_is_kept_when_it_cannot_be_read),
    test!(a_record_from_a_newer_version_is_kept_and_offered),
];

/// How many; `cargo xtask torture` asks for more.
fn how_many() -> usize {
    let asked = std::env::var("E2E_ROTTEN").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(50)
}

/// Numbers that look like chance, and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// What may become of a stored text.
fn rotten(text: &str, number: usize, dice: &mut Dice) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len());
    let (before, after) = (&letters[..at], &letters[at..]);
    let joined = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    match number % 10 {
        0 => joined(&[before]),
        // Bits flipped in one letter.
        1 => {
            let flipped = char::from_u32(u32::from(after[0]) ^ (1 << dice.below(7)));
            joined(&[before, &[flipped.unwrap_or('?')], &after[1..]])
        }
        2 => joined(&[after]),
        3 => joined(&[before, before]),
        4 => joined(&[before, &['\0'], after]),
        // Half written by an older build.
        5 => text.replace("\"contact_details\"", "\"contact\""),
        6 => text.replace(
            "\"version\": 1",
            &format!("\"version\": {}", 2 + dice.below(9)),
        ),
        7 => ["null", "[]", "{}", "7", "", "\"text\"", "<html></html>"][dice.below(7)].to_owned(),
        // Under the key of another record.
        8 => text.replace("-4000-8000-", "-4000-9000-"),
        _ => joined(&[&after[1..], before]),
    }
}

fn corrupted_records_are_offered_as_they_are_and_harm_no_others(fixture: &Fixture) {
    let user = fixture.user();
    let mut dice = Dice(0x5eed_0007 + fixture.name.len() as u64);
    let mut planted = std::collections::BTreeMap::new();
    for number in 0..how_many() {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let mut record = record::small();
        record["id"] = json!(id);
        record["team"]["organisation"] = json!(format!("Rotten {number}"));
        let text = rotten(&record::file_text(&record), number, &mut dice);
        planted.insert(format!("7mb/record/{id}"), text);
    }
    // And what another program may have left under our names.
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
    user.store_entry(record::KEY, &record::file_text(&record::small()));
    user.store_entry("7mb/open", "somewhere else");
    let are_as_planted = || {
        let stored = user.stored_entries();
        for (key, text) in &planted {
            assert_eq!(stored.get(key), Some(text), "{key}");
        }
    };

    user.open("#/records");
    user.sees_heading("Records on this device");
    user.sees_a("button", "Open Northbank School, Pastoral team");
    let buttons = user.within_region("Your records").names_of("button");
    let are = |start: &str| {
        buttons
            .iter()
            .filter(|name| name.starts_with(start))
            .count()
    };
    let (sound, offered) = (are("Open "), are("Download its text"));
    assert_eq!(
        sound + offered,
        how_many() + 2,
        "one of two for each: {buttons:?}"
    );
    assert!(offered > how_many() / 2, "{offered} cannot be read");
    fixture.note(&format!(
        "{} rotten texts: {offered} offered as they are, the others still records",
        how_many()
    ));
    let one = buttons
        .iter()
        .find(|name| name.starts_with("Download its text"))
        .unwrap();
    let text = user.within_region("Your records").download(one).text;
    assert!(planted.values().any(|planted| *planted == text), "{text}");
    are_as_planted();

    // Each as the record that was open last, as far as there is time for it.
    for (key, _) in planted.iter().step_by(how_many() / 10 + 1) {
        let Some(id) = key.strip_prefix("7mb/record/") else {
            continue;
        };
        user.leave();
        user.store_entry("7mb/open", id);
        user.open("#/discussion");
        user.does_not_see("Something went wrong");
        are_as_planted();
    }
    user.open("#/records");
    user.press("Open Northbank School, Pastoral team");
    user.arrives_at("Discussion");
    user.retype("Team Manager", "Works all the same");
    user.sees_saved();
    are_as_planted();
    assert!(user.stored_entries()[record::KEY].contains("Works all the same"));
}

fn stored_text_that_cannot_be_read_is_kept_and_offered(fixture: &Fixture) {
    let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
    opens_beside(fixture, &broken, None, "This record cannot be read");
}

fn the_last_open_record_is_kept_when_it_cannot_be_read(fixture: &Fixture) {
    let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
    opens_beside(
        fixture,
        &broken,
        Some(record::ID),
        "This record cannot be read",
    );
}

fn a_record_from_a_newer_version_is_kept_and_offered(fixture: &Fixture) {
    let mut newer = record::small();
    newer["version"] = json!(2);
    newer["new_things"] = json!([1, 2, 3]);
    opens_beside(
        fixture,
        &record::file_text(&newer),
        None,
        "This record needs a newer version of this page",
    );
}

/// The stored `text` is not overwritten, can be downloaded, and does not keep anyone from working.
fn opens_beside(fixture: &Fixture, text: &str, open_last: Option<&str>, heading: &str) {
    let user = fixture.user();
    user.store_entry(record::KEY, text);
    if let Some(id) = open_last {
        user.store_entry("7mb/open", id);
    }
    user.open("#/discussion");
    user.sees_heading(heading);
    assert_eq!(user.download("Download its text").text, text);
    user.press("Start a new record");
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
