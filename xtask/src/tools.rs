//! Programs built from crates.io at a pinned version, kept in the user's cache.
//!
//! A tool is in use only when its folder, named by tool and version, exists; the folder appears by
//! one rename at the very end. What an interrupted run had compiled is kept beside and picked up.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{progress, project};

const MAX_INSTALL_TIME: Duration = Duration::from_secs(60 * 60);

/// A program that `cargo install` builds.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// The crate's name.
    package: &'static str,
    /// The exact version.
    version: &'static str,
    /// The program's name, without `.exe`.
    program: &'static str,
    /// What it is for, in the words shown while it installs.
    why: &'static str,
    /// How much the compiler optimises it: least is quickest to install.
    opt_level: &'static str,
}

/// Bundles the site. Its own release profile takes twelve minutes on two cores; unoptimised it
/// takes three and costs the build nothing one can notice. 0.22 takes twice as long again.
pub const TRUNK: Tool = Tool {
    package: "trunk",
    version: "0.21.14",
    program: "trunk",
    why: "builds and serves the site",
    opt_level: "0",
};

/// Must be the version of the `wasm-bindgen` crate in Cargo.lock, to the last digit.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    why: "connects WebAssembly to the page",
    opt_level: "1",
};

/// Drives Firefox; Debian does not package it.
pub const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    why: "drives Firefox in the browser tests",
    opt_level: "0",
};

impl Tool {
    /// The folder with the program in it, whether installed yet or not.
    ///
    /// # Errors
    /// When there is no cache folder.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(project::cache("tools")?.join(self.stem()).join("bin"))
    }

    /// The program itself, whether installed yet or not.
    ///
    /// # Errors
    /// When there is no cache folder.
    pub fn path(&self) -> Result<PathBuf> {
        let program = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        Ok(self.folder()?.join(program))
    }

    /// Installs the tool unless it is there.
    ///
    /// # Errors
    /// When it cannot be installed; the error holds the command that does it by hand.
    pub fn install(&self) -> Result<()> {
        if self.path()?.exists() {
            return Ok(());
        }
        let _lock = project::lock(&self.stem())?;
        if self.path()?.exists() {
            return Ok(());
        }
        self.build().with_context(|| {
            let Self {
                package, version, ..
            } = self;
            let folder = project::cache("tools")
                .unwrap_or_default()
                .join(self.stem());
            format!(
                "{package} {version} could not be installed. By hand: \
                 cargo install {package} --version {version} --root {}",
                folder.display()
            )
        })
    }

    fn build(&self) -> Result<()> {
        let tools = project::cache("tools")?;
        let unfinished = tools.join(format!(".{}.unfinished", self.stem()));
        let compiled = project::cache("compiled")?.join(self.stem());
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        let why = format!("{} (once; a few minutes)", self.why);
        let mut install = self.cargo_install(&unfinished, &compiled);
        // The versions its authors released it with, where the registry has them all.
        install.arg("--locked");
        if let Err(error) = progress::run(&mut install, &self.stem(), &why, MAX_INSTALL_TIME) {
            if !error.to_string().contains("failed to select a version") {
                return Err(error);
            }
            let mut install = self.cargo_install(&unfinished, &compiled);
            let why = "again, with the newest versions of what it needs";
            progress::run(&mut install, &self.stem(), why, MAX_INSTALL_TIME)?;
        }
        self.try_out(&unfinished.join("bin").join(self.program))?;
        fs::rename(&unfinished, tools.join(self.stem())).context("cannot move it into place")?;
        // Only room on the disk is at stake from here on.
        fs::remove_dir_all(&compiled).ok();
        Ok(())
    }

    fn cargo_install(&self, root: &PathBuf, compiled: &PathBuf) -> Command {
        let mut command = project::cargo();
        command
            .current_dir(std::env::temp_dir())
            .args(["install", self.package, "--version", self.version])
            .args(["--bin", self.program, "--no-default-features", "--root"])
            .arg(root)
            .env("CARGO_TARGET_DIR", compiled)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
        command
    }

    fn try_out(&self, program: &PathBuf) -> Result<()> {
        let output = Command::new(program)
            .arg("--version")
            .output()
            .with_context(|| format!("{} does not start", program.display()))?;
        let words = String::from_utf8_lossy(&output.stdout);
        if !words.contains(self.version) {
            bail!("{} says it is: {words}", program.display());
        }
        Ok(())
    }

    /// Name and version: the key of everything about this tool in the cache.
    fn stem(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_kept_under_its_name_and_version() {
        assert_eq!(TRUNK.stem(), "trunk-0.21.14");
    }

    #[test]
    fn wasm_bindgen_is_the_version_the_app_is_compiled_with() {
        let lock = include_str!("../../Cargo.lock");
        let entry = format!(
            "name = \"wasm-bindgen\"\nversion = \"{}\"",
            WASM_BINDGEN.version
        );
        assert!(lock.replace("\r\n", "\n").contains(&entry));
    }
}
