//! `cargo xtask test`: every test there is, and the one line that sums them up.
//!
//! One failure does not hide another: what can still run, runs. A check that is not made of tests
//! (formatting, lints, the build, its weight) adds to the sum only when it fails.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::setup::{Purpose, Toolbox};
use crate::tally::Tally;
use crate::{browsers, compress, duckdb, progress, project, site};

/// Which tests to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those that need no browser, no `LibreOffice` and no `DuckDB`, for quick work.
    Native,
    /// All of them.
    Browsers,
}

/// Has another program read what the app gives. The features bring the tests, which are of the pure
/// core: both at once, so that it is compiled once.
const fn read_elsewhere(test: &'static str) -> [&'static str; 5] {
    [
        "--no-default-features",
        "--features",
        "libreoffice,duckdb",
        "--test",
        test,
    ]
}

/// Runs the tests and prints the sum last. The answer is whether all is well.
pub fn run(reach: Reach) -> bool {
    let mut sum = Tally::default();
    // Without all that set-up gets, what needs only cargo still runs.
    let toolbox = sum.note("set-up", || set_up(reach));
    sum.note("formatting", || cargo_check(&["fmt", "--all", "--check"]));
    sum.note("lints", || {
        let workspace = [
            "--workspace",
            "--all-targets",
            "--features",
            "seven-minute-briefing/ssr,seven-minute-briefing/libreoffice,seven-minute-briefing/duckdb",
        ];
        cargo_check(
            &[
                &["clippy", "--locked"],
                &workspace[..],
                &["--", "-D", "warnings"],
            ]
            .concat(),
        )
    });
    sum.note("documentation", || {
        let mut cargo = project::cargo();
        cargo.args(["doc", "--locked", "--no-deps", "--features", "ssr"]);
        succeeds(cargo.env("RUSTDOCFLAGS", "-D warnings"))
    });
    sum.add(tests("the core", &["--no-default-features"], &[]));
    sum.add(tests("the components", &["--features", "ssr"], &[]));
    sum.add(tests("the build tooling", &["--package", "xtask"], &[]));
    if let Some((toolbox, browsers)) = toolbox {
        if reach == Reach::Browsers {
            sum.add(tests(
                "LibreOffice",
                &read_elsewhere("libreoffice"),
                &browsers,
            ));
            sum.add(tests("DuckDB", &read_elsewhere("queries"), &browsers));
        }
        let built = sum.note("the build", || site::build_with(&toolbox));
        if built.is_some() {
            sum.note("the weight", weigh);
        }
        if built.is_some() && reach == Reach::Browsers {
            sum.add(tests("the browsers", &["--package", "e2e"], &browsers));
        }
    }
    println!("\n{sum}");
    sum.is_success()
}

/// Runs the browser tests whose names contain `words`, on what was built last.
pub fn run_some(words: &str) -> bool {
    let mut sum = Tally::default();
    if let Some((_, browsers)) = sum.note("set-up", || set_up(Reach::Browsers)) {
        sum.add(tests(
            "the browsers",
            &["--package", "e2e", "--", words],
            &browsers,
        ));
    }
    println!("\n{sum}");
    sum.is_success()
}

/// Environment variables.
pub type Variables = Vec<(&'static str, OsString)>;

/// Sets up for tests of that reach, and finds the browsers and the other programs.
///
/// # Errors
/// When something is missing and could not be installed; names it.
pub fn set_up(reach: Reach) -> Result<(Toolbox, Variables)> {
    match reach {
        Reach::Native => Ok((Toolbox::set_up(Purpose::NativeTests)?, Vec::new())),
        Reach::Browsers => {
            let toolbox = Toolbox::set_up(Purpose::AllTests)?;
            let mut variables = browsers::variables()?;
            variables.extend(duckdb::variables()?);
            Ok((toolbox, variables))
        }
    }
}

impl Tally {
    /// Does a piece of work that is not made of tests: there is nothing to count but its failure.
    pub fn note<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        announce(name);
        let started = Instant::now();
        let outcome = work();
        progress::say(
            name,
            &format!("took {}", progress::in_words(started.elapsed())),
        );
        match outcome {
            Ok(result) => Some(result),
            Err(error) => {
                println!("{name}: FAILED: {error:#}");
                self.add(Self::FAILURE);
                None
            }
        }
    }
}

fn cargo_check(arguments: &[&str]) -> Result<()> {
    succeeds(project::cargo().args(arguments))
}

fn succeeds(command: &mut Command) -> Result<()> {
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("{}", progress::line_of(command));
    }
    Ok(())
}

/// The one file against what it may weigh.
fn weigh() -> Result<()> {
    let page = fs::read(project::dist().join(project::PORTABLE))?;
    let gzip = compress::gzip_weight(&page)?;
    if page.len() > compress::MAX_BYTES || gzip > compress::MAX_GZIP_BYTES {
        bail!(
            "{} is {} bytes, {gzip} as gzip; it may be {} and {}",
            project::PORTABLE,
            page.len(),
            compress::MAX_BYTES,
            compress::MAX_GZIP_BYTES
        );
    }
    Ok(())
}

/// Runs `cargo test` with `arguments`, shows what it prints, and counts.
pub fn tests(name: &str, arguments: &[&str], variables: &[(&str, OsString)]) -> Tally {
    announce(name);
    let started = Instant::now();
    let mut cargo = project::cargo();
    cargo
        .args(["test", "--locked", "--no-fail-fast"])
        .args(arguments);
    cargo.envs(variables.iter().map(|(name, value)| (name, value)));
    let tally = count(&mut cargo).unwrap_or_else(|error| {
        println!("{name}: FAILED: {error:#}");
        Tally::FAILURE
    });
    progress::say(
        name,
        &format!("took {}", progress::in_words(started.elapsed())),
    );
    tally
}

fn count(command: &mut Command) -> Result<Tally> {
    let line = progress::line_of(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| line.clone())?;
    let output = child.stdout.take().context("no output to read")?;
    let mut sum = Tally::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        sum.add(Tally::in_line(&line).unwrap_or_default());
    }
    let status = child.wait()?;
    if !status.success() && sum.failed == 0 {
        // It did not even compile, or died before it could count.
        println!("{line}: {status}");
        sum.add(Tally::FAILURE);
    }
    Ok(sum)
}

fn announce(name: &str) {
    println!("\n--- {name} ---");
}
