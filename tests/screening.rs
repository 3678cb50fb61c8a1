//! How well personal details are told apart from ordinary discussion.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{cases, golden_records, record, text};
use proptest::{collection::vec, prelude::*, sample::select};
use seven_minute_briefing::record::{ActionItem, Field, LearningPoint, RowId};
use seven_minute_briefing::screening::{DetailKind, details_in, personal_details};

/// Sentences as teams write them, without personal details.
const ORDINARY: &str = include_str!("screening/ordinary.txt");

/// Sentences with one detail each: its kind, the detail, the sentence.
const PLANTED: &str = include_str!("screening/planted.txt");

#[test]
fn ordinary_discussion_is_not_flagged() {
    let sentences: Vec<&str> = lines(ORDINARY);
    assert!(sentences.len() >= 300, "{} sentences", sentences.len());
    let flagged: Vec<String> = (sentences.iter())
        .map(|sentence| (sentence, found(sentence)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(sentence, found)| format!("{found:?} in {sentence}"))
        .collect();
    assert!(
        flagged.is_empty(),
        "{} of {} are flagged:\n{}",
        flagged.len(),
        sentences.len(),
        flagged.join("\n")
    );
}

#[test]
fn planted_details_are_found() {
    let planted = lines(PLANTED);
    assert!(planted.len() >= 100, "{} details", planted.len());
    let missed: Vec<String> = (planted.iter())
        .filter_map(|line| {
            let mut columns = line.splitn(3, '\t');
            let kind = kind(columns.next().unwrap());
            let detail = columns.next().expect(line);
            let found = found(columns.next().expect(line));
            let is_found = |(other, text): &(DetailKind, &str)| {
                *other == kind && is_the_same(kind, text, detail)
            };
            (!found.iter().any(is_found)).then(|| format!("{found:?} in {line}"))
        })
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {} are missed:\n{}",
        missed.len(),
        planted.len(),
        missed.join("\n")
    );
}

fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .collect()
}

fn found(text: &str) -> Vec<(DetailKind, &str)> {
    (details_in(text).into_iter())
        .map(|(kind, range)| (kind, &text[range]))
        .collect()
}

fn kind(word: &str) -> DetailKind {
    match word {
        "nhs" => DetailKind::NhsNumber,
        "born" => DetailKind::DateOfBirth,
        "postcode" => DetailKind::Postcode,
        "phone" => DetailKind::PhoneNumber,
        "email" => DetailKind::EmailAddress,
        "name" => DetailKind::Name,
        _ => panic!("{word} is no kind"),
    }
}

/// Whether what was found is the planted detail. Words around it may differ, but the digits of a number
/// and the surname must be there.
fn is_the_same(kind: DetailKind, found: &str, detail: &str) -> bool {
    let core = |text: &str| match kind {
        DetailKind::Postcode | DetailKind::EmailAddress => text.to_owned(),
        DetailKind::Name => text
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .rsplit(' ')
            .next()
            .unwrap()
            .to_owned(),
        _ => text.chars().filter(char::is_ascii_digit).collect(),
    };
    (found.contains(detail) || detail.contains(found)) && core(found).contains(&core(detail))
}

/// The golden records name only the team itself, in its four details.
#[test]
fn the_golden_records_have_no_personal_details() {
    for (name, record) in golden_records() {
        assert_eq!(personal_details(&record), [], "{name}");
    }
}

/// Pieces of text that the rules look for, and pieces that confuse them.
const PIECES: &[&str] = &[
    "Child ",
    "baby ",
    "twins ",
    "Mr",
    "Mrs ",
    "Miss ",
    ".",
    ". ",
    " ",
    "\u{a0}",
    "\n",
    "and ",
    "A",
    "I ",
    "Ava",
    "Łukasz",
    "Zoe\u{308}",
    "O’",
    "'s",
    "-",
    "–",
    "+44",
    "0",
    "0161",
    "496 ",
    "07700 900123",
    "943 476 5919",
    "9434765919",
    "(",
    ")",
    "@",
    "jo@x.com",
    "nhs.net",
    "born ",
    "DOB: ",
    "d.o.b.",
    "(b.",
    "date of birth",
    "14/03/2011",
    "14",
    "th",
    " March ",
    "2011",
    "M1 ",
    "1AE",
    "ol6 7ab",
    "2nd",
    "NHS",
    "Tel",
    "www.",
    "called ",
    "’",
    "٣",
    "\u{1f469}\u{200d}",
    "É",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(PIECES).prop_map(str::to_owned),
        1 => text(),
    ];
    vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Sentences to put before and after a detail.
const SENTENCES: &[&str] = &[
    "We agreed to record more by 14 March 2027.",
    "Was the Child Protection Plan on file?",
    "Two of us had never used form 47b!",
    "",
];

/// A detail of any kind in any spelling.
fn detail() -> impl Strategy<Value = (DetailKind, String)> {
    let nhs = (vec(0..10_u32, 8), 1..10_u32, select(&["", " ", "-"][..]))
        .prop_filter_map(
            "no check digit, or a telephone number",
            |(digits, first, sign)| nhs_number(first, &digits, sign),
        )
        .prop_map(|text| (DetailKind::NhsNumber, text));
    let born =
        (1..29_u32, 1..13_u32, 2000..2026_u32, 0..4_usize).prop_map(|(day, month, year, way)| {
            let text = match way {
                0 => format!("{day:02}/{month:02}/{year}"),
                1 => format!("{day}.{month}.{:02}", year % 100),
                2 => format!("{year}-{month:02}-{day:02}"),
                _ => format!("{day}th of November {year}"),
            };
            (DetailKind::DateOfBirth, text)
        });
    let postcode = (
        select(&["M1", "B33", "CR2", "DN55", "W1A", "EC1A", "ol6"][..]),
        select(&["", " "][..]),
        0..10_u32,
        select(&["AE", "UP", "XH", "BB", "ab"][..]),
    )
        .prop_map(|(outward, space, digit, letters)| {
            (
                DetailKind::Postcode,
                format!("{outward}{space}{digit}{letters}"),
            )
        });
    let phone = (
        select(
            &[
                "0161 496 ",
                "(0161) 496 ",
                "07700 90",
                "+44 7700 90",
                "0207946",
            ][..],
        ),
        1000..10_000_u32,
    )
        .prop_map(|(start, end)| (DetailKind::PhoneNumber, format!("{start}{end}")));
    let email = (
        select(&["jo", "jo.smith", "o'brien", "zoë_1"][..]),
        select(&["gmail.com", "smith-family.co.uk", "icloud.com"][..]),
    )
        .prop_map(|(local, domain)| (DetailKind::EmailAddress, format!("{local}@{domain}")));
    let name = (
        select(
            &[
                "Child ",
                "baby ",
                "Mr ",
                "Mrs. ",
                "her brother ",
                "Mr and Mrs ",
            ][..],
        ),
        select(&["Łukasz", "O'Brien", "Smith-Jones", "Ava Khan", "Amina"][..]),
    )
        .prop_map(|(before, name)| {
            let whole = format!("{before}{name}");
            (
                DetailKind::Name,
                whole.trim_start_matches("her ").to_owned(),
            )
        });
    prop_oneof![nhs, born, postcode, phone, email, name]
}

/// Ten digits, the last of which is the check digit. `None` if there is no such digit.
fn nhs_number(first: u32, middle: &[u32], sign: &str) -> Option<String> {
    let mut digits = vec![first];
    digits.extend(middle);
    let weighed: u32 = (0..9)
        .map(|place| (10 - place) * digits[place as usize])
        .sum();
    let check = (11 - weighed % 11) % 11;
    digits.push(check);
    let is_one_digit = digits.iter().all(|digit| *digit == first);
    let text: String = digits.iter().map(u32::to_string).collect();
    let groups = [&text[..3], &text[3..6], &text[6..]];
    (check < 10 && !is_one_digit).then(|| groups.join(sign))
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn details_in_any_text_are_in_order_and_do_not_overlap(text in any_text()) {
        let mut last = 0;
        for (kind, range) in details_in(&text) {
            prop_assert!(range.start >= last && range.end > range.start, "{kind:?} {range:?}");
            prop_assert!(text.get(range.clone()).is_some(), "{kind:?} {range:?}");
            last = range.end;
        }
    }

    #[test]
    fn details_of_any_record_are_in_their_fields_and_listed_once(
        mut record in record(),
        discussion in any_text(),
        who in any_text(),
    ) {
        record.learning_points.push(LearningPoint { discussion, ..LearningPoint::new(RowId::MAX) });
        record.actions.push(ActionItem { who, ..ActionItem::new(RowId::MAX) });
        let found = personal_details(&record);
        for (index, detail) in found.iter().enumerate() {
            let is_typed = match detail.field {
                Field::Discussion(id) => (record.learning_points.iter())
                    .any(|row| row.id == id && row.discussion.contains(&detail.text)),
                Field::Who(id) => (record.actions.iter())
                    .any(|row| row.id == id && row.who.contains(&detail.text)),
                // The other fields have short random texts.
                _ => true,
            };
            prop_assert!(is_typed, "{detail:?}");
            prop_assert!(!found[..index].contains(detail), "{detail:?} twice");
        }
    }

    #[test]
    fn a_detail_between_two_sentences_is_found(
        before in select(SENTENCES),
        (kind, detail) in detail(),
        after in select(SENTENCES),
    ) {
        let told = if kind == DetailKind::DateOfBirth { "She was born on " } else { "" };
        let text = format!("{before} {told}{detail}. {after}");
        prop_assert_eq!(found(&text), [(kind, detail.as_str())], "{}", text);
    }
}
