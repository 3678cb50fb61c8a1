//! Programs this run started. Each carries the run's mark in its environment, and so do the browsers
//! that drivers start, so that everything can be found and ended however the run ends.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The variable whose value is the run's folder.
pub const RUN_VARIABLE: &str = "SEVEN_MINUTE_BRIEFING_E2E";

/// A started program, ended when dropped.
pub struct Program(Child);

impl Program {
    /// Starts `command`, its output going to `log`, marked as belonging to the run in `run_folder`.
    ///
    /// # Errors
    /// When the log cannot be made or the program not be started.
    pub fn start(command: &mut Command, run_folder: &Path, log: &Path) -> io::Result<Self> {
        let out = File::create(log)?;
        let err = out.try_clone()?;
        command
            .env(RUN_VARIABLE, run_folder)
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .map(Self)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already, which is what was wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ends every process that carries this run's mark. The mark holds the run's own folder, whose name is
/// random, so no other run and no other program can carry it.
pub fn end_all_of_run(run_folder: &Path) {
    kill_all_with(RUN_VARIABLE, run_folder);
}

/// Kills, with no time to do anything more, every process that has this variable in its environment.
pub fn kill_all_with(variable: &str, value: &Path) {
    let wanted = format!("{variable}={}", value.display());
    let Ok(processes) = fs::read_dir("/proc") else {
        return;
    };
    for process in processes.flatten() {
        let Ok(environment) = fs::read(process.path().join("environ")) else {
            continue;
        };
        if environment
            .split(|byte| *byte == 0)
            .any(|entry| entry == wanted.as_bytes())
        {
            let _ = Command::new("kill")
                .arg("-KILL")
                .arg(process.file_name())
                .stderr(Stdio::null())
                .status();
        }
    }
}
