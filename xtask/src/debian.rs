//! Debian's packages, which set-up installs when it runs as root.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{progress, project};

/// Whether this is Debian, or a system based on it.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && Path::new("/usr/bin/apt-get").exists()
}

/// Whether set-up may install Debian packages here without asking for a password.
pub fn may_install() -> bool {
    let is_root = |shell: Shell| cmd!(shell, "id -u").read().is_ok_and(|user| user == "0");
    is_debian() && project::shell().is_ok_and(is_root)
}

/// Returns which of `packages` are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Result<Vec<&'a str>> {
    let shell = project::shell()?;
    let format = "${Package} ${db:Status-Status}\n";
    // dpkg-query fails if it does not know a package, but still lists those that it knows.
    let known = cmd!(
        shell,
        "dpkg-query --show --showformat={format} {packages...}"
    );
    let known = known.ignore_status().ignore_stderr().read()?;
    let is_installed = |package: &str| {
        let installed = format!("{package} installed");
        known.lines().any(|line| line == installed)
    };
    let packages = packages.iter().copied();
    Ok(packages.filter(|it| !is_installed(it)).collect())
}

/// Installs whichever of `packages` are missing. An error includes the command to run by hand.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let needed = missing(packages)?.join(" ");
    let by_hand = format!("apt-get install --no-install-recommends {needed}");
    if !needed.is_empty() && !may_install() {
        bail!("Missing, {why}: {needed}. By hand: sudo {by_hand}");
    }
    let is_installed = || missing(packages).is_ok_and(|packages| packages.is_empty());
    project::install_once("apt", is_installed, || {
        run_apt(packages, why)
            .with_context(|| format!("Debian packages could not be installed. By hand: {by_hand}"))
    })
}

fn run_apt(packages: &[&str], why: &str) -> Result<()> {
    let shell = project::shell()?;
    shell.set_var("DEBIAN_FRONTEND", "noninteractive");
    // dpkg finishes what an interrupted run left half configured. Neither command has to succeed:
    // apt-get install reports what is wrong, and the package lists already here may be enough.
    let mend = cmd!(shell, "dpkg --configure -a");
    let update = cmd!(shell, "apt-get --option=Acquire::Retries=3 update");
    for (preparation, why) in [(mend, "finishing earlier ones"), (update, "updating lists")] {
        if let Err(error) = progress::run(preparation, "Debian packages", why) {
            progress::say("Debian packages", &format!("{error:#}"));
        }
    }
    let options = [
        "--yes",
        "--no-install-recommends",
        "--option=DPkg::Lock::Timeout=600",
    ];
    let install = cmd!(
        shell,
        "apt-get install {options...} --option=Acquire::Retries=3"
    );
    let missing = missing(packages)?;
    let why = format!("{why}: {}", missing.join(" "));
    progress::run(install.args(missing), "Debian packages", &why)
}
