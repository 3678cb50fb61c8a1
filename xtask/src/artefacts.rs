//! Files to look at and to measure with: pictures of the pages, one of each file that the app
//! produces, and returns of made-up teams.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::{project, test};

/// `cargo xtask pictures`: pictures of every page in every state.
pub fn pictures() -> Result<()> {
    from_browsers("pictures", "E2E_PICTURES")
}

/// `cargo xtask samples`: one of each file that the app produces.
pub fn samples() -> Result<()> {
    from_browsers("samples", "E2E_SAMPLES")
}

/// Makes the browser tests write files into the folder that `variable` names.
fn from_browsers(name: &str, variable: &str) -> Result<()> {
    let folder = empty_folder(name)?;
    test::browsers_with(name, variable, &folder)?;
    println!("\nThe {name} are in {}", folder.display());
    Ok(())
}

/// `cargo xtask returns`: writes returns of made-up teams into `target/returns`, and returns that
/// folder.
pub fn returns(count: u32, seed: u64) -> Result<PathBuf> {
    let folder = empty_folder("returns")?;
    let shell = project::shell()?;
    let (count, seed) = (count.to_string(), seed.to_string());
    let options = ["--quiet", "--locked", "--no-default-features"];
    cmd!(
        shell,
        "cargo run {options...} --bin returns -- {folder} {count} {seed}"
    )
    .run()?;
    println!("{count} returns are in {}", folder.display());
    Ok(folder)
}

/// Removes a folder in `target` and returns its path, so that nobody takes files of an earlier run for
/// new ones.
fn empty_folder(name: &str) -> Result<PathBuf> {
    let folder = project::root().join("target").join(name);
    let emptied = project::shell()?.remove_path(&folder);
    emptied.with_context(|| folder.display().to_string())?;
    Ok(folder)
}
