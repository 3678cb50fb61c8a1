//! Lighthouse's scores for the hosted site.

use super::{Test, test};
use crate::harness::engine::{Engine, QUIET_CHROMIUM};
use crate::harness::fixture::Fixture;
use crate::harness::programs::{node_module, output_of};
use crate::harness::site::Delivery;
use crate::harness::tools;
use crate::record::parse_json;
use serde_json::Value;
use std::ffi::OsString;
use std::fs;

pub const TESTS: &[Test] = &[
    test!(lighthouse_gives_100_for_accessibility_best_practices_and_seo)
        .in_engines(&[Engine::Chromium])
        .in_deliveries(&[Delivery::Http]),
];

const MUST_BE_PERFECT: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// The figures behind the performance score. They depend on the machine, so the test prints them
/// without a limit.
const FIGURES: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "speed-index",
];

fn lighthouse_gives_100_for_accessibility_best_practices_and_seo(fixture: &Fixture) {
    let user = fixture.user();
    let report = run_lighthouse(fixture, &user.site.url(""));
    let score = |category: &str| {
        let score = report["categories"][category]["score"].as_f64();
        (score.unwrap_or_default() * 100.0).round()
    };
    let figures = FIGURES.map(|figure| {
        let shown = report["audits"][figure]["displayValue"].as_str();
        format!("{figure} {}", shown.unwrap_or("unknown"))
    });
    fixture.note(&format!(
        "performance {}: {}",
        score("performance"),
        figures.join(", ")
    ));
    let imperfect: Vec<String> = MUST_BE_PERFECT
        .into_iter()
        .filter(|category| score(category) < 100.0)
        .map(|category| {
            let failed = failed_audits(&report, category).join("; ");
            format!("{category} {}: {failed}", score(category))
        })
        .collect();
    assert_eq!(imperfect, Vec::<String>::new());
}

/// The audits that lower a category's score, and where.
fn failed_audits(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array();
    let mut failed = Vec::new();
    for reference in audits.into_iter().flatten() {
        let counts = reference["weight"].as_f64() > Some(0.0);
        let audit = &report["audits"][reference["id"].as_str().unwrap_or_default()];
        if counts && audit["score"].as_f64().is_some_and(|score| score < 1.0) {
            let items = crate::user::excerpt(&audit["details"]["items"].to_string(), 400);
            failed.push(format!("{} ({}) {items}", audit["id"], audit["title"]));
        }
    }
    failed
}

/// Lighthouse's report. It starts and ends a browser of its own.
#[track_caller]
fn run_lighthouse(fixture: &Fixture, url: &str) -> Value {
    let report = fixture.test_run.folder.join("lighthouse.json");
    let program = node_module("lighthouse/cli/index.js").unwrap();
    let flags = QUIET_CHROMIUM.join(" ");
    let mut arguments: Vec<OsString> = vec![program.into(), url.into()];
    arguments.extend(
        [
            "--quiet",
            "--output=json",
            "--no-enable-error-reporting",
            &format!("--output-path={}", report.display()),
            &format!("--chrome-flags={flags}"),
        ]
        .map(Into::into),
    );
    let chromium = tools::CHROMIUM.path().unwrap();
    let output = output_of(
        tools::NODE,
        arguments,
        &fixture.test_run.folder,
        &[("CHROME_PATH", chromium.as_os_str())],
    )
    .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let report = parse_json(&fs::read_to_string(report).expect(&errors));
    let runtime_error = report["runtimeError"]["message"].as_str();
    assert_eq!(runtime_error, None, "{errors}");
    report
}
