//! Running a slow program: what it is, why it runs, how long it has taken so far, and its last
//! words when it fails.
//!
//! Lines are only ever added, never redrawn, so the same output reads well on a terminal, in a log,
//! and when several programs run side by side.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const REPORT_EVERY: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(50);
const LINES_KEPT: usize = 40;
const MAX_LINE_CHARS: usize = 90;

/// One line of progress about `what`.
pub fn say(what: &str, words: &str) {
    eprintln!("  {what:<26} {words}");
}

/// Runs `command` to its end while reporting on it under the name `what`.
///
/// # Errors
/// When it cannot be started, fails (the error then holds the end of its output), or takes longer
/// than `at_most`.
pub fn run(command: &mut Command, what: &str, why: &str, at_most: Duration) -> Result<()> {
    say(what, why);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", line_of(command)))?;
    let said = Arc::new(Mutex::new(VecDeque::new()));
    let readers = [
        child.stdout.take().map(|pipe| listen(pipe, &said)),
        child.stderr.take().map(|pipe| listen(pipe, &said)),
    ];
    let mut reported = started;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if started.elapsed() > at_most {
            child.kill()?;
            child.wait()?;
            break None;
        }
        if reported.elapsed() >= REPORT_EVERY {
            reported = Instant::now();
            say(
                what,
                &format!(
                    "{} so far: {}",
                    in_words(started.elapsed()),
                    last_line(&said)
                ),
            );
        }
        thread::sleep(LOOK_EVERY);
    };
    // After a kill, grandchildren may hold the pipes open; their words are not worth the wait.
    if status.is_some() {
        for reader in readers.into_iter().flatten() {
            reader.join().ok();
        }
    }
    finish(status, command, &said, what, started)
}

fn finish(
    status: Option<ExitStatus>,
    command: &Command,
    said: &Mutex<VecDeque<String>>,
    what: &str,
    started: Instant,
) -> Result<()> {
    let took = in_words(started.elapsed());
    match status {
        Some(status) if status.success() => {
            say(what, &format!("done in {took}"));
            Ok(())
        }
        ended => {
            let said = said.lock().unwrap_or_else(PoisonError::into_inner);
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let how = ended.map_or_else(|| "gave up".to_owned(), |status| status.to_string());
            bail!(
                "{what}: {how} after {took}: {}\n{}",
                line_of(command),
                said.join("\n")
            )
        }
    }
}

fn listen(
    pipe: impl Read + Send + 'static,
    said: &Arc<Mutex<VecDeque<String>>>,
) -> thread::JoinHandle<()> {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if line.trim().is_empty() {
                continue;
            }
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.len() == LINES_KEPT {
                said.pop_front();
            }
            said.push_back(line);
        }
    })
}

fn last_line(said: &Mutex<VecDeque<String>>) -> String {
    let said = said.lock().unwrap_or_else(PoisonError::into_inner);
    let line = said.back().map_or("starting", |line| line.trim());
    line.chars().take(MAX_LINE_CHARS).collect()
}

/// The command as a person would type it.
pub fn line_of(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

/// `75 s` as `1 min 15 s`; tenths only below ten seconds.
pub fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..10 => format!("{seconds}.{} s", time.subsec_millis() / 100),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_tell_them() {
        assert_eq!(in_words(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(59)), "59 s");
        assert_eq!(in_words(Duration::from_secs(75)), "1 min 15 s");
    }

    #[cfg(unix)]
    #[test]
    fn a_failure_carries_the_programs_last_words() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no such luck >&2; exit 3"]);
        let failure = run(&mut command, "trial", "to fail", Duration::from_secs(60));
        let words = failure
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(words.contains("no such luck"), "{words}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_ended() {
        let mut command = Command::new("sleep");
        command.arg("60");
        let started = Instant::now();
        assert!(run(&mut command, "trial", "to hang", Duration::from_millis(100)).is_err());
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
