//! `cargo xtask pictures` and `cargo xtask samples`: what every page looks like in every state, and what the
//! app gives, as files to look at.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::checks::{Reach, set_up, tests};
use crate::{project, site};

/// Has pictures taken of every page in every state.
///
/// # Errors
/// When something is missing, the build fails, or a state cannot be brought about.
pub fn take() -> Result<()> {
    make("pictures", "E2E_PICTURES")
}

/// Has the app give one of each file.
///
/// # Errors
/// When something is missing, the build fails, or a file does not come.
pub fn samples() -> Result<()> {
    make("samples", "E2E_SAMPLES")
}

/// Builds, and has the browser tests write files, which they do where that variable names a folder.
fn make(what: &str, variable: &'static str) -> Result<()> {
    let (toolbox, mut variables) = set_up(Reach::Browsers)?;
    site::build_with(&toolbox)?;
    let folder = project::root().join("target").join(what);
    // Those of a state that is gone would be taken for new ones.
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    variables.push((variable, OsString::from(&folder)));
    // Its output is shown, for what it says of how many there are.
    let tally = tests(&format!("the {what}"), &["--package", "e2e"], &variables);
    if !tally.is_success() {
        bail!("not all {what} could be made");
    }
    println!("\nThe {what} are in {}", folder.display());
    Ok(())
}
