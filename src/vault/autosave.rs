//! Autosave as a state machine: when to save, and what the page may say about it.
//!
//! [`step`] makes every transition. Timers, listeners and the store are outside: the caller passes
//! in what happened and does what the [`Command`] says. It carries out a [`Command::Save`] at once
//! and answers with [`Event::SaveDone`]. If an answer is ever lost, the change still counts as
//! unsaved, and a later event saves it.
//!
//! **Architecture invariant:** [`State::Clean`] means that nothing was typed since
//! the last verified save. [`step`] gets there only by the success of a save that
//! was requested after the last change.

use super::SaveError;

/// How long after the last change a save is due, in milliseconds.
pub const DEBOUNCE_MS: i64 = 250;

/// How long after the first unsaved change a save is due at the latest, however
/// fast somebody types, in milliseconds.
pub const MAX_WAIT_MS: i64 = 300;

/// How long after a first failure saving is tried again, in milliseconds. Doubles with each
/// further failure, up to [`MAX_RETRY_MS`].
pub const FIRST_RETRY_MS: i64 = 2_000;

/// The longest time between two tries, in milliseconds.
pub const MAX_RETRY_MS: i64 = 30_000;

/// Where autosave stands. All times are milliseconds since 1970 began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// There is nothing to save.
    Clean {
        /// When it was last saved, if it was.
        saved_at_ms: Option<i64>,
    },
    /// There are changes to save.
    Waiting {
        /// When the first of them was made.
        first_ms: i64,
        /// When they are to be saved.
        due_ms: i64,
        /// Whether a save was asked for after the last of them.
        asked: bool,
    },
    /// The last save failed; there are changes to save.
    Failed {
        /// Why it failed.
        error: SaveError,
        /// How many saves failed one after the other, from 1.
        failures: u32,
        /// When the last one was tried.
        tried_ms: i64,
        /// When the next one is due.
        retry_due_ms: i64,
        /// Whether a save was asked for after the last change.
        asked: bool,
    },
}

impl Default for State {
    /// Nothing to save, and nothing saved yet.
    fn default() -> Self {
        Self::Clean { saved_at_ms: None }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The record was changed.
    Changed,
    /// A timer went off, whichever it was.
    Tick,
    /// The page may go away, or the user asked to save.
    Flush,
    /// The answer to [`Command::Save`].
    SaveDone(Result<(), SaveError>),
}

/// What the caller has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing. A timer that is set stays set.
    Nothing,
    /// Send an [`Event::Tick`] at that time, in place of any set before.
    WakeAt(i64),
    /// Save now, and answer with [`Event::SaveDone`].
    Save,
}

/// What the page may say about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was changed and nothing was saved.
    Untouched,
    /// A change is about to be saved.
    Saving,
    /// Everything is saved.
    Saved {
        /// When that was verified, in milliseconds since 1970 began.
        at_ms: i64,
    },
    /// The store refuses what was typed, and the backup has it.
    SavedInBackup(SaveError),
    /// The last save failed, and what was typed is only on the screen.
    NotSaved(SaveError),
}

impl State {
    /// What the page may say about saving.
    pub fn status(&self) -> Status {
        match self {
            Self::Clean { saved_at_ms: None } => Status::Untouched,
            Self::Clean {
                saved_at_ms: Some(at_ms),
            } => Status::Saved { at_ms: *at_ms },
            Self::Waiting { .. } => Status::Saving,
            Self::Failed { error, .. } => Status::NotSaved(error.clone()),
        }
    }

    /// Whether there are changes that no verified save includes.
    pub fn is_unsaved(&self) -> bool {
        !matches!(self, Self::Clean { .. })
    }
}

/// The next state, and what to do now. `now_ms` may jump either way: clocks are
/// set, and computers sleep.
pub fn step(state: State, event: Event, now_ms: i64) -> (State, Command) {
    match event {
        Event::Changed => changed(state, now_ms),
        Event::Tick => tick(state, now_ms),
        Event::Flush => ask(state, now_ms),
        Event::SaveDone(Ok(())) => saved(state, now_ms),
        Event::SaveDone(Err(error)) => failed(&state, error, now_ms),
    }
}

fn changed(state: State, now_ms: i64) -> (State, Command) {
    match state {
        State::Clean { .. } => waiting(now_ms, now_ms),
        State::Waiting { first_ms, .. } => waiting(first_ms, now_ms),
        State::Failed {
            error,
            failures,
            tried_ms,
            retry_due_ms,
            ..
        } => {
            // Typing brings the next try forward, since the user is there and may just have
            // made room, but tries stay FIRST_RETRY_MS apart: encoding a record at every
            // keystroke only to be refused would slow down typing. (After the clock was set
            // back, the last try would lie in the future.)
            let tried_ms = tried_ms.min(now_ms);
            let soon_ms = now_ms
                .saturating_add(DEBOUNCE_MS)
                .max(tried_ms.saturating_add(FIRST_RETRY_MS));
            let retry_due_ms = soon_ms.min(retry_due_ms);
            let state = State::Failed {
                error,
                failures,
                tried_ms,
                retry_due_ms,
                asked: false,
            };
            (state, Command::WakeAt(retry_due_ms))
        }
    }
}

/// Changes to save, the first made at `first_ms` and the last now.
fn waiting(first_ms: i64, now_ms: i64) -> (State, Command) {
    // After the clock was set back, the first change would lie in the future.
    let first_ms = first_ms.min(now_ms);
    let latest_ms = first_ms.saturating_add(MAX_WAIT_MS).max(now_ms);
    let due_ms = now_ms.saturating_add(DEBOUNCE_MS).min(latest_ms);
    let state = State::Waiting {
        first_ms,
        due_ms,
        asked: false,
    };
    (state, Command::WakeAt(due_ms))
}

fn tick(state: State, now_ms: i64) -> (State, Command) {
    let (due_ms, longest_ms) = match &state {
        State::Clean { .. } => return (state, Command::Nothing),
        State::Waiting { due_ms, .. } => (*due_ms, MAX_WAIT_MS),
        State::Failed { retry_due_ms, .. } => (*retry_due_ms, MAX_RETRY_MS),
    };
    // A time further ahead than any wait means that the clock was set back.
    let waits = now_ms < due_ms && due_ms.saturating_sub(now_ms) <= longest_ms;
    if waits {
        (state, Command::WakeAt(due_ms))
    } else {
        ask(state, now_ms)
    }
}

/// Asks for a save, if there is anything to save.
fn ask(mut state: State, now_ms: i64) -> (State, Command) {
    match &mut state {
        State::Clean { .. } => return (state, Command::Nothing),
        State::Waiting { asked, .. } => *asked = true,
        State::Failed {
            asked,
            failures,
            tried_ms,
            retry_due_ms,
            ..
        } => {
            *asked = true;
            *tried_ms = now_ms;
            // The answer sets it again. If the answer is lost, there is still a next try.
            *retry_due_ms = now_ms.saturating_add(retry_after_ms(*failures));
        }
    }
    (state, Command::Save)
}

fn saved(state: State, now_ms: i64) -> (State, Command) {
    match state {
        // Something was typed after the save was requested, and still has to be saved.
        State::Waiting {
            asked: false,
            due_ms,
            ..
        } => (state, Command::WakeAt(due_ms)),
        State::Failed { asked: false, .. } => waiting(now_ms, now_ms),
        State::Clean { .. } | State::Waiting { .. } | State::Failed { .. } => {
            let saved_at_ms = Some(now_ms);
            (State::Clean { saved_at_ms }, Command::Nothing)
        }
    }
}

fn failed(state: &State, error: SaveError, now_ms: i64) -> (State, Command) {
    let failures = match state {
        State::Failed { failures, .. } => failures.saturating_add(1),
        State::Clean { .. } | State::Waiting { .. } => 1,
    };
    let asked = match state {
        State::Clean { .. } => true,
        State::Waiting { asked, .. } | State::Failed { asked, .. } => *asked,
    };
    let retry_due_ms = now_ms.saturating_add(retry_after_ms(failures));
    let state = State::Failed {
        error,
        failures,
        tried_ms: now_ms,
        retry_due_ms,
        asked,
    };
    (state, Command::WakeAt(retry_due_ms))
}

/// How long to wait after this many failures, in milliseconds: 2 s, 4 s, 8 s, 16 s, 30 s.
fn retry_after_ms(failures: u32) -> i64 {
    let doublings = failures.saturating_sub(1).min(4);
    (FIRST_RETRY_MS << doublings).min(MAX_RETRY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::StorageError;

    const FULL: SaveError = SaveError::Storage(StorageError::Full);

    /// The state and the last command after some events, each at its time.
    fn after(events: &[(i64, Event)]) -> (State, Command) {
        let start = (State::default(), Command::Nothing);
        (events.iter()).fold(start, |(state, _), (now_ms, event)| {
            step(state, event.clone(), *now_ms)
        })
    }

    #[test]
    fn a_change_is_saved_once_typing_stops() {
        let (state, command) = after(&[(1_000, Event::Changed), (1_100, Event::Changed)]);
        assert_eq!(command, Command::WakeAt(1_300));
        assert_eq!(state.status(), Status::Saving);
        let (state, command) = step(state, Event::Tick, 1_299);
        assert_eq!(command, Command::WakeAt(1_300));
        let (state, command) = step(state, Event::Tick, 1_300);
        assert_eq!(command, Command::Save);
        let (state, command) = step(state, Event::SaveDone(Ok(())), 1_360);
        assert_eq!(command, Command::Nothing);
        assert_eq!(state.status(), Status::Saved { at_ms: 1_360 });
    }

    #[test]
    fn nothing_is_saved_before_anything_is_typed() {
        for event in [Event::Tick, Event::Flush] {
            let (state, command) = after(&[(5, event)]);
            assert_eq!(command, Command::Nothing);
            assert_eq!(state.status(), Status::Untouched);
        }
    }

    #[test]
    fn typing_without_a_pause_is_saved_too() {
        let mut state = State::default();
        let mut due_ms = 0;
        for now_ms in (10_000..=10_300).step_by(100) {
            let (next, command) = step(state, Event::Changed, now_ms);
            state = next;
            if let Command::WakeAt(ms) = command {
                due_ms = ms;
            }
        }
        assert_eq!(due_ms, 10_300);
        assert_eq!(step(state, Event::Tick, due_ms).1, Command::Save);
    }

    #[test]
    fn a_hidden_page_is_saved_at_once() {
        let (_, command) = after(&[(0, Event::Changed), (1, Event::Flush)]);
        assert_eq!(command, Command::Save);
    }

    #[test]
    fn setting_the_clock_back_does_not_delay_a_save() {
        let hour_ms = 3_600_000;
        let (state, _) = after(&[(hour_ms, Event::Changed)]);
        assert_eq!(step(state.clone(), Event::Tick, 0).1, Command::Save);

        // The wait starts again from the new time.
        let (mut state, _) = step(state, Event::Changed, 0);
        for now_ms in (0..=300).step_by(100) {
            state = step(state, Event::Changed, now_ms).0;
        }
        assert_eq!(step(state, Event::Tick, 300).1, Command::Save);
    }

    #[test]
    fn tries_are_further_and_further_apart() {
        let (mut state, _) = after(&[(0, Event::Changed), (250, Event::Tick)]);
        let mut now_ms = 250;
        let mut waits_ms = Vec::new();
        for _ in 0..7 {
            let (failed, command) = step(state, Event::SaveDone(Err(FULL)), now_ms);
            assert_eq!(failed.status(), Status::NotSaved(FULL));
            let Command::WakeAt(retry_ms) = command else {
                panic!("{command:?}")
            };
            waits_ms.push(retry_ms - now_ms);
            now_ms = retry_ms;
            let (asked, command) = step(failed, Event::Tick, now_ms);
            assert_eq!(command, Command::Save);
            // The page still says so during the next try.
            assert_eq!(asked.status(), Status::NotSaved(FULL));
            state = asked;
        }
        assert_eq!(
            waits_ms,
            [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
        );
        let (state, _) = step(state, Event::SaveDone(Ok(())), now_ms);
        assert_eq!(state.status(), Status::Saved { at_ms: now_ms });
    }

    #[test]
    fn typing_brings_the_next_try_forward_but_tries_stay_apart() {
        let mut events = vec![(0, Event::Changed)];
        events.extend([(250, Event::Flush), (250, Event::SaveDone(Err(FULL)))]);
        events.extend([(2_250, Event::Tick), (2_250, Event::SaveDone(Err(FULL)))]);
        let (state, command) = after(&events);
        assert_eq!(command, Command::WakeAt(6_250));
        let (state, command) = step(state, Event::Changed, 3_000);
        assert_eq!(command, Command::WakeAt(4_250));
        assert_eq!(
            step(state.clone(), Event::Changed, 4_100).1,
            Command::WakeAt(4_250)
        );
        // The page going away is the last chance, whatever was tried before.
        assert_eq!(step(state, Event::Flush, 3_001).1, Command::Save);
    }

    #[test]
    fn after_a_lost_answer_saving_is_tried_again_but_not_at_once() {
        let mut events = vec![(0, Event::Changed), (250, Event::Tick)];
        events.extend([(250, Event::SaveDone(Err(FULL))), (2_250, Event::Tick)]);
        events.push((2_300, Event::Changed));
        let (state, command) = after(&events);
        assert_eq!(command, Command::WakeAt(4_250));
        assert_eq!(step(state, Event::Tick, 4_250).1, Command::Save);
    }

    #[test]
    fn what_was_typed_while_saving_is_still_unsaved() {
        let (state, command) = after(&[
            (0, Event::Changed),
            (250, Event::Tick),
            (251, Event::Changed),
            (252, Event::SaveDone(Ok(()))),
        ]);
        assert_eq!(state.status(), Status::Saving);
        assert_eq!(command, Command::WakeAt(300));
    }

    #[test]
    fn the_most_extreme_clocks_cause_no_overflow() {
        for now_ms in [i64::MIN, 0, i64::MAX] {
            for then_ms in [i64::MIN, 0, i64::MAX] {
                let (state, _) = after(&[
                    (now_ms, Event::Changed),
                    (then_ms, Event::Changed),
                    (now_ms, Event::SaveDone(Err(FULL))),
                    (then_ms, Event::Changed),
                    (now_ms, Event::Tick),
                ]);
                assert!(state.is_unsaved());
            }
        }
    }
}
