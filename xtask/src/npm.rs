//! npm's packages, which set-up installs into this clone.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use which::{which, which_in_global};
use xshell::cmd;

use crate::{progress, project};

/// Installs the packages that package-lock.json in `folder` names, unless they are there. `names`
/// lists the main ones, for the progress lines.
pub fn install(folder: &str, names: &str) -> Result<()> {
    let folder = project::root().join(folder);
    let lock_file = fs::read_to_string(folder.join("package-lock.json"))?;
    // A copy of the lock file, written last. `npm ci` first deletes it with everything in the folder.
    let stamp = folder.join("node_modules/.installed-from");
    let is_installed = || fs::read_to_string(&stamp).is_ok_and(|text| text == lock_file);
    project::install_once("npm", is_installed, || {
        let shell = project::shell()?;
        shell.change_dir(&folder);
        let npm = which("npm").unwrap_or("npm".into());
        // No package needs its install script, and the Nu Html Checker's would download Java.
        let options = ["--ignore-scripts", "--no-audit", "--no-fund"];
        let install = cmd!(shell, "{npm} ci {options...} --loglevel=error");
        progress::run(install, "npm packages", names).with_context(|| {
            format!(
                "The npm packages could not be installed. They need Node.js 20 or newer \
                 (https://nodejs.org/) and npm's registry. By hand, in {}: npm ci --ignore-scripts",
                folder.display()
            )
        })?;
        Ok(fs::write(&stamp, &lock_file)?)
    })
}

/// The folder with the programs that npm has installed for the build.
pub fn programs() -> PathBuf {
    project::root().join("node_modules").join(".bin")
}

/// The path of one of those programs.
pub fn program(name: &str) -> Result<PathBuf> {
    let found = which_in_global(name, Some(programs()))?.next();
    found.with_context(|| format!("{name} is not in {}", programs().display()))
}
