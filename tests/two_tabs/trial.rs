//! A computer with several tabs, and the check that every word typed there can be found.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::Index};
use seven_minute_briefing::record::file::decode;
use seven_minute_briefing::record::{
    ActionItem, Direction, Evidence, EvidenceKind, LearningPoint, Record, move_row,
};
use seven_minute_briefing::vault::{
    CLEARED, Event, Fault, Import, Notice, Phase, RECORDS, RemovedRow, StorageError, TRASH,
    VaultUpdate, compare_import, list, record_key, trashed_records,
};

use super::TABS;
use super::common::device::{Device, is_done};
use super::happening::{Happening, Place, Wrong};

type Words = BTreeSet<u32>;

/// A computer, and every word that must be on it.
pub struct Trial {
    device: Device,
    next_word: u32,
    expected: Words,
    /// The store after each happening.
    history: Vec<BTreeMap<String, String>>,
    /// Something went wrong with the store: words of removed rows may be gone, and so may
    /// versions that made way.
    had_faults: bool,
    /// Words that the user removed with their row, or that were in versions only.
    may_go: Words,
    /// Tabs that have not noticed yet that another tab has cleared the computer.
    doomed: [bool; TABS],
    /// How often the tabs had noticed that the computer was cleared when it was last cleared.
    clearings: [usize; TABS],
    /// Tabs that have not polled since another page emptied the store.
    unaware: [bool; TABS],
    /// Words that were removed for good from the store.
    unnoted: Words,
    /// Those of them that are nowhere any more, since the backup has noted it.
    erased: Words,
    /// Tabs open records without waiting for the backup any longer: it takes too long.
    is_backup_slow: bool,
}

impl Trial {
    /// All tabs have the same stored record open.
    pub fn new() -> Self {
        let mut device = Device::with_tabs(1);
        device.edit(0, |record| record.team.organisation.push_str("Begun"));
        device.wait(1_000);
        for tab in 1..TABS {
            assert_eq!(device.open_tab(), tab);
            device.read_backup(tab);
        }
        device.wait(1_000);
        Self {
            device,
            next_word: 0,
            expected: Words::new(),
            history: Vec::new(),
            had_faults: false,
            may_go: Words::new(),
            doomed: [false; TABS],
            clearings: [0; TABS],
            unaware: [false; TABS],
            unnoted: Words::new(),
            erased: Words::new(),
            is_backup_slow: false,
        }
    }

    /// A new word to type in a tab. It must be found from now on, unless the tab is doomed.
    fn word(&mut self, tab: usize) -> String {
        self.next_word += 1;
        if !self.doomed[tab] {
            self.expected.insert(self.next_word);
        }
        format!(" ({})", self.next_word)
    }

    pub fn happen(&mut self, happening: &Happening) -> Result<(), TestCaseError> {
        self.do_it(happening)?;
        let found = self.words_found();
        // A tab may still show what is in a version only, until it looks at the store.
        let store = self.device.store.snapshot();
        let copies = self.device.backup.copies_to_be();
        let (mut versions, mut others) = (Words::new(), Words::new());
        for (key, text) in store.iter().chain(&copies) {
            let words = if is_version(key) {
                &mut versions
            } else {
                &mut others
            };
            words.extend(words_in(text));
        }
        let unsaved = self.device.tabs.iter().filter(|tab| !tab.is_saved());
        others.extend(unsaved.flat_map(|tab| words_of(&tab.screen)));
        self.may_go.extend(versions.difference(&others));
        // Where the store has kept half a text, nobody was told that it is saved. The backup has all of it
        // until something else is stored there.
        let is_half = |(key, text): &(&String, &String)| {
            key.starts_with(RECORDS) && decode(text.as_bytes()).is_err()
        };
        for (key, _) in store.iter().filter(is_half) {
            let copy = copies.get(key).into_iter();
            self.may_go.extend(copy.flat_map(|text| words_in(text)));
        }
        if self.had_faults {
            self.expected.retain(|word| !self.may_go.contains(word));
        }
        let lost: Vec<&u32> = self.expected.difference(&found).collect();
        prop_assert!(lost.is_empty(), "{:?} gone after {:?}", lost, happening);
        self.history.push(self.device.store.snapshot());
        Ok(())
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each thing that can happen"
    )]
    fn do_it(&mut self, happening: &Happening) -> Result<(), TestCaseError> {
        let device = &mut self.device;
        match *happening {
            Happening::Type(tab, place) => self.type_into(tab, place),
            Happening::AddPoint(tab) => {
                let word = self.word(tab);
                self.edit(tab, |record| {
                    let id = record.claim_row_id();
                    record.learning_points.push(LearningPoint {
                        discussion: word,
                        ..LearningPoint::new(id)
                    });
                });
            }
            Happening::AddAction(tab) => {
                let word = self.word(tab);
                self.edit(tab, |record| {
                    let id = record.claim_row_id();
                    record.actions.push(ActionItem {
                        what: word,
                        ..ActionItem::new(id)
                    });
                });
            }
            Happening::AddEvidence(tab, row) => {
                if device.tabs[tab].screen.actions.len() > row {
                    let word = self.word(tab);
                    self.edit(tab, |record| {
                        let id = record.claim_row_id();
                        let mut entry = Evidence::new(id, EvidenceKind::Done, None);
                        entry.text = word;
                        record.actions[row].evidence.push(entry);
                    });
                }
            }
            Happening::RemovePoint(tab, row) => self.remove(tab, |record| {
                let points = &mut record.learning_points;
                (row < points.len()).then(|| RemovedRow::LearningPoint(row, points.remove(row)))
            }),
            Happening::RemoveAction(tab, row) => self.remove(tab, |record| {
                let actions = &mut record.actions;
                (row < actions.len()).then(|| RemovedRow::Action(row, actions.remove(row).into()))
            }),
            Happening::RemoveEvidence(tab, row) => self.remove(tab, |record| {
                let action = record.actions.get_mut(row)?;
                let entry = action.evidence.pop()?;
                Some(RemovedRow::Evidence(action.id, 0, entry.into()))
            }),
            Happening::MovePoint(tab, row) => self.edit(tab, |record| {
                if let Some(id) = record.learning_points.get(row).map(|row| row.id) {
                    move_row(&mut record.learning_points, id, Direction::Up);
                }
            }),
            Happening::Tick(tab, row) => self.edit(tab, |record| {
                if let Some(row) = record.learning_points.get_mut(row) {
                    let topic = "finding-1".to_owned();
                    if row.about.contains(&topic) {
                        row.about.clear();
                    } else {
                        row.about.push(topic);
                    }
                }
            }),
            Happening::Pass(ms) => device.now_ms += ms,
            Happening::ClockJump(ms) => device.set_clock(ms),
            Happening::Wait(ms) => {
                self.finish_starts();
                for tab in 0..TABS {
                    self.note_erasures(tab);
                }
                self.device.wait(ms);
                self.note_cleared();
            }
            Happening::Timer(tab) => {
                self.finish_starts();
                self.device.fire_timer(tab);
                self.note_cleared();
            }
            Happening::Poll(tab) => {
                device.poll(tab);
                self.unaware[tab] = false;
                self.note_cleared();
            }
            Happening::Hear(tab, at) => {
                let unheard = &mut device.tabs[tab].unheard;
                if !unheard.is_empty() {
                    let key = unheard.remove(at.index(unheard.len()));
                    self.send(tab, Event::StoredElsewhere(key));
                }
            }
            Happening::Miss(tab) => device.tabs[tab].unheard.clear(),
            Happening::Sleep(tab) => device.tabs[tab].is_asleep = true,
            Happening::Wake(tab) => device.tabs[tab].is_asleep = false,
            Happening::Flush(tab) => drop(self.send(tab, Event::Flush)),
            Happening::Download(tab) => drop(self.send(tab, Event::Downloaded)),
            Happening::BeginNew(tab) => self.leave(tab, Event::BeginNew),
            Happening::Open(tab, at) => {
                let listed = list(&*device.store).unwrap_or_default();
                let ids: Vec<_> = (listed.iter())
                    .filter_map(|entry| decode(self.text(&entry.key)?.as_bytes()).ok())
                    .map(|record| record.id)
                    .collect();
                if !ids.is_empty() {
                    self.leave(tab, Event::Open(ids[at.index(ids.len())]));
                }
            }
            Happening::Delete(tab) => {
                let key = record_key(device.tabs[tab].screen.id);
                self.leave(tab, Event::Delete(key));
            }
            Happening::DeleteAny(tab, at) => {
                let keys = device.keys_with(RECORDS);
                if !keys.is_empty() {
                    let key = keys[at.index(keys.len())].clone();
                    self.leave(tab, Event::Delete(key));
                }
            }
            Happening::Restore(tab, at, opens) => {
                if let Some(trash_key) = self.trashed(at, false) {
                    self.leave(tab, Event::Restore { trash_key, opens });
                }
            }
            Happening::TakeFromTrash(tab, at) => self.take_from_trash(tab, at),
            Happening::DeletePermanently(tab, at) => {
                if let Some(trash_key) = self.trashed(at, false) {
                    let removed = self.erase(tab, Event::DeletePermanently(trash_key));
                    // Other tabs are told later.
                    let stored = self.words_of(|_| true);
                    self.forgive(&removed, &stored);
                }
            }
            Happening::NoteErasures(tab) => self.note_erasures(tab),
            Happening::SlowBackup => self.is_backup_slow = true,
            Happening::Clear(tab) => self.clear(tab),
            Happening::ClearFromAnotherPage => {
                // First, let every tab and the backup have what the others have saved. Otherwise
                // the tabs could store two states again of which neither is based on the other,
                // and the later would win.
                device.store.heal();
                for tab in 0..TABS {
                    device.read_backup(tab);
                }
                for tab in (0..5).flat_map(|_| 0..TABS) {
                    device.tabs[tab].unheard.clear();
                    device.send(tab, Event::StoredElsewhere(None));
                }
                let device = &mut self.device;
                device.clear_store_from_another_page();
                // Keys in the trash have times in whole seconds. Do not take one that the backup has.
                let copies = device.backup.copies_to_be();
                let is_taken = |now_ms: i64| {
                    let second = format!("{TRASH}{}", now_ms.div_euclid(1_000));
                    copies.keys().any(|key| key.starts_with(&second))
                };
                while is_taken(device.now_ms) {
                    device.now_ms += 1_000;
                }
                self.unaware = [true; TABS];
                // What no tab has open is in the backup only, if at all.
                let found = self.words_found();
                self.expected.retain(|word| found.contains(word));
                self.had_faults = true;
            }
            Happening::Fault(call, wrong) => {
                self.had_faults = true;
                let store = &device.store;
                let denied = Fault::Fails(StorageError::Denied);
                match wrong {
                    Wrong::Denied => store.fault_at(call, denied),
                    Wrong::DeniedFromNowOn => store.fault_from(call, denied),
                    Wrong::Full => store.fault_at(call, Fault::Fails(StorageError::Full)),
                    Wrong::Lies => store.fault_at(call, Fault::Lies),
                }
            }
            Happening::Limit(room) => {
                self.had_faults = true;
                device.store.limit(device.store.units() + room);
            }
            Happening::Heal => device.store.heal(),
            Happening::WriteBackup(count) => device.backup.write_pending(count),
            Happening::ReadBackup(tab) => {
                device.read_backup(tab);
                self.note_cleared();
            }
            Happening::DeleteBackup => {
                device.backup.delete();
                for tab in 0..TABS {
                    self.send(tab, Event::BackupLost(Vec::new()));
                }
                let found = self.words_found();
                self.expected.retain(|word| found.contains(word));
            }
            Happening::Reload(tab, is_told) => {
                if is_told {
                    self.send(tab, Event::Flush);
                }
                self.check_promises(&[tab])?;
                // The backup may still note what the page has begun to remove.
                if is_told {
                    self.device.backup.write_pending(usize::MAX);
                }
                self.device.reload(tab);
                self.doom_new(tab);
                let found = self.words_found();
                self.expected.retain(|word| found.contains(word));
            }
            Happening::Kill(back) => self.kill(back)?,
        }
        Ok(())
    }

    /// Checks that what a vault reports as saved is in the store or the backup, before the tab goes
    /// away.
    fn check_promises(&self, tabs: &[usize]) -> Result<(), TestCaseError> {
        let durable = self.words_stored();
        for tab in tabs.iter().filter(|tab| !self.unaware[**tab]) {
            let tab = &self.device.tabs[*tab];
            if tab.vault.is_stored() && tab.is_saved() && tab.unheard.is_empty() {
                for word in words_of(&tab.screen).intersection(&self.expected) {
                    prop_assert!(durable.contains(word), "({}) was said to be saved", word);
                }
            }
        }
        Ok(())
    }

    fn type_into(&mut self, tab: usize, place: Place) {
        let screen = &self.device.tabs[tab].screen;
        let (points, actions) = (screen.learning_points.len(), screen.actions.len());
        let is_there = match place {
            Place::Organisation | Place::Contact => true,
            Place::Discussion(row) => row < points,
            Place::What(row) | Place::Who(row) | Place::Day(row) => row < actions,
            Place::Evidence(row) => row < actions && !screen.actions[row].evidence.is_empty(),
        };
        if !is_there || !self.device.tabs[tab].is_ready() {
            return;
        }
        let word = self.word(tab);
        self.edit(tab, |record| {
            let text = match place {
                Place::Organisation => &mut record.team.organisation,
                Place::Contact => &mut record.team.contact_details,
                Place::Discussion(row) => &mut record.learning_points[row].discussion,
                Place::What(row) => &mut record.actions[row].what,
                Place::Who(row) => &mut record.actions[row].who,
                Place::Day(row) => &mut record.actions[row].by_when.day,
                Place::Evidence(row) => &mut record.actions[row].evidence[0].text,
            };
            text.push_str(&word);
        });
    }

    fn edit(&mut self, tab: usize, edit: impl FnOnce(&mut Record)) {
        if self.device.tabs[tab].is_ready() {
            self.device.edit(tab, edit);
        } else {
            // Nobody can type while an unreadable text is open.
            let found = self.words_found();
            self.expected.retain(|word| found.contains(word));
        }
    }

    /// Removes a row as the page does: its last words are saved first, and it can be restored.
    fn remove(&mut self, tab: usize, remove: impl FnOnce(&mut Record) -> Option<RemovedRow>) {
        if !self.device.tabs[tab].is_ready() {
            return;
        }
        self.send(tab, Event::Flush);
        if let Some(row) = remove(&mut self.device.tabs[tab].screen) {
            let words = words_in(&format!("{row:?}"));
            self.device.tabs[tab].removed.push(row);
            self.send(tab, Event::Edited);
            if !self.device.tabs[tab].vault.is_stored() {
                self.expected.retain(|word| !words.contains(word));
            }
            self.may_go.extend(words);
        }
    }

    fn send(&mut self, tab: usize, event: Event) -> VaultUpdate {
        let update = self.device.send(tab, event);
        self.note_cleared();
        update
    }

    /// Sends a command that may put another record on the screen.
    fn leave(&mut self, tab: usize, event: Event) {
        let before = &self.device.tabs[tab];
        let is_in_a_file = before.vault.downloaded() == Some(&before.screen);
        let is_given_up = before.is_on_screen_only() || !before.is_saved() && is_in_a_file;
        let words = words_of(&before.screen);
        let update = self.send(tab, event);
        if is_done(&update) {
            let found = self.words_found();
            if is_given_up {
                self.forgive(&words, &found);
            }
        }
    }

    /// No longer expects these words, unless they are found.
    fn forgive(&mut self, words: &Words, found: &Words) {
        self.expected
            .retain(|word| found.contains(word) || !words.contains(word));
    }

    fn take_from_trash(&mut self, tab: usize, at: Index) {
        let Some(trash_key) = self.trashed(at, true) else {
            return;
        };
        let text = self.text(&trash_key).unwrap_or_default();
        let Ok(record) = decode(text.as_bytes()) else {
            return;
        };
        let Ok(comparison) = compare_import(&*self.device.store, &record) else {
            return;
        };
        let import = Import {
            record,
            comparison,
            trash_key: Some(trash_key),
        };
        let before = self.text(&record_key(import.record.id));
        self.leave(tab, Event::TakeImport(Box::new(import)));
        self.may_go
            .extend(before.iter().flat_map(|text| words_in(text)));
        let words = words_of(&self.device.tabs[tab].screen);
        self.may_go.retain(|word| !words.contains(word));
    }

    fn clear(&mut self, tab: usize) {
        if !is_done(&self.send(tab, Event::MakeWay)) {
            return;
        }
        self.erase(tab, Event::Clear);
        self.expected.clear();
        for index in 0..TABS {
            self.doom(index, index != tab);
            self.device.tabs[index].banner = None;
        }
    }

    /// Sends a command that removes texts for good. Returns their words.
    fn erase(&mut self, tab: usize, command: Event) -> Words {
        let before = self.device.store.snapshot();
        self.send(tab, command);
        let after = self.device.store.snapshot();
        let removed = before.iter().filter(|(key, _)| !after.contains_key(*key));
        let words: Words = removed.flat_map(|(_, text)| words_in(text)).collect();
        self.unnoted.extend(&words);
        words
    }

    /// Lets the backup note what a tab has removed for good.
    fn note_erasures(&mut self, tab: usize) {
        self.device.keep(tab);
        if self.device.tabs[tab].erasures.is_empty() {
            return;
        }
        self.device.note_erasures(tab);
        self.note_cleared();
        let found = self.words_found();
        let is_gone = |word: &u32| !found.contains(word);
        self.erased
            .extend(self.unnoted.iter().copied().filter(is_gone));
    }

    /// Lets the tabs that are starting read the backup, unless it is slow.
    fn finish_starts(&mut self) {
        for tab in 0..TABS {
            if !self.is_backup_slow && *self.device.tabs[tab].vault.phase() == Phase::Starting {
                self.device.read_backup(tab);
            }
        }
    }

    /// Notes whether a tab has yet to notice that the computer was cleared.
    fn doom(&mut self, tab: usize, is_doomed: bool) {
        self.doomed[tab] = is_doomed;
        self.clearings[tab] = self.device.tabs[tab].clearings;
    }

    /// With the store denied, a page that has just been loaded cannot see that the mark is not for it.
    fn doom_new(&mut self, tab: usize) {
        let is_marked = self.text(CLEARED).is_some();
        self.doom(tab, self.had_faults && is_marked);
    }

    /// Tabs that have noticed that the computer was cleared are no longer doomed.
    fn note_cleared(&mut self) {
        let is_marked = self.text(CLEARED).is_some();
        for (index, tab) in self.device.tabs.iter().enumerate() {
            let is_told = tab.clearings != self.clearings[index]
                || tab.banner == Some(Notice::RemovedElsewhere);
            self.doomed[index] &= !is_told && is_marked;
        }
    }

    fn kill(&mut self, back: usize) -> Result<(), TestCaseError> {
        let is_store_old = back > 0;
        if is_store_old {
            // If the store lacks the last minutes, the tabs had minutes to read the backup.
            for tab in 0..TABS {
                self.device.read_backup(tab);
                self.note_erasures(tab);
            }
            self.note_cleared();
        }
        self.check_promises(&[0, 1, 2])?;
        let before = self.words_stored();
        // A tab that had missed the clearing may have stored its record again.
        let here = self.words_here();
        self.erased.retain(|word| !here.contains(word));
        self.unnoted.clear();
        if is_store_old {
            self.device.backup.write_pending(usize::MAX);
            let at = self.history.len().saturating_sub(back);
            if let Some(old) = self.history.get(at) {
                self.device.store.reset_to(old.clone());
            }
        } else {
            self.device.backup.drop_pending();
        }
        self.device.now_ms += 1_000;
        for tab in 0..TABS {
            self.device.reload(tab);
            self.doom_new(tab);
        }
        let found = self.words_found();
        // What could not be read when the backup was opened was not copied to it.
        let is_promised = !(is_store_old && self.had_faults);
        for word in before.intersection(&self.expected).filter(|_| is_promised) {
            prop_assert!(
                found.contains(word),
                "({}) did not outlive the browser",
                word
            );
        }
        self.expected.retain(|word| found.contains(word));
        self.check_erased(&self.words_on_screens(), "after a kill")
    }

    /// Checks that no word that was removed for good is among these.
    fn check_erased(&self, found: &Words, when: &str) -> Result<(), TestCaseError> {
        if !self.had_faults && !self.is_backup_slow {
            let back: Vec<&u32> = self.erased.intersection(found).collect();
            prop_assert!(back.is_empty(), "{back:?} came back {when}");
        }
        Ok(())
    }

    fn text(&self, key: &str) -> Option<String> {
        self.device.store.snapshot().get(key).cloned()
    }

    /// A key in the trash, if there is one; that of an earlier version only if `is_any`.
    fn trashed(&self, at: Index, is_any: bool) -> Option<String> {
        let trashed = trashed_records(&*self.device.store).unwrap_or_default();
        let mut keys: Vec<String> = (trashed.into_iter())
            .filter(|trashed| is_any || !trashed.reason.is_version())
            .map(|trashed| trashed.key)
            .collect();
        (!keys.is_empty()).then(|| keys.swap_remove(at.index(keys.len())))
    }

    /// The words that are stored under the keys for which `is_meant` returns true.
    fn words_of(&self, is_meant: impl Fn(&str) -> bool) -> Words {
        let texts = self.device.store.snapshot();
        let texts = texts.iter().filter(|(key, _)| is_meant(key));
        texts.flat_map(|(_, text)| words_in(text)).collect()
    }

    /// The words in the store, or in the backup for the next start.
    fn words_stored(&self) -> Words {
        let mut words = self.words_of(|key| key.starts_with(RECORDS) || key.starts_with(TRASH));
        let copies = self.device.backup.copies();
        words.extend(copies.iter().flat_map(|(_, text)| words_in(text)));
        words
    }

    /// The words in the store and on the screens.
    fn words_here(&self) -> Words {
        let mut words = self.words_of(|_| true);
        words.extend(self.words_on_screens());
        words
    }

    fn words_on_screens(&self) -> Words {
        let mut words = Words::new();
        for tab in &self.device.tabs {
            words.extend(words_of(&tab.screen));
            words.extend(words_in(&format!("{:?}", tab.removed)));
            words.extend(tab.handed_over.iter().flat_map(|text| words_in(text)));
        }
        words
    }

    fn words_found(&self) -> Words {
        let mut words = self.words_here();
        // What is about to be replaced in the backup does not count.
        let copies = self.device.backup.copies_to_be();
        words.extend(copies.values().flat_map(|text| words_in(text)));
        words
    }

    /// Lets time pass without faults and edits, and checks where everything is afterwards.
    pub fn rest(&mut self) -> Result<(), TestCaseError> {
        self.device.store.heal();
        for tab in 0..TABS {
            self.device.tabs[tab].is_asleep = false;
            self.device.read_backup(tab);
            self.note_erasures(tab);
        }
        self.device.wait(45_000);
        self.unaware = [false; TABS];
        let found = self.words_found();
        let lost: Vec<&u32> = self.expected.difference(&found).collect();
        prop_assert!(lost.is_empty(), "{:?} gone at rest", lost);
        for tab in 0..TABS {
            self.send(tab, Event::Flush);
        }
        self.device.wait(2_000);
        let before = self.device.store.snapshot();
        self.device.wait(2_000);
        prop_assert_eq!(
            &before,
            &self.device.store.snapshot(),
            "the tabs never stop saving"
        );
        for tab in &self.device.tabs {
            prop_assert!(tab.is_saved() || !tab.is_ready());
            let is_stored = tab.vault.is_stored() && tab.is_ready();
            if let Some(text) = before.get(&record_key(tab.screen.id)).filter(|_| is_stored) {
                let stored = decode(text.as_bytes());
                prop_assert_eq!(Ok(&tab.screen), stored.as_ref());
            }
        }
        // After the next start, nothing is in the backup only.
        for tab in 0..TABS {
            self.check_promises(&[tab])?;
        }
        let here = self.words_here();
        self.erased.retain(|word| !here.contains(word));
        self.device.reload(0);
        self.device.read_backup(0);
        self.device.wait(2_000);
        let words = self.words_here();
        self.check_erased(&words, "at rest")?;
        let found = self.words_found();
        let lost: Vec<&u32> = (self.expected.intersection(&found))
            .filter(|word| !words.contains(word))
            .collect();
        prop_assert!(lost.is_empty(), "{:?} did not come back", lost);
        Ok(())
    }
}

fn is_version(key: &str) -> bool {
    key.starts_with(TRASH) && (key.contains("/earlier/") || key.contains("/removal/"))
}

/// The words in a text.
fn words_in(text: &str) -> Words {
    let parts = text.split('(').skip(1);
    let numbers = parts.filter_map(|part| part.split_once(')')?.0.parse().ok());
    numbers.collect()
}

fn words_of(record: &Record) -> Words {
    words_in(&format!("{record:?}"))
}
