//! The register of returns: which of them count, their totals, and the sheets made of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod sheets;
mod totals;

use std::sync::Arc;

use common::{cases, new_record, paper_form, record};
use proptest::prelude::*;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::record::{Date, Record, Timestamp};
use seven_minute_briefing::returns::{Filter, IndexedReturn, Register, Totals};

const BRIEFING: &str = "tscp-case-reviews-2017-2020";

fn today() -> Date {
    Date::new(2027, 6, 1).unwrap()
}

fn register(files: &[(&str, &Record)]) -> Register {
    let mut register = Register::default();
    for (name, record) in files {
        register.import((*name).to_owned(), encode(record).as_bytes());
    }
    register
}

fn names<'a>(returns: impl IntoIterator<Item = &'a Arc<IndexedReturn>>) -> Vec<&'a str> {
    returns.into_iter().map(|it| it.file.as_str()).collect()
}

fn revision(record: &Record, revision: u32) -> Record {
    Record {
        revision,
        ..record.clone()
    }
}

#[test]
fn the_highest_revision_counts_and_supersedes_the_others() {
    let base = paper_form();
    let (first, second) = (revision(&base, 3), revision(&base, 7));
    let register = register(&[("new.json", &second), ("old.json", &first)]);
    let collation = register.collate(BRIEFING);
    assert_eq!(names(&collation.counted), ["new.json"]);
    let pair = &collation.superseded[0];
    assert_eq!(
        (pair.uncounted.file.as_str(), pair.counted.file.as_str()),
        ("old.json", "new.json")
    );
    assert_eq!(collation.len(), 2);
}

#[test]
fn the_same_revision_is_a_conflict_with_other_text_and_a_duplicate_with_the_same() {
    let one = paper_form();
    let mut other = one.clone();
    other.team.manager = "Somebody else".to_owned();
    other.changed_at = Timestamp::from_unix_ms(one.changed_at.unix_ms() + 60_000);
    let register = register(&[("a.json", &one), ("b.json", &other), ("c.json", &one)]);
    let collation = register.collate(BRIEFING);
    assert_eq!(
        names(&collation.counted),
        ["b.json"],
        "the one that was changed last"
    );
    assert_eq!(collation.conflicts.len(), 2);
    assert!(
        collation
            .conflicts
            .iter()
            .all(|pair| pair.counted.file == "b.json")
    );
    assert_eq!(collation.len(), 3);

    let twice = self::register(&[("a.json", &one), ("copy of a.json", &one)]);
    let collation = twice.collate(BRIEFING);
    assert_eq!(collation.duplicates.len(), 1);
    assert_eq!(collation.conflicts, []);
}

#[test]
fn returns_for_other_briefings_and_unreadable_files_have_lists_of_their_own() {
    let mut other = new_record(9);
    other.briefing.id = "another".to_owned();
    let mut register = register(&[("ours.json", &paper_form()), ("theirs.json", &other)]);
    register.import("letter.json".to_owned(), *b"Dear Sam");
    register.import("empty.json".to_owned(), *b"");
    let collation = register.collate(BRIEFING);
    assert_eq!(names(&collation.counted), ["ours.json"]);
    assert_eq!(names(&collation.other_briefings), ["theirs.json"]);
    let unreadable: Vec<&str> = (collation.unreadable.iter())
        .map(|it| it.file.as_str())
        .collect();
    assert_eq!(unreadable, ["empty.json", "letter.json"]);
    assert_eq!(names(&register.collate("another").counted), ["theirs.json"]);
}

#[test]
fn a_saved_register_is_imported_again_with_later_returns() {
    let mut register = register(&[("a.json", &paper_form()), ("b.json", &new_record(5))]);
    let everything = register.to_ndjson();
    let mut again = Register::default();
    again.import("register.ndjson".to_owned(), everything.as_bytes());
    assert_eq!(again.len(), 2);
    assert_eq!(again.to_ndjson(), everything);
    let later = revision(&paper_form(), 50);
    for register in [&mut register, &mut again] {
        register.import("later.json".to_owned(), encode(&later).as_bytes());
        let collation = register.collate(BRIEFING);
        assert_eq!(
            (collation.counted.len(), collation.superseded.len()),
            (2, 1)
        );
    }
}

#[test]
fn neither_a_return_over_many_lines_nor_a_letter_is_a_register() {
    let mut register = Register::default();
    let text = encode(&paper_form());
    register.import("cut.json".to_owned(), &text.as_bytes()[..text.len() / 2]);
    register.import(
        "letter.txt".to_owned(),
        *b"Dear Sam\n\nPlease find\nattached\n",
    );
    assert_eq!(register.collate(BRIEFING).unreadable.len(), 2);
}

/// Records, some of them versions of one another.
fn records() -> impl Strategy<Value = Vec<Record>> {
    let near =
        (record(), 0..4_u8, 0..3_u32, any::<bool>()).prop_map(|(mut it, seed, revision, ours)| {
            it.id = new_record(seed).id;
            it.revision = revision;
            if ours {
                BRIEFING.clone_into(&mut it.briefing.id);
            }
            it
        });
    proptest::collection::vec(near, 0..12)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_file_is_in_one_list_whatever_the_order_of_files(
        mut records in records(),
        turn in 0..12_usize,
    ) {
        let collate = |records: &[Record]| {
            let mut register = Register::default();
            for record in records {
                // The name depends on the record and not on the order.
                let name = format!("{}-{}.json", record.id, record.created_at);
                register.import(name, encode(record).as_bytes());
            }
            register.import("letter.json".to_owned(), *b"Dear Sam");
            let collation = register.collate(BRIEFING);
            assert_eq!(collation.len(), register.len());
            let texts = |list: &[Arc<IndexedReturn>]| -> Vec<String> {
                list.iter().map(|it| encode(&it.record)).collect()
            };
            let totals = Totals::new(&collation.counted, &Filter::default(), today());
            (
                texts(&collation.counted),
                texts(&collation.other_briefings),
                [collation.superseded.len(), collation.duplicates.len(), collation.conflicts.len()],
                totals,
            )
        };
        let one = collate(&records);
        let turn = turn.min(records.len());
        records.rotate_left(turn);
        records.reverse();
        prop_assert_eq!(one, collate(&records));
    }
}
