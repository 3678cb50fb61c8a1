//! Corrupted storage: whatever text is stored under one of the app's keys, the app starts, other
//! records are unchanged, the text is offered as it is, and nothing is overwritten.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{Damage, cases, followed_up, new_record, paper_form};
use proptest::{collection::vec, prelude::*, sample::Index};
use seven_minute_briefing::{
    record::Record,
    record::file::encode,
    vault::{
        Content, LoadOutcome, MemoryStorage, OPEN, Storage, Summary, TRASH, list, load, record_key,
        restore_backup, trashed_records,
    },
};

/// What may be stored under a key in place of a record.
#[derive(Clone, Debug)]
enum Rot {
    Damaged(Vec<(Index, Damage)>),
    CutShort(Index),
    Nothing,
    Text(String),
    Json(&'static str),
    Newer,
    OtherRecord,
    Twice,
}

fn rot() -> impl Strategy<Value = Rot> {
    prop_oneof![
        4 => vec((any::<Index>(), any::<Damage>()), 1..4).prop_map(Rot::Damaged),
        2 => any::<Index>().prop_map(Rot::CutShort),
        1 => Just(Rot::Nothing),
        1 => common::text().prop_map(Rot::Text),
        1 => prop::sample::select(&["null", "7", "[]", "{}", "\"text\"", "true", "{\"a\":{\"b\":1}}"][..])
            .prop_map(Rot::Json),
        1 => Just(Rot::Newer),
        1 => Just(Rot::OtherRecord),
        1 => Just(Rot::Twice),
    ]
}

impl Rot {
    fn of(&self, text: &str) -> String {
        match self {
            Self::Damaged(damages) => {
                let mut bytes = text.as_bytes().to_vec();
                for (at, damage) in damages {
                    damage.apply(&mut bytes, *at);
                }
                // A browser's store holds texts, so what is corrupted is still a text.
                String::from_utf8_lossy(&bytes).into_owned()
            }
            Self::CutShort(at) => text.chars().take(at.index(text.len())).collect(),
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Json(json) => (*json).to_owned(),
            Self::Newer => text.replace("\"version\": 1", "\"version\": 2"),
            Self::OtherRecord => encode(&new_record(99)),
            Self::Twice => format!("{text}{text}"),
        }
    }
}

fn device(records: &[&Record]) -> MemoryStorage {
    let memory = MemoryStorage::new();
    for record in records {
        memory
            .write(&record_key(record.id), &encode(record))
            .unwrap();
    }
    memory.write(OPEN, &paper_form().id.to_string()).unwrap();
    memory
}

proptest! {
    #![proptest_config(cases(2_500))]

    #[test]
    fn a_corrupted_text_is_kept_and_does_no_harm_to_others(rot in rot(), is_trashed in any::<bool>()) {
        let (rotten, sound) = (paper_form(), followed_up());
        let memory = device(&[&rotten, &sound]);
        let key = if is_trashed {
            format!("{TRASH}5/deleted/{}", rotten.id)
        } else {
            record_key(rotten.id)
        };
        let text = rot.of(&encode(&rotten));
        memory.write(&key, &text).unwrap();
        let before = memory.snapshot();

        let opened = load(&memory, rotten.id).unwrap();
        let offered = match &opened {
            LoadOutcome::Ready(record) => {
                prop_assert_eq!(record.id, rotten.id);
                None
            }
            LoadOutcome::Unreadable { raw, .. } | LoadOutcome::TooNew { raw, .. } => Some(raw),
            LoadOutcome::Empty => return Err(TestCaseError::fail("there is a text")),
        };
        if let Some(raw) = offered {
            prop_assert!(!is_trashed);
            prop_assert_eq!(raw, &text);
        }
        let listed = list(&memory).unwrap();
        prop_assert_eq!(listed.len(), 2);
        let is_sound = |content: &Content| *content == Content::Ready(Summary::from(&sound));
        prop_assert!(listed.iter().any(|entry| is_sound(&entry.content)));
        prop_assert_eq!(trashed_records(&memory).unwrap().len(), usize::from(is_trashed));
        prop_assert_eq!(load(&memory, sound.id), Ok(LoadOutcome::Ready(Box::new(sound))));
        prop_assert_eq!(memory.snapshot(), before, "reading has changed something");

        // If the backup is sound, the record is restored and the corrupted text is kept.
        let copy = (record_key(rotten.id), encode(&rotten));
        restore_backup(&memory, &[copy], rotten.changed_at);
        prop_assert!(memory.snapshot().values().any(|there| *there == text));
        let whole = encode(&rotten);
        prop_assert!(memory.snapshot().values().any(|there| *there == whole));
    }
}
