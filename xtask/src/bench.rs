//! `cargo xtask bench`: how long many returns take, compared with merely reading the same files.
//! `cargo xtask bench OTHER.html`: how long the one file takes to start, compared with another build.
//!
//! The figures are for people to read. There are no limits, since the figures depend on the machine
//! and on its load.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{artefacts, test};

/// How many returns to open. A tenth of them is measured first.
const RETURNS: u32 = 10_000;

/// Makes up returns, builds, and measures in each engine how long opening them takes, compared with
/// merely reading the same files.
pub fn returns() -> Result<()> {
    let folder = artefacts::returns(RETURNS, 1)?;
    test::browsers_with("the returns", "E2E_RETURNS", folder)
}

/// Builds, and opens the one file and `other` in turn in each engine.
pub fn start(other: &Path) -> Result<()> {
    // The tests run in another folder.
    let other = other.canonicalize();
    let other = other.context("names no file to compare with")?;
    test::browsers_with("the starts", "E2E_BENCH", other)
}
