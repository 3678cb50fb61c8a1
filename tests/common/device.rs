//! A computer with one store, one backup and several tabs. Each tab is a real vault, with just
//! enough of a page around it to carry out its updates.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use seven_minute_briefing::record::{BriefingRef, Record, RecordId, Timestamp};
use seven_minute_briefing::vault::{
    BackedUp, Backup, BackupTask, Banner, ERASED, Erasure, Event, Keeping, MemoryBackup,
    MemoryStorage, Noted, Notice, Outcome, Phase, Ports, RemovedRow, ScreenChange, Storage,
    StorageError, Vault, VaultUpdate, record_key,
};

/// How often a tab that is awake looks for changes, in milliseconds.
pub const POLL_EVERY_MS: i64 = 500;

/// A computer. Several vaults share its store and its backup.
pub struct Device {
    pub store: Rc<MemoryStorage>,
    pub backup: Rc<MemoryBackup>,
    pub tabs: Vec<Tab>,
    pub now_ms: i64,
    next_id: Rc<Cell<u8>>,
}

/// A tab of the browser.
pub struct Tab {
    pub vault: Vault,
    /// The record as it is on the screen.
    pub screen: Record,
    /// What the banner shows.
    pub banner: Option<Notice>,
    /// Everything that the user was told.
    pub told: Vec<Notice>,
    /// Removed rows that the user can restore.
    pub removed: Vec<RemovedRow>,
    /// Texts that were handed to the user because they were stored nowhere.
    pub handed_over: Vec<String>,
    /// Keys that other tabs have changed, and that this tab was not told of yet.
    pub unheard: VecDeque<String>,
    /// A tab that is asleep neither looks for changes nor has a timer.
    pub is_asleep: bool,
    /// Texts that the backup was asked to keep, and has not reported on yet.
    pub keepings: VecDeque<Asked<Keeping>>,
    /// Erasures that the backup was asked to note, and has not reported on yet.
    pub erasures: VecDeque<Asked<Erasure>>,
    /// How often the computer was cleared, here or elsewhere, as far as this tab knows.
    pub clearings: usize,
    is_backup_open: Rc<Cell<bool>>,
    storage: Rc<MemoryStorage>,
    timer_ms: Option<i64>,
    polled_ms: i64,
}

/// Something that the backup was asked for.
pub struct Asked<T> {
    pub task: T,
    /// Whether it waits for its turn there. Otherwise, the backup was not open yet.
    is_pending: bool,
}

/// A shared store that implements the port.
struct Shared(Rc<MemoryStorage>);

impl Storage for Shared {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.0.read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.0.write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.0.keys()
    }
}

/// A shared backup, which a tab writes to once it has read it.
#[derive(Clone)]
struct SharedBackup {
    backup: Rc<MemoryBackup>,
    is_open: Rc<Cell<bool>>,
}

impl Backup for SharedBackup {
    fn copy(&self, key: &str, text: Option<&str>) {
        if self.is_open.get() {
            self.backup.copy(key, text);
        }
    }
}

impl Device {
    /// A computer with nothing stored on it.
    pub fn new() -> Self {
        Self {
            store: Rc::new(MemoryStorage::new()),
            backup: Rc::new(MemoryBackup::new()),
            tabs: Vec::new(),
            now_ms: 1_795_000_000_000,
            next_id: Rc::new(Cell::new(0)),
        }
    }

    /// A computer with this many tabs, which have read the backup.
    pub fn with_tabs(count: usize) -> Self {
        let mut device = Self::new();
        for _ in 0..count {
            let tab = device.open_tab();
            device.read_backup(tab);
        }
        device
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.now_ms)
    }

    /// Opens a tab. The backup is still unread.
    pub fn open_tab(&mut self) -> usize {
        let tab = self.new_tab(Rc::new(MemoryStorage::new()));
        self.tabs.push(tab);
        self.start(self.tabs.len() - 1)
    }

    /// Reloads the page of a tab without telling the old page. What the backup was asked to erase is not
    /// erased, unless that is done.
    pub fn reload(&mut self, tab: usize) {
        for asked in self.tabs[tab].erasures.drain(..) {
            self.backup.drop_erasure(&asked.task);
        }
        self.tabs[tab] = self.new_tab(Rc::clone(&self.tabs[tab].storage));
        self.start(tab);
    }

    fn start(&mut self, tab: usize) -> usize {
        self.send(tab, Event::Started);
        tab
    }

    fn new_tab(&self, storage: Rc<MemoryStorage>) -> Tab {
        let next_id = Rc::clone(&self.next_id);
        let new_record = move |now| {
            next_id.set(next_id.get() + 1);
            let briefing = BriefingRef {
                id: "briefing".to_owned(),
                title: "Title".to_owned(),
                partnership: "Partnership".to_owned(),
            };
            Record::new(
                RecordId::from_random_bytes([next_id.get(); 16]),
                now,
                briefing,
            )
        };
        let screen = new_record(self.now());
        let backup = SharedBackup {
            backup: Rc::clone(&self.backup),
            is_open: Rc::default(),
        };
        let is_backup_open = Rc::clone(&backup.is_open);
        let ports = Ports {
            storage: Rc::new(BackedUp {
                storage: Shared(Rc::clone(&self.store)),
                backup: backup.clone(),
            }),
            tab_storage: Rc::new(Shared(Rc::clone(&storage))),
            backup: Rc::new(backup),
            new_record: Rc::new(new_record),
        };
        Tab {
            vault: Vault::new(ports, screen.clone()),
            screen,
            banner: None,
            told: Vec::new(),
            removed: Vec::new(),
            handed_over: Vec::new(),
            unheard: VecDeque::new(),
            is_asleep: false,
            keepings: VecDeque::new(),
            erasures: VecDeque::new(),
            clearings: 0,
            is_backup_open,
            storage,
            timer_ms: None,
            polled_ms: self.now_ms,
        }
    }

    /// Sends an event to a tab, carries out the update, and queues the keys that have changed for
    /// the other tabs.
    pub fn send(&mut self, tab: usize, event: Event) -> VaultUpdate {
        let before = self.store.snapshot();
        let now_ms = self.now_ms;
        let Tab { vault, screen, .. } = &mut self.tabs[tab];
        let update = vault.handle(event, screen, now_ms);
        self.tabs[tab].apply(&update);
        for task in update.backup_tasks.clone() {
            self.ask_backup(tab, task);
        }
        self.announce(&before, Some(tab));
        update
    }

    /// Queues the keys that have changed in the store, for all tabs except `by`.
    pub fn announce(&mut self, before: &BTreeMap<String, String>, by: Option<usize>) {
        let after = self.store.snapshot();
        let keys = before.keys().chain(after.keys());
        let changed: Vec<&String> = keys
            .filter(|key| before.get(*key) != after.get(*key))
            .collect();
        for (tab, index) in self.tabs.iter_mut().zip(0..) {
            if by != Some(index) {
                tab.unheard.extend(changed.iter().copied().cloned());
            }
        }
    }

    /// Changes the record on the screen of a tab.
    pub fn edit(&mut self, tab: usize, edit: impl FnOnce(&mut Record)) {
        edit(&mut self.tabs[tab].screen);
        self.send(tab, Event::Edited);
    }

    /// Lets a tab read the backup, unless it has done so already.
    pub fn read_backup(&mut self, tab: usize) {
        if !self.tabs[tab].is_backup_open.replace(true) {
            // The browser reads after it has written whatever was asked for before.
            self.backup.write_pending(usize::MAX);
            let copies = self.backup.copies();
            self.send(tab, Event::BackupLoaded(copies));
        }
    }

    /// Asks the backup for something. It does what it is asked for in that order.
    fn ask_backup(&mut self, tab: usize, task: BackupTask) {
        let tab = &mut self.tabs[tab];
        let is_pending = tab.is_backup_open.get();
        match task {
            BackupTask::Erase(erasure) => {
                if is_pending {
                    self.backup.erase(&erasure);
                }
                let task = *erasure;
                tab.erasures.push_back(Asked { task, is_pending });
            }
            BackupTask::Keep(keeping) => {
                if is_pending {
                    self.backup.copy(&keeping.key, Some(&keeping.text));
                }
                let task = *keeping;
                tab.keepings.push_back(Asked { task, is_pending });
            }
        }
    }

    /// Lets the backup note what a tab is removing for good, and report it.
    pub fn note_erasures(&mut self, tab: usize) {
        while let Some(Asked { task, is_pending }) = self.tabs[tab].erasures.pop_front() {
            if !is_pending {
                self.backup.erase(&task);
            }
            self.backup.write_pending(usize::MAX);
            self.send(tab, Event::ErasureNoted(Box::new(task), Noted::Yes));
        }
    }

    /// Lets the backup keep what a tab could not store, and report it.
    pub fn keep(&mut self, tab: usize) {
        while let Some(Asked { task, is_pending }) = self.tabs[tab].keepings.pop_front() {
            self.backup.write_pending(usize::MAX);
            self.send(tab, Event::Kept(Box::new(task), is_pending));
        }
    }

    /// Fires the timer of a tab if it is due.
    pub fn fire_timer(&mut self, tab: usize) {
        if (self.tabs[tab].timer_ms).is_some_and(|at_ms| at_ms <= self.now_ms) {
            self.tabs[tab].timer_ms = None;
            self.send(tab, Event::TimerFired);
        }
    }

    /// Sets the clock forwards or back. Timers go off as if it had not been set.
    pub fn set_clock(&mut self, by_ms: i64) {
        self.now_ms += by_ms;
        for tab in &mut self.tabs {
            tab.timer_ms = tab.timer_ms.map(|at_ms| at_ms + by_ms);
        }
    }

    pub fn poll(&mut self, tab: usize) {
        self.tabs[tab].polled_ms = self.now_ms;
        self.send(tab, Event::Polled);
    }

    /// Lets time pass, in steps of 100 ms. Tabs that are awake poll and have their timers fired,
    /// and the backup is written.
    pub fn wait(&mut self, ms: i64) {
        let until_ms = self.now_ms + ms;
        while self.now_ms < until_ms {
            self.now_ms = (self.now_ms + 100).min(until_ms);
            self.backup.write_pending(usize::MAX);
            for tab in 0..self.tabs.len() {
                self.note_erasures(tab);
                self.keep(tab);
                if self.tabs[tab].is_asleep {
                    continue;
                }
                self.fire_timer(tab);
                let since_ms = self.now_ms - self.tabs[tab].polled_ms;
                if !(0..POLL_EVERY_MS).contains(&since_ms) {
                    self.poll(tab);
                }
            }
        }
    }

    /// Removes everything of this app, as another page that shares the store may do.
    pub fn clear_store_from_another_page(&mut self) {
        let before = self.store.snapshot();
        let others = |(key, _): &(String, String)| !key.starts_with("7mb/");
        self.store
            .reset_to(before.clone().into_iter().filter(others).collect());
        self.announce(&before, None);
    }

    /// The stored text of the record that is open in a tab.
    pub fn stored(&self, tab: usize) -> Option<String> {
        let key = record_key(self.tabs[tab].screen.id);
        self.store.snapshot().get(&key).cloned()
    }

    /// The keys of this app in the store, without notes of what was removed for good.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = self.keys_with("7mb/");
        keys.retain(|key| !key.starts_with(ERASED));
        keys
    }

    /// The keys in the store that contain this.
    pub fn keys_with(&self, part: &str) -> Vec<String> {
        let texts = self.store.snapshot();
        texts.into_keys().filter(|key| key.contains(part)).collect()
    }
}

impl Tab {
    fn apply(&mut self, update: &VaultUpdate) {
        self.handed_over.extend(update.only_copy.clone());
        if update.is_everything_forgotten {
            self.removed.clear();
            self.clearings += 1;
        }
        match &update.screen {
            ScreenChange::Nothing => {}
            ScreenChange::Stamp {
                revision,
                changed_at,
            } => {
                self.screen.revision = *revision;
                self.screen.changed_at = *changed_at;
            }
            ScreenChange::Merge(record) => self.screen = (**record).clone(),
            ScreenChange::Open(record) => {
                if record.id != self.screen.id {
                    self.removed.clear();
                }
                self.screen = (**record).clone();
            }
        }
        if self.removed.is_empty() {
            self.removed.clone_from(&update.removed_rows);
        }
        match &update.banner {
            Banner::Keep => {}
            Banner::Show(notice) => {
                self.told.push(notice.clone());
                self.banner = Some(notice.clone());
            }
            Banner::Clear => self.banner = None,
            Banner::Withdraw(notice) => {
                self.banner = self.banner.take().filter(|shown| shown != notice);
            }
        }
        if update.wake_at_ms.is_some() {
            self.timer_ms = update.wake_at_ms;
        }
    }

    pub fn is_saved(&self) -> bool {
        self.vault.is_saved(&self.screen)
    }

    pub fn is_ready(&self) -> bool {
        *self.vault.phase() == Phase::Ready
    }

    /// Whether what is on the screen was removed from the store elsewhere.
    pub fn is_on_screen_only(&self) -> bool {
        self.is_saved() && !self.vault.is_stored() && self.screen.revision > 0
    }
}

/// Whether a command was carried out.
pub fn is_done(update: &VaultUpdate) -> bool {
    matches!(update.outcome, Outcome::Done | Outcome::Deleted { .. })
}
