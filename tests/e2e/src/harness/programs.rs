//! Programs that judge a page from outside a browser: run once, to their end, with what they said.

use super::tools::Tool;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A file that npm installed in this clone.
///
/// # Errors
/// When it is not there; says what brings it.
pub fn node_module(path: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../node_modules")
        .join(path);
    if file.is_file() {
        Ok(file)
    } else {
        Err(format!(
            "{} is not there: `npm ci` brings it",
            file.display()
        ))
    }
}

/// Runs a program with these arguments.
///
/// # Errors
/// When it is not there or does not start; names it.
pub fn output_of<A: AsRef<OsStr>>(
    tool: Tool,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Output, String> {
    let program = tool.path()?;
    Command::new(&program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{} did not start: {error}", program.display()))
}
