//! Runs `LibreOffice` and the tools of poppler.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How long one run of `LibreOffice` may take. On a busy machine it takes two minutes.
const TIMEOUT: Duration = Duration::from_secs(15 * 60);

/// The characters of a path to encode in a file URL. `LibreOffice` stops at a space.
const IN_A_PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// Creates a folder for the files of one program.
pub fn folder(program: &str) -> Result<PathBuf, String> {
    let own = format!("libreoffice-{program}-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
    let made = fs::create_dir_all(&folder);
    made.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Deletes the folder, unless the files are to be kept.
pub fn clean_up(folder: &Path) {
    if env::var_os("KEEP_FILES").is_none() {
        fs::remove_dir_all(folder).ok();
    }
}

/// Makes `LibreOffice` convert the files `from` in the folder, all in one run, and checks that it wrote
/// the files `to`.
pub fn convert(
    office: &Path,
    folder: &Path,
    filter: &str,
    from: &[String],
    to: &[String],
) -> Result<(), String> {
    let profile = folder.join("profile");
    let profile = utf8_percent_encode(profile.to_str().unwrap(), &IN_A_PATH);
    let log_path = folder.join("log");
    let log = fs::File::create(&log_path).unwrap();
    let mut command = Command::new(office);
    command
        // With its own profile. Otherwise, a LibreOffice that is already open would do the work.
        .arg(format!("-env:UserInstallation=file://{profile}"))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .args(from.iter().map(|name| folder.join(name)))
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log);
    let started = Instant::now();
    let done = run(&mut command)?;
    let exists = |name: &&String| folder.join(name).is_file();
    let missing: Vec<_> = to.iter().filter(|name| !exists(name)).collect();
    if !done || !missing.is_empty() {
        let said = fs::read_to_string(log_path).unwrap();
        let after = started.elapsed().as_secs();
        return Err(format!(
            "After {after} s LibreOffice has not made {missing:?}, for which it may need its \
             package for texts or sheets: {said}"
        ));
    }
    Ok(())
}

/// Runs a command to its end. Returns `false` if it took longer than [`TIMEOUT`], after killing it
/// and every process that it started: on an internal error, `LibreOffice` may never end.
fn run(command: &mut Command) -> Result<bool, String> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.spawn();
    let mut child = child.map_err(|error| format!("{command:?} does not start: {error}"))?;
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > TIMEOUT {
            let group = format!("kill -KILL -{}", child.id());
            Command::new("sh").args(["-c", &group]).status().ok();
            child.kill().ok();
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(true)
}

/// Finds a program by an environment variable or on the PATH.
pub fn find_program(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = env::var_os(variable) {
        return Ok(path.into());
    }
    let on_path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&on_path)
        .flat_map(|folder| {
            let file = move |name: &&str| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
            names.iter().map(file)
        })
        .find(|path| path.is_file())
        .ok_or_else(|| {
            format!(
                "{} is not on the PATH, and {variable} does not say where it is. Install \
                 LibreOffice Writer and Calc and poppler's tools; on Debian: sudo apt-get \
                 install --no-install-recommends libreoffice-writer-nogui \
                 libreoffice-calc-nogui poppler-utils",
                names[0]
            )
        })
}

/// Runs a command and returns what it printed.
pub fn output_of(command: &mut Command) -> Result<String, String> {
    let output = command.output();
    let output = output.map_err(|error| format!("{command:?} does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {output:?}"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
