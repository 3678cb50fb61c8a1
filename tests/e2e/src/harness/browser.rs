//! One running browser and its driver: starting, sizing the window, quitting.

use super::engine::{BrowserOptions, Engine};
use super::process::{self, Program};
use super::test_run::{RUNTIME, TestRun, WAIT_LIMIT};
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that a single `WebDriver` command may take before the browser counts as hung.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// The window height in pixels below which `WebKitGTK`'s window is only a strip.
const FULL_WINDOW_HEIGHT: f64 = 400.0;

/// The same with two tabs open, where the tab bar takes some of the height.
const FULL_WINDOW_HEIGHT_WITH_TABS: f64 = 250.0;

/// A running browser. Dropping it quits the browser and its driver.
pub struct Browser {
    pub engine: Engine,
    pub downloads: PathBuf,
    /// The driver's output, in which Firefox also writes the page's console.
    pub(super) log: PathBuf,
    pub(super) client: Client,
    /// The home folder, which no other browser has.
    home: PathBuf,
    has_ended: AtomicBool,
    _driver: Program,
    /// The virtual display, if the engine needs one.
    _display: Option<Program>,
}

static NEXT: AtomicU32 = AtomicU32::new(1);

impl Browser {
    /// Starts a browser of this engine, with a second attempt: on a busy machine the first one
    /// sometimes times out.
    ///
    /// # Errors
    /// Names the program that is missing or does not start.
    pub fn start(
        test_run: &TestRun,
        engine: Engine,
        options: &BrowserOptions,
    ) -> Result<Self, String> {
        // A missing program will not be there at the second attempt either.
        engine.driver().path()?;
        engine.browser().path()?;
        Self::try_start(test_run, engine, options).or_else(|first| {
            Self::try_start(test_run, engine, options)
                .map_err(|second| format!("{second} (first attempt: {first})"))
        })
    }

    fn try_start(
        test_run: &TestRun,
        engine: Engine,
        options: &BrowserOptions,
    ) -> Result<Self, String> {
        let binary = engine.browser().path()?;
        let driver = engine.driver().path()?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = test_run.folder.join(format!("b{number}"));
        let [home, config, temporary, downloads, own_profile] =
            ["h", "c", "t", "downloads", "p"].map(|name| folder.join(name));
        let profile = options.profile.clone().unwrap_or(own_profile);
        for each in [&home, &config, &temporary, &downloads, &profile] {
            fs::create_dir_all(each).map_err(|error| error.to_string())?;
        }
        // The only way to tell WebKitGTK's browser where downloads go: GTK reads this file.
        fs::write(
            config.join("user-dirs.dirs"),
            format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()),
        )
        .map_err(|error| error.to_string())?;

        let port = free_port()?;
        let log = folder.join("driver.log");
        let mut command = Command::new(&driver);
        command
            .args(engine.driver_arguments(port))
            .env("HOME", &home)
            .env("TMPDIR", &temporary)
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("MOZ_HEADLESS_WIDTH", "1280")
            .env("MOZ_HEADLESS_HEIGHT", "1000")
            .env("NO_AT_BRIDGE", "1")
            .env("LC_ALL", "C.UTF-8");
        let mut virtual_display = None;
        if engine == Engine::WebKit {
            // A display for each browser: on a shared one, another test's window takes the
            // keyboard focus away from the window being typed in.
            let (display, program) = test_run.start_xvfb(&format!("xvfb-{number}.log"))?;
            virtual_display = Some(program);
            command
                .env("DISPLAY", display)
                .env("GDK_BACKEND", "x11")
                // Accelerated drawing without a graphics card crashes the browser now and then,
                // because of a fault in Debian 12's Mesa.
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        }
        let program = Program::start(&mut command, &test_run.folder, &log)
            .map_err(|error| format!("{} did not start: {error}", driver.display()))?;
        wait_for_port(port, &driver)?;
        let mut capabilities = engine.capabilities(&binary, &profile, &downloads, options);
        capabilities.insert("unhandledPromptBehavior".into(), json!("accept"));
        let client = RUNTIME
            .block_on(async {
                tokio::time::timeout(
                    COMMAND_LIMIT,
                    ClientBuilder::new(HttpConnector::new())
                        .capabilities(capabilities)
                        .connect(&format!("http://127.0.0.1:{port}")),
                )
                .await
            })
            .map_err(|_| format!("{} did not start in time", binary.display()))?
            .map_err(|error| format!("{} did not start: {error}", binary.display()))?;
        let browser = Self {
            engine,
            downloads,
            log,
            client,
            home,
            has_ended: AtomicBool::new(false),
            _driver: program,
            _display: virtual_display,
        };
        browser.wait_for_full_window()?;
        Ok(browser)
    }

    /// Waits until the window has its full height. Without a window manager, `WebKitGTK`'s window
    /// starts as a strip of some 60 pixels, and on a busy machine it may become one again.
    ///
    /// # Errors
    /// When the window stays a strip.
    pub fn wait_for_full_window(&self) -> Result<(), String> {
        self.wait_for_window_height(FULL_WINDOW_HEIGHT)
    }

    fn wait_for_window_height(&self, minimum: f64) -> Result<(), String> {
        let start = Instant::now();
        // High enough for the list of downloads as well. Each attempt asks for another size, since
        // the browser ignores a request for the size it believes it has.
        for size in (1200..1240).cycle() {
            let height = self.execute("return innerHeight;", vec![])?;
            if height.as_f64().is_some_and(|height| height >= minimum) {
                break;
            }
            if start.elapsed() > WAIT_LIMIT {
                return Err(format!("the window stays {height} px high"));
            }
            self.command(self.client.set_window_size(1280, size))?;
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Opens an address.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn goto(&self, url: &str) -> Result<(), String> {
        self.command(self.client.goto(url))?;
        self.wait_for_window_height(FULL_WINDOW_HEIGHT_WITH_TABS)
    }

    pub fn has_downloaded(&self) -> bool {
        fs::read_dir(&self.downloads).is_ok_and(|mut files| files.next().is_some())
    }

    /// Runs a `WebDriver` command to its end, or until [`COMMAND_LIMIT`].
    pub(super) fn command<T>(
        &self,
        future: impl Future<Output = Result<T, CmdError>>,
    ) -> Result<T, String> {
        RUNTIME.block_on(async {
            match tokio::time::timeout(COMMAND_LIMIT, future).await {
                Ok(Ok(value)) => Ok(value),
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err(format!("the {} browser did not answer", self.engine)),
            }
        })
    }

    /// Kills all the browser's processes, as a power cut does.
    pub fn kill(&self) {
        self.has_ended.store(true, Ordering::SeqCst);
        process::kill_all_with("HOME", &self.home);
    }

    /// Closes the browser as a user does, so that it writes to disk what it holds.
    pub fn quit(&self) {
        if self.has_ended.swap(true, Ordering::SeqCst) {
            return;
        }
        let client = self.client.clone();
        let _ = self.command(client.close());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.quit();
    }
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| error.to_string())
}

fn wait_for_port(port: u16, driver: &Path) -> Result<(), String> {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if start.elapsed() > WAIT_LIMIT {
            return Err(format!("{} does not listen", driver.display()));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
