//! What several test files share: the golden records, and records at random.

#![allow(dead_code, reason = "no test file uses everything")]
#![allow(
    clippy::assigning_clones,
    reason = "golden records read better as plain assignments"
)]

pub mod any_bytes;
pub mod device;
pub mod packed;
pub mod record_files;

use std::{collections::HashSet, path::PathBuf};

use proptest::{collection::vec, option, prelude::*, sample::Index};
use seven_minute_briefing::record::{
    ActionItem, BriefingRef, Date, DateParts, Evidence, EvidenceKind, LearningPoint, Record,
    RecordId, RowId, Status, Team, Timestamp,
};

/// A path inside the repository.
pub fn path(inside: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// The golden records by the names of their files. What each file means is said
/// here a second time, since a reader and a writer may be wrong in the same way.
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

/// A new record, nothing typed. Another `seed`, another id.
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

/// The paper form as a team may fill it in: three learning points, two actions.
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

/// The same form months later, with progress and evidence; one date is half typed
/// and one is none.
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

/// Scripts that run both ways, joined letters, letters that come in two spellings,
/// control characters, and an id that no briefing knows.
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

/// Two answers of 100,000 characters each, one of them with accents and lines.
fn long_answers() -> Record {
    let mut record = new_record(5);
    record.revision = 2_000;
    record.learning_points[0].about = vec!["finding-1".to_owned()];
    record.learning_points[0].discussion = words(1, &["we", "listen", "and", "record", "what"]);
    record.actions[0].how_worked = words(2, &["naïve", "\n", "réunion", "über", "team"]);
    record
}

/// 100,000 characters made of those words, always the same for one seed.
pub fn words(seed: u32, from: &[&str]) -> String {
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

/// So many cases a property, and no files written when one fails: the seed that
/// proptest prints is enough.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any text: every character there is, control characters and unassigned ones too.
pub fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect())
}

/// Any record that keeps the domain's promises: no id twice in a list, none 0.
pub fn record() -> impl Strategy<Value = Record> {
    (
        (
            any::<[u8; 16]>().prop_map(RecordId::from_random_bytes),
            any::<u32>(),
            moment(),
            moment(),
        ),
        (text(), text(), text()),
        (text(), text(), text(), text()),
        vec(learning_point(), 0..4),
        vec(action(), 0..4),
    )
        .prop_map(
            |((id, revision, created_at, changed_at), briefing, team, points, actions)| Record {
                id,
                revision,
                created_at,
                changed_at,
                briefing: BriefingRef {
                    id: briefing.0,
                    title: briefing.1,
                    partnership: briefing.2,
                },
                team: Team {
                    organisation: team.0,
                    manager: team.1,
                    section_and_team: team.2,
                    contact_details: team.3,
                },
                learning_points: unique(points, |row| row.id),
                actions: unique(actions, |row| row.id),
            },
        )
}

/// Years 0 to 9999, the whole range.
fn moment() -> impl Strategy<Value = Timestamp> {
    (-62_167_219_200_000..=253_402_300_799_999_i64).prop_map(Timestamp::from_unix_ms)
}

/// Small numbers, so that lists would often have one twice, and the largest.
pub fn row_id() -> impl Strategy<Value = RowId> {
    prop_oneof![1..10_u32, 1..=u32::MAX, Just(u32::MAX)]
}

pub fn learning_point() -> impl Strategy<Value = LearningPoint> {
    (row_id(), vec(text(), 0..4), text()).prop_map(|(id, about, discussion)| LearningPoint {
        id,
        about: unique(about, String::clone),
        discussion,
    })
}

pub fn action() -> impl Strategy<Value = ActionItem> {
    (
        (row_id(), text(), text(), date_parts(), text(), text()),
        prop_oneof![
            Just(Status::NotStarted),
            Just(Status::InProgress),
            Just(Status::Done)
        ],
        vec(evidence(), 0..3),
    )
        .prop_map(
            |((id, what, who, by_when, how_done, how_worked), status, evidence)| ActionItem {
                id,
                what,
                who,
                by_when,
                how_done,
                how_worked,
                status,
                evidence: unique(evidence, |entry| entry.id),
            },
        )
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let kind = prop_oneof![Just(EvidenceKind::Done), Just(EvidenceKind::Worked)];
    (row_id(), kind, date_parts(), text()).prop_map(|(id, kind, on, text)| Evidence {
        id,
        kind,
        on,
        text,
    })
}

/// A real date, or anything at all in the three boxes.
fn date_parts() -> impl Strategy<Value = DateParts> {
    let typed =
        (text(), text(), text()).prop_map(|(day, month, year)| DateParts { day, month, year });
    let real = (1900..=9999_u16, 1..=12_u8, 1..=31_u8);
    (option::of(real), typed).prop_map(|(real, typed)| {
        real.and_then(|(year, month, day)| Date::new(year, month, day))
            .map_or(typed, DateParts::from)
    })
}

/// The rows without those whose key was there before.
pub fn unique<T, K: std::hash::Hash + Eq>(rows: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    (rows.into_iter())
        .filter(|row| seen.insert(key(row)))
        .collect()
}

/// What can happen to a file on its way.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    Byte(u8),
    Gone,
    Inserted(u8),
    Twice,
}

impl Arbitrary for Damage {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        // The characters that give JSON its shape do the most harm.
        let byte = prop_oneof![
            any::<u8>(),
            prop::sample::select(&b"{}[]\",:0123456789\\eE.-unl \n"[..])
        ];
        prop_oneof![
            byte.clone().prop_map(Self::Byte),
            Just(Self::Gone),
            byte.prop_map(Self::Inserted),
            Just(Self::Twice),
        ]
        .boxed()
    }
}

impl Damage {
    pub fn apply(self, bytes: &mut Vec<u8>, at: Index) {
        if bytes.is_empty() {
            return;
        }
        let at = at.index(bytes.len());
        match self {
            Self::Byte(byte) => bytes[at] = byte,
            Self::Gone => drop(bytes.remove(at)),
            Self::Inserted(byte) => bytes.insert(at, byte),
            // From there on everything is there a second time.
            Self::Twice => bytes.extend_from_within(at..),
        }
    }
}

/// Something a person does to a record.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    Organisation,
    Contact,
    Discussion(usize),
    What(usize),
    Day(usize),
    AddPoint,
    AddAction,
    RemovePoint(usize),
    RemoveAction(usize),
    RaisePoint(usize),
    RaiseAction(usize),
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let row = || 0..4_usize;
    prop_oneof![
        Just(Edit::Organisation),
        Just(Edit::Contact),
        row().prop_map(Edit::Discussion),
        row().prop_map(Edit::What),
        row().prop_map(Edit::Day),
        Just(Edit::AddPoint),
        Just(Edit::AddAction),
        row().prop_map(Edit::RemovePoint),
        row().prop_map(Edit::RemoveAction),
        row().prop_map(Edit::RaisePoint),
        row().prop_map(Edit::RaiseAction),
    ]
}

impl Edit {
    /// Does it, typing `word` where something is typed. What concerns a row that is
    /// not there is not done.
    pub fn apply(self, record: &mut Record, word: &str) {
        let points = &mut record.learning_points;
        let actions = &mut record.actions;
        let word = word.to_owned();
        match self {
            Self::Organisation => record.team.organisation = word,
            Self::Contact => record.team.contact_details = word,
            Self::Discussion(at) => {
                if let Some(row) = points.get_mut(at) {
                    row.discussion = word;
                }
            }
            Self::What(at) => {
                if let Some(row) = actions.get_mut(at) {
                    row.what = word;
                }
            }
            Self::Day(at) => {
                if let Some(row) = actions.get_mut(at) {
                    row.by_when.day = word;
                }
            }
            Self::AddPoint => {
                let id = record.claim_row_id();
                record.learning_points.push(LearningPoint {
                    discussion: word,
                    ..LearningPoint::new(id)
                });
            }
            Self::AddAction => {
                let id = record.claim_row_id();
                record.actions.push(ActionItem {
                    what: word,
                    ..ActionItem::new(id)
                });
            }
            Self::RemovePoint(at) if at < points.len() => drop(points.remove(at)),
            Self::RemoveAction(at) if at < actions.len() => drop(actions.remove(at)),
            Self::RaisePoint(at) if at > 0 && at < points.len() => points.swap(at - 1, at),
            Self::RaiseAction(at) if at > 0 && at < actions.len() => actions.swap(at - 1, at),
            Self::RemovePoint(_)
            | Self::RemoveAction(_)
            | Self::RaisePoint(_)
            | Self::RaiseAction(_) => {}
        }
    }
}

/// Everything in a record that an [`Edit`] can have typed.
pub fn typed_words(record: &Record) -> HashSet<String> {
    let team = [&record.team.organisation, &record.team.contact_details];
    let points = record.learning_points.iter().map(|row| &row.discussion);
    let whats = record.actions.iter().map(|row| &row.what);
    let days = record.actions.iter().map(|row| &row.by_when.day);
    (team.into_iter().chain(points).chain(whats).chain(days))
        .filter(|word| !word.is_empty())
        .cloned()
        .collect()
}
