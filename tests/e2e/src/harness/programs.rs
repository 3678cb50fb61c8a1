//! Programs that judge a page from outside a browser: run once, to their end, with what they said.

use super::process::RUN_VARIABLE;
use super::tools::Tool;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file that npm installed beside these tests.
///
/// # Errors
/// When it is not there; says what brings it.
pub fn node_module(path: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("node_modules")
        .join(path);
    if file.is_file() {
        Ok(file)
    } else {
        Err(format!(
            "{} is not there: `npm ci` in tests/e2e brings it",
            file.display()
        ))
    }
}

/// Runs a program to its end with these arguments and variables. It belongs to the run in that folder, and
/// so does all that it starts.
///
/// # Errors
/// When it is not there or does not start; names it.
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
