//! Accessibility by axe-core's rules, on every page in every state.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::programs::node_module;
use crate::states::{self, Theme};
use crate::user::{User, excerpt};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

pub const TESTS: &[Test] = &[
    test!(no_page_with_a_question_or_notice_has_an_accessibility_violation),
    test!(no_page_with_an_error_has_an_accessibility_violation),
    test!(no_empty_page_has_an_accessibility_violation),
    test!(no_filled_page_has_an_accessibility_violation),
];

fn no_empty_page_has_an_accessibility_violation(fixture: &Fixture) {
    assert_accessible(fixture, Theme::Empty);
}

fn no_filled_page_has_an_accessibility_violation(fixture: &Fixture) {
    assert_accessible(fixture, Theme::Filled);
}

fn no_page_with_a_question_or_notice_has_an_accessibility_violation(fixture: &Fixture) {
    assert_accessible(fixture, Theme::Question);
}

fn no_page_with_an_error_has_an_accessibility_violation(fixture: &Fixture) {
    assert_accessible(fixture, Theme::Error);
}

/// Looks at every state of the theme before failing, so that one violation does not hide another.
#[track_caller]
fn assert_accessible(fixture: &Fixture, theme: Theme) {
    let user = fixture.user();
    let mut violations = String::new();
    for state in states::of_theme(theme) {
        let user = state.of(&user);
        violations.push_str(&violations_in(&user, &state.name));
    }
    assert!(violations.is_empty(), "violations:\n{violations}");
}

/// Runs axe-core in the page and returns the violations it finds, one to a line. The driver runs it,
/// since the page's own policy lets no foreign script in. All rules of WCAG 2.0, 2.1 and 2.2 at A and
/// AA and of best practice are on, including those that are off by default, except deprecated ones,
/// which other rules have replaced.
fn violations_in(user: &User, state: &str) -> String {
    let script = format!(
        "{}
         const done = arguments[arguments.length - 1];
         const tags = arguments[0];
         const rules = {{}};
         for (const rule of axe.getRules(tags)) {{
           if (!rule.tags.includes('deprecated')) rules[rule.ruleId] = {{ enabled: true }};
         }}
         axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }}, rules, resultTypes: ['violations'] }})
           .then(
             (results) => done({{
               ran: results.passes.length,
               violations: results.violations.map((rule) => ({{
                 id: rule.id,
                 help: rule.help,
                 nodes: rule.nodes.map((node) => [node.target.join(' '), node.html, node.failureSummary]),
               }})),
             }}),
             (error) => done({{ failed: String(error) }}),
           );",
        fs::read_to_string(node_module("axe-core/axe.min.js").unwrap()).unwrap()
    );
    user.force_full_layout();
    let results = user.wait_until(&format!("axe looks at: {state}"), || {
        let results = user.browser.execute_async(&script, vec![json!(TAGS)])?;
        match results["failed"].as_str() {
            Some(why) => Err(why.to_owned()),
            None => Ok(results),
        }
    });
    assert!(
        results["ran"].as_u64() > Some(10),
        "axe found hardly anything to look at: {results}"
    );
    describe(state, results["violations"].as_array().unwrap())
}

const TAGS: [&str; 7] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
];

fn describe(state: &str, violations: &[Value]) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut description = String::new();
    for rule in violations {
        let _ = writeln!(
            description,
            "  {state}: {}: {}",
            text(&rule["id"]),
            text(&rule["help"])
        );
        for node in rule["nodes"].as_array().into_iter().flatten() {
            let why = text(&node[2]).replace('\n', " ");
            let html = excerpt(&text(&node[1]), 200);
            let _ = writeln!(
                description,
                "    {}\n      {html}\n      {why}",
                text(&node[0])
            );
        }
    }
    description
}
