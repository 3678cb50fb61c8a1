//! What a tab does when something happens to its record: one test for each rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]
#![allow(
    clippy::assigning_clones,
    reason = "records read better as plain assignments"
)]

mod backup;
mod clearing;
#[path = "../common/mod.rs"]
mod common;
mod records;
mod saving;
mod second_store;
mod two_tabs;

use common::device::Device;
use seven_minute_briefing::record::Record;
use seven_minute_briefing::record::file::decode;
use seven_minute_briefing::vault::{
    Event, Outcome, Reason, SaveError, StorageError, record_key, trashed_records,
};

const FULL: SaveError = SaveError::Storage(StorageError::Full);
const DENIED: SaveError = SaveError::Storage(StorageError::Denied);

fn organisation(text: &str) -> impl FnOnce(&mut Record) {
    let text = text.to_owned();
    move |record| record.team.organisation = text
}

fn manager(text: &str) -> impl FnOnce(&mut Record) {
    let text = text.to_owned();
    move |record| record.team.manager = text
}

/// This many tabs, all with the same saved record open.
fn tabs(count: usize) -> Device {
    let mut device = Device::with_tabs(1);
    device.edit(0, organisation("Begun"));
    device.wait(1_000);
    for _ in 1..count {
        let tab = device.open_tab();
        device.read_backup(tab);
    }
    // Nobody counts as typing any more.
    device.wait(3_000);
    device
}

fn stored(device: &Device, tab: usize) -> Record {
    let text = device.stored(tab).expect("the record is stored");
    decode(text.as_bytes()).unwrap()
}

fn reasons(device: &Device) -> Vec<Reason> {
    let trashed = trashed_records(&*device.store).unwrap();
    trashed.iter().map(|trashed| trashed.reason).collect()
}

/// Every text in the store.
fn all_texts(device: &Device) -> String {
    device.store.snapshot().into_values().collect()
}

/// Deletes the record that is open in a tab, and returns the key to restore it with.
fn delete_open(device: &mut Device, tab: usize) -> String {
    let key = record_key(device.tabs[tab].screen.id);
    let deleted = device.send(tab, Event::Delete(key));
    let Outcome::Deleted { trash_key, .. } = deleted.outcome else {
        panic!("{deleted:?}")
    };
    trash_key
}
