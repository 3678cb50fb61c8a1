//! Which segments of the briefing somebody has read on this device.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::clock::use_interval;
use crate::browser::LocalStore;
use crate::record::RecordId;
use crate::vault::{Storage as _, read_progress_key};

/// How often to check which segment is in view, in milliseconds.
const LOOK_EVERY_MS: u64 = 500;

/// The segments that were read on this device by the team whose record is open. They are stored
/// beside the record, or under a key of their own while the record is not stored yet.
#[derive(Clone, Copy)]
pub struct ReadProgress {
    /// The numbers of the segments, from 1.
    read: RwSignal<BTreeSet<usize>>,
    /// The segment that is being read now.
    current: StoredValue<Option<Viewing>>,
    /// The open record, if it is stored.
    stored_record: Signal<Option<RecordId>>,
}

/// A segment that somebody can see now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentInView {
    /// Its number, from 1.
    pub number: usize,
    /// How long it has to be in view to count as read, in milliseconds.
    pub least_reading_ms: i64,
    /// Whether its end is in view.
    pub is_end_in_view: bool,
}

impl ReadProgress {
    /// Nothing is read yet. `stored_record` is the open record, if it is stored.
    pub fn new(stored_record: Signal<Option<RecordId>>) -> Self {
        Self {
            read: RwSignal::default(),
            current: StoredValue::default(),
            stored_record,
        }
    }

    /// Whether the segment of that number was read. Tracks the answer.
    pub fn is_read(self, number: usize) -> bool {
        self.read.with(|read| read.contains(&number))
    }

    /// Notes which segments are read, for as long as the page that calls this is shown. `in_view`
    /// returns the segment that is being read now.
    pub fn watch(self, in_view: impl Fn() -> Option<SegmentInView> + 'static) {
        use_interval(LOOK_EVERY_MS, move || {
            if let Some(segment) = untrack(&in_view) {
                self.note(segment);
            }
        });
    }

    fn note(self, segment: SegmentInView) {
        let viewing = Viewing::after(self.current.get_value(), segment);
        self.current.set_value(Some(viewing));
        let is_new = || self.read.with_untracked(|it| !it.contains(&segment.number));
        if viewing.is_read(segment.least_reading_ms) && is_new() {
            // Another tab may have stored more in the meantime.
            self.reload();
            self.read.update(|read| {
                read.insert(segment.number);
            });
            self.store();
        }
    }

    /// Shows what is stored for the open record.
    pub fn reload(self) {
        let stored = LocalStore.read(&self.key()).ok().flatten();
        let stored = parse(&stored.unwrap_or_default());
        if self.read.with_untracked(|read| *read != stored) {
            self.read.set(stored);
        }
    }

    /// Stores what was read so far beside the open record, which has just been stored for the first time.
    pub fn move_to_stored_record(self) {
        drop(LocalStore.remove(&read_progress_key(None)));
        self.store();
    }

    fn store(self) {
        let text = self.read.with_untracked(print);
        if !text.is_empty() {
            // If the browser refuses, the worst is that somebody sees a segment as unread.
            drop(LocalStore.write(&self.key(), &text));
        }
    }

    fn key(self) -> String {
        read_progress_key(self.stored_record.get_untracked())
    }
}

/// How long a segment has been in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Viewing {
    /// The segment's number.
    number: usize,
    /// For how many milliseconds.
    ms: i64,
    /// Whether its end was in view.
    to_end: bool,
}

impl Viewing {
    /// The same after another look. A look at another segment starts from zero.
    fn after(before: Option<Self>, segment: SegmentInView) -> Self {
        let number = segment.number;
        let before = before.filter(|it| it.number == number).unwrap_or(Self {
            number,
            ms: 0,
            to_end: false,
        });
        Self {
            number,
            ms: before.ms + LOOK_EVERY_MS.cast_signed(),
            to_end: before.to_end || segment.is_end_in_view,
        }
    }

    fn is_read(self, least_reading_ms: i64) -> bool {
        self.to_end && self.ms >= least_reading_ms
    }
}

/// Reads the stored text: numbers with spaces between them. Skips anything else.
fn parse(stored: &str) -> BTreeSet<usize> {
    let words = stored.split(' ');
    words.filter_map(|word| word.parse().ok()).collect()
}

fn print(read: &BTreeSet<usize>) -> String {
    let numbers: Vec<String> = read.iter().map(usize::to_string).collect();
    numbers.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_text_is_numbers_with_spaces_between_them() {
        let read = parse("1 12 3");
        assert_eq!(read, BTreeSet::from([1, 3, 12]));
        assert_eq!(parse(&print(&read)), read);
        assert_eq!(print(&read), "1 3 12");
        assert_eq!(parse(""), BTreeSet::new());
        assert_eq!(print(&BTreeSet::new()), "");
        // Another program wrote this, or an earlier version that stored a number twice.
        assert_eq!(parse("2 2  x -1 2.5 7"), BTreeSet::from([2, 7]));
    }

    fn segment(number: usize, is_end_in_view: bool) -> SegmentInView {
        SegmentInView {
            number,
            least_reading_ms: 1_000,
            is_end_in_view,
        }
    }

    /// Whether the last segment counts as read after these looks, one after the other.
    fn is_read(looks: &[SegmentInView]) -> bool {
        let viewing = looks.iter().fold(None, |viewing, segment| {
            Some(Viewing::after(viewing, *segment))
        });
        viewing.is_some_and(|viewing| viewing.is_read(1_000))
    }

    #[test]
    fn a_segment_is_read_after_enough_time_and_to_its_end() {
        assert!(!is_read(&[segment(1, true)]));
        assert!(is_read(&[segment(1, true), segment(1, true)]));
        // Its end was in view first, but no longer is.
        assert!(is_read(&[segment(1, true), segment(1, false)]));
        assert!(!is_read(&[segment(1, false); 9]));
    }

    #[test]
    fn another_segment_starts_from_zero() {
        assert!(!is_read(&[
            segment(1, true),
            segment(1, true),
            segment(2, true)
        ]));
        assert!(!is_read(&[
            segment(1, true),
            segment(2, true),
            segment(1, true)
        ]));
    }
}
