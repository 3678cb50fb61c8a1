//! Where things are: in this clone, and in the cache that all clones of a user share.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use etcetera::BaseStrategy;
use xshell::Shell;

use crate::progress;

/// The self-contained page, as a file name in `dist/`.
pub const ONE_FILE: &str = "seven-minute-briefing.html";

/// The top folder of this clone.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A shell in the top folder of this clone.
pub fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root());
    Ok(shell)
}

/// The path in `dist/` of the self-contained page.
pub fn one_file() -> PathBuf {
    root().join("dist").join(ONE_FILE)
}

/// A folder in the per-user cache, below `$XDG_CACHE_HOME` or its equivalent on this system. Creates
/// it if it is missing.
pub fn cache(name: &str) -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("no home folder to keep tools in")?;
    let folder = base.cache_dir().join("seven-minute-briefing").join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Installs something unless it is there already. Two runs never install the same thing at once: the
/// second waits, and then finds it installed.
pub fn install_once(
    name: &str,
    is_installed: impl Fn() -> bool,
    install: impl FnOnce() -> Result<()>,
) -> Result<()> {
    if is_installed() {
        return Ok(());
    }
    // The system releases the lock at the latest when the process ends.
    let lock = File::create(cache("locks")?.join(format!("{name}.lock")))?;
    if lock.try_lock().is_err() {
        progress::say(name, "waiting for another installation to end");
        lock.lock()?;
    }
    if is_installed() {
        return Ok(());
    }
    install()
}
