//! A Rust compiler that makes WebAssembly: rustup's target where it can be had, Debian's packages
//! where it cannot.
//!
//! Debian ships the standard library for this target as source only, so there it is built with the
//! app. That takes variables which are set on Trunk's process alone; see [`VARIABLES`].

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::{packages, progress, project};

const TRIPLE: &str = "wasm32-unknown-unknown";
const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What either route sets. Anything native that Trunk starts must be rid of them again, or it
/// would compile everything a second time with another compiler.
pub const VARIABLES: [&str; 5] = [
    "RUSTC",
    "RUSTC_BOOTSTRAP",
    "CARGO_UNSTABLE_BUILD_STD",
    LINKER,
    FLAGS,
];

const DEBIAN_COMPILER: &str = "/usr/bin/rustc";
// Not cargo-web: the cargo that runs this does as well.
const DEBIAN_PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
const DEBIAN_LINKER_PACKAGE: &str = "lld";

// The download is some 20 MB. Where Debian's packages can stand in, a blocked network that never
// answers should not hold things up for long.
const MAX_DOWNLOAD_TIME: Duration = Duration::from_secs(15 * 60);
const MAX_DOWNLOAD_TIME_WITH_DEBIAN: Duration = Duration::from_secs(2 * 60);

/// How this machine compiles to WebAssembly.
#[derive(Debug)]
pub enum WasmTarget {
    /// The usual compiler has the target.
    Rustup,
    /// Debian's compiler, and the linker to use with it.
    Debian { linker: PathBuf },
}

impl WasmTarget {
    /// Finds a way, or installs one.
    ///
    /// # Errors
    /// When there is none; the error holds the command that brings one.
    pub fn set_up() -> Result<Self> {
        if has_target() {
            return Ok(Self::Rustup);
        }
        let has_debians = || packages::missing_from_debian(&DEBIAN_PACKAGES).is_empty();
        if packages::is_debian() && has_debians() {
            return Self::debian();
        }
        let refused = match add_target() {
            Ok(()) if has_target() => return Ok(Self::Rustup),
            Ok(()) => "rustup reports success, yet the compiler does not have it".to_owned(),
            Err(error) => format!("{error:#}"),
        };
        let by_hand = format!(
            "The compiler cannot make WebAssembly. By hand: rustup target add {TRIPLE}\n{refused}"
        );
        if !packages::is_debian() {
            return Err(anyhow::anyhow!(by_hand));
        }
        progress::say(
            TRIPLE,
            "rustup cannot get it here; taking Debian's compiler",
        );
        packages::install_debian(&DEBIAN_PACKAGES, "to compile to WebAssembly").context(by_hand)?;
        Self::debian()
    }

    fn debian() -> Result<Self> {
        if let Some(linker) = own_linker() {
            return Ok(Self::Debian { linker });
        }
        packages::install_debian(&[DEBIAN_LINKER_PACKAGE], "to link WebAssembly")?;
        Ok(Self::Debian {
            linker: PathBuf::from("/usr/bin/wasm-ld"),
        })
    }

    /// What to set on the process that compiles to WebAssembly.
    pub fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut variables = vec![(FLAGS, flags())];
        if let Self::Debian { linker } = self {
            variables.extend([
                ("RUSTC", DEBIAN_COMPILER.into()),
                ("RUSTC_BOOTSTRAP", "1".into()),
                ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()),
                (LINKER, linker.into()),
            ]);
        }
        variables
    }
}

/// How the WebAssembly is compiled, beyond the release profile.
///
/// - `erase_components` makes Leptos build the pages from a few types of view in place of one for
///   each element: measured on this app, 6 % less WebAssembly and 8 % less of it compressed.
/// - Nothing is inlined for speed alone: 0.5 % less, and typing waits for layout, not for this.
/// - The places in the source that panics name would carry the builder's home folder into the file.
fn flags() -> OsString {
    let mut flags = OsString::from("--cfg erase_components -Cllvm-args=-inline-threshold=0");
    let home = project::cargo_home();
    // Flags are told apart by spaces: a home folder with one in it keeps its name.
    if let Some(home) = home.filter(|home| !home.to_string_lossy().contains(' ')) {
        let crates = home.join("registry").join("src");
        // The last that fits counts: each registry's own folder.
        let registries = std::fs::read_dir(&crates).into_iter().flatten().flatten();
        let registries = registries.map(|registry| registry.path());
        for folder in std::iter::once(crates).chain(registries) {
            flags.push(" --remap-path-prefix=");
            flags.push(folder);
            flags.push("=crates");
        }
    }
    flags
}

/// Gets the crates the app is made of, and with Debian's compiler those of the standard library:
/// Trunk runs offline. When they are all there, it only looks.
///
/// # Errors
/// When they cannot be downloaded.
pub fn fetch_crates(wasm_target: &WasmTarget) -> Result<()> {
    let fetch = || {
        let mut cargo = project::cargo();
        cargo
            .envs(wasm_target.variables())
            .args(["fetch", "--locked"]);
        cargo
    };
    if fetch()
        .arg("--offline")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        return Ok(());
    }
    progress::run(
        &mut fetch(),
        "crates",
        "what the app is made of",
        MAX_DOWNLOAD_TIME,
    )
}

fn has_target() -> bool {
    ask_rustc(&["--print", "target-libdir", "--target", TRIPLE])
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

fn add_target() -> Result<()> {
    let at_most = if packages::may_use_apt() {
        MAX_DOWNLOAD_TIME_WITH_DEBIAN
    } else {
        MAX_DOWNLOAD_TIME
    };
    let mut rustup = Command::new("rustup");
    rustup
        .args(["target", "add", TRIPLE])
        .env("RUSTUP_MAX_RETRIES", "1");
    progress::run(
        &mut rustup,
        TRIPLE,
        "Rust's standard library for WebAssembly",
        at_most,
    )
}

/// The linker that comes with the usual compiler.
fn own_linker() -> Option<PathBuf> {
    let sysroot = ask_rustc(&["--print", "sysroot"])?;
    let linker = Path::new(&sysroot)
        .join("lib/rustlib")
        .join(host()?)
        .join("bin/rust-lld");
    linker.exists().then_some(linker)
}

/// The target of this machine.
pub fn host() -> Option<String> {
    let version = ask_rustc(&["--version", "--verbose"])?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_owned())
}

fn ask_rustc(arguments: &[&str]) -> Option<String> {
    let output = Command::new("rustc").args(arguments).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| answer.trim().to_owned())
}
