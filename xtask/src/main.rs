//! The project's own commands: `cargo xtask build`, `serve`, `test` and more.
//!
//! Each command first sets up what it needs (see [`setup`]), so the same commands work in a fresh clone
//! on a bare machine. The modules, in reading order. Each imports only from above:
//!
//! - [`progress`]: running a slow program and reporting what it does, why, and how long so far.
//! - [`project`]: where things are in this clone and in the per-user cache.
//! - [`debian`], [`npm`], [`tools`], [`wasm_target`], [`browsers`], [`duckdb`]: what set-up installs.
//! - [`setup`]: installing what each command needs, in parallel.
//! - [`compress`], [`markup`], [`policy`], [`source`], [`page`]: finishing Trunk's page into both
//!   deliveries.
//! - [`trunk`]: building and serving.
//! - [`test_totals`], [`test`], [`stress`]: running every test, and the long ones.
//! - [`artefacts`], [`bench`]: files to look at, and measurements.

mod artefacts;
mod bench;
mod browsers;
mod compress;
mod debian;
mod duckdb;
mod markup;
mod npm;
mod page;
mod policy;
mod progress;
mod project;
mod setup;
mod source;
mod stress;
mod test;
mod test_totals;
mod tools;
mod trunk;
mod wasm_target;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::setup::Purpose;

/// The Seven-Minute Briefing: build, try and test it.
///
/// Each command sets up what it needs the first time, in a cache that every clone shares.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
#[expect(
    clippy::doc_markdown,
    reason = "clap prints these comments as they are"
)]
enum Command {
    /// Build, serve on http://127.0.0.1:8080/, and build again on every change
    Serve,
    /// Make the release build: dist/ and dist/seven-minute-briefing.html
    Build,
    /// Run every test, native and in browsers
    Test {
        /// Only the tests that need no browser, no LibreOffice and no DuckDB
        #[arg(long, conflicts_with = "filter")]
        native: bool,
        /// Only the browser tests with this text in their names, on the last build; for example
        /// firefox::file
        filter: Option<String>,
    },
    /// Run the long tests: damage, tabs, killed browsers, a fuzzer
    Stress,
    /// Take pictures of every page in every state, at three widths, in forced colours and on paper:
    /// target/pictures
    Pictures,
    /// Make one of each file that the app produces, and pictures of the Word file and of the printed
    /// form: target/samples
    Samples,
    /// Make returns of made-up teams: target/returns
    Returns {
        /// How many
        #[arg(long)]
        count: u32,
        /// The same seed makes the same returns
        #[arg(long)]
        seed: u64,
    },
    /// Measure how long 10,000 returns take, compared with merely reading the files
    Bench {
        /// Compare instead how long the one file and this other build of it take to start
        file: Option<PathBuf>,
    },
    /// Finish the page; Trunk calls this after every build, see Trunk.toml
    #[command(hide = true)]
    Page,
}

fn main() -> ExitCode {
    run(Command::parse()).unwrap_or_else(|error| {
        eprintln!("\n{error:#}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve => trunk::serve()?,
        Command::Build => trunk::build()?,
        Command::Test {
            filter: Some(filter),
            ..
        } => return Ok(test::run_filtered(&filter).into()),
        Command::Test { native: true, .. } => return Ok(test::run(Purpose::NativeTests)?.into()),
        Command::Test { .. } => return Ok(test::run(Purpose::AllTests)?.into()),
        Command::Stress => return Ok(stress::run()?.into()),
        Command::Pictures => artefacts::pictures()?,
        Command::Samples => artefacts::samples()?,
        Command::Returns { count, seed } => drop(artefacts::returns(count, seed)?),
        Command::Bench { file: None } => bench::returns()?,
        Command::Bench { file: Some(file) } => bench::start(&file)?,
        Command::Page => page::finish()?,
    }
    Ok(ExitCode::SUCCESS)
}
