//! `cargo xtask bench OTHER.html`: how long the one file takes to start, beside another build of it.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::checks::{Reach, set_up, tests};
use crate::site;

/// Builds, and opens the one file and the other in turn in each engine. The figures are told; nothing is
/// judged by them, since they depend on the machine and on what else it does.
///
/// # Errors
/// When there is no such file, something is missing, or the build fails.
pub fn start(other: &str) -> Result<()> {
    // The tests run in another folder.
    let other = Path::new(other).canonicalize();
    let other = other.with_context(|| "names no file to compare with")?;
    let (toolbox, mut variables) = set_up(Reach::Browsers)?;
    site::build_with(&toolbox)?;
    variables.push(("E2E_BENCH", OsString::from(&other)));
    let tally = tests("the starts", &["--package", "e2e"], &variables);
    if !tally.is_success() {
        bail!("the page did not start in each engine");
    }
    Ok(())
}
