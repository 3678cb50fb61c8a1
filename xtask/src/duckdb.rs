//! `DuckDB`, which counts returns in a test: its Python package, at a pinned version, kept in the
//! user's cache.
//!
//! Each run first tries the package out, since it is built for one version of Python, which may no
//! longer be installed.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::{debian, progress, project};

const VERSION: &str = "2.0.1";

/// The oldest Python that this version is built for.
const OLDEST_PYTHON: &str = "3.11";

/// Debian's own Python, for which Debian packages pip.
const DEBIAN_PYTHON: &str = "/usr/bin/python3";

/// Installs the package unless a Python can use it already. An error says what is missing, or
/// includes the command to run by hand.
pub fn install() -> Result<()> {
    let folder = folder()?;
    let is_installed = || find_python(&folder).is_ok();
    project::install_once("duckdb", is_installed, || {
        // Removes what an interrupted run left, or what no Python here can use any more.
        project::shell()?.remove_path(&folder)?;
        let python = python_with_pip()?;
        let installed = run_pip(&python, &folder).and_then(|()| try_out(&python, &folder));
        installed.with_context(|| {
            format!(
                "DuckDB {VERSION} could not be installed. It needs Python {OLDEST_PYTHON} or newer \
                 and the Python Package Index. By hand: {} -m pip install --target {} duckdb=={VERSION}",
                python.display(),
                folder.display()
            )
        })
    })
}

/// The variables that the test reads: a Python, and the folder where it finds the package.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    let folder = folder()?;
    Ok(vec![
        ("DUCKDB_PYTHON", find_python(&folder)?.into()),
        ("DUCKDB_PACKAGES", folder.into()),
    ])
}

fn folder() -> Result<PathBuf> {
    Ok(project::cache("tools")?.join(format!("duckdb-{VERSION}")))
}

/// The first Python that can import the package from that folder, in the right version.
fn find_python(folder: &Path) -> Result<PathBuf> {
    let mut found = pythons().into_iter();
    let found = found.find(|python| try_out(python, folder).is_ok());
    found.with_context(|| format!("no Python here can use DuckDB in {}", folder.display()))
}

fn try_out(python: &Path, folder: &Path) -> Result<()> {
    let shell = project::shell()?;
    let query = "import duckdb; print(duckdb.execute('SELECT version()').fetchall()[0][0])";
    let ask = cmd!(shell, "{python} -c {query}").env("PYTHONPATH", folder);
    let output = ask.ignore_status().output()?;
    if output.stdout.trim_ascii() != format!("v{VERSION}").as_bytes() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// The Pythons to try: only the one in the variable `PYTHON`, if it is set.
fn pythons() -> Vec<PathBuf> {
    match env::var_os("PYTHON") {
        Some(named) => vec![named.into()],
        None => vec!["python3".into(), "python".into(), DEBIAN_PYTHON.into()],
    }
}

/// A Python that has pip. On Debian, installs both if necessary.
fn python_with_pip() -> Result<PathBuf> {
    let shell = project::shell()?;
    let has_pip = |python: &PathBuf| {
        let pip = cmd!(shell, "{python} -m pip --version").ignore_stderr();
        pip.read().is_ok()
    };
    if let Some(python) = pythons().into_iter().find(has_pip) {
        return Ok(python);
    }
    if debian::is_debian() && env::var_os("PYTHON").is_none() {
        debian::install(&["python3", "python3-pip"], "for the test in DuckDB")?;
        return Ok(DEBIAN_PYTHON.into());
    }
    bail!(
        "The test in DuckDB needs Python {OLDEST_PYTHON} or newer with pip (https://www.python.org/), \
         as python3 or named by PYTHON.\nWithout it: cargo xtask test --native"
    )
}

fn run_pip(python: &Path, folder: &Path) -> Result<()> {
    let shell = project::shell()?;
    let pip = cmd!(shell, "{python} -m pip install --target {folder}")
        // DuckDB needs no other package, and building it from source takes half an hour.
        .args([
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary",
            ":all:",
        ])
        .arg(format!("duckdb=={VERSION}"))
        // pip installs into our own folder: its warning about root does not apply, and `PIP_USER`
        // contradicts `--target`.
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .env_remove("PIP_USER");
    progress::run(pip, "DuckDB", "counts returns beside the app")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_package_is_not_used() {
        let folder = env::temp_dir().join(format!("no-duckdb-{}", std::process::id()));
        assert!(find_python(&folder).is_err());
        std::fs::create_dir_all(folder.join("duckdb")).unwrap();
        assert!(find_python(&folder).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
