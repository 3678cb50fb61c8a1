//! `cargo xtask returns --count N --seed S`: returns of made-up teams, many at once, to measure and to try out
//! what is done with many.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{progress, project};

/// Writes them into `target/returns`, in place of those that are there; gives the folder.
///
/// # Errors
/// When there is no room, or the program that makes them does not compile.
pub fn write(count: &str, seed: &str) -> Result<PathBuf> {
    let folder = project::root().join("target").join("returns");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut cargo = project::cargo();
    let bin = ["--no-default-features", "--bin", "returns", "--"];
    cargo.args(["run", "--quiet", "--locked"]).args(bin);
    cargo.arg(&folder).args([count, seed]);
    let status = cargo.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("{}: {status}", progress::line_of(&cargo));
    }
    println!("{count} returns are in {}", folder.display());
    Ok(folder)
}
