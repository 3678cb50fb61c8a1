//! The tests, one module for each theme. Each test is a function named by the sentence that holds.

mod accessibility;
mod announcements;
mod autosave;
mod backup;
mod benchmarks;
mod clear_device;
mod coming_back;
mod copies_between_engines;
mod corrupted_storage;
mod crash;
mod display_settings;
mod explore_returns;
mod exports;
mod filling_in;
mod follow_up;
mod guidance;
mod hostile_files;
mod html_validity;
mod import_returns;
mod keyboard;
mod killed_after_clearing;
mod large_record;
mod lighthouse;
mod navigation;
mod opening_returns;
mod pictures;
mod present_mode;
mod printing;
mod quota;
mod records;
mod samples;
mod security;
mod sending;
mod session_files;
mod standalone_copy;
mod startup;
mod tabs;
mod undo;
mod whole_journey;

use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::record;
use crate::user::{User, excerpt};
use serde_json::Value;
use std::env;

/// The label of a learning point's field.
const DISCUSSION: &str = "Your team’s discussion";

/// The engines whose driver can print: all but `WebKitGTK`.
const CAN_PRINT: &[Engine] = &[Engine::Chromium, Engine::Firefox];

/// The engines that can keep a profile. `WebKitGTK`'s driver gives every session a profile that ends
/// with it, so a restart cannot be tested there.
const KEEP_PROFILES: &[Engine] = &[Engine::Chromium, Engine::Firefox];

/// What should hold, where it is tested, and how.
#[derive(Clone, Copy)]
pub struct Test {
    pub name: &'static str,
    pub run: fn(&Fixture),
    engines: &'static [Engine],
    deliveries: &'static [Delivery],
}

impl Test {
    const fn everywhere(name: &'static str, run: fn(&Fixture)) -> Self {
        Self {
            name,
            run,
            engines: &Engine::ALL,
            deliveries: &Delivery::ALL,
        }
    }

    const fn in_engines(mut self, engines: &'static [Engine]) -> Self {
        self.engines = engines;
        self
    }

    const fn in_deliveries(mut self, deliveries: &'static [Delivery]) -> Self {
        self.deliveries = deliveries;
        self
    }

    pub fn runs_in(&self, engine: Engine, delivery: Delivery) -> bool {
        self.engines.contains(&engine) && self.deliveries.contains(&delivery)
    }
}

/// A [`Test`] with the name of its function.
macro_rules! test {
    ($function:ident) => {
        $crate::tests::Test::everywhere(stringify!($function), $function)
    };
}
use test;

/// Whether this run measures times, which other tests running at once would distort.
pub fn is_benchmark() -> bool {
    benchmarks::other_build()
        .or_else(benchmarks::returns_folder)
        .is_some()
}

/// What this run does: by default, [`all`] tests.
pub fn selected() -> Vec<Test> {
    if pictures::folder().is_some() {
        pictures::TESTS.to_vec()
    } else if samples::folder().is_some() {
        samples::TESTS.to_vec()
    } else if benchmarks::returns_folder().is_some() {
        benchmarks::OF_RETURNS.to_vec()
    } else if benchmarks::other_build().is_some() {
        benchmarks::OF_START.to_vec()
    } else {
        all()
    }
}

/// All tests, the longest ones first, so that none of them runs alone at the end.
pub fn all() -> Vec<Test> {
    [
        large_record::TESTS,
        lighthouse::TESTS,
        whole_journey::TESTS,
        exports::TESTS,
        standalone_copy::TESTS,
        copies_between_engines::TESTS,
        sending::TESTS,
        import_returns::TESTS,
        explore_returns::TESTS,
        filling_in::TESTS,
        follow_up::TESTS,
        coming_back::TESTS,
        opening_returns::TESTS,
        records::TESTS,
        accessibility::TESTS,
        keyboard::TESTS,
        announcements::TESTS,
        display_settings::TESTS,
        html_validity::TESTS,
        present_mode::TESTS,
        printing::TESTS,
        autosave::TESTS,
        undo::TESTS,
        backup::TESTS,
        clear_device::TESTS,
        killed_after_clearing::TESTS,
        tabs::TESTS,
        quota::TESTS,
        corrupted_storage::TESTS,
        hostile_files::TESTS,
        security::TESTS,
        crash::TESTS,
        session_files::TESTS,
        startup::TESTS,
        navigation::TESTS,
        guidance::TESTS,
    ]
    .concat()
}

/// How often a test repeats what it does: the number in this environment variable, which
/// `cargo xtask stress` sets, or else `usual`.
fn repetitions(variable: &str, usual: usize) -> usize {
    let given = env::var(variable).ok();
    given.and_then(|given| given.parse().ok()).unwrap_or(usual)
}

/// Stores this record and opens the page from which it is sent.
#[track_caller]
fn open_check_page_with(user: &User, record: &Value) {
    user.store_record(record);
    user.open("#/check");
    user.sees_heading("Check and send");
}

/// Sees every sentence of the briefing's source on the page, in the same order.
#[track_caller]
fn sees_the_whole_briefing(user: &User) {
    let briefing = record::briefing();
    let texts = |value: &Value, key: &str| -> Vec<String> {
        let rows = value[key].as_array().into_iter().flatten();
        rows.map(|row| row["text"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let mut all = Vec::new();
    for segment in briefing["segments"].as_array().into_iter().flatten() {
        all.push(segment["heading"].as_str().unwrap_or_default().to_owned());
        for part in ["paragraphs", "findings", "recommendations"] {
            all.extend(texts(segment, part));
        }
    }
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    user.sees_in_order(&all);
}

/// The rows of a CSV file with a byte order mark, the headings first, as the crate `csv` reads them.
#[track_caller]
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("rows of equal length")
}

/// Asserts that both are the same JSON, or says where the first difference is.
#[track_caller]
fn assert_same_json(found: &Value, wanted: &Value) {
    fn difference(at: &str, found: &Value, wanted: &Value) -> Option<String> {
        match (found, wanted) {
            (Value::Object(f), Value::Object(w)) => {
                let keys = f.keys().chain(w.keys());
                keys.into_iter()
                    .find_map(|key| difference(&format!("{at}/{key}"), &found[key], &wanted[key]))
            }
            (Value::Array(f), Value::Array(w)) if f.len() == w.len() => (f.iter().zip(w))
                .enumerate()
                .find_map(|(index, (f, w))| difference(&format!("{at}/{index}"), f, w)),
            _ if found == wanted => None,
            _ => Some(format!(
                "{at} is {}, not {}",
                excerpt(&found.to_string(), 300),
                excerpt(&wanted.to_string(), 300)
            )),
        }
    }
    if let Some(difference) = difference("", found, wanted) {
        panic!("{difference}");
    }
    assert!(found == wanted, "a null field is only in one of them");
}
