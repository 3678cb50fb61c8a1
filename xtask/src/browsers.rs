//! Finds the browsers, their drivers, and the programs that check pages and files, and tells the
//! tests in environment variables where they are.
//!
//! A variable that is already set takes precedence, so you can try another browser:
//! `FIREFOX=/opt/firefox/firefox cargo xtask test`.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};
use glob::glob;
use which::which_in_global;

use crate::{debian, tools};

/// A program that tests need: the variable for its path, its possible file names, and the Debian
/// packages that contain it. Geckodriver and Node.js come from elsewhere.
type Program = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const PROGRAMS: [Program; 13] = [
    (
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
        &["chromium"],
    ),
    ("CHROMEDRIVER", &["chromedriver"], &["chromium-driver"]),
    ("FIREFOX", &["firefox-esr", "firefox"], &["firefox-esr"]),
    ("GECKODRIVER", &["geckodriver"], &[]),
    ("MINIBROWSER", &["MiniBrowser"], &["webkit2gtk-driver"]),
    (
        "WEBKITWEBDRIVER",
        &["WebKitWebDriver"],
        &["webkit2gtk-driver"],
    ),
    ("XVFB", &["Xvfb"], &["xvfb", "dbus"]),
    // Runs Lighthouse.
    ("NODE", &["node"], &[]),
    // Runs the Nu Html Checker.
    ("JAVA", &["java"], &["default-jre-headless"]),
    // Poppler's tools, which read printed pages.
    ("PDFINFO", &["pdfinfo"], &["poppler-utils"]),
    ("PDFTOTEXT", &["pdftotext"], &["poppler-utils"]),
    ("PDFTOPPM", &["pdftoppm"], &["poppler-utils"]),
    // Reads the Word file and the workbook.
    ("SOFFICE", &["soffice", "libreoffice"], LIBREOFFICE),
];

/// The packages without a graphical interface. They would replace the ordinary ones, so set-up
/// installs them only where there is no `LibreOffice` at all.
const LIBREOFFICE: &[&str] = &["libreoffice-writer-nogui", "libreoffice-calc-nogui"];

/// Installs the missing programs, where that needs no password.
pub fn install() -> Result<()> {
    if !debian::may_install() {
        return Ok(());
    }
    let packages = packages_of(&missing_programs());
    debian::install(&packages, "for the tests in browsers and in LibreOffice")
}

/// The variables that the tests read, with absolute paths. An error names all missing programs and says
/// how to get them.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    let missing = missing_programs();
    if missing.is_empty() {
        let found = PROGRAMS.iter();
        return Ok(found.filter_map(|it| Some((it.0, locate(it)?))).collect());
    }
    let names = missing
        .iter()
        .map(|(variable, names, _)| format!("{} (or set {variable})", names[0]));
    let names: Vec<String> = names.collect();
    let packages = packages_of(&missing).join(" ");
    bail!(
        "The tests also need {}.\n{}\nWithout all of them: cargo xtask test --native",
        names.join(", "),
        if debian::is_debian() {
            format!("By hand: sudo apt-get install --no-install-recommends {packages}")
        } else if cfg!(target_os = "macos") {
            "By hand: brew install chromium chromedriver firefox temurin libreoffice poppler; WebKitGTK, \
             which stands in for Safari, runs on Linux only.".to_owned()
        } else {
            format!("By hand: install them from your system's packages. Debian's are {packages}.")
        }
    );
}

fn missing_programs() -> Vec<&'static Program> {
    let programs = PROGRAMS.iter();
    programs.filter(|it| locate(it).is_none()).collect()
}

fn packages_of(programs: &[&Program]) -> Vec<&'static str> {
    let packages = programs.iter().flat_map(|(_, _, packages)| *packages);
    let mut packages: Vec<_> = packages.copied().collect();
    packages.dedup();
    packages
}

fn locate((variable, names, _): &Program) -> Option<OsString> {
    if let Some(named) = env::var_os(variable) {
        return Some(named);
    }
    let mut folders: Vec<PathBuf> = tools::GECKODRIVER.folder().into_iter().collect();
    folders.extend(env::split_paths(&env::var_os("PATH")?));
    // Where distributions keep the programs of WebKitGTK. The newest API version sorts last.
    for pattern in ["/usr/lib*/webkit*gtk-*", "/usr/lib/*/webkit*gtk-*"] {
        let found: Vec<PathBuf> = glob(pattern).into_iter().flatten().flatten().collect();
        folders.extend(found.into_iter().rev());
    }
    let folders = env::join_paths(folders).ok()?;
    let find = |name: &&str| which_in_global(name, Some(&folders)).ok()?.next();
    names.iter().find_map(find).map(Into::into)
}
