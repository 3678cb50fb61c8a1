//! The app in real browsers, as a user meets it.
//!
//! Every test is named `<engine>::<delivery>::<what holds>` and runs in each engine with each delivery,
//! unless its table says otherwise. [`harness`] sets the fixture and knows no test, [`user`] acts on it,
//! and [`tests`] holds one module a theme.
//!
//! `cargo test -p e2e` runs all of them against the app in `dist/` (or `DIST`); words after `--` choose
//! among them, for example `cargo test -p e2e -- firefox::file`. Programs that are not in the usual
//! places are named in `CHROMEDRIVER`, `CHROMIUM`, `GECKODRIVER`, `FIREFOX`, `WEBKITWEBDRIVER`,
//! `MINIBROWSER`, `XVFB`, `NODE`, `JAVA`,
//! `PDFINFO`, `PDFTOTEXT`, `PDFTOPPM` and `SOFFICE`.
//!
//! With `E2E_PICTURES` naming a folder, it takes pictures of every page in every state instead; with
//! `E2E_SAMPLES` naming one, it writes one of each file that the app gives there; with
//! `E2E_BENCH` naming another build of the one file, it measures how long both take to start, and with
//! `E2E_RETURNS` naming a folder of returns, how long those take.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "this crate is tests: a panic is how one fails, and its names are sentences"
)]

mod harness;
mod record;
mod states;
mod tests;
mod user;

use harness::engine::Engine;
use harness::fixture::Fixture;
use harness::site::Delivery;
use harness::test_run::{RUNTIME, TestRun};
use libtest_mimic::{Arguments, Failed, Trial};
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::OnceLock;
use tests::Test;
use tokio::signal::unix::{SignalKind, signal};

static TEST_RUN: OnceLock<TestRun> = OnceLock::new();

thread_local! {
    /// Where and why this thread last panicked; told with the browser's state instead of by itself.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Two cores keep about three browsers busy, since each spends time waiting.
    let threads = if tests::measures() { 1 } else { 3 };
    arguments.test_threads = arguments.test_threads.or(Some(threads));
    if !arguments.list {
        match TestRun::new() {
            Ok(test_run) => drop(TEST_RUN.set(test_run)),
            Err(why) => {
                eprintln!("error: {why}");
                return ExitCode::FAILURE;
            }
        }
        end_on_signals();
    }
    panic::set_hook(Box::new(|about| {
        LAST_PANIC.with_borrow_mut(|last| *last = about.to_string());
    }));
    let conclusion = libtest_mimic::run(&arguments, trials());
    if let Some(test_run) = TEST_RUN.get() {
        test_run.clean_up();
    }
    conclusion.exit_code()
}

/// Engine by engine inside each test, so that the slow starts of browsers spread over the run.
fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for test in tests::all() {
        for delivery in Delivery::ALL {
            for engine in Engine::ALL {
                if test.runs_in(engine, delivery) {
                    let name = format!("{engine}::{delivery}::{}", test.name);
                    let stage_name = name.clone();
                    trials.push(Trial::test(name, move || {
                        run(test, engine, delivery, &stage_name)
                    }));
                }
            }
        }
    }
    trials
}

fn run(test: Test, engine: Engine, delivery: Delivery, name: &str) -> Result<(), Failed> {
    let Some(test_run) = TEST_RUN.get() else {
        return Err("the fixture is not set".into());
    };
    let fixture = Fixture::new(test_run, engine, delivery, name);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| (test.run)(&fixture)));
    let went_well = outcome.is_ok();
    let told = if went_well {
        Ok(())
    } else {
        let why = LAST_PANIC.with_borrow(Clone::clone);
        Err(format!("{why}\n{}", fixture.failure_report()).into())
    };
    fixture.clear(went_well);
    told
}

/// Cleans up as well when the run is stopped from outside.
fn end_on_signals() {
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        RUNTIME.spawn(async move {
            let Ok(mut asked_to_stop) = signal(kind) else {
                return;
            };
            asked_to_stop.recv().await;
            if let Some(test_run) = TEST_RUN.get() {
                harness::process::end_all_of_run(&test_run.folder);
                let _ = std::fs::remove_dir_all(&test_run.folder);
            }
            std::process::exit(130);
        });
    }
}
