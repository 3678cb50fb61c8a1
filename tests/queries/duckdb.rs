//! Runs the queries in `DuckDB`, from Python.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use super::{BRIEFING, TODAY, common, empty_folder};

/// Runs the queries and writes each of their results into a file.
const SCRIPT: &str = r#"
import sys, duckdb
sql, files, briefing, today, out = sys.argv[1:]
quoted = lambda text: "'" + text.replace("'", "''") + "'"
db = duckdb.connect()
db.execute("SET enable_progress_bar = false")
for name, value in [("files", files), ("briefing", briefing), ("today", today)]:
    db.execute(f"SET VARIABLE {name} = {quoted(value)}")
with open(sql, encoding="utf-8") as text:
    db.execute(text.read())
for result in ["totals", "by_organisation", "by_topic", "by_month", "counting",
               "learning_points", "actions", "evidence", "came_in"]:
    what = "(SELECT file, list FROM came_in)" if result == "came_in" else result
    to = quoted(f"{out}/{result}.json")
    db.execute(f"COPY (FROM {what}) TO {to} (FORMAT json, ARRAY true)")
"#;

/// A command that queries every file in a folder and writes the results into another folder.
pub fn command(folder: &Path, out: &Path) -> Command {
    let mut python = Command::new(env::var_os("DUCKDB_PYTHON").unwrap_or("python3".into()));
    if let Some(packages) = env::var_os("DUCKDB_PACKAGES") {
        python.env("PYTHONPATH", packages);
    }
    python.args(["-c", SCRIPT]);
    python.arg(common::path("tests/queries/duckdb.sql"));
    python
        .arg(folder.join("*"))
        .args([BRIEFING, TODAY])
        .arg(out);
    python
}

/// Queries every file in a folder. Returns the rows of each result by its name.
pub fn results(folder: &Path) -> BTreeMap<&'static str, Vec<Value>> {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let out = empty_folder(&format!("{name}-results"));
    let mut python = command(folder, &out);
    assert!(python.status().unwrap().success(), "{python:?}");
    let names = [
        "totals",
        "by_organisation",
        "by_topic",
        "by_month",
        "counting",
        "learning_points",
        "actions",
        "evidence",
        "came_in",
    ];
    let read = |name| {
        let text = fs::read(out.join(format!("{name}.json"))).unwrap();
        (name, serde_json::from_slice(&text).unwrap())
    };
    names.into_iter().map(read).collect()
}
