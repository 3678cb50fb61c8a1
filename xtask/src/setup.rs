//! Installs what each command needs. The parts install in parallel, since downloads and compilers
//! wait for different things.
//!
//! Each part first checks what is there already, so a second run installs nothing and is quick.

use std::thread;

use anyhow::{Result, anyhow, bail};
use xshell::cmd;

use crate::tools::{GECKODRIVER, TRUNK, WASM_BINDGEN};
use crate::{browsers, duckdb, npm, progress, project, wasm_target};

/// What set-up is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Building or serving the site.
    Build,
    /// Building, and the tests that need no browser, no `LibreOffice` and no `DuckDB`.
    NativeTests,
    /// Every test.
    AllTests,
}

/// Makes sure that everything for `purpose` is installed.
pub fn set_up(purpose: Purpose) -> Result<()> {
    let mut parts: Vec<fn() -> Result<()>> = vec![
        match purpose {
            Purpose::Build => wasm_target::install,
            Purpose::NativeTests => install_for_native_tests,
            Purpose::AllTests => install_for_all_tests,
        },
        || npm::install(".", "Sass, wasm-opt, esbuild, PurgeCSS and GOV.UK Frontend"),
        || TRUNK.install(),
        || WASM_BINDGEN.install(),
    ];
    if purpose == Purpose::AllTests {
        parts.push(|| GECKODRIVER.install());
        // Three times as large as what the build needs.
        parts.push(|| npm::install("tests/e2e", "axe-core, Lighthouse, Nu Html Checker"));
    }
    let failures: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(part)).collect();
        let results = threads.into_iter().map(|thread| {
            let panicked = |_| Err(anyhow!("a part of set-up stopped unexpectedly"));
            thread.join().unwrap_or_else(panicked)
        });
        let errors = results.filter_map(Result::err);
        errors.map(|error| format!("{error:#}")).collect()
    });
    if !failures.is_empty() {
        bail!("{}", failures.join("\n\n"));
    }
    Ok(())
}

/// One after the other, since most of these parts need the system's package manager.
fn install_for_all_tests() -> Result<()> {
    install_for_native_tests()?;
    browsers::install()?;
    duckdb::install()
}

fn install_for_native_tests() -> Result<()> {
    wasm_target::install()?;
    let shell = project::shell()?;
    for (component, program) in [("clippy", "cargo-clippy"), ("rustfmt", "rustfmt")] {
        let version = cmd!(shell, "{program} --version").ignore_stderr();
        if version.read().is_err() {
            let add = cmd!(shell, "rustup component add {component}");
            let why = "checks the source; by hand: rustup component add clippy rustfmt";
            progress::run(add, component, why)?;
        }
    }
    Ok(())
}
