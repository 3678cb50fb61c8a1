//! Programs built from crates.io at a pinned version, kept in the user's cache under their name and
//! version.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::{progress, project};

/// A release profile with which a program builds in minutes. Some programs' own profiles take a
/// quarter of an hour.
const QUICK_PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

/// A program that `cargo install` builds.
#[derive(Debug)]
pub struct Tool {
    /// The crate's name.
    package: &'static str,
    /// The exact version.
    version: &'static str,
    /// The program's name, without `.exe`.
    program: &'static str,
    /// What the program does, for the progress lines.
    purpose: &'static str,
    /// How much the compiler optimises the program. Level 0 is the quickest to install.
    opt_level: &'static str,
}

/// Bundles the site. With its own release profile, Trunk takes twelve minutes to compile on two cores.
/// Unoptimised it takes three, and builds the site just as fast. Version 0.22 takes twice as long.
pub const TRUNK: Tool = Tool {
    package: "trunk",
    version: "0.21.14",
    program: "trunk",
    purpose: "builds and serves the site",
    opt_level: "0",
};

/// Must have exactly the version of the `wasm-bindgen` crate in Cargo.lock.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    purpose: "connects WebAssembly to the page",
    opt_level: "1",
};

/// Drives Firefox. Debian does not package it.
pub const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    purpose: "drives Firefox in the browser tests",
    opt_level: "0",
};

impl Tool {
    /// The folder of the program, whether it is installed yet or not.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(self.root()?.join("bin"))
    }

    /// The path of the program, whether it is installed yet or not.
    pub fn path(&self) -> Result<PathBuf> {
        let file = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        Ok(self.folder()?.join(file))
    }

    /// Installs the program unless it is there and runs. An error includes the command to run by
    /// hand.
    pub fn install(&self) -> Result<()> {
        let is_installed = || self.check().is_ok();
        project::install_once(&self.name(), is_installed, || {
            let (package, version, root) = (self.package, self.version, self.root()?);
            self.build().with_context(|| {
                format!(
                    "{package} {version} could not be installed. By hand: \
                     cargo install {package} --version {version} --root {}",
                    root.display()
                )
            })
        })
    }

    /// Has cargo build the program and move it into place, which is the last thing it does.
    fn build(&self) -> Result<()> {
        let (package, version, program) = (self.package, self.version, self.program);
        let (name, root) = (self.name(), self.root()?);
        // Kept when a run is interrupted, so that the next one continues.
        let compiled = project::cache("compiled")?.join(&name);
        let shell = project::shell()?;
        // Outside the clone, whose cargo settings are not meant for tools.
        shell.change_dir(std::env::temp_dir());
        let install = || {
            cmd!(shell, "cargo install {package} --version {version}")
                .args(["--no-default-features", "--force", "--bin", program])
                .arg("--root")
                .arg(&root)
                .envs(QUICK_PROFILE)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
                .env("CARGO_TARGET_DIR", &compiled)
        };
        let purpose = format!("{} (once; a few minutes)", self.purpose);
        // First with the versions of dependencies in its lock file, although some may have been yanked.
        progress::run(install().arg("--locked"), &name, &purpose).or_else(|error| {
            progress::say(&name, &format!("{error:#}"));
            let purpose = "again, with the newest versions of its dependencies";
            progress::run(install(), &name, purpose)
        })?;
        self.check()?;
        // This only frees space on the disk.
        fs::remove_dir_all(&compiled).ok();
        Ok(())
    }

    /// Makes sure that the program runs and has the right version.
    fn check(&self) -> Result<()> {
        let (shell, path) = (project::shell()?, self.path()?);
        let answer = cmd!(shell, "{path} --version").read()?;
        if !answer.contains(self.version) {
            bail!("{} says that it is: {answer}", path.display());
        }
        Ok(())
    }

    fn root(&self) -> Result<PathBuf> {
        Ok(project::cache("tools")?.join(self.name()))
    }

    /// The package and its version.
    fn name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_has_the_version_that_the_app_is_compiled_with() {
        let lock_file = include_str!("../../Cargo.lock").replace("\r\n", "\n");
        let version = WASM_BINDGEN.version;
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{version}\"");
        assert!(lock_file.contains(&entry));
    }
}
