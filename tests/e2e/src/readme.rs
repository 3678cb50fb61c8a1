//! `tests/README.md` names tests and files. This checks that they exist.

use crate::tests;
use libtest_mimic::Failed;
use std::path::Path;

const README: &str = include_str!("../../README.md");

/// Every test and file that the README names exists.
///
/// # Errors
/// Lists those that do not.
pub fn check() -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tests = tests::all();
    let is_missing = |name: &&str| {
        if name.starts_with("tests/") && !name.contains(['*', ' ']) {
            !root.join(name).exists()
        } else {
            is_test_name(name) && !tests.iter().any(|test| test.name == *name)
        }
    };
    // Every second part of the text is in backticks.
    let in_backticks = README.split('`').skip(1).step_by(2);
    let missing: Vec<&str> = in_backticks.filter(is_missing).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("the README names {missing:?}").into())
    }
}

/// Whether a name looks like that of a test: a sentence in snake case.
fn is_test_name(name: &str) -> bool {
    let is_snake_case = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_snake_case && name.matches('_').count() > 2
}
