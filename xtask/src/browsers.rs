//! The browsers, their drivers and the programs that judge what they show and give, as the tests are
//! told about them.
//!
//! A variable that is already set is believed, so another browser can be tried without touching
//! anything: `FIREFOX=/opt/firefox/firefox cargo xtask test`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{packages, tools};

const DEBIAN_PACKAGES: [&str; 7] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "dbus",
    "poppler-utils",
];

/// A program that tests need: the variable that names it, and the names it goes by.
const PROGRAMS: [(&str, &[&str]); 12] = [
    (
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    ),
    ("CHROMEDRIVER", &["chromedriver"]),
    ("FIREFOX", &["firefox-esr", "firefox"]),
    ("GECKODRIVER", &["geckodriver"]),
    ("MINIBROWSER", &["MiniBrowser"]),
    ("WEBKITWEBDRIVER", &["WebKitWebDriver"]),
    // Runs Lighthouse, which npm brings.
    ("NODE", &["node"]),
    // Runs the Nu Html Checker, which npm brings.
    ("JAVA", &["java"]),
    // Poppler's, which read what was printed.
    ("PDFINFO", &["pdfinfo"]),
    ("PDFTOTEXT", &["pdftotext"]),
    ("PDFTOPPM", &["pdftoppm"]),
    // LibreOffice, which reads the Word file and the workbook.
    ("SOFFICE", SOFFICE),
];

const SOFFICE: &[&str] = &["soffice", "libreoffice"];

/// Installs the browsers and the programs where that can be done without asking.
///
/// # Errors
/// When installing fails; the error holds the command that does it by hand.
pub fn install() -> Result<()> {
    if packages::may_use_apt() {
        packages::install_debian(
            &debian_packages(),
            "for the tests in browsers and in LibreOffice",
        )?;
    }
    Ok(())
}

/// Java and `LibreOffice` come in many packages: where there is one already, none is added. The
/// `LibreOffice` for machines without a screen would even take the place of the other.
fn debian_packages() -> Vec<&'static str> {
    let mut packages = DEBIAN_PACKAGES.to_vec();
    if locate("JAVA", &["java"]).is_none() {
        packages.push("default-jre-headless");
    }
    // Of its own parts, what is there may lack the one for sheets.
    let writer = "libreoffice-writer-nogui";
    if locate("SOFFICE", SOFFICE).is_none() || packages::missing_from_debian(&[writer]).is_empty() {
        packages.extend([writer, "libreoffice-calc-nogui"]);
    }
    packages
}

/// The variables the tests read, with absolute paths.
///
/// # Errors
/// When a program is missing; the error says which and how to get them.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for (variable, names) in PROGRAMS {
        match locate(variable, names) {
            Some(path) => found.push((variable, path)),
            None => missing.push(format!("{} (or set {variable})", names[0])),
        }
    }
    if !missing.is_empty() {
        bail!(
            "The tests also need {}.\n{}\nWithout all of them: cargo xtask test --native",
            missing.join(", "),
            advice()
        );
    }
    Ok(found)
}

fn advice() -> String {
    if packages::is_debian() {
        let packages = debian_packages().join(" ");
        return format!("By hand: sudo apt-get install --no-install-recommends {packages}");
    }
    if cfg!(target_os = "macos") {
        return "By hand: brew install --cask chromium chromedriver firefox temurin libreoffice; brew install poppler; WebKitGTK, \
                which stands in for Safari, runs on Linux only."
            .to_owned();
    }
    "By hand: install Chromium with chromedriver, Firefox, WebKitGTK with its MiniBrowser and \
     WebKitWebDriver, Java, LibreOffice Writer and Calc and poppler's tools from your system's packages."
        .to_owned()
}

fn locate(variable: &str, names: &[&str]) -> Option<OsString> {
    if let Some(given) = env::var_os(variable) {
        return Some(given);
    }
    if variable == "GECKODRIVER" {
        return tools::GECKODRIVER
            .path()
            .ok()
            .filter(|path| path.exists())
            .map(Into::into);
    }
    let mut folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    folders.extend(webkit_folders());
    let candidates = names.iter().flat_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    candidates
        .into_iter()
        .find(|path| path.is_file())
        .map(Into::into)
}

/// Where distributions keep `MiniBrowser` and `WebKitWebDriver`, the newest interface first.
fn webkit_folders() -> Vec<PathBuf> {
    let mut libraries = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    libraries.extend(folders_in(Path::new("/usr/lib")));
    let mut found: Vec<PathBuf> = libraries
        .iter()
        .flat_map(|library| folders_in(library))
        .collect();
    found.retain(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("webkit2gtk-") || name.starts_with("webkitgtk-")
    });
    found.sort_by(|one, other| other.cmp(one));
    found
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}
