//! Several tabs on one record: whatever they do in whatever order, no word is lost
//! without being set aside, and once they rest they all show the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use std::collections::HashSet;

use common::{Edit, cases, edit, new_record, typed_words};
use proptest::{collection::vec, prelude::*};
use seven_minute_briefing::{
    record::file::decode,
    record::{Record, Timestamp},
    vault::{MemoryStorage, Storage, SyncBase, TRASH, record_key, save_change},
};

const TABS: usize = 3;

#[derive(Clone, Copy, Debug)]
enum Happening {
    /// Somebody does something in a tab.
    Edit(usize, Edit),
    /// A tab saves, since it is time.
    Save(usize),
    /// A tab hears that something was stored.
    Hear(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => (0..TABS, edit()).prop_map(|(tab, edit)| Happening::Edit(tab, edit)),
        2 => (0..TABS).prop_map(Happening::Save),
        1 => (0..TABS).prop_map(Happening::Hear),
    ]
}

/// A tab that does what the session does.
struct Tab {
    screen: Record,
    seen: SyncBase,
}

struct Device {
    store: MemoryStorage,
    tabs: Vec<Tab>,
    writes: usize,
}

impl Device {
    /// All tabs have opened the same stored record.
    fn new() -> Self {
        let device = Self {
            store: MemoryStorage::new(),
            tabs: Vec::new(),
            writes: 0,
        };
        let record = new_record(3);
        let fresh = SyncBase {
            record: record.clone(),
            text: None,
        };
        let mut begun = record;
        begun.team.manager.push_str("Begun");
        let seen = save_change(&device.store, &begun, &fresh, now())
            .unwrap()
            .seen;
        let tabs = std::iter::repeat_with(|| Tab {
            screen: seen.record.clone(),
            seen: seen.clone(),
        });
        Self {
            tabs: tabs.take(TABS).collect(),
            ..device
        }
    }

    fn stored(&self) -> Record {
        let text = self.text().expect("the record is stored");
        decode(text.as_bytes()).expect("what is stored is a record")
    }

    fn text(&self) -> Option<String> {
        let id = self.tabs.first()?.screen.id;
        self.store.read(&record_key(id)).unwrap()
    }

    fn words_aside(&self) -> HashSet<String> {
        (self.store.snapshot().iter())
            .filter(|(key, _)| key.starts_with(TRASH))
            .flat_map(|(_, text)| typed_words(&decode(text.as_bytes()).unwrap()))
            .collect()
    }

    fn save(&mut self, tab: usize) -> Result<(), TestCaseError> {
        let before = self.stored();
        let text = self.text();
        let Tab { screen, seen } = &self.tabs[tab];
        if *screen == seen.record {
            return Ok(());
        }
        let change = save_change(&self.store, screen, seen, now()).unwrap();
        self.writes += usize::from(self.text() != text);

        let kept = &typed_words(&change.seen.record) | &self.words_aside();
        for word in &typed_words(screen) - &typed_words(&seen.record) {
            prop_assert!(kept.contains(&word), "{} typed here is gone", word);
        }
        let taken_out = &typed_words(&seen.record) - &typed_words(screen);
        for word in &typed_words(&before) - &taken_out {
            prop_assert!(kept.contains(&word), "{} of another tab is gone", word);
        }
        prop_assert_eq!(change.seen.text.clone(), self.text());
        prop_assert!(change.seen.record.revision >= before.revision);
        let screen = change.seen.record.clone();
        self.tabs[tab] = Tab {
            screen,
            seen: change.seen,
        };
        Ok(())
    }

    fn hear(&mut self, tab: usize) -> Result<(), TestCaseError> {
        let text = self.text();
        let Tab { screen, seen } = &self.tabs[tab];
        if seen.text == text {
            return Ok(());
        }
        if *screen != seen.record {
            return self.save(tab);
        }
        let record = self.stored();
        self.tabs[tab] = Tab {
            screen: record.clone(),
            seen: SyncBase { record, text },
        };
        Ok(())
    }
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T12:00:00Z").unwrap()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_is_lost_and_all_tabs_come_to_show_the_same(
        happenings in vec(happening(), 0..60),
    ) {
        let mut device = Device::new();
        for (happening, number) in happenings.into_iter().zip(1..) {
            match happening {
                Happening::Edit(tab, edit) => {
                    edit.apply(&mut device.tabs[tab].screen, &format!("word {number}"));
                }
                Happening::Save(tab) => device.save(tab)?,
                Happening::Hear(tab) => device.hear(tab)?,
            }
        }
        for tab in 0..TABS {
            device.save(tab)?;
        }
        // Everybody rests. Two rounds of hearing are enough, and nobody writes any more.
        let writes = device.writes;
        for _ in 0..2 {
            for tab in 0..TABS {
                device.hear(tab)?;
            }
        }
        prop_assert_eq!(device.writes, writes, "an exchange without end");
        for tab in &device.tabs {
            prop_assert_eq!(&tab.screen, &device.stored());
        }
    }
}
