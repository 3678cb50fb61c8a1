//! The tests, one module a theme. Each test is a function whose name is the sentence that holds.

mod accessibility;
mod announcements;
mod autosave;
mod benchmarks;
mod corrupted_storage;
mod display_settings;
mod exports;
mod follow_up;
mod hostile_files;
mod html_validity;
mod keyboard;
mod large_record;
mod lighthouse;
mod pictures;
mod present_mode;
mod printing;
mod quota;
mod records;
pub mod returns;
mod samples;
mod security;
mod startup;
mod tabs;
mod whole_journey;

use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::record;
use crate::user::{User, excerpt};
use serde_json::Value;

/// A sentence that should hold, where it is tried, and how.
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

/// A [`Test`] named as its function is.
macro_rules! test {
    ($function:ident) => {
        $crate::tests::Test::everywhere(stringify!($function), $function)
    };
}
use test;

/// Whether times are measured, to which other tests would add theirs.
pub fn measures() -> bool {
    benchmarks::other().or_else(benchmarks::returns).is_some()
}

/// All tests, the longest first, so that none is left alone at the end.
pub fn all() -> Vec<Test> {
    if pictures::folder().is_some() {
        return pictures::TESTS.to_vec();
    }
    if samples::folder().is_some() {
        return samples::TESTS.to_vec();
    }
    if benchmarks::returns().is_some() {
        return benchmarks::OF_RETURNS.to_vec();
    }
    if measures() {
        return benchmarks::TESTS.to_vec();
    }
    [
        large_record::TESTS,
        lighthouse::TESTS,
        whole_journey::TESTS,
        exports::TESTS,
        returns::TESTS,
        follow_up::TESTS,
        records::TESTS,
        accessibility::TESTS,
        keyboard::TESTS,
        announcements::TESTS,
        display_settings::TESTS,
        html_validity::TESTS,
        present_mode::TESTS,
        printing::TESTS,
        autosave::TESTS,
        tabs::TESTS,
        quota::TESTS,
        corrupted_storage::TESTS,
        hostile_files::TESTS,
        security::TESTS,
        startup::TESTS,
    ]
    .concat()
}

/// Every sentence of the briefing's source is on the page, in its order.
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

/// The same JSON; when not, says where they part.
#[track_caller]
fn same_json(found: &Value, wanted: &Value) {
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
    assert!(found == wanted, "a field is there only once");
}
