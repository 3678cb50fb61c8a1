//! `cargo xtask bench OTHER.html`: how long the one file takes to start, beside another build of it.
//! `cargo xtask bench`: how long many returns take, beside merely reading the same files.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::checks::{Reach, set_up, tests};
use crate::{returns, site};

/// Builds, and opens the one file and the other in turn in each engine. The figures are told; nothing is
/// judged by them, since they depend on the machine and on what else it does.
///
/// # Errors
/// When there is no such file, something is missing, or the build fails.
pub fn start(other: &str) -> Result<()> {
    // The tests run in another folder.
    let other = Path::new(other).canonicalize();
    let other = other.with_context(|| "names no file to compare with")?;
    measure("the starts", "E2E_BENCH", OsString::from(&other))
}

/// How many returns: of a tenth of them it is measured, too.
const RETURNS: &str = "10000";

/// Builds, makes up returns, and opens them in each engine, beside merely reading the same files.
///
/// # Errors
/// When something is missing, or the build fails.
pub fn returns() -> Result<()> {
    let folder = returns::write(RETURNS, "1")?;
    measure("the returns", "E2E_RETURNS", folder.into())
}

fn measure(what: &str, name: &'static str, value: OsString) -> Result<()> {
    let (toolbox, mut variables) = set_up(Reach::Browsers)?;
    site::build_with(&toolbox)?;
    variables.push((name, value));
    let tally = tests(what, &["--package", "e2e"], &variables);
    if !tally.is_success() {
        bail!("the page did not do it in each engine");
    }
    Ok(())
}
