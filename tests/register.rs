//! The rules by which many returns become one register.

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
    ActionTotals, Cell, Filter, FilteredReturns, IndexedReturn, Register, Totals, expected, ndjson,
    organisation_key, sheets,
};

const BRIEFING: &str = "tscp-case-reviews-2017-2020";

fn today() -> Date {
    Date::new(2027, 6, 1).unwrap()
}

fn register(files: &[(&str, &Record)]) -> Register {
    let mut register = Register::default();
    for (name, record) in files {
        register.add((*name).to_owned(), encode(record).as_bytes());
    }
    register
}

fn filed(records: &[Record]) -> Vec<Arc<IndexedReturn>> {
    let names = (0..).map(|number| format!("{number}.json"));
    let filed = names.zip(records);
    filed
        .map(|(name, record)| Arc::new(IndexedReturn::new(name, record.clone())))
        .collect()
}

fn names<'a>(filed: impl IntoIterator<Item = &'a Arc<IndexedReturn>>) -> Vec<&'a str> {
    filed.into_iter().map(|filed| filed.file.as_str()).collect()
}

fn revision(record: &Record, revision: u32) -> Record {
    Record {
        revision,
        ..record.clone()
    }
}

#[test]
fn the_highest_revision_counts_and_the_others_are_listed() {
    let base = paper_form();
    let (first, second) = (revision(&base, 3), revision(&base, 7));
    let register = register(&[("new.json", &second), ("old.json", &first)]);
    let collated = register.collate(BRIEFING);
    assert_eq!(names(&collated.counting), ["new.json"]);
    let pair = &collated.superseded[0];
    assert_eq!(
        (pair.this.file.as_str(), pair.counts.file.as_str()),
        ("old.json", "new.json")
    );
    assert_eq!(collated.len(), 2);
}

#[test]
fn the_same_revision_with_another_text_is_a_conflict_and_with_the_same_text_is_none() {
    let one = paper_form();
    let mut other = one.clone();
    other.team.manager = "Somebody else".to_owned();
    other.changed_at = Timestamp::from_unix_ms(one.changed_at.unix_ms() + 60_000);
    let register = register(&[("a.json", &one), ("b.json", &other), ("c.json", &one)]);
    let collated = register.collate(BRIEFING);
    assert_eq!(
        names(&collated.counting),
        ["b.json"],
        "what was changed last"
    );
    assert_eq!(collated.conflicts.len(), 2);
    assert!(
        collated
            .conflicts
            .iter()
            .all(|pair| pair.counts.file == "b.json")
    );
    assert_eq!(collated.len(), 3);

    let twice = self::register(&[("a.json", &one), ("copy of a.json", &one)]);
    let collated = twice.collate(BRIEFING);
    assert_eq!(collated.same.len(), 1);
    assert_eq!(collated.conflicts, []);
}

#[test]
fn returns_for_other_briefings_and_what_cannot_be_read_are_kept_apart() {
    let mut other = new_record(9);
    other.briefing.id = "another".to_owned();
    let mut register = register(&[("ours.json", &paper_form()), ("theirs.json", &other)]);
    register.add("letter.json".to_owned(), *b"Dear Sam");
    register.add("empty.json".to_owned(), *b"");
    let collated = register.collate(BRIEFING);
    assert_eq!(names(&collated.counting), ["ours.json"]);
    assert_eq!(names(&collated.others), ["theirs.json"]);
    let unreadable: Vec<&str> = (collated.unreadable.iter())
        .map(|it| it.file.as_str())
        .collect();
    assert_eq!(unreadable, ["empty.json", "letter.json"]);
    assert_eq!(
        names(&register.collate("another").counting),
        ["theirs.json"]
    );
}

#[test]
fn actions_are_counted_as_they_stand_on_a_day() {
    let record = followed_up();
    let returns = filed(std::slice::from_ref(&record));
    let totals = Totals::of(&returns, &Filter::default(), today());
    let by_hand = ActionTotals {
        planned: record.actions.iter().filter(|row| !row.is_blank()).count(),
        overdue: (record.actions.iter())
            .filter(|row| row.standing(today()) == Standing::Overdue)
            .count(),
        done: (record.actions.iter())
            .filter(|row| row.standing(today()) == Standing::Done)
            .count(),
        worked: 1,
    };
    assert_eq!(totals.actions, by_hand);
    let before = Date::new(2020, 1, 1).unwrap();
    let totals = Totals::of(&returns, &Filter::default(), before);
    assert_eq!(totals.actions.overdue, 0);
}

#[test]
fn organisations_are_one_however_they_are_spelt() {
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
    let returns = filed(&records);
    let totals = Totals::of(&returns, &Filter::default(), today());
    assert_eq!(totals.organisations.len(), 1);
    let one = &totals.organisations["northbank school"];
    assert_eq!((one.returns, one.name.as_str()), (3, "NORTHBANK School"));
    let filter = Filter {
        organisation: Some("northbank school".to_owned()),
        ..Filter::default()
    };
    assert_eq!(Totals::of(&returns, &filter, today()).returns, 3);
}

#[test]
fn who_was_asked_and_has_not_answered_is_named() {
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
    let collated = register.collate(BRIEFING);
    let list = "Northbank School, pastoral\nNORTHBANK school\tOffice\n\nEarly help\nPolice\nPolice\nThe Women's Centre\n";
    let (teams, unasked) = expected(list, &collated.counting);
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
    assert_eq!(names(&unasked), ["4"]);
}

#[test]
fn a_spreadsheet_gets_every_word_and_no_formula() {
    let mut record = followed_up();
    record.team.organisation = "=cmd|' /C calc'!A0".to_owned();
    record.learning_points[0].discussion = "\"quoted\", and\r\nover two lines".to_owned();
    let register = register(&[("a.json", &record)]);
    let collated = register.collate(BRIEFING);
    let shown = FilteredReturns::of(&collated.counting, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&shown);
    for sheet in [&returns, &points, &actions, &evidence] {
        assert!(!sheet.rows.is_empty(), "{}", sheet.name);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.heads.len()));
    }
    let csv = returns.csv();
    assert!(csv.starts_with("\u{feff}\"record\",\"revision\","), "{csv}");
    assert!(csv.contains("\"'=cmd|' /C calc'!A0\""), "{csv}");
    assert!(csv.ends_with("\"\r\n"));
    let csv = points.csv();
    assert!(
        csv.contains("\"\"\"quoted\"\", and\r\nover two lines\""),
        "{csv}"
    );
}

#[test]
fn a_sheet_has_numbers_for_numbers_and_days_for_real_dates_only() {
    let record = followed_up();
    let register = register(&[("a.json", &record)]);
    let counting = register.collate(BRIEFING).counting;
    let shown = FilteredReturns::of(&counting, Filter::default(), today());
    let [returns, points, actions, evidence] = sheets(&shown);
    let day = |year, month, day| Cell::Day(Date::new(year, month, day).unwrap());
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
fn a_line_each_is_the_same_record_to_other_programs() {
    let golden = golden_records();
    let files: Vec<(&str, &Record)> = golden.iter().map(|(name, it)| (*name, it)).collect();
    let register = register(&files);
    let collated = register.collate(BRIEFING);
    let lines = ndjson(&collated.counting);
    assert_eq!(lines.lines().count(), collated.counting.len());
    for (line, filed) in lines.lines().zip(&collated.counting) {
        assert_eq!(decode(line.as_bytes()).as_ref(), Ok(&filed.record));
    }
}

#[test]
fn a_register_that_was_kept_opens_again_and_takes_later_returns() {
    let mut register = register(&[("a.json", &paper_form()), ("b.json", &new_record(5))]);
    let everything = register.everything();
    let mut again = Register::default();
    again.add("register.ndjson".to_owned(), everything.as_bytes());
    assert_eq!(again.len(), 2);
    assert_eq!(again.everything(), everything);
    let later = revision(&paper_form(), 50);
    for register in [&mut register, &mut again] {
        register.add("later.json".to_owned(), encode(&later).as_bytes());
        let collated = register.collate(BRIEFING);
        assert_eq!((collated.counting.len(), collated.superseded.len()), (2, 1));
    }
    // One line that is broken is told, and the others are not lost.
    let broken = format!("{everything}{{\"format\":1}}\n");
    let mut register = Register::default();
    register.add("register.ndjson".to_owned(), broken.as_bytes());
    let collated = register.collate(BRIEFING);
    assert_eq!((collated.counting.len(), collated.unreadable.len()), (2, 1));
    assert_eq!(collated.unreadable[0].file, "register.ndjson, line 3");
    // A return over many lines is none, and a letter of many lines is one thing.
    let mut register = Register::default();
    let text = encode(&paper_form());
    register.add("cut.json".to_owned(), &text.as_bytes()[..text.len() / 2]);
    register.add(
        "letter.txt".to_owned(),
        *b"Dear Sam\n\nPlease find\nattached\n",
    );
    assert_eq!(register.collate(BRIEFING).unreadable.len(), 2);
}

/// Records, some of them states of one another.
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
    fn all_that_came_in_is_in_one_list_and_the_order_of_files_does_not_matter(
        mut records in records(),
        turn in 0..12_usize,
    ) {
        let collate = |records: &[Record]| {
            let mut register = Register::default();
            for record in records {
                // The name goes with the text, whatever the order.
                let name = format!("{}-{}.json", record.id, record.created_at);
                register.add(name, encode(record).as_bytes());
            }
            register.add("letter.json".to_owned(), *b"Dear Sam");
            let collated = register.collate(BRIEFING);
            assert_eq!(collated.len(), register.len());
            let texts = |list: &[Arc<IndexedReturn>]| -> Vec<String> {
                list.iter().map(|filed| encode(&filed.record)).collect()
            };
            let totals = Totals::of(&collated.counting, &Filter::default(), today());
            (
                texts(&collated.counting),
                texts(&collated.others),
                [collated.superseded.len(), collated.same.len(), collated.conflicts.len()],
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
    fn the_sum_of_the_parts_is_the_whole(records in records()) {
        let returns = filed(&records);
        let whole = Totals::of(&returns, &Filter::default(), today());
        prop_assert_eq!(whole.months.values().sum::<usize>(), whole.returns);
        let mut count = 0;
        let mut actions = ActionTotals::default();
        for (key, organisation) in &whole.organisations {
            let filter = Filter { organisation: Some(key.clone()), ..Filter::default() };
            let part = Totals::of(&returns, &filter, today());
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
                Totals::of(&returns, &filter, today()).actions.planned
            })
            .sum();
        prop_assert_eq!(planned, whole.actions.planned);
    }

    #[test]
    fn a_filter_survives_its_address(
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
        let printed = filter.print();
        prop_assert!(printed.bytes().all(|byte| byte.is_ascii_graphic()));
        prop_assert_eq!(Filter::parse(&printed), filter);
    }
}
