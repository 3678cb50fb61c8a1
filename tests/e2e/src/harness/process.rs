//! Programs that this run started. Each carries the run's folder in an environment variable, which the
//! browsers that drivers start inherit, so that all of them can be found and ended however the run ends.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The variable whose value is the run's folder.
pub const RUN_VARIABLE: &str = "SEVEN_MINUTE_BRIEFING_E2E";

/// A running program, killed when dropped.
pub struct Program(Child);

impl Program {
    /// Starts `command` as part of the run in `run_folder` and writes its output to `log`.
    ///
    /// # Errors
    /// When the log cannot be created or the program does not start.
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
        // Both calls may fail when it has ended already, which is fine.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Kills every process of this run. The name of the run's folder is random, so no other run and no
/// other program is affected.
pub fn end_all_of_run(run_folder: &Path) {
    kill_all_with(RUN_VARIABLE, run_folder);
}

/// Kills every process that has this variable in its environment, with SIGKILL.
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
