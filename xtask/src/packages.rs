//! What package managers bring: npm's into this clone, Debian's into the system.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{progress, project};

const MAX_INSTALL_TIME: Duration = Duration::from_secs(30 * 60);

/// A folder with a `package.json`, and what is needed of what it names.
#[derive(Debug)]
pub struct Npm {
    /// The folder, from the root of the clone.
    folder: &'static str,
    /// What is looked for in `node_modules`.
    needed: &'static [&'static str],
    /// What it is, in words.
    what: &'static str,
}

/// What the build needs.
pub const BUILD: Npm = Npm {
    folder: ".",
    needed: &[
        ".bin/sass",
        ".bin/wasm-opt",
        ".bin/esbuild",
        ".bin/purgecss",
    ],
    what: "Sass, wasm-opt, esbuild, PurgeCSS and GOV.UK Frontend",
};

/// What judges the pages in the browser tests. Three times as large as all the others, so
/// it is brought for those tests only.
pub const JUDGES: Npm = Npm {
    folder: "tests/e2e",
    needed: &["axe-core/axe.min.js", "lighthouse", "vnu-jar"],
    what: "axe-core, Lighthouse and the Nu Html Checker",
};

impl Npm {
    /// Installs the packages as package-lock.json says, into `node_modules`.
    ///
    /// # Errors
    /// When npm is missing or fails.
    pub fn install(&self) -> Result<()> {
        let folder = project::root().join(self.folder);
        let lock = fs::read(folder.join("package-lock.json"))?;
        let modules = folder.join("node_modules");
        let stamp = modules.join(".installed-from");
        let wanted = fingerprint(&lock);
        let is_there = || {
            is_current(&stamp, &wanted) && self.needed.iter().all(|it| modules.join(it).exists())
        };
        if is_there() {
            return Ok(());
        }
        let name = format!("npm-{}", fingerprint(folder.as_os_str().as_encoded_bytes()));
        let _lock = project::lock(&name)?;
        if is_there() {
            return Ok(());
        }
        // `npm ci` empties the folder first, and with it any older stamp. None of the packages needs
        // its own script, and the one of the Nu Html Checker would download a Java.
        let mut npm = project::npm();
        npm.current_dir(&folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        progress::run(&mut npm, "npm packages", self.what, MAX_INSTALL_TIME).with_context(
            || {
                format!(
                    "The npm packages could not be installed. They need Node.js 20 or newer \
                     (https://nodejs.org/) and npm's registry. By hand, in {}: npm ci --ignore-scripts",
                    folder.display()
                )
            },
        )?;
        fs::write(&stamp, wanted)?;
        Ok(())
    }
}

fn is_current(stamp: &Path, wanted: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == wanted)
}

/// A short name for some bytes.
pub fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").ok();
            text
        })
}

/// Whether this is Debian, or a system made from it.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && Path::new("/usr/bin/apt-get").exists()
}

/// Whether set-up may install Debian packages here without asking for a password.
pub fn may_use_apt() -> bool {
    let id = Command::new("id").arg("-u").output();
    is_debian() && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Those of `packages` that are not installed.
pub fn missing_from_debian<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    // It fails when it does not know a package, and still lists those it does know.
    let known = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(packages)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let is_installed = |package: &str| {
        known
            .lines()
            .any(|line| line == format!("{package} installed"))
    };
    packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect()
}

/// Installs those of `packages` that are missing.
///
/// # Errors
/// When that fails or is not allowed; the error holds the command that does it by hand.
pub fn install_debian(packages: &[&str], why: &str) -> Result<()> {
    if missing_from_debian(packages).is_empty() {
        return Ok(());
    }
    let _lock = may_use_apt().then(|| project::lock("apt")).transpose()?;
    let missing = missing_from_debian(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        missing.join(" ")
    );
    if !may_use_apt() {
        bail!(
            "Missing, {why}: {}. By hand: sudo {by_hand}",
            missing.join(", ")
        );
    }
    let what = "Debian packages";
    // The first picks up what an interrupted run left half configured. Neither has to succeed:
    // installing says what is wrong, and what the machine knew before may well do.
    let mut mend = Command::new("dpkg");
    mend.args(["--configure", "-a"]);
    let mut update = apt_get();
    update.arg("update");
    for (preparation, why) in [
        (mend, "finishing earlier ones"),
        (update, "reading what there is"),
    ] {
        let mut preparation = preparation;
        if let Err(error) = progress::run(&mut preparation, what, why, MAX_INSTALL_TIME) {
            progress::say(what, &format!("{error:#}"));
        }
    }
    let mut install = apt_get();
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(&missing);
    progress::run(
        &mut install,
        what,
        &format!("{why}: {}", missing.join(" ")),
        MAX_INSTALL_TIME,
    )
    .with_context(|| format!("Debian packages could not be installed. By hand: {by_hand}"))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(["-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=3"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_lock_file_is_another_fingerprint() {
        assert_eq!(fingerprint(b"one"), fingerprint(b"one"));
        assert_ne!(fingerprint(b"one"), fingerprint(b"two"));
        assert_eq!(fingerprint(b"").len(), 16);
    }

    #[test]
    fn no_stamp_and_an_older_stamp_both_mean_install() -> std::io::Result<()> {
        let stamp = std::env::temp_dir().join(format!("stamp-{}", std::process::id()));
        assert!(!is_current(&stamp, "new"));
        fs::write(&stamp, "old")?;
        assert!(!is_current(&stamp, "new"));
        fs::write(&stamp, "new")?;
        assert!(is_current(&stamp, "new"));
        fs::remove_file(&stamp)
    }
}
