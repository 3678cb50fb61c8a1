//! Reading: which segments of the briefing somebody has read on this device.

use leptos::prelude::*;

use super::clock::repeat;
use super::{SLIDE_ID, Session};
use crate::briefing::Segment;
use crate::browser::{self, LocalStore};
use crate::vault::{Storage as _, Vault, read_progress_key};

/// How often to look what is in view, in milliseconds.
const LOOK_EVERY_MS: u64 = 500;

/// How much of a segment was seen so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadProgress {
    /// The segment's number; 0 is none.
    number: usize,
    /// For how long, in milliseconds.
    ms: i64,
    /// Whether its end was.
    to_end: bool,
}

impl Session {
    /// Watches, as long as the page is shown that asks for it, which segments are in view
    /// for as long as it takes to read them. `id` says which element holds a segment.
    pub fn watch_reading(self, id: fn(usize) -> String) {
        self.every(LOOK_EVERY_MS, move || {
            let briefing = self.briefing();
            let unread = (briefing.segments.iter().zip(1..))
                .filter(|(_, number)| !untrack(|| self.is_read(*number)));
            // People read from the top: of several in view, that one is being read.
            for (segment, number) in unread {
                if let Some(view) = browser::view(&id(number)).filter(|view| view.is_in_view) {
                    self.note_seen(segment, number, view.is_end_in_view);
                    break;
                }
            }
        });
    }

    /// Does something again and again, as long as what is being built here is shown. Where
    /// the page is only printed into a file, there is no time.
    pub fn every(self, ms: u64, act: impl Fn() + 'static) {
        if !self.is_started() {
            return;
        }
        if let Some(handle) = repeat(Box::new(act), ms) {
            on_cleanup(move || handle.clear());
        }
    }

    /// The segment of that number is shown to the team, as a whole.
    pub fn watch_presenting(self, slide: Memo<(usize, usize)>) {
        self.every(LOOK_EVERY_MS, move || {
            // Nobody sees a tab in the background.
            if browser::view(SLIDE_ID).is_none() {
                return;
            }
            let (number, _) = slide.get_untracked();
            let briefing = self.briefing();
            if let Some(segment) = briefing.segments.get(number.wrapping_sub(1)) {
                self.note_seen(segment, number, true);
            }
        });
    }

    fn note_seen(self, segment: &Segment, number: usize, is_end: bool) {
        let mut seen = self.mind.with_value(|mind| mind.reading);
        if seen.number != number {
            seen = ReadProgress {
                number,
                ..ReadProgress::default()
            };
        }
        seen.ms += i64::try_from(LOOK_EVERY_MS).unwrap_or_default();
        seen.to_end |= is_end;
        self.mind.update_value(|mind| mind.reading = seen);
        if seen.to_end && seen.ms >= segment.least_reading_ms() {
            self.mark_read(number);
        }
    }

    fn mark_read(self, number: usize) {
        // Another tab may have noted something meanwhile.
        self.recall_read();
        self.read.update(|read| {
            let before = read.take().map(|read| read + " ").unwrap_or_default();
            *read = Some(format!("{before}{number}"));
        });
        self.store_read();
    }

    /// Whether the segment of that number was read on this device.
    pub fn is_read(self, number: usize) -> bool {
        let number = number.to_string();
        self.read.with(|read| {
            let numbers = read.iter().flat_map(|read| read.split(' '));
            numbers.into_iter().any(|it| it == number)
        })
    }

    /// What was read on this device, for the record that is open.
    pub(super) fn recall_read(self) {
        let stored = LocalStore.read(&self.read_progress_key()).ok().flatten();
        if self.read.with_untracked(|shown| *shown != stored) {
            self.read.set(stored);
        }
    }

    /// The record is kept from now on, and with it what was read.
    pub(super) fn take_read_along(self) {
        drop(LocalStore.remove(&read_progress_key(None)));
        self.store_read();
    }

    fn store_read(self) {
        if let Some(read) = self.read.get_untracked() {
            // Nobody loses a word where it cannot be kept.
            drop(LocalStore.write(&self.read_progress_key(), &read));
        }
    }

    fn read_progress_key(self) -> String {
        let is_kept = self.vault.with_value(Vault::is_stored);
        read_progress_key(is_kept.then(|| self.open_id()))
    }
}
