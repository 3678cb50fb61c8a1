//! Nobody is shut out: axe-core's rules, all of them, on every page in every state.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::harness::programs::node_module;
use crate::states::{self, Theme};
use crate::user::Person;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

pub const TESTS: &[Test] = &[
    test!(no_page_that_asks_or_tells_something_has_a_violation),
    test!(no_page_in_trouble_has_a_violation),
    test!(no_empty_page_has_a_violation),
    test!(no_filled_page_has_a_violation),
];

fn no_empty_page_has_a_violation(stage: &Stage) {
    are_accessible(stage, Theme::Empty);
}

fn no_filled_page_has_a_violation(stage: &Stage) {
    are_accessible(stage, Theme::Filled);
}

fn no_page_that_asks_or_tells_something_has_a_violation(stage: &Stage) {
    are_accessible(stage, Theme::Asking);
}

fn no_page_in_trouble_has_a_violation(stage: &Stage) {
    are_accessible(stage, Theme::Trouble);
}

/// Every state of the theme, so that one failure does not hide another.
#[track_caller]
fn are_accessible(stage: &Stage, theme: Theme) {
    let person = stage.person();
    let mut violations = String::new();
    for state in states::of_theme(theme) {
        let me = state.of(&person);
        if let Err(found) = is_accessible(&me, &state.name) {
            violations.push_str(&found);
        }
    }
    assert!(violations.is_empty(), "violations:\n{violations}");
}

/// Runs axe-core in the page. Through the driver, since the page's own policy lets no foreign script in.
/// WCAG 2.0, 2.1 and 2.2 at A and AA and best practice, with those rules on that are off by themselves;
/// but for the deprecated ones, each of which another rule has replaced.
///
/// # Errors
/// A list of what is wrong where.
fn is_accessible(me: &Person, state: &str) -> Result<(), String> {
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
    me.lays_out_everything();
    let results = me.until(&format!("axe looks at: {state}"), || {
        let results = me.browser.run_until_called(&script, vec![json!(TAGS)])?;
        match results["failed"].as_str() {
            Some(why) => Err(why.to_owned()),
            None => Ok(results),
        }
    });
    assert!(
        results["ran"].as_u64() > Some(10),
        "axe found hardly anything to look at: {results}"
    );
    let violations = results["violations"].as_array().unwrap();
    if violations.is_empty() {
        return Ok(());
    }
    Err(told(state, violations))
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

fn told(state: &str, violations: &[Value]) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told = String::new();
    for rule in violations {
        let _ = writeln!(
            told,
            "  {state}: {}: {}",
            text(&rule["id"]),
            text(&rule["help"])
        );
        for node in rule["nodes"].as_array().into_iter().flatten() {
            let why = text(&node[2]).replace('\n', " ");
            let html = crate::user::excerpt(&text(&node[1]), 200);
            let _ = writeln!(told, "    {}\n      {html}\n      {why}", text(&node[0]));
        }
    }
    told
}
