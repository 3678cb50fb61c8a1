//! Where things are: in this clone, and in the cache shared by every clone.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use etcetera::BaseStrategy;

use crate::progress;

/// The folder in the user's cache, and the name of the app's binary.
pub const NAME: &str = "seven-minute-briefing";

/// The self-contained page, as a file name in `dist/`.
pub const PORTABLE: &str = "seven-minute-briefing.html";

/// The top folder of this clone.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where both deliveries end up.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A folder in the per-user cache, made if missing: `$XDG_CACHE_HOME` or its like on this system.
///
/// # Errors
/// When there is no home folder, or the folder cannot be made.
pub fn cache(part: &str) -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("no home folder to keep tools in")?;
    let folder = base.cache_dir().join(NAME).join(part);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Waits for, takes and returns the lock called `name`, so that two clones do not install the same
/// thing at once. It is released when dropped, and by the system when the process dies.
///
/// # Errors
/// When the lock file cannot be opened or locked.
pub fn lock(name: &str) -> Result<File> {
    let path = cache("locks")?.join(format!("{name}.lock"));
    let file = File::create(&path).with_context(|| format!("cannot open {}", path.display()))?;
    if file.try_lock().is_err() {
        progress::say(name, "another run is installing this; waiting for it");
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Where cargo keeps the crates it downloads.
pub fn cargo_home() -> Option<PathBuf> {
    let told = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    told.or_else(|| Some(etcetera::home_dir().ok()?.join(".cargo")))
}

/// `cargo` as a person would run it at the top of this clone.
pub fn cargo() -> Command {
    let mut command = cargo_free("cargo");
    command.current_dir(root());
    command
}

/// A program without the variables of a WebAssembly build (see [`crate::wasm_target`]) and without
/// those `cargo run` gave this process, which could make a nested cargo compile everything anew.
pub fn cargo_free(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let of_a_package = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
        if of_a_package.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    for name in crate::wasm_target::VARIABLES {
        command.env_remove(name);
    }
    command
}

/// `npm`.
pub fn npm() -> Command {
    let mut command = Command::new(script("npm"));
    command.current_dir(root());
    command
}

/// A program that npm has installed in this clone.
pub fn node_module(name: &str) -> Command {
    Command::new(root().join("node_modules").join(".bin").join(script(name)))
}

/// Node's programs are scripts, which Windows starts by their whole name only.
fn script(name: &str) -> String {
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    format!("{name}{ending}")
}
