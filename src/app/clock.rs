//! The time, which a test can set.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser;
use crate::record::{Date, Timestamp};

// Callbacks are boxed: each further type of closure that JavaScript calls adds a kilobyte of code.

/// Calls `act` every `ms` milliseconds.
pub(super) fn repeat(act: Box<dyn Fn()>, ms: u64) -> Option<IntervalHandle> {
    set_interval_with_handle(act, Duration::from_millis(ms)).ok()
}

/// Calls `act` every `ms` milliseconds until the current owner is cleaned up. Does nothing when a page
/// is rendered natively.
pub fn use_interval(ms: u64, act: impl Fn() + 'static) {
    if !browser::is_present() {
        return;
    }
    if let Some(handle) = repeat(Box::new(act), ms) {
        on_cleanup(move || handle.clear());
    }
}

/// Calls `act` once, after `ms` milliseconds; natively never.
pub(super) fn later(act: Box<dyn FnOnce()>, ms: u64) -> Option<TimeoutHandle> {
    if !browser::is_present() {
        return None;
    }
    set_timeout_with_handle(act, Duration::from_millis(ms)).ok()
}

/// A moment on the device's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day; `None` if the clock is set to a year that no record can have.
    pub date: Option<Date>,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// Where the app gets the time from.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Milliseconds since 1970 began.
    pub now_ms: fn() -> i64,
    /// Year, month, day, hour and minute of a moment on the wall clock.
    pub local: fn(i64) -> (u16, u8, u8, u8, u8),
}

impl Clock {
    /// Now.
    pub fn now(self) -> Timestamp {
        Timestamp::from_unix_ms((self.now_ms)())
    }

    /// A moment on the wall clock.
    pub fn local(self, at_ms: i64) -> LocalTime {
        let (year, month, day, hour, minute) = (self.local)(at_ms);
        LocalTime {
            date: Date::new(year, month, day),
            hour,
            minute,
        }
    }

    /// Today on the wall clock, to count what is overdue. If the clock is set to a year that no record
    /// can have, a day on which nothing is overdue.
    pub fn today_or_earliest(self) -> Date {
        self.today().unwrap_or(Date::BEFORE_ALL)
    }

    /// Today on the wall clock.
    pub fn today(self) -> Option<Date> {
        self.local((self.now_ms)()).date
    }
}
