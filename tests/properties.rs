//! What has to hold for any record, any bytes and any sequence of events.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{Damage, action, any_bytes, cases, learning_point, record, row_id, unique};
use proptest::{collection::vec, prelude::*, sample::Index};
use seven_minute_briefing::{
    record::file::{decode, encode},
    record::{Direction, Row, RowId, move_row},
    vault::{
        SaveError, StorageError,
        autosave::{
            Command, DEBOUNCE_MS, Event, FIRST_RETRY_MS, MAX_RETRY_MS, MAX_WAIT_MS, State, Status,
            step,
        },
    },
};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_written_is_read_again(record in record()) {
        prop_assert_eq!(decode(encode(&record).as_bytes()), Ok(record));
    }

    #[test]
    fn any_bytes_are_a_record_or_an_error(bytes in vec(any::<u8>(), 0..200)) {
        any_bytes::hold(&bytes);
    }

    #[test]
    fn json_cut_short_is_never_another_record(record in record(), at in any::<Index>()) {
        let text = encode(&record);
        let cut = &text.as_bytes()[..at.index(text.len())];
        if let Ok(read) = decode(cut) {
            prop_assert_eq!(read, record);
        }
    }

    /// A changed byte may give a different record, for example with another letter in a text. Even then
    /// the record can be written and read without loss.
    #[test]
    fn a_damaged_file_is_a_valid_record_or_an_error(
        record in record(),
        damage in vec((any::<Index>(), any::<Damage>()), 1..4),
    ) {
        let mut bytes = encode(&record).into_bytes();
        for (at, damage) in damage {
            damage.apply(&mut bytes, at);
        }
        any_bytes::hold(&bytes);
    }

    #[test]
    fn moving_a_row_keeps_all_rows(
        rows in vec(action(), 0..6),
        id in row_id(),
        up in any::<bool>(),
    ) {
        check_move(unique(rows, Row::id), id, up)?;
    }

    #[test]
    fn moving_a_learning_point_keeps_all_of_them(
        rows in vec(learning_point(), 0..6),
        id in row_id(),
        up in any::<bool>(),
    ) {
        check_move(unique(rows, Row::id), id, up)?;
    }
}

/// A move changes the place of a row by one, and moving it back undoes it.
fn check_move<R: Row + Clone + PartialEq + std::fmt::Debug>(
    rows: Vec<R>,
    id: RowId,
    up: bool,
) -> Result<(), TestCaseError> {
    let (there, back) = if up {
        (Direction::Up, Direction::Down)
    } else {
        (Direction::Down, Direction::Up)
    };
    // Usually the id of a row, sometimes another one.
    let id = rows.get(id as usize % 7).map_or(id, Row::id);
    let from = rows.iter().position(|row| row.id() == id);
    let mut moved = rows.clone();
    if let Some(to) = move_row(&mut moved, id, there) {
        let from = from.expect("only a row that is there is moved");
        prop_assert_eq!(from.abs_diff(to), 1);
        prop_assert_eq!(to < from, up);
        prop_assert_eq!(&moved[to], &rows[from]);
        let mut undone = moved.clone();
        prop_assert_eq!(move_row(&mut undone, id, back), Some(from));
        prop_assert_eq!(&undone, &rows);
        let sorted = |mut rows: Vec<R>| {
            rows.sort_by_key(Row::id);
            rows
        };
        prop_assert_eq!(sorted(moved), sorted(rows));
    } else {
        let last = rows.len().checked_sub(1);
        let at_end = from == if up { Some(0) } else { last };
        prop_assert!(from.is_none() || at_end);
        prop_assert_eq!(moved, rows);
    }
    Ok(())
}

/// Something that happens around autosave.
#[derive(Clone, Debug)]
enum Happening {
    /// The user types, this many milliseconds later.
    Typed(i64),
    /// The user does nothing for this many milliseconds. Timers go off.
    Quiet(i64),
    /// The page is hidden.
    Hidden,
    /// A timer that was replaced goes off.
    Stray,
    /// From now on saving fails, or works again.
    Store(Option<SaveError>),
    /// The user types before the result of the next save is known.
    ChangeBeforeAnswer,
    /// The result of the next save never arrives.
    LostAnswer,
    /// The clock is set forward or back by this many milliseconds.
    Clock(i64),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..400_i64).prop_map(Happening::Typed),
        3 => (0..40_000_i64).prop_map(Happening::Quiet),
        1 => Just(Happening::Hidden),
        1 => Just(Happening::Stray),
        1 => Just(Happening::Store(None)),
        1 => Just(Happening::Store(Some(SaveError::Storage(StorageError::Full)))),
        1 => Just(Happening::Store(Some(SaveError::NotKept))),
        1 => Just(Happening::ChangeBeforeAnswer),
        1 => Just(Happening::LostAnswer),
        1 => (-100_000_000..100_000_000_i64).prop_map(Happening::Clock),
    ]
}

/// Carries out what autosave asks for, and knows which changes are really stored.
#[derive(Default)]
struct Shell {
    state: State,
    now_ms: i64,
    /// When the timer goes off, by `now_ms`.
    timer_ms: Option<i64>,
    /// The difference between the visible clock, which can be set, and `now_ms`.
    clock_ms: i64,
    changes: u32,
    stored: u32,
    last_change_ms: i64,
    first_unsaved_ms: Option<i64>,
    last_try_ms: Option<i64>,
    store: Option<SaveError>,
    change_before_answer: bool,
    lost_answer: bool,
    /// A result was lost or the clock was set, so a save may be late until the next one succeeds.
    excused: bool,
}

impl Shell {
    fn send(&mut self, event: Event) -> Result<(), TestCaseError> {
        let visible_ms = self.now_ms + self.clock_ms;
        let (state, command) = step(std::mem::take(&mut self.state), event, visible_ms);
        self.state = state;
        match command {
            Command::Nothing => {}
            Command::WakeAt(ms) => {
                self.timer_ms = Some(self.now_ms + (ms - visible_ms).max(0));
            }
            Command::Save => self.save()?,
        }
        self.check()
    }

    fn change(&mut self) -> Result<(), TestCaseError> {
        self.changes += 1;
        self.last_change_ms = self.now_ms;
        self.first_unsaved_ms.get_or_insert(self.now_ms);
        self.send(Event::Changed)
    }

    fn save(&mut self) -> Result<(), TestCaseError> {
        self.last_try_ms = Some(self.now_ms);
        let taken = self.changes;
        let answer = self.store.clone().map_or(Ok(()), Err);
        if answer.is_ok() {
            self.stored = taken;
        }
        if std::mem::take(&mut self.lost_answer) {
            self.excused = true;
            return Ok(());
        }
        if std::mem::take(&mut self.change_before_answer) {
            self.change()?;
        }
        if answer.is_ok() {
            self.excused = false;
            self.first_unsaved_ms = (self.stored < self.changes).then_some(self.now_ms);
        }
        self.send(Event::SaveDone(answer))
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let unsaved = self.stored < self.changes;
        let status = self.state.status();
        if unsaved {
            let said = matches!(status, Status::Saving | Status::NotSaved(_));
            prop_assert!(
                said,
                "{status:?} with {} unsaved",
                self.changes - self.stored
            );
            prop_assert!(self.state.is_unsaved());
        }
        if unsaved && !self.excused {
            let timer_ms = self
                .timer_ms
                .expect("a timer runs while a change is unsaved");
            if let State::Failed { .. } = &self.state {
                prop_assert!(timer_ms <= self.now_ms + MAX_RETRY_MS);
            } else {
                prop_assert!(timer_ms <= self.last_change_ms + DEBOUNCE_MS);
                let first_ms = self.first_unsaved_ms.unwrap();
                prop_assert!(timer_ms <= first_ms + MAX_WAIT_MS);
            }
        }
        Ok(())
    }

    /// Lets time pass. The timer goes off when it is due.
    fn wait(&mut self, ms: i64) -> Result<(), TestCaseError> {
        let until_ms = self.now_ms + ms;
        while let Some(timer_ms) = self.timer_ms.filter(|timer_ms| *timer_ms <= until_ms) {
            self.timer_ms = None;
            self.now_ms = self.now_ms.max(timer_ms);
            let tried_ms = self.last_try_ms;
            let held = matches!(self.state, State::Failed { .. }) && !self.excused;
            self.send(Event::Tick)?;
            if held && self.last_try_ms != tried_ms {
                let apart = self.now_ms - tried_ms.unwrap_or(i64::MIN / 2);
                prop_assert!(apart >= FIRST_RETRY_MS, "it retries too often");
            }
        }
        self.now_ms = until_ms;
        Ok(())
    }

    fn meet(&mut self, happening: Happening) -> Result<(), TestCaseError> {
        match happening {
            Happening::Typed(after_ms) => {
                self.wait(after_ms)?;
                self.change()
            }
            Happening::Quiet(ms) => self.wait(ms),
            Happening::Hidden => {
                self.send(Event::Flush)?;
                let safe = self.stored == self.changes || self.state.is_unsaved();
                prop_assert!(safe);
                Ok(())
            }
            Happening::Stray => {
                let timer_ms = self.timer_ms;
                self.send(Event::Tick)?;
                // The real timer still goes off.
                self.timer_ms = self.timer_ms.or(timer_ms);
                Ok(())
            }
            Happening::Store(error) => {
                self.store = error;
                Ok(())
            }
            Happening::ChangeBeforeAnswer => {
                self.change_before_answer = true;
                Ok(())
            }
            Happening::LostAnswer => {
                self.lost_answer = true;
                Ok(())
            }
            Happening::Clock(ms) => {
                self.clock_ms += ms;
                self.excused = true;
                Ok(())
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn autosave_never_says_saved_of_an_unsaved_change_and_saves_in_time(
        happenings in vec(happening(), 0..60),
    ) {
        let mut shell = Shell::default();
        for happening in happenings {
            shell.meet(happening)?;
        }
        // In the end the store works, the user types once more and waits.
        shell.store = None;
        (shell.lost_answer, shell.change_before_answer) = (false, false);
        shell.change()?;
        shell.wait(if shell.excused { MAX_RETRY_MS } else { FIRST_RETRY_MS + DEBOUNCE_MS })?;
        prop_assert_eq!(shell.stored, shell.changes);
        let saved = matches!(shell.state.status(), Status::Saved { .. });
        prop_assert!(saved, "{:?}", shell.state);
    }
}
