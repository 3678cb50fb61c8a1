//! Totals, filters, and the teams that were asked.

use std::sync::Arc;

use proptest::prelude::*;
use seven_minute_briefing::record::{
    ActionItem, Date, DateParts, Evidence, EvidenceKind, Record, Standing, Status,
};
use seven_minute_briefing::returns::{
    ActionTotals, Filter, IndexedReturn, Totals, match_expected, organisation_key,
};

use super::common::{self, cases, new_record};
use super::{BRIEFING, names, records, register, today};

fn indexed(records: &[Record]) -> Vec<Arc<IndexedReturn>> {
    (0..)
        .zip(records)
        .map(|(number, record)| {
            let file = format!("{number}.json");
            Arc::new(IndexedReturn::new(file, record.clone()))
        })
        .collect()
}

#[test]
fn actions_are_counted_by_their_standing_on_a_day() {
    let action = |id, status, by_when: DateParts| ActionItem {
        what: "Something".to_owned(),
        status,
        by_when,
        ..ActionItem::new(id)
    };
    let day = |month, day| Date::new(2027, month, day).unwrap().into();
    let mut worked = action(1, Status::Done, day(1, 29));
    let mut evidence = Evidence::new(1, EvidenceKind::Worked, None);
    evidence.text = "Fewer repeat concerns".to_owned();
    worked.evidence.push(evidence);
    let mut record = new_record(1);
    record.actions = vec![
        worked,
        action(2, Status::Done, day(1, 29)),
        action(3, Status::NotStarted, day(5, 31)),
        action(4, Status::InProgress, day(6, 1)),
        action(5, Status::InProgress, DateParts::default()),
        ActionItem::new(6),
    ];
    let returns = indexed(&[record]);
    let on = |month, day| {
        let day = Date::new(2027, month, day).unwrap();
        Totals::new(&returns, &Filter::default(), day).actions
    };
    let expected = ActionTotals {
        planned: 5,
        overdue: 1,
        done: 2,
        worked: 1,
    };
    assert_eq!(on(6, 1), expected);
    assert_eq!(on(5, 31).overdue, 0);
    assert_eq!(on(6, 2).overdue, 2);
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

proptest! {
    #![proptest_config(cases(64))]

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
    fn a_filter_survives_its_query_string_except_for_what_may_name_somebody(
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
        let without_names = Filter {
            organisation: None,
            words: String::new(),
            ..filter
        };
        prop_assert_eq!(Filter::from_query(&query), without_names);
    }

    #[test]
    fn any_query_string_is_a_filter(query in common::text()) {
        let filter = Filter::from_query(&query);
        prop_assert_eq!(Filter::from_query(&filter.to_query()).to_query(), filter.to_query());
    }
}
