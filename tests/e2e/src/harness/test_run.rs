//! What all tests of a run share: the built app, the web servers, and a pool of browsers.

use super::browser::Browser;
use super::engine::{BrowserOptions, Engine};
use super::process::{self, Program};
use super::server::Server;
use super::site::STANDALONE_FILE;
use super::tools;
use std::collections::HashMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long to wait for something that should happen. Generous, so that a busy machine fails no test.
pub const WAIT_LIMIT: Duration = Duration::from_secs(20);

/// Runs the asynchronous `WebDriver` client for the tests, which are synchronous.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
});

/// One run of the tests, from its start to its end.
pub struct TestRun {
    /// A temporary folder of this run alone, removed at its end.
    pub folder: PathBuf,
    /// A copy of the built app, so that a build during the run does not change it.
    pub dist: PathBuf,
    pub server: Server,
    /// A second web server. It is another origin, so it should never get a request.
    pub other_origin: Server,
    idle: Mutex<HashMap<Engine, Vec<Arc<Browser>>>>,
}

impl TestRun {
    /// Copies the built app from `dist` (or the folder in `DIST`) and starts the web servers.
    ///
    /// # Errors
    /// When the app is not built, or no folder or port is available.
    pub fn new() -> Result<Self, String> {
        let built = env::var_os("DIST").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
            PathBuf::from,
        );
        for file in ["index.html", STANDALONE_FILE] {
            if !built.join(file).is_file() {
                return Err(format!(
                    "{} is missing: build the app first (`cargo xtask build`), or name its folder in DIST",
                    built.join(file).display()
                ));
            }
        }
        let folder = tempfile::Builder::new()
            .prefix("7mb-e2e-")
            .tempdir()
            .map_err(|error| error.to_string())?
            .keep();
        let dist = folder.join("dist");
        copy_folder(&built, &dist).map_err(|error| error.to_string())?;
        let server = Server::start().map_err(|error| error.to_string())?;
        let other_origin = Server::start().map_err(|error| error.to_string())?;
        server.serve_page("/blank", BLANK);
        fs::write(folder.join("blank.html"), BLANK).map_err(|error| error.to_string())?;
        Ok(Self {
            folder,
            dist,
            server,
            other_origin,
            idle: Mutex::default(),
        })
    }

    /// A browser without special options: one that another test has finished with, or a new one.
    ///
    /// # Errors
    /// When it cannot be started; names what is missing.
    pub fn borrow_browser(&self, engine: Engine) -> Result<Arc<Browser>, String> {
        let idle = self.idle.lock().unwrap().entry(engine).or_default().pop();
        idle.map_or_else(
            || self.start_browser(engine, &BrowserOptions::default()),
            Ok,
        )
    }

    /// Returns a borrowed browser to the pool.
    pub fn return_browser(&self, browser: Arc<Browser>) {
        // WebKitGTK's browser lists its downloads in a bar, which leaves less height for the page with
        // each download.
        if browser.engine == Engine::WebKit && browser.has_downloaded() {
            return;
        }
        let mut idle = self.idle.lock().unwrap();
        idle.entry(browser.engine).or_default().push(browser);
    }

    /// Starts a browser that no other test uses.
    ///
    /// # Errors
    /// When it cannot be started; names what is missing.
    pub fn start_browser(
        &self,
        engine: Engine,
        options: &BrowserOptions,
    ) -> Result<Arc<Browser>, String> {
        Browser::start(self, engine, options).map(Arc::new)
    }

    /// Starts a virtual display and returns its name, such as `:7`, with the program that provides it.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn start_xvfb(&self, log: &str) -> Result<(String, Program), String> {
        let log = self.folder.join(log);
        let program = Program::start(
            Command::new(tools::XVFB.path()?)
                // Picks a free display and prints its number.
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    "1400x1400x24",
                    "-nolisten",
                    "tcp",
                ]),
            &self.folder,
            &log,
        )
        .map_err(|error| format!("Xvfb did not start: {error}"))?;
        let start = Instant::now();
        while start.elapsed() < WAIT_LIMIT {
            // Only whole lines count: a number may still be incomplete.
            let output = fs::read_to_string(&log).unwrap_or_default();
            let mut lines = output
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'));
            if let Some(number) = lines.find_map(|line| line.trim().parse::<u32>().ok()) {
                return Ok((format!(":{number}"), program));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("Xvfb did not print the number of its display".into())
    }

    /// Ends every process that this run started and removes the run's folder.
    pub fn clean_up(&self) {
        self.idle.lock().unwrap().clear();
        process::end_all_of_run(&self.folder);
        // A browser that is ending may still write a file or two.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.folder).is_ok() || !self.folder.exists() {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

/// A page of the app's origin without the app, from which tests prepare what is stored.
const BLANK: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A blank page</title>";

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
