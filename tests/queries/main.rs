//! `DuckDB` reads the same files as the register with `tests/queries/duckdb.sql` and has to come to
//! the same numbers and rows.
//!
//! The tests need Python with the package `duckdb`, so they run only when asked for:
//! `cargo test --no-default-features --features duckdb --test queries`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod comparison;
mod duckdb;
mod files;

use std::fs;
use std::path::{Path, PathBuf};

use comparison::assert_same_in_duckdb;
use seven_minute_briefing::record::file::encode;
use seven_minute_briefing::returns::Register;

const BRIEFING: &str = "tscp-case-reviews-2017-2020";
const TODAY: &str = "2027-06-01";

#[test]
fn a_folder_of_returns_gives_the_same_results_in_duckdb() {
    let folder = empty_folder("folder");
    files::write_made_up(&folder);
    files::write_golden(&folder);
    files::write_odd_files(&folder);
    for (name, record) in files::odd_records() {
        fs::write(folder.join(name), encode(&record)).unwrap();
    }
    let register = register_of(&folder);
    let collation = register.collate(BRIEFING);
    // Comparing empty lists would prove nothing.
    let lists = [
        collation.superseded.len(),
        collation.duplicates.len(),
        collation.conflicts.len(),
        collation.other_briefings.len(),
        collation.unreadable.len(),
        collation.ignored.len(),
    ];
    assert!(lists.iter().all(|list| *list > 0), "{lists:?}");
    assert!(collation.counted.len() > 900);
    assert_same_in_duckdb(&folder, &collation);
}

#[test]
fn duckdb_reports_an_error_if_it_finds_no_files() {
    let folder = empty_folder("none");
    let output = duckdb::command(&folder, &folder).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(error.contains("No file was found."), "{error}");
}

#[test]
fn a_register_gives_the_same_results_in_duckdb() {
    let folder = empty_folder("before");
    files::write_made_up(&folder);
    files::write_golden(&folder);
    for (name, record) in files::odd_records() {
        fs::write(folder.join(name), encode(&record)).unwrap();
    }
    let whole = register_of(&folder);
    let folder = empty_folder("kept");
    fs::write(folder.join("register.ndjson"), whole.to_ndjson()).unwrap();
    let kept = register_of(&folder);
    let collation = kept.collate(BRIEFING);
    assert_eq!(collation.len(), whole.len());
    assert_same_in_duckdb(&folder, &collation);
}

fn register_of(folder: &Path) -> Register {
    let mut register = Register::default();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        register.import(name, fs::read(file.path()).unwrap());
    }
    register
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("queries")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}
