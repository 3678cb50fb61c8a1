//! The register: which returns count, filters, totals, and what is exported.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use std::sync::Arc;

use common::{cases, followed_up, golden_records, new_record, paper_form, record};
use proptest::prelude::*;
use seven_minute_briefing::record::file::{decode, encode};
use seven_minute_briefing::record::{Date, Record, Standing, Timestamp};
use seven_minute_briefing::returns::{
    ActionTotals, Cell, Filter, FilteredReturns, IndexedReturn, Register, Totals, match_expected,
    ndjson, organisation_key, sheets,
};

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

fn indexed(records: &[Record]) -> Vec<Arc<IndexedReturn>> {
    (0..)
        .zip(records)
        .map(|(number, record)| {
            let file = format!("{number}.json");
            Arc::new(IndexedReturn::new(file, record.clone()))
        })
        .collect()
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
fn actions_are_counted_by_their_standing_on_a_day() {
    let record = followed_up();
    let returns = indexed(std::slice::from_ref(&record));
    let totals = Totals::new(&returns, &Filter::default(), today());
    let expected = ActionTotals {
        planned: record.actions.iter().filter(|row| !row.is_blank()).count(),
        overdue: (record.actions.iter())
            .filter(|row| row.standing(today()) == Standing::Overdue)
            .count(),
        done: (record.actions.iter())
            .filter(|row| row.standing(today()) == Standing::Done)
            .count(),
        worked: 1,
    };
    assert_eq!(totals.actions, expected);
    let before = Date::new(2020, 1, 1).unwrap();
    let totals = Totals::new(&returns, &Filter::default(), before);
    assert_eq!(totals.actions.overdue, 0);
}

#[test]
fn different_spellings_are_one_organisation() {
    let spelt = [
        "Northbank  School",
        "northbank school",
        " NORTHBANK School ",
    ];
    let records: Vec<Record> = (1..)
        .zip(spelt)
        .map(|(seed, name)| {
            let mut record = new_record(seed);
            name.clone_into(&mut record.team.organisation);
            record
        })
        .collect();
    let returns = indexed(&records);
    let totals = Totals::new(&returns, &Filter::default(), today());
    assert_eq!(totals.organisations.len(), 1);
    let one = &totals.organisations["northbank school"];
    assert_eq!((one.returns, one.name.as_str()), (3, "NORTHBANK School"));
    let filter = Filter {
        organisation: Some("northbank school".to_owned()),
        ..Filter::default()
    };
    assert_eq!(Totals::new(&returns, &filter, today()).returns, 3);
}

#[test]
fn expected_teams_are_matched_with_their_returns() {
    let named = |seed, organisation: &str, team: &str| {
        let mut record = new_record(seed);
        organisation.clone_into(&mut record.team.organisation);
        team.clone_into(&mut record.team.section_and_team);
        record
    };
    let records = [
        named(1, "Northbank School", "Pastoral"),
        named(2, "Northbank School", "Office"),
        named(3, "Early Help", ""),
        named(4, "Somebody", "Else"),
        named(5, "The Women’s Centre", ""),
    ];
    let files: Vec<(&str, &Record)> = ["1", "2", "3", "4", "5"]
        .into_iter()
        .zip(&records)
        .collect();
    let register = register(&files);
    let collation = register.collate(BRIEFING);
    let list = "Northbank School, pastoral\nNORTHBANK school\tOffice\n\nEarly help\nPolice\nPolice\nThe Women's Centre\n";
    let (teams, unexpected) = match_expected(list, &collation.counted);
    let answered: Vec<(&str, usize)> = (teams.iter())
        .map(|team| (team.name.as_str(), team.returns.len()))
        .collect();
    assert_eq!(
        answered,
        [
            ("Northbank School, pastoral", 1),
            ("NORTHBANK school\tOffice", 1),
            ("Early help", 1),
            ("Police", 0),
            ("The Women's Centre", 1),
        ]
    );
    assert_eq!(names(&unexpected), ["4"]);
}

#[test]
fn csv_has_every_word_and_no_formula() {
    let mut record = followed_up();
    record.team.organisation = "=cmd|' /C calc'!A0".to_owned();
    record.learning_points[0].discussion = "\"quoted\", and\r\nover two lines".to_owned();
    let register = register(&[("a.json", &record)]);
    let collation = register.collate(BRIEFING);
    let filtered = FilteredReturns::new(&collation.counted, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&filtered);
    for sheet in [&returns, &points, &actions, &evidence] {
        assert!(!sheet.rows.is_empty(), "{}", sheet.name);
        assert!(
            sheet
                .rows
                .iter()
                .all(|row| row.len() == sheet.columns.len())
        );
    }
    let csv = returns.to_csv();
    assert!(csv.starts_with("\u{feff}\"record\",\"revision\","), "{csv}");
    assert!(csv.contains("\"'=cmd|' /C calc'!A0\""), "{csv}");
    assert!(csv.ends_with("\"\r\n"));
    let csv = points.to_csv();
    assert!(
        csv.contains("\"\"\"quoted\"\", and\r\nover two lines\""),
        "{csv}"
    );
}

#[test]
fn cells_are_numbers_and_real_dates_where_they_can_be() {
    let record = followed_up();
    let register = register(&[("a.json", &record)]);
    let counting = register.collate(BRIEFING).counted;
    let filtered = FilteredReturns::new(&counting, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&filtered);
    let day = |year, month, day| Cell::Date(Date::new(year, month, day).unwrap());
    let row = &returns.rows[0];
    assert_eq!(row[1], Cell::Number(58));
    assert_eq!(row[4], day(2027, 5, 4));
    assert_eq!(row[7..9], [Cell::Number(3), Cell::Number(2)]);
    assert_eq!(
        points.rows[0][5],
        Cell::Number(record.learning_points[0].id)
    );
    assert_eq!(actions.rows[0][8], day(2027, 1, 29));
    assert_eq!(actions.rows[1][8..10], ["", "31 2 2027"].map(Cell::from));
    assert_eq!(evidence.rows[0][7], day(2027, 1, 25));
    assert_eq!(evidence.rows[1][7..9], ["", "april 2027"].map(Cell::from));
}

#[test]
fn a_line_of_ndjson_is_the_same_record() {
    let golden = golden_records();
    let files: Vec<(&str, &Record)> = golden.iter().map(|(name, it)| (*name, it)).collect();
    let register = register(&files);
    let collation = register.collate(BRIEFING);
    let lines = ndjson(&collation.counted);
    assert_eq!(lines.lines().count(), collation.counted.len());
    for (line, it) in lines.lines().zip(&collation.counted) {
        assert_eq!(decode(line.as_bytes()).as_ref(), Ok(&it.record));
    }
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
    // A damaged line is rejected alone.
    let broken = format!("{everything}{{\"format\":1}}\n");
    let mut register = Register::default();
    register.import("register.ndjson".to_owned(), broken.as_bytes());
    let collation = register.collate(BRIEFING);
    assert_eq!(
        (collation.counted.len(), collation.unreadable.len()),
        (2, 1)
    );
    assert_eq!(collation.unreadable[0].file, "register.ndjson, line 3");
    // Neither a return over many lines nor a letter is a register.
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

    #[test]
    fn organisations_add_up_to_the_totals(records in records()) {
        let returns = indexed(&records);
        let whole = Totals::new(&returns, &Filter::default(), today());
        prop_assert_eq!(whole.months.values().sum::<usize>(), whole.returns);
        let mut count = 0;
        let mut actions = ActionTotals::default();
        for (key, organisation) in &whole.organisations {
            let filter = Filter { organisation: Some(key.clone()), ..Filter::default() };
            let part = Totals::new(&returns, &filter, today());
            prop_assert_eq!(part.returns, organisation.returns);
            prop_assert_eq!(part.actions, organisation.actions);
            count += part.returns;
            actions += part.actions;
        }
        prop_assert_eq!(count, whole.returns);
        prop_assert_eq!(actions, whole.actions);
        let standings = [Standing::Overdue, Standing::Due, Standing::Undated, Standing::Done];
        let planned: usize = (standings.into_iter())
            .map(|standing| {
                let filter = Filter { standing: Some(standing), ..Filter::default() };
                Totals::new(&returns, &filter, today()).actions.planned
            })
            .sum();
        prop_assert_eq!(planned, whole.actions.planned);
    }

    #[test]
    fn a_filter_survives_its_query_string(
        organisation in proptest::option::of(common::text()),
        words in common::text(),
        topic in "[a-z0-9-]{0,20}",
        standing in 0..5_usize,
        days in proptest::option::of((1900..2200_u16, 1..13_u8, 1..29_u8)),
    ) {
        let standings = [Standing::Overdue, Standing::Due, Standing::Undated, Standing::Done];
        let day = days.and_then(|(year, month, day)| Date::new(year, month, day));
        let filter = Filter {
            organisation: organisation.map(|it| organisation_key(&it)),
            topic,
            standing: standings.get(standing).copied(),
            from: day,
            to: day,
            words: words.to_lowercase(),
        };
        let query = filter.to_query();
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_graphic()));
        prop_assert_eq!(Filter::from_query(&query), filter);
    }
}
