//! The project's own commands: `cargo xtask build | serve | test`.
//!
//! Each command first sets up what it needs (see [`setup`]), so a fresh clone and a bare machine
//! start with the same line as everybody else. The modules, in reading order:
//!
//! - [`project`]: where things are in this clone and in the per-user cache.
//! - [`progress`]: running a slow program while saying what, why and how long so far.
//! - [`tools`], [`packages`], [`wasm_target`]: the three kinds of things set-up installs.
//! - [`setup`]: what each command needs, and getting it side by side.
//! - [`duckdb`]: Python's package of `DuckDB`, which counts in a test.
//! - [`browsers`]: finding the browsers, drivers and other programs that tests use.
//! - [`site`]: Trunk, which builds and serves.
//! - [`page`], [`markup`], [`policy`], [`source`], [`order`], [`names`], [`compress`]: finishing Trunk's page into both deliveries.
//! - [`checks`], [`tally`]: every test there is, and the one line that sums them up.
//! - [`torture`]: the long ones.
//! - [`pictures`]: what every page looks like, and what the app gives, to be looked at.
//! - [`returns`]: returns of made-up teams.
//! - [`bench`]: how long the page takes to start, and to read many returns.

mod bench;
mod browsers;
mod checks;
mod compress;
mod duckdb;
mod markup;
mod names;
mod order;
mod packages;
mod page;
mod pictures;
mod policy;
mod progress;
mod project;
mod returns;
mod setup;
mod site;
mod source;
mod tally;
mod tools;
mod torture;
mod wasm_target;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
The Seven-Minute Briefing: build, try and test it.

  cargo xtask serve           build, serve on http://127.0.0.1:8080/, rebuild on change
  cargo xtask build           release build: dist/ and dist/seven-minute-briefing.html
  cargo xtask test            every test there is, native and in browsers
  cargo xtask test --native   the tests that need no browser, no LibreOffice and no DuckDB
  cargo xtask test WORDS      the browser tests with these words in their names, on what
                              was built last; for example firefox::file
  cargo xtask torture         the long tests: damage, tabs, killed browsers, a fuzzer
  cargo xtask pictures        target/pictures: every page in every state, at three widths,
                              in forced colours and on paper
  cargo xtask samples         target/samples: one of each file that the app gives, and
                              pictures of the Word file and of the printed form
  cargo xtask returns --count N --seed S
                              target/returns: so many returns of made-up teams
  cargo xtask bench           how long 10,000 returns take, beside merely reading the files
  cargo xtask bench FILE      how long the one file takes to start, beside another build

Each sets up what it needs the first time, in a cache shared by every clone.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] | ["help" | "-h" | "--help"] => {
            println!("{USAGE}");
            Ok(true)
        }
        ["serve"] => done(site::serve()),
        ["build"] => done(site::build()),
        ["test"] => Ok(checks::run(checks::Reach::Browsers)),
        ["test", "--native"] => Ok(checks::run(checks::Reach::Native)),
        ["torture"] => Ok(torture::run()),
        ["pictures"] => done(pictures::take()),
        ["samples"] => done(pictures::samples()),
        ["returns", "--count", count, "--seed", seed] => {
            done(returns::write(count, seed).map(drop))
        }
        ["bench"] => done(bench::returns()),
        ["bench", other] => done(bench::start(other)),
        ["test", words] if !words.starts_with('-') => Ok(checks::run_some(words)),
        // Not in the usage: Trunk calls this after every build, see Trunk.toml.
        ["page"] => done(page::finish()),
        _ => {
            eprintln!(
                "cargo xtask {}: no such command\n\n{USAGE}",
                arguments.join(" ")
            );
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn done(result: Result<()>) -> Result<bool> {
    result.map(|()| true)
}
