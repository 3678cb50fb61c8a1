//! `DuckDB`, which counts returns in a test: Python's package of it, at a pinned version, kept in the
//! user's cache.
//!
//! Like a tool, it is in use only when its folder exists, which appears by one rename at the very
//! end. It is tried out each time all the same: it is of one version of Python, and that may go.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{packages, progress, project};

const VERSION: &str = "2.0.1";

/// The oldest Python that this version is made for.
const OLDEST_PYTHON: &str = "3.11";

const DEBIAN_PACKAGES: [&str; 2] = ["python3", "python3-pip"];

/// Where Debian's Python is, which has Debian's pip.
const OF_DEBIAN: &str = "/usr/bin/python3";

const WHY: &str = "counts returns beside the app";

const MAX_INSTALL_TIME: Duration = Duration::from_secs(30 * 60);

/// Installs it unless a Python can use it already.
///
/// # Errors
/// When it cannot be installed; the error says what is missing, or the command that does it by hand.
pub fn install() -> Result<()> {
    let folder = folder()?;
    if interpreter(&folder).is_some() {
        return Ok(());
    }
    let _lock = project::lock(&stem())?;
    if interpreter(&folder).is_some() {
        return Ok(());
    }
    let python = python_with_pip()?;
    fetch(&python, &folder).with_context(|| {
        format!(
            "DuckDB {VERSION} could not be installed. It needs Python {OLDEST_PYTHON} or newer and \
             the Python Package Index. By hand: {} -m pip install --target {} duckdb=={VERSION}",
            python.display(),
            folder.display()
        )
    })
}

/// The variables the test reads: a Python, and the folder where it finds the package.
///
/// # Errors
/// When there is none that can use it.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    let folder = folder()?;
    let Some(python) = interpreter(&folder) else {
        bail!("{} cannot be used by any Python here", folder.display());
    };
    Ok(vec![
        ("DUCKDB_PYTHON", python.into()),
        ("DUCKDB_PACKAGES", folder.into()),
    ])
}

fn stem() -> String {
    format!("duckdb-{VERSION}")
}

fn folder() -> Result<PathBuf> {
    Ok(project::cache("tools")?.join(stem()))
}

/// The first Python that finds the package in that folder, whole and of that version.
fn interpreter(folder: &Path) -> Option<PathBuf> {
    if !folder.exists() {
        return None;
    }
    pythons().into_iter().find(|it| try_out(it, folder).is_ok())
}

/// Pythons there may be. One that `PYTHON` names is believed, and no other is asked.
fn pythons() -> Vec<PathBuf> {
    if let Some(given) = env::var_os("PYTHON") {
        return vec![given.into()];
    }
    ["python3", "python", OF_DEBIAN].map(PathBuf::from).into()
}

fn python_with_pip() -> Result<PathBuf> {
    let has_pip = |python: &PathBuf| {
        let mut pip = Command::new(python);
        let answer = pip.args(["-m", "pip", "--version"]).output();
        answer.is_ok_and(|answer| answer.status.success())
    };
    if let Some(python) = pythons().into_iter().find(has_pip) {
        return Ok(python);
    }
    if packages::is_debian() && env::var_os("PYTHON").is_none() {
        packages::install_debian(&DEBIAN_PACKAGES, "for the test in DuckDB")?;
        return Ok(OF_DEBIAN.into());
    }
    bail!(
        "The test in DuckDB needs Python {OLDEST_PYTHON} or newer with pip (https://www.python.org/), \
         as python3 or named by PYTHON.\nWithout it: cargo xtask test --native"
    )
}

fn fetch(python: &Path, folder: &Path) -> Result<()> {
    let unfinished = folder.with_file_name(format!(".{}.unfinished", stem()));
    // What an interrupted run left, and what no Python here can use any more.
    for old in [&unfinished, folder] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--disable-pip-version-check"])
        // It needs no other, and building it takes half an hour.
        .args(["--no-deps", "--only-binary", ":all:", "--target"])
        .arg(&unfinished)
        .arg(format!("duckdb=={VERSION}"))
        // Into a folder of ours nothing is installed for a user or the system.
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .env_remove("PIP_USER");
    progress::run(&mut pip, &stem(), WHY, MAX_INSTALL_TIME)?;
    try_out(python, &unfinished)?;
    fs::rename(&unfinished, folder).context("cannot move it into place")
}

fn try_out(python: &Path, folder: &Path) -> Result<()> {
    let ask = "import duckdb; print(duckdb.connect().execute('SELECT version()').fetchall()[0][0])";
    let answer = Command::new(python)
        .args(["-c", ask])
        .env("PYTHONPATH", folder)
        .output()
        .with_context(|| format!("{} does not start", python.display()))?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if said.trim() != format!("v{VERSION}") {
        let why = String::from_utf8_lossy(&answer.stderr);
        bail!("{} cannot use it: {said}{why}", python.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_package_is_not_believed() {
        let folder = env::temp_dir().join(format!("no-duckdb-{}", std::process::id()));
        assert_eq!(interpreter(&folder), None);
        fs::create_dir_all(folder.join("duckdb")).unwrap();
        assert_eq!(interpreter(&folder), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
