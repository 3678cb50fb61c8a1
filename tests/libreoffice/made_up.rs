//! Records with made-up answers.

use seven_minute_briefing::record::{
    ActionItem, Date, DateParts, Evidence, EvidenceKind, LearningPoint, Record, RecordId, RowId,
    Status, Team,
};

use super::common::new_record;

/// The longest answer in characters. Those of the golden records are longer.
const LONGEST: usize = 5_000;

/// A made-up record, always the same for the same number.
pub fn made_up(number: u8) -> Record {
    let mut writer = Writer {
        state: number.into(),
        answers: 0,
    };
    let mut record = new_record(number);
    record.id = RecordId::from_random_bytes([number; 16]);
    record.revision = u32::from(number) * 7;
    record.briefing.title = format!("Neglect & “hidden” harm {number}: <one> year's reviews");
    record.team = Team {
        organisation: writer.text(60),
        manager: writer.text(40),
        section_and_team: writer.text(60),
        contact_details: writer.text(120),
    };
    let topics = [
        "finding-1",
        "recommendation-2",
        "finding-4",
        "recommendation-3",
    ];
    record.learning_points = (1..=writer.below(7))
        .map(|id| LearningPoint {
            id: RowId::try_from(id).unwrap(),
            about: topics[writer.below(5)..]
                .iter()
                .map(|id| (*id).to_owned())
                .collect(),
            discussion: writer.text(LONGEST),
        })
        .collect();
    let actions = 1 + writer.below(12);
    record.actions = (1..=actions).map(|id| writer.action(id)).collect();
    record
}

/// Writes made-up answers.
pub struct Writer {
    state: u64,
    answers: u16,
}

/// Short enough to fit into the narrowest column even with a number and punctuation.
const WORDS: [&str; 40] = [
    "we", "listen", "child", "naïve", "rôle", "über", "Zoë", "team", "Łukasz", "first", "asked",
    "school", "nobody", "Siân", "café", "record", "what", "agreed", "action", "home", "voice",
    "nurse", "police", "before", "review", "Tŷ", "señor", "façade", "weekly", "again", "carers",
    "visit", "chair", "talk", "worker", "notes", "call", "learn", "safe", "plan",
];

/// What separates words. Frequent separators are repeated.
const GAPS: [&str; 14] = [
    " ", " ", " ", " ", " ", " ", " ", ", ", "; ", ". ", " & ", " – ", "\n", "\n\n",
];

impl Writer {
    /// A number below `limit`, by the generator of Knuth's MMIX.
    fn below(&mut self, limit: usize) -> usize {
        self.state = (self.state)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % limit
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// An answer of at most about `most` characters. Every word has the number of the answer, so
    /// that no test finds it elsewhere by accident. Few answers are long, and some are empty.
    fn text(&mut self, most: usize) -> String {
        self.answers += 1;
        let length = match self.below(20) {
            0 => return String::new(),
            1..=9 => 12,
            10..=16 => 120,
            17 | 18 => 700,
            _ => LONGEST,
        };
        let length = 1 + self.below(length.min(most));
        let mut answer = String::new();
        loop {
            let word = format!("{}{:03}", self.one_of(&WORDS), self.answers);
            let word = match self.below(24) {
                0 => format!("“{word}”"),
                1 => format!("\"{word}\""),
                2 => format!("'{word}'"),
                3 => format!("<{word}>"),
                4 => format!("({word}!)"),
                5 => format!("{word}’s"),
                _ => word,
            };
            answer.push_str(&word);
            if answer.chars().count() >= length {
                return answer;
            }
            answer.push_str(self.one_of(&GAPS));
        }
    }

    fn action(&mut self, id: usize) -> ActionItem {
        let evidence = (1..=self.below(4)).map(|id| Evidence {
            id: RowId::try_from(id).unwrap(),
            kind: [EvidenceKind::Done, EvidenceKind::Worked][self.below(2)],
            on: self.date(),
            text: self.text(LONGEST),
        });
        let evidence: Vec<Evidence> = evidence.collect();
        ActionItem {
            id: RowId::try_from(id).unwrap(),
            what: self.text(LONGEST),
            who: self.text(60),
            by_when: self.date(),
            how_done: self.text(LONGEST),
            how_worked: self.text(LONGEST),
            status: [Status::NotStarted, Status::InProgress, Status::Done][self.below(3)],
            evidence,
        }
    }

    /// A real date in a year that no other answer has, a part of a date, or none.
    fn date(&mut self) -> DateParts {
        self.answers += 1;
        let day = u8::try_from(1 + self.below(28)).unwrap();
        let month = u8::try_from(1 + self.below(12)).unwrap();
        match self.below(6) {
            0 => DateParts::default(),
            1 => DateParts {
                day: "31".to_owned(),
                month: format!("Feb{:03}", self.answers),
                year: String::new(),
            },
            2 => DateParts {
                year: format!("soon{:03}", self.answers),
                ..DateParts::default()
            },
            _ => Date::new(2030 + self.answers, month, day).unwrap().into(),
        }
    }
}
