//! Programs that check a page or a file from outside the browser. Each runs once, to its end.

use super::process::RUN_VARIABLE;
use super::tools::Tool;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The path of a file that npm installed beside these tests.
///
/// # Errors
/// When it is missing; says how to install it.
pub fn node_module(path: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("node_modules")
        .join(path);
    if file.is_file() {
        Ok(file)
    } else {
        Err(format!(
            "{} is missing: run `npm ci` in tests/e2e",
            file.display()
        ))
    }
}

/// Runs a program to its end with these arguments and environment variables, as part of the run in
/// `run_folder`.
///
/// # Errors
/// When it is missing or does not start; names it.
pub fn output_of<A: AsRef<OsStr>>(
    tool: Tool,
    arguments: impl IntoIterator<Item = A>,
    run_folder: &Path,
    variables: &[(&str, &OsStr)],
) -> Result<Output, String> {
    let program = tool.path()?;
    Command::new(&program)
        .args(arguments)
        .env(RUN_VARIABLE, run_folder)
        .envs(variables.iter().copied())
        .output()
        .map_err(|error| format!("{} did not start: {error}", program.display()))
}
