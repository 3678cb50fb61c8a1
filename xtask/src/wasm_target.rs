//! A compiler for WebAssembly: rustup's target where it can be downloaded, Debian's packages where
//! it cannot.
//!
//! Debian ships the standard library for this target as source only, so there cargo builds it with
//! the app. That needs variables which are set for Trunk alone, see [`variables`].

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::{debian, progress, project};

const TRIPLE: &str = "wasm32-unknown-unknown";

/// The variables that [`variables`] may set. A native cargo inside Trunk must not inherit them, or it
/// would compile everything a second time with another compiler.
pub const NAMES: [&str; 5] = [
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTC",
    "RUSTC_BOOTSTRAP",
    "CARGO_UNSTABLE_BUILD_STD",
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
];

/// Debian's compiler. It works with the cargo that runs this program, so `cargo-web` is not needed.
const DEBIAN_PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

/// The target is a download of some 20 MB. Where Debian's packages can stand in, a blocked network
/// that never answers should not hold things up for long.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(4 * 60);

/// Makes sure that this machine can compile the app to WebAssembly, and has the crates for it.
pub fn install() -> Result<()> {
    if !has_target()? && !has_debians_compiler()? {
        install_compiler()?;
    }
    // Trunk runs offline. With Debian's compiler, this also fetches the crates of the standard library.
    let shell = project::shell()?;
    let fetch = cmd!(shell, "cargo fetch --locked").envs(variables()?);
    progress::run(fetch, "crates", "what the app is made of")
}

/// An error includes the command to run by hand.
fn install_compiler() -> Result<()> {
    let shell = project::shell()?;
    let add = cmd!(shell, "rustup target add {TRIPLE}").env("RUSTUP_MAX_RETRIES", "1");
    let why = "Rust's standard library for WebAssembly";
    let added = progress::run_within(DOWNLOAD_LIMIT, add, TRIPLE, why);
    if added.is_ok() && has_target()? {
        return Ok(());
    }
    let advice = format!("WebAssembly cannot be compiled (by hand: rustup target add {TRIPLE})");
    if !debian::is_debian() {
        added.with_context(|| advice.clone())?;
        bail!("{advice}: rustup reports success, yet the compiler does not have it");
    }
    if let Err(error) = added {
        progress::say(TRIPLE, &format!("{error:#}"));
    }
    progress::say(TRIPLE, "taking Debian's compiler");
    debian::install(&DEBIAN_PACKAGES, "to compile to WebAssembly").context(advice)
}

/// The variables for a process that compiles to WebAssembly, once there is a compiler for it.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    let [flags, compiler, bootstrap, build_std, linker] = NAMES;
    let mut variables = vec![(flags, encoded_flags())];
    if !has_target()? {
        // The linker is that of the usual compiler.
        let mut path = PathBuf::from(ask_rustc(&["--print", "sysroot"])?);
        path.extend(["lib", "rustlib", &host()?, "bin", "rust-lld"]);
        variables.extend([
            (compiler, "/usr/bin/rustc".into()),
            (bootstrap, "1".into()),
            (build_std, "std,panic_abort".into()),
            (linker, path.into()),
        ]);
    }
    Ok(variables)
}

/// The compiler flags for WebAssembly, beyond the release profile.
///
/// - `erase_components` makes Leptos build the pages from a few types of view in place of one for
///   each element, which compiles faster and is smaller.
/// - `--remap-path-prefix` keeps the builder's home folder out of the page: panic messages name
///   source files.
fn encoded_flags() -> OsString {
    let mut flags = OsString::from("--cfg\u{1f}erase_components");
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(folder) = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo"))) {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder);
        flags.push("=cargo");
    }
    flags
}

fn has_target() -> Result<bool> {
    let folder = ask_rustc(&["--print", "target-libdir", "--target", TRIPLE])?;
    Ok(Path::new(&folder).is_dir())
}

fn has_debians_compiler() -> Result<bool> {
    Ok(debian::is_debian() && debian::missing(&DEBIAN_PACKAGES)?.is_empty())
}

/// The target triple of this machine.
pub fn host() -> Result<String> {
    ask_rustc(&["--print", "host-tuple"])
}

fn ask_rustc(arguments: &[&str]) -> Result<String> {
    let shell = project::shell()?;
    Ok(cmd!(shell, "rustc {arguments...}").read()?)
}
