//! What the vault needs from the browser, and the record that a team begins with.

use std::rc::Rc;
use std::sync::Arc;

use crate::briefing::Briefing;
use crate::browser::{IndexedDb, LocalStore, TabStore};
use crate::record::{BriefingRef, Record, RecordId, Timestamp};
use crate::vault::Ports;

/// The vault's ports in the browser.
pub(super) fn ports(briefing: Arc<Briefing>, random: fn() -> [u8; 16]) -> Ports {
    Ports {
        storage: Rc::new(LocalStore),
        tab_storage: Rc::new(TabStore),
        backup: Rc::new(IndexedDb),
        new_record: Rc::new(move |now| blank(&briefing, now, random)),
    }
}

/// A new record for a briefing.
pub(super) fn blank(briefing: &Briefing, now: Timestamp, random: fn() -> [u8; 16]) -> Record {
    let answered = BriefingRef {
        id: briefing.id.clone(),
        title: briefing.title.clone(),
        partnership: briefing.partnership.clone(),
    };
    Record::new(RecordId::from_random_bytes(random()), now, answered)
}
