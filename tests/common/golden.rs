//! The golden records: what each file in `tests/golden/v1` means.

use seven_minute_briefing::record::{
    ActionItem, BriefingRef, Date, DateParts, Evidence, EvidenceKind, Record, RecordId, Status,
    Team, Timestamp,
};

/// The golden records by the names of their files.
///
/// Each is written here in Rust as well, since the code that reads a file and the code that writes
/// it may be wrong in the same way.
pub fn golden_records() -> [(&'static str, Record); 6] {
    [
        ("empty", new_record(1)),
        ("paper-form", paper_form()),
        ("followed-up", followed_up()),
        ("unicode", unicode()),
        ("long-answers", long_answers()),
        ("200-actions", many_actions()),
    ]
}

/// A new record in which nothing was typed. Each `seed` gives another id.
pub fn new_record(seed: u8) -> Record {
    Record::new(
        RecordId::from_random_bytes([seed; 16]),
        at("2026-11-23T10:02:11Z"),
        BriefingRef {
            id: "tscp-case-reviews-2017-2020".to_owned(),
            title: "Case Reviews 2017-2020".to_owned(),
            partnership: "Tameside Safeguarding Children Partnership".to_owned(),
        },
    )
}

/// The paper form as a team might fill it in: three learning points, two actions.
pub fn paper_form() -> Record {
    let mut record = new_record(2);
    record.revision = 41;
    record.changed_at = at("2026-11-23T10:42:07Z");
    record.team = Team {
        organisation: "Northbank Primary School".to_owned(),
        manager: "R. Ashworth".to_owned(),
        section_and_team: "Pastoral & Inclusion Team".to_owned(),
        contact_details: "safeguarding@northbank.example, 01632 960 001".to_owned(),
    };
    let discussed = [
        (
            &["recommendation-1", "finding-2"][..],
            "We record what adults tell us more fully than what children tell us. \
             We will write down the child's own words first, then what we make of them.",
        ),
        (
            &["finding-1"],
            "Not everybody knew who to ask when a referral came back with no further action.\n\n\
             We talked through the escalation policy. Two of us had never used it.",
        ),
        (
            &["recommendation-3"],
            "Supervision is good at deciding what to do next and poor at asking whether the last \
             thing we did made any difference.",
        ),
    ];
    for (row, (about, discussion)) in record.learning_points.iter_mut().zip(discussed) {
        row.about = about.iter().map(|id| (*id).to_owned()).collect();
        discussion.clone_into(&mut row.discussion);
    }
    record.actions = vec![
        ActionItem {
            what: "Add a box for the child's own words at the top of the concern form".to_owned(),
            who: "Designated safeguarding lead".to_owned(),
            by_when: parts("29", "1", "2027"),
            how_done: "The new form is the only one in use".to_owned(),
            how_worked: "In a dip sample of ten forms at Easter, at least eight have the child's \
                         own words"
                .to_owned(),
            ..ActionItem::new(1)
        },
        ActionItem {
            what: "Go through the escalation policy in the February team meeting".to_owned(),
            who: "Team manager".to_owned(),
            by_when: parts("12", "February", "2027"),
            how_done: "It is in the minutes".to_owned(),
            how_worked: "Everybody can say in July whom they would call first".to_owned(),
            ..ActionItem::new(9)
        },
    ];
    record
}

/// The same form months later, with progress and evidence. One date is incomplete and one is not
/// in the calendar.
pub fn followed_up() -> Record {
    let mut record = paper_form();
    record.id = RecordId::from_random_bytes([3; 16]);
    record.revision = 58;
    record.changed_at = at("2027-05-04T15:20:59Z");
    record.actions[0].status = Status::Done;
    record.actions[0].evidence = vec![
        Evidence {
            id: 43,
            kind: EvidenceKind::Done,
            on: parts("25", "01", "2027"),
            text: "Form replaced on the staff drive; the old one is withdrawn.".to_owned(),
        },
        Evidence {
            id: 51,
            kind: EvidenceKind::Worked,
            on: parts("", "april", "2027"),
            text: "Dip sample: nine of ten forms have the child's own words.".to_owned(),
        },
    ];
    record.actions[1].status = Status::InProgress;
    record.actions[1].by_when = parts("31", "2", "2027");
    record
}

/// Scripts written from right to left, combined emoji, letters in two encodings, control
/// characters, and a topic that no briefing has.
fn unicode() -> Record {
    let mut record = new_record(4);
    record.revision = 6;
    record.team = Team {
        organisation: "Ysgol Tŷ’r Bont – \u{1f3eb} \"Pont\"".to_owned(),
        manager: "Zoë Łukasz-O’Brien".to_owned(),
        section_and_team: "فريق حماية الأطفال".to_owned(),
        contact_details: "צוות: \u{202b}טלפון\u{202c} 01632 960 002".to_owned(),
    };
    record.learning_points[0].about = vec![
        "finding-4".to_owned(),
        "recommendation-9".to_owned(),
        "عنوان".to_owned(),
    ];
    record.learning_points[0].discussion =
        "ناقش الفريق كيف نصغي إلى الأطفال.\nہم بچوں کی بات پہلے لکھیں گے۔\nবাংলা, ਪੰਜਾਬੀ, 中文, polski."
            .to_owned();
    record.learning_points[1].discussion =
        "café / cafe\u{301}; \u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}; \u{feff}mark".to_owned();
    record.learning_points[2].discussion =
        "tab\there, \\ and /, \u{0}\u{1b}\u{7f}, CR LF\r\nend\u{2028}\u{10ffff}".to_owned();
    record.actions[0].by_when = parts("١", "٣", "٢٠٢٧");
    record.actions[0].who = "  spaces kept  ".to_owned();
    record
}

/// Two answers of 100,000 characters each, one of them with accents and line breaks.
fn long_answers() -> Record {
    let mut record = new_record(5);
    record.revision = 2_000;
    record.learning_points[0].about = vec!["finding-1".to_owned()];
    record.learning_points[0].discussion = words(1, &["we", "listen", "and", "record", "what"]);
    record.actions[0].how_worked = words(2, &["naïve", "\n", "réunion", "über", "team"]);
    record
}

/// 100,000 characters made of the words, always the same for the same seed.
fn words(seed: u32, from: &[&str]) -> String {
    let mut number = seed;
    let mut text = String::new();
    let mut chars = 0;
    while chars < 100_000 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let word = from[(number >> 16) as usize % from.len()];
        text.push_str(word);
        text.push(' ');
        chars += word.chars().count() + 1;
    }
    text.chars().take(100_000).collect()
}

fn many_actions() -> Record {
    let mut record = new_record(6);
    record.revision = 900;
    record.actions = (1..=200)
        .map(|id| {
            let day = u8::try_from(id % 28 + 1).expect("at most 28");
            ActionItem {
                what: format!("Step {id}: agree one template for the handover note"),
                who: format!("Team {}", id % 7),
                by_when: Date::new(2027, 3, day).expect("a real date").into(),
                status: [Status::NotStarted, Status::InProgress, Status::Done][id as usize % 3],
                ..ActionItem::new(id)
            }
        })
        .collect();
    record
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a moment")
}

fn parts(day: &str, month: &str, year: &str) -> DateParts {
    DateParts {
        day: day.to_owned(),
        month: month.to_owned(),
        year: year.to_owned(),
    }
}
