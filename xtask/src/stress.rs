//! `cargo xtask stress`: the long tests, on the last build. They are the ordinary tests with many more
//! cases, and the fuzzer. Each prints one line with its totals at the end.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::test::{browser_tests, cargo_test, check, shell_for_browsers};
use crate::test_totals::TestTotals;
use crate::{debian, project, wasm_target};

/// How many cases are tried for each property.
const CASES: &str = "20000";

/// The native property tests: the name of each, and what it tests.
const PROPERTIES: [(&str, &str); 5] = [
    ("properties", "records, bytes and autosave"),
    ("rot", "corruptions of what is stored"),
    ("backup", "the backup"),
    ("merge", "merged edits"),
    ("two_tabs", "storms between two tabs"),
];

/// The browser tests: a filter, the variable for the number of repetitions, that number, and what is
/// repeated.
const BROWSERS: [(&str, &str, &str, &str); 3] = [
    ("killed", "E2E_KILLS", "20", "kills"),
    ("corrupted", "E2E_CORRUPTIONS", "200", "corruptions"),
    ("storm", "E2E_STORM", "200", "edits in turn"),
];

/// The fuzzers: the name of each, and what it reads.
const FUZZERS: [(&str, &str); 3] = [
    ("record_file", "record files"),
    ("sent_file", "emails and archives"),
    ("briefing", "briefings"),
];

/// How many inputs each fuzzer tries.
const EXECUTIONS: &str = "10000000";

/// The longest input that a fuzzer makes, in bytes: enough for a filled-in form, and quick to read.
const MAX_INPUT: u64 = 8 * 1024;

/// Makes the code report to libFuzzer which branches it takes and what it compares. cargo-fuzz sets the
/// same flags. The stable compiler accepts them. Without unsafe code, no sanitizer is needed.
const FUZZER_FLAGS: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cdebug-assertions";

/// Runs the long tests, and prints a line for each and the totals last.
pub fn run() -> Result<TestTotals> {
    let mut lines = Vec::new();
    let mut totals = TestTotals::default();
    let shell = project::shell()?;
    shell.set_var("PROPTEST_CASES", CASES);
    for (test, about) in PROPERTIES {
        let tests = cargo_test(&shell, about, &["--no-default-features", "--test", test]);
        lines.push(format!("{about}: {CASES} cases of each property: {tests}"));
        totals += tests;
    }
    for (fuzzer, about) in FUZZERS {
        let fuzzed = check(&mut totals, "a fuzzer", || fuzz(fuzzer));
        totals.passed += u64::from(fuzzed.is_some());
        let fuzzed = fuzzed.unwrap_or_else(|| "FAILED".to_owned());
        lines.push(format!("the fuzzer of {about}: {fuzzed}"));
    }
    if let Some(shell) = check(&mut totals, "set-up", shell_for_browsers) {
        for (filter, variable, times, about) in BROWSERS {
            shell.set_var(variable, times);
            let tests = browser_tests(&shell, about, filter);
            lines.push(format!("{times} {about} in each browser: {tests}"));
            totals += tests;
        }
    }
    println!("\n{}\n\n{totals}", lines.join("\n"));
    Ok(totals)
}

/// Lets libFuzzer look for bytes that break what a fuzzer reads. Returns a summary.
fn fuzz(fuzzer: &str) -> Result<String> {
    if debian::may_install() {
        debian::install(&["g++"], "for libFuzzer, which is C++")?;
    }
    let shell = project::shell()?;
    let target = project::root().join("target").join("fuzz");
    // With `--target`, cargo does not instrument what runs during the build.
    let host = wasm_target::host()?;
    let options = [
        "--package",
        "fuzz",
        "--features",
        "libfuzzer",
        "--profile",
        "fuzz",
    ];
    cmd!(
        shell,
        "cargo build --locked {options...} --target {host} --target-dir {target}"
    )
    .env("RUSTFLAGS", FUZZER_FLAGS)
    .run()
    .context("The fuzzer was not built. It needs a C++ compiler.")?;
    let [corpus, findings] = ["corpus", "findings"].map(|name| target.join(name).join(fuzzer));
    // What an earlier run found has been fixed, or added to the cases, by now.
    shell.remove_path(&findings)?;
    shell.create_dir(&findings)?;
    shell.create_dir(&corpus)?;
    let inputs = [
        "tests/golden/v1",
        "tests/golden/bad",
        "tests/fuzz/cases",
        "tests/fuzz/seeds",
        "src/briefing",
    ];
    for folder in inputs {
        add_inputs(&corpus, &project::root().join(folder))?;
    }
    let started = Instant::now();
    let fuzzer = target.join(host).join("fuzz").join(fuzzer);
    let max_input = MAX_INPUT.to_string();
    let output = cmd!(
        shell,
        "{fuzzer} {corpus} -runs={EXECUTIONS} -max_len={max_input}"
    )
    .args(["-timeout=5", "-print_final_stats=1"])
    .arg(format!("-artifact_prefix={}/", findings.display()))
    .ignore_status()
    .output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    let found = shell.read_dir(&findings)?;
    if !output.status.success() || !found.is_empty() {
        let lines: Vec<&str> = report.lines().collect();
        println!("{}", lines[lines.len().saturating_sub(40)..].join("\n"));
        bail!(
            "it found something: {found:?}. Once mended, keep it in tests/fuzz/cases under a name \
             that says what it is."
        );
    }
    let executions = report
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .context("the fuzzer does not say how much it did")?
        .trim();
    Ok(format!(
        "{executions} executions in {:.0?}, 0 findings, {} inputs that reach code of their own",
        started.elapsed(),
        shell.read_dir(&corpus)?.len()
    ))
}

/// Copies the files in `folder` that are short enough for the fuzzer to `corpus`.
fn add_inputs(corpus: &Path, folder: &Path) -> Result<()> {
    let shell = project::shell()?;
    for file in shell.read_dir(folder)? {
        if file.is_file() && file.metadata()?.len() <= MAX_INPUT {
            shell.copy_file(&file, corpus)?;
        }
    }
    Ok(())
}
