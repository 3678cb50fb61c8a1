//! What each command needs, got side by side: downloads and compilers wait for different things.
//!
//! Everything here looks before it acts, so the second time nothing happens and little time passes.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::tools::{GECKODRIVER, TRUNK, Tool, WASM_BINDGEN};
use crate::wasm_target::{self, WasmTarget};
use crate::{browsers, duckdb, packages, progress, project};

const MAX_DOWNLOAD_TIME: Duration = Duration::from_secs(30 * 60);

/// What is going to be done with what set-up gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Building or serving the site.
    Build,
    /// The tests that need no browser, and building.
    NativeTests,
    /// Every test.
    AllTests,
}

/// Everything needed to build.
#[derive(Debug)]
pub struct Toolbox {
    wasm_target: WasmTarget,
}

impl Toolbox {
    /// Makes sure everything for `purpose` is there.
    ///
    /// # Errors
    /// When something cannot be had: all of it at once, each with the command that installs it.
    pub fn set_up(purpose: Purpose) -> Result<Self> {
        let mut tools = vec![&TRUNK, &WASM_BINDGEN];
        if purpose == Purpose::AllTests {
            tools.push(&GECKODRIVER);
        }
        let (wasm_target, others) = thread::scope(|scope| {
            let system = scope.spawn(|| system_parts(purpose));
            let others = [
                scope.spawn(move || {
                    packages::BUILD.install()?;
                    match purpose {
                        Purpose::AllTests => packages::JUDGES.install(),
                        Purpose::Build | Purpose::NativeTests => Ok(()),
                    }
                }),
                scope.spawn(move || install_tools(tools)),
            ];
            let others: Vec<Result<()>> = others.into_iter().map(joined).collect();
            (joined(system), others)
        });
        let mut failures: Vec<String> = others
            .into_iter()
            .filter_map(Result::err)
            .map(|error| format!("{error:#}"))
            .collect();
        match wasm_target {
            Ok(wasm_target) if failures.is_empty() => return Ok(Self { wasm_target }),
            Ok(_) => {}
            Err(error) => failures.push(format!("{error:#}")),
        }
        bail!("{}", failures.join("\n\n"))
    }

    /// Trunk, with all it needs to find on its way.
    ///
    /// # Errors
    /// When the folders cannot be told.
    pub fn trunk(&self) -> Result<Command> {
        let mut trunk = project::cargo_free(TRUNK.path()?);
        trunk
            .current_dir(project::root())
            .env("PATH", search_path()?)
            // Traces of Trunk's own insides, which would bury what went wrong.
            .env("RUST_BACKTRACE", "0");
        for (name, value) in self.wasm_target.variables() {
            trunk.env(name, value);
        }
        // The customary `NO_COLOR=1` is an error to Trunk, which wants a word.
        if env::var_os("NO_COLOR").is_some() {
            trunk.env("NO_COLOR", "true");
        }
        Ok(trunk)
    }
}

fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread
        .join()
        .unwrap_or_else(|_| bail!("a part of set-up stopped unexpectedly"))
}

/// One after the other, since most of them want the system's package manager.
fn system_parts(purpose: Purpose) -> Result<WasmTarget> {
    let wasm_target = WasmTarget::set_up()?;
    wasm_target::fetch_crates(&wasm_target)?;
    if purpose != Purpose::Build {
        add_component("clippy")?;
        add_component("rustfmt")?;
    }
    if purpose == Purpose::AllTests {
        browsers::install()?;
        duckdb::install()?;
    }
    Ok(wasm_target)
}

fn add_component(component: &str) -> Result<()> {
    let program = if component == "clippy" {
        "cargo-clippy"
    } else {
        component
    };
    let works = Command::new(program).arg("--version").output();
    if works.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", component]);
    let why = "checks the source; By hand: rustup component add clippy rustfmt";
    progress::run(&mut rustup, component, why, MAX_DOWNLOAD_TIME)
}

/// As many at once as there are processors: each keeps one busy for most of its time.
fn install_tools(tools: Vec<&'static Tool>) -> Result<()> {
    let at_once = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(tools.len());
    let waiting = Mutex::new(tools.into_iter());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let work = || {
        let mut failures = Vec::new();
        while let Some(tool) = next() {
            failures.extend(tool.install().err());
        }
        failures
    };
    let failures: Vec<anyhow::Error> = thread::scope(|scope| {
        let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect()
    });
    if failures.is_empty() {
        return Ok(());
    }
    let failures: Vec<String> = failures.iter().map(|error| format!("{error:#}")).collect();
    bail!("{}", failures.join("\n\n"))
}

/// Our tools first, then this program's own folder (Trunk's hook calls it), then the user's.
fn search_path() -> Result<OsString> {
    let mut folders = vec![
        TRUNK.folder()?,
        WASM_BINDGEN.folder()?,
        project::root().join("node_modules").join(".bin"),
    ];
    folders.extend(env::current_exe()?.parent().map(PathBuf::from));
    folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    Ok(env::join_paths(folders)?)
}
