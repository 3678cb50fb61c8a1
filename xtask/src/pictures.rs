//! `cargo xtask pictures`: what every page looks like in every state, as files to look at.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::checks::{Reach, set_up, tests};
use crate::{project, site};

/// Builds, and has the pictures taken.
///
/// # Errors
/// When something is missing, the build fails, or a state cannot be brought about.
pub fn take() -> Result<()> {
    let (toolbox, mut variables) = set_up(Reach::Browsers)?;
    site::build_with(&toolbox)?;
    let folder = project::root().join("target").join("pictures");
    // Those of a state that is gone would be taken for new ones.
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    variables.push(("E2E_PICTURES", OsString::from(&folder)));
    // Its output is shown, for what it says of how many there are.
    let tally = tests("the pictures", &["--package", "e2e"], &variables);
    if !tally.is_success() {
        bail!("not all pictures could be taken");
    }
    println!("\nThe pictures are in {}", folder.display());
    Ok(())
}
