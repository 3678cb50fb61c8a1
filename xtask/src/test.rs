//! `cargo xtask test`: runs every test, and sums them up in one line.
//!
//! One failure does not hide another: whatever can still run does. A check that is not made of tests
//! (formatting, lints, the build, its weight) adds to the totals only when it fails.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::setup::{Purpose, set_up};
use crate::test_totals::TestTotals;
use crate::{browsers, compress, duckdb, progress, project, trunk};

/// The features with which every test compiles.
const ALL_FEATURES: &str =
    "seven-minute-briefing/ssr,seven-minute-briefing/libreoffice,seven-minute-briefing/duckdb";

/// Runs the tests for `purpose`, and prints the totals last.
pub fn run(purpose: Purpose) -> Result<TestTotals> {
    let shell = project::shell()?;
    let mut totals = TestTotals::default();
    // If set-up fails, the tests that need only cargo still run.
    let tooled_shell = check(&mut totals, "set-up", || match purpose {
        Purpose::AllTests => shell_for_browsers(),
        _ => set_up(purpose).and_then(|()| project::shell()),
    });
    check(&mut totals, "formatting", || {
        Ok(cmd!(shell, "cargo fmt --all --check").run()?)
    });
    check(&mut totals, "lints", || {
        let options = ["--workspace", "--all-targets", "--features", ALL_FEATURES];
        Ok(cmd!(shell, "cargo clippy --locked {options...} -- -D warnings").run()?)
    });
    check(&mut totals, "documentation", || {
        let doc = cmd!(shell, "cargo doc --locked --no-deps --features ssr");
        Ok(doc.env("RUSTDOCFLAGS", "-D warnings").run()?)
    });
    totals += cargo_test(&shell, "the core", &["--no-default-features"]);
    totals += cargo_test(&shell, "the components", &["--features", "ssr"]);
    totals += cargo_test(&shell, "the build tooling", &["--package", "xtask"]);
    if let Some(shell) = tooled_shell {
        let is_built = check(&mut totals, "the build", trunk::build_only).is_some();
        if is_built {
            check(&mut totals, "the weight", check_weight);
        }
        if purpose == Purpose::AllTests {
            // Both features at once, so that the core is compiled once.
            let core = ["--no-default-features", "--features", "libreoffice,duckdb"];
            for (name, test) in [("LibreOffice", "libreoffice"), ("DuckDB", "queries")] {
                totals += cargo_test(&shell, name, &[&core[..], &["--test", test]].concat());
            }
            if is_built {
                totals += browser_tests(&shell, "the browsers", "");
            }
        }
    }
    println!("\n{totals}");
    Ok(totals)
}

/// Runs the browser tests whose names contain `filter`, on the last build.
pub fn run_filtered(filter: &str) -> TestTotals {
    let mut totals = TestTotals::default();
    if let Some(shell) = check(&mut totals, "set-up", shell_for_browsers) {
        totals += browser_tests(&shell, "the browsers", filter);
    }
    println!("\n{totals}");
    totals
}

/// Builds, and runs the browser tests with one more variable, which makes them produce or measure
/// something instead.
pub fn browsers_with(name: &str, variable: &str, value: impl AsRef<OsStr>) -> Result<()> {
    let shell = shell_for_browsers()?;
    trunk::build_only()?;
    shell.set_var(variable, value);
    if !browser_tests(&shell, name, "").is_success() {
        bail!("{name}: not all of it could be done");
    }
    Ok(())
}

/// Sets up for every test. The shell has the variables for the paths of browsers and other programs.
pub fn shell_for_browsers() -> Result<Shell> {
    set_up(Purpose::AllTests)?;
    let shell = project::shell()?;
    for (name, value) in browsers::variables()?
        .into_iter()
        .chain(duckdb::variables()?)
    {
        shell.set_var(name, value);
    }
    Ok(shell)
}

/// Runs one step of the run, says how long it took, and counts its failure.
pub fn check<T>(
    totals: &mut TestTotals,
    name: &str,
    work: impl FnOnce() -> Result<T>,
) -> Option<T> {
    println!("\n--- {name} ---");
    let started = Instant::now();
    let result = work();
    progress::say(name, &format!("took {:.0?}", started.elapsed()));
    if let Err(error) = &result {
        println!("{name}: FAILED: {error:#}");
        *totals += TestTotals::FAILURE;
    }
    result.ok()
}

/// Runs the browser tests whose names contain `filter`. Fails if there is none.
pub fn browser_tests(shell: &Shell, name: &str, filter: &str) -> TestTotals {
    let totals = cargo_test(shell, name, &["--package", "e2e", "--", filter]);
    if totals != TestTotals::default() {
        return totals;
    }
    println!("{name}: FAILED: no browser test has `{filter}` in its name.");
    println!("To list them: cargo test --package e2e -- --list");
    TestTotals::FAILURE
}

/// Runs `cargo test` with `arguments`, shows its output, and counts the tests.
pub fn cargo_test(shell: &Shell, name: &str, arguments: &[&str]) -> TestTotals {
    let mut failure = TestTotals::default();
    let counted = check(&mut failure, name, || count_tests(shell, arguments));
    counted.unwrap_or(failure)
}

fn count_tests(shell: &Shell, arguments: &[&str]) -> Result<TestTotals> {
    let cargo = cmd!(shell, "cargo test --locked --no-fail-fast {arguments...}");
    let line = cargo.to_string();
    let mut child = Command::from(cargo).stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().context("no output to read")?;
    let mut totals = TestTotals::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        totals += TestTotals::in_line(&line).unwrap_or_default();
    }
    let status = child.wait()?;
    if !status.success() && totals.failed == 0 {
        // It did not compile, or ended before it printed its totals.
        println!("{line}: {status}");
        totals += TestTotals::FAILURE;
    }
    Ok(totals)
}

/// Checks the weight of the one file against its limits.
fn check_weight() -> Result<()> {
    let page = fs::read(project::one_file())?;
    let (bytes, gzip_bytes) = (page.len(), compress::gzip(&page)?.len());
    if bytes > compress::MAX_BYTES || gzip_bytes > compress::MAX_GZIP_BYTES {
        bail!(
            "the one file is {bytes} bytes, {gzip_bytes} as gzip; it may be {} and {}",
            compress::MAX_BYTES,
            compress::MAX_GZIP_BYTES
        );
    }
    Ok(())
}
