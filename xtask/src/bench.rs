//! `cargo xtask bench`: how long many returns take, beside merely reading the same files.
//! `cargo xtask bench OTHER.html`: how long the one file takes to start, beside another build of it.
//!
//! The figures are for people. Nothing is judged by them, since they depend on the machine and on
//! what else it does.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{artefacts, test};

/// How many returns. A tenth of them is measured, too.
const RETURNS: u32 = 10_000;

/// Builds, makes up returns, and opens them in each engine, beside merely reading the same files.
pub fn returns() -> Result<()> {
    let folder = artefacts::returns(RETURNS, 1)?;
    test::browsers_with("the returns", "E2E_RETURNS", folder)
}

/// Builds, and opens the one file and the other in turn in each engine.
pub fn start(other: &Path) -> Result<()> {
    // The tests run in another folder.
    let other = other.canonicalize();
    let other = other.context("names no file to compare with")?;
    test::browsers_with("the starts", "E2E_BENCH", other)
}
