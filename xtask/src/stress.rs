//! `cargo xtask torture`: the long tests, on what was built last. They are the ordinary ones many
//! times over, and the fuzzer; each ends up as one line with its counts.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::checks::{Reach, Variables, set_up, tests};
use crate::tally::Tally;
use crate::{packages, progress, project, wasm_target};

/// How many cases each property has to stand.
const CASES: &str = "20000";

/// The properties that a night may prove more about than a minute.
const PROPERTIES: [(&str, &str); 5] = [
    ("properties", "records, bytes and autosave"),
    ("rot", "corruptions of what is stored"),
    ("copies", "second copies"),
    ("merge", "edits put together"),
    ("two_tabs", "storms between two tabs"),
];

/// In real browsers: words in the tests' names, the variable that says how often, how often, of what.
const BROWSERS: [(&str, &str, &str, &str); 3] = [
    ("killed", "E2E_KILLS", "20", "kills"),
    ("rotten", "E2E_ROTTEN", "200", "corruptions"),
    ("storm", "E2E_STORM", "200", "edits in turn"),
];

/// How many inputs the fuzzer tries.
const EXECUTIONS: &str = "10000000";

/// The longest input the fuzzer makes: room for what a form holds, and quick to read.
const LONGEST_INPUT: u64 = 8 * 1024;

/// What makes code tell libFuzzer what it reached and compared. cargo-fuzz sets the same; the stable
/// compiler takes them, since nothing here needs a sanitizer: there is no unsafe code to watch.
const INSTRUMENTED: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cdebug-assertions";

/// Runs the long tests and prints what came of each. The answer is whether all is well.
pub fn run() -> bool {
    let mut lines = Vec::new();
    let mut sum = Tally::default();
    for (name, about) in PROPERTIES {
        let many = [("PROPTEST_CASES", OsString::from(CASES))];
        let arguments = ["--no-default-features", "--test", name];
        let tally = tests(about, &arguments, &many);
        lines.push(format!("{about}: {CASES} cases of each property: {tally}"));
        sum.add(tally);
    }
    let fuzzed = sum.note("the fuzzer", fuzz);
    lines.push(fuzzed.map_or("the fuzzer: FAILED".into(), |counts| {
        sum.passed += 1;
        format!("the fuzzer: {counts}")
    }));
    if let Some((_, browsers)) = sum.note("set-up", || set_up(Reach::Browsers)) {
        for (words, variable, times, about) in BROWSERS {
            let many: Variables = [(variable, OsString::from(times))].into();
            let arguments = ["--package", "e2e", "--", words];
            let tally = tests(about, &arguments, &[&browsers[..], &many].concat());
            lines.push(format!("{times} {about} in each browser: {tally}"));
            sum.add(tally);
        }
    }
    println!("\n{}\n\n{sum}", lines.join("\n"));
    sum.is_success()
}

/// Lets libFuzzer look for bytes that break the reading of a file. The answer says how many it tried.
fn fuzz() -> Result<String> {
    if packages::may_use_apt() {
        packages::install_debian(&["g++"], "for libFuzzer, which is C++")?;
    }
    let target = project::root().join("target/fuzz");
    let mut cargo = project::cargo();
    // With a target named, what runs while building is not instrumented.
    let host = wasm_target::host().context("rustc does not say which machine this is")?;
    cargo
        .args(["build", "--locked", "--package", "fuzz"])
        .args(["--features", "libfuzzer", "--profile", "fuzz"])
        .args(["--target", &host, "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", INSTRUMENTED);
    if !cargo.status().context("cannot start cargo")?.success() {
        bail!("The fuzzer was not built. It needs a C++ compiler.");
    }
    let (corpus, findings) = (target.join("corpus"), target.join("findings"));
    fs::create_dir_all(&corpus)?;
    // What an earlier run has found is either among the cases by now or mended.
    fs::remove_dir_all(&findings).ok();
    fs::create_dir_all(&findings)?;
    for folder in ["tests/golden/v1", "tests/golden/bad", "tests/fuzz/cases"] {
        seed(&corpus, &project::root().join(folder))?;
    }
    let started = Instant::now();
    let output = Command::new(target.join(&host).join("fuzz/record_file"))
        .arg(&corpus)
        .arg(format!("-runs={EXECUTIONS}"))
        .arg(format!("-max_len={LONGEST_INPUT}"))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .args(["-timeout=5", "-print_final_stats=1"])
        .stdin(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let found = files(&findings)?;
    if !output.status.success() || !found.is_empty() {
        let end: Vec<&str> = said.lines().rev().take(40).collect();
        for line in end.iter().rev() {
            println!("{line}");
        }
        bail!(
            "it found something: {found:?}. Once mended, keep it in tests/fuzz/cases under a name \
             that says what it is."
        );
    }
    let tried = said
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .context("the fuzzer does not say how much it did")?
        .trim();
    Ok(format!(
        "{tried} executions in {}, 0 findings, {} inputs that reach code of their own",
        progress::in_words(started.elapsed()),
        files(&corpus)?.len()
    ))
}

/// Copies what is short enough to be changed quickly.
fn seed(corpus: &Path, folder: &Path) -> Result<()> {
    for file in files(folder)? {
        if fs::metadata(&file)?.len() <= LONGEST_INPUT {
            fs::copy(&file, corpus.join(file.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    Ok(entries
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .collect())
}
