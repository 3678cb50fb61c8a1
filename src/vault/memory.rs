//! A store and a backup in memory, which stand in for the browser's in tests and can fail like them.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
};

use super::{Backup, Erasure, Storage, StorageError};

/// A store in memory that can be told to fail, to be full and to lie.
///
/// Calls of all four methods are counted together, from 1, so that a test can
/// let each step of an operation fail in turn.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    texts: RefCell<BTreeMap<String, String>>,
    quota_units: Cell<Option<usize>>,
    calls: Cell<usize>,
    fault: RefCell<Option<Planned>>,
}

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails with this error and changes nothing.
    Fails(StorageError),
    /// It reports success, but a write keeps half of the text and a removal removes
    /// nothing. Reads tell the truth.
    Lies,
}

#[derive(Debug)]
struct Planned {
    fault: Fault,
    first: usize,
    last: usize,
}

impl MemoryStorage {
    /// An empty store without faults or limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces everything stored, as if a browser had been killed before its store reached the
    /// disk.
    pub fn reset_to(&self, texts: BTreeMap<String, String>) {
        self.texts.replace(texts);
    }

    /// Limits the store to this many UTF-16 code units, keys and texts together,
    /// as browsers count. What is already stored stays.
    pub fn limit(&self, units: usize) {
        self.quota_units.set(Some(units));
    }

    /// How many UTF-16 code units are taken, keys and texts together.
    pub fn units(&self) -> usize {
        let texts = self.texts.borrow();
        texts
            .iter()
            .map(|(key, text)| units(key) + units(text))
            .sum()
    }

    /// Makes the call of that number go wrong, counting from now; the next call is 1.
    pub fn fault_at(&self, call: usize, fault: Fault) {
        self.plan(fault, call, call);
    }

    /// Makes every call from that number on go wrong, counting from now; the next call is 1.
    pub fn fault_from(&self, call: usize, fault: Fault) {
        self.plan(fault, call, usize::MAX);
    }

    /// Ends all faults and limits.
    pub fn heal(&self) {
        self.fault.replace(None);
        self.quota_units.set(None);
    }

    /// How many calls there have been since the last fault was planned.
    pub fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Everything stored, without counting as a call.
    pub fn snapshot(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }

    fn plan(&self, fault: Fault, first: usize, last: usize) {
        self.calls.set(0);
        self.fault.replace(Some(Planned { fault, first, last }));
    }

    /// Counts a call. `Ok(true)` if it has to lie.
    fn call(&self) -> Result<bool, StorageError> {
        let call = self.calls.get() + 1;
        self.calls.set(call);
        match &*self.fault.borrow() {
            Some(planned) if (planned.first..=planned.last).contains(&call) => {
                match &planned.fault {
                    Fault::Fails(error) => Err(error.clone()),
                    Fault::Lies => Ok(true),
                }
            }
            _ => Ok(false),
        }
    }
}

impl Storage for MemoryStorage {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.call()?;
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let lie = self.call()?;
        let mut kept = text.to_owned();
        if lie {
            kept = text.chars().take(text.chars().count() / 2).collect();
        }
        let replaced = (self.texts.borrow().get(key)).map_or(0, |old| units(key) + units(old));
        let taken = self.units() - replaced + units(key) + units(&kept);
        if self.quota_units.get().is_some_and(|quota| taken > quota) {
            return Err(StorageError::Full);
        }
        self.texts.borrow_mut().insert(key.to_owned(), kept);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        if !self.call()? {
            self.texts.borrow_mut().remove(key);
        }
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.call()?;
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}

/// A backup in memory, which is written only when a test says so.
#[derive(Debug, Default)]
pub struct MemoryBackup {
    written: RefCell<BTreeMap<String, String>>,
    pending: RefCell<VecDeque<Pending>>,
}

/// Something that the backup was asked for and that is not on the disk yet.
#[derive(Debug)]
enum Pending {
    Copy(String, Option<String>),
    Erase(Erasure),
}

impl Pending {
    fn write_to(&self, texts: &mut BTreeMap<String, String>) {
        match self {
            Self::Copy(key, Some(text)) => drop(texts.insert(key.clone(), text.clone())),
            Self::Copy(key, None) => drop(texts.remove(key)),
            Self::Erase(erasure) => {
                texts.retain(|key, _| !erasure.covers_copy(key));
                texts.insert(erasure.key(), erasure.print());
            }
        }
    }
}

impl MemoryBackup {
    /// An empty backup.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does the oldest `count` of the pending requests.
    pub fn write_pending(&self, count: usize) {
        let mut pending = self.pending.borrow_mut();
        let count = count.min(pending.len());
        let mut written = self.written.borrow_mut();
        for request in pending.drain(..count) {
            request.write_to(&mut written);
        }
    }

    /// Removes the texts that an erasure covers and notes it, after everything that is pending and
    /// before everything that is asked for later.
    pub fn erase(&self, erasure: &Erasure) {
        let request = Pending::Erase(erasure.clone());
        self.pending.borrow_mut().push_back(request);
    }

    /// Every key and its text, as they will be once everything that is pending is written.
    pub fn copies_to_be(&self) -> BTreeMap<String, String> {
        let mut copies = self.written.borrow().clone();
        for request in &*self.pending.borrow() {
            request.write_to(&mut copies);
        }
        copies
    }

    /// Loses what is pending, as when a browser is killed.
    pub fn drop_pending(&self) {
        self.pending.borrow_mut().clear();
    }

    /// Loses an erasure that is pending, as when the page that asked for it is left at once.
    pub fn drop_erasure(&self, erasure: &Erasure) {
        let mut pending = self.pending.borrow_mut();
        pending.retain(|request| !matches!(request, Pending::Erase(it) if it == erasure));
    }

    /// Deletes everything, as when another page deletes the database.
    pub fn delete(&self) {
        self.pending.borrow_mut().clear();
        self.written.borrow_mut().clear();
    }

    /// Every key and its text, as written.
    pub fn copies(&self) -> Vec<(String, String)> {
        let written = self.written.borrow();
        (written.iter())
            .map(|(key, text)| (key.clone(), text.clone()))
            .collect()
    }
}

impl Backup for MemoryBackup {
    fn copy(&self, key: &str, text: Option<&str>) {
        let request = Pending::Copy(key.to_owned(), text.map(str::to_owned));
        self.pending.borrow_mut().push_back(request);
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
