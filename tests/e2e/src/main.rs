//! The app in real browsers, as users meet it.
//!
//! Every test is named `<engine>::<delivery>::<what holds>` and runs in each engine with each delivery,
//! unless its entry in `TESTS` says otherwise. [`harness`] starts browsers and servers and knows no test;
//! [`user`] is a user's steps and expectations in one browser; [`tests`] has a module for each theme.
//!
//! `cargo test -p e2e` runs all of them on the app in `dist/` (or the folder in `DIST`). Words after `--`
//! select tests, for example `cargo test -p e2e -- firefox::file`. Programs in unusual places are named in
//! these variables: `CHROMEDRIVER`, `CHROMIUM`, `GECKODRIVER`, `FIREFOX`, `WEBKITWEBDRIVER`,
//! `MINIBROWSER`, `XVFB`, `NODE`, `JAVA`, `PDFINFO`, `PDFTOTEXT`, `PDFTOPPM` and `SOFFICE`.
//!
//! With one of these variables, the run does something else instead of the tests:
//! - `E2E_PICTURES`, a folder: takes pictures of every page in every state.
//! - `E2E_SAMPLES`, a folder: writes one of each file that the app offers as a download.
//! - `E2E_BENCH`, another build of the standalone file: compares the start times of both.
//! - `E2E_RETURNS`, a folder of returns: measures how long importing them takes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "this crate is tests, which fail by a panic and are named by sentences"
)]

mod harness;
mod readme;
mod record;
mod sample_returns;
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
    /// Where and why this thread last panicked. It is printed together with the browser's state.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each browser spends time waiting, so two cores can keep three of them busy.
    let threads = if tests::is_benchmark() { 1 } else { 3 };
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

/// All tests in all their engines and deliveries. The engines alternate, so that the slow starts of
/// browsers are spread over the run.
fn trials() -> Vec<Trial> {
    let mut trials = vec![Trial::test(
        "readme::every_test_and_file_named_in_the_readme_exists",
        readme::check,
    )];
    for test in tests::selected() {
        for delivery in Delivery::ALL {
            for engine in Engine::ALL {
                if test.runs_in(engine, delivery) {
                    let name = format!("{engine}::{delivery}::{}", test.name);
                    let full_name = name.clone();
                    trials.push(Trial::test(name, move || {
                        run(test, engine, delivery, &full_name)
                    }));
                }
            }
        }
    }
    trials
}

/// What `WebKitGTK`'s driver says when the browser's own process for the page has ended.
const BROWSER_CRASHED: &str = "session deleted because of page crash or hang";

/// Runs a test, and once more if the browser itself crashed. `WebKitGTK` does so in one of some thousand
/// tests, and none of them twice in forty runs. A page that makes it crash each time still fails.
fn run(test: Test, engine: Engine, delivery: Delivery, name: &str) -> Result<(), Failed> {
    run_once(test, engine, delivery, name).or_else(|failed| {
        let report = failed.message().unwrap_or_default();
        if !report.contains(BROWSER_CRASHED) {
            return Err(failed);
        }
        eprintln!("note: {name}: the browser crashed, so the test runs again:\n{report}");
        run_once(test, engine, delivery, name)
    })
}

fn run_once(test: Test, engine: Engine, delivery: Delivery, name: &str) -> Result<(), Failed> {
    let Some(test_run) = TEST_RUN.get() else {
        return Err("the test run has not started".into());
    };
    let fixture = Fixture::new(test_run, engine, delivery, name);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| (test.run)(&fixture)));
    let has_passed = outcome.is_ok();
    let result = if has_passed {
        Ok(())
    } else {
        let why = LAST_PANIC.with_borrow(Clone::clone);
        Err(format!("{why}\n{}", fixture.failure_report()).into())
    };
    fixture.finish(has_passed);
    result
}

/// Cleans up when the run is interrupted or terminated, too.
fn end_on_signals() {
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        RUNTIME.spawn(async move {
            let Ok(mut signals) = signal(kind) else {
                return;
            };
            signals.recv().await;
            if let Some(test_run) = TEST_RUN.get() {
                harness::process::end_all_of_run(&test_run.folder);
                let _ = std::fs::remove_dir_all(&test_run.folder);
            }
            std::process::exit(130);
        });
    }
}
