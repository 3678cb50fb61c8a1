//! Progress lines while a slow program runs: what it is, why it runs and how long it has taken, and
//! the end of its output when it fails.
//!
//! Lines are only ever added, never redrawn, so the output reads well on a terminal, in a log, and
//! when several programs run side by side.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const REPORT_INTERVAL: Duration = Duration::from_secs(10);
const POLL_INTERVAL: Duration = Duration::from_millis(100);
const TIME_LIMIT: Duration = Duration::from_secs(60 * 60);
const MAX_LINES: usize = 40;

/// Prints one line of progress about `what`.
pub fn say(what: &str, words: &str) {
    eprintln!("  {what:<26} {words}");
}

/// Runs `command` to its end while reporting on it under the name `what`.
pub fn run(command: impl Into<Command>, what: &str, why: &str) -> Result<()> {
    run_within(TIME_LIMIT, command, what, why)
}

/// Like [`run`], with another time limit.
pub fn run_within(
    limit: Duration,
    command: impl Into<Command>,
    what: &str,
    why: &str,
) -> Result<()> {
    say(what, why);
    let started = Instant::now();
    let mut command = command.into();
    let line = line_of(&command);
    let (output, writer) = io::pipe()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()
        .with_context(|| format!("cannot start {line}"))?;
    // The command holds the pipe's other end open.
    drop(command);
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if !line.is_empty() && sender.send(line).is_err() {
                break;
            }
        }
    });

    let mut last_lines = VecDeque::new();
    let mut reported = started;
    let status = loop {
        match lines.recv_timeout(POLL_INTERVAL) {
            Ok(line) => {
                last_lines.truncate(MAX_LINES - 1);
                last_lines.push_front(line);
            }
            Err(RecvTimeoutError::Disconnected) => break Some(child.wait()?),
            // A daemon that it started may hold the pipe open after it has ended.
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = child.try_wait()? {
                    break Some(status);
                }
            }
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        if reported.elapsed() >= REPORT_INTERVAL {
            reported = Instant::now();
            let last_line = last_lines.front().map_or("starting", String::as_str);
            let last_line: String = last_line.trim().chars().take(90).collect();
            let so_far = started.elapsed();
            say(what, &format!("{so_far:.0?} so far: {last_line}"));
        }
    };

    let took = started.elapsed();
    if status.is_some_and(|status| status.success()) {
        say(what, &format!("done in {took:.0?}"));
        return Ok(());
    }
    let ending = status.map_or("gave up".to_owned(), |status| status.to_string());
    last_lines.make_contiguous().reverse();
    let output = Vec::from(last_lines).join("\n");
    bail!("{what}: {ending} after {took:.0?}: {line}\n{output}")
}

/// The command as a person would type it.
fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_failure_carries_the_end_of_the_output() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo no such luck >&2; exit 3"]);
        let error = run(command, "trial", "to fail").unwrap_err().to_string();
        assert!(error.contains("one\nno such luck"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_killed() {
        let mut command = Command::new("sleep");
        command.arg("60");
        let started = Instant::now();
        assert!(run_within(Duration::from_millis(100), command, "trial", "to hang").is_err());
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
