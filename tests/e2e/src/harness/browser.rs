//! One running browser and its driver: starting, commands with a deadline, quitting.

use super::engine::{BrowserOptions, Engine};
use super::process::{self, Program};
use super::test_run::{RUNTIME, TestRun, WAIT_LIMIT};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The key under which `WebDriver` names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// No single command takes this long, unless the browser hangs.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

pub struct Browser {
    pub engine: Engine,
    pub downloads: PathBuf,
    log: PathBuf,
    pub(super) client: Client,
    /// The home folder of this browser and of no other.
    home: PathBuf,
    gone: AtomicBool,
    /// Ended when this is dropped.
    _driver: Program,
    /// Where its window is, if it has one.
    _screen: Option<Program>,
}

static NEXT: AtomicU32 = AtomicU32::new(1);

impl Browser {
    /// # Errors
    /// When a program is missing or does not start; names it.
    pub fn start(
        test_run: &TestRun,
        engine: Engine,
        options: &BrowserOptions,
    ) -> Result<Self, String> {
        // What is not there will not be there the second time.
        engine.driver().path()?;
        engine.browser().path()?;
        // On a busy machine a first start sometimes fails for want of time.
        Self::try_start(test_run, engine, options).or_else(|first| {
            Self::try_start(test_run, engine, options)
                .map_err(|second| format!("{second} (and before that: {first})"))
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
        // GTK asks here where downloads go, which is the only way to tell WebKitGTK's browser.
        fs::write(
            config.join("user-dirs.dirs"),
            format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()),
        )
        .map_err(|error| error.to_string())?;

        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| error.to_string())?
            .port();
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
        let mut screen = None;
        if engine == Engine::WebKit {
            // On one screen another test's window takes the keyboard away from who types.
            let (display, program) = test_run.start_xvfb(&format!("xvfb-{number}.log"))?;
            screen = Some(program);
            command
                .env("DISPLAY", display)
                .env("GDK_BACKEND", "x11")
                // Its drawing by a graphics card that is played by software ends the browser
                // now and then: a fault of the Mesa of today's Debian, and of no page.
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        }
        let program = Program::start(&mut command, &test_run.folder, &log)
            .map_err(|error| format!("{} did not start: {error}", driver.display()))?;
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > WAIT_LIMIT {
                return Err(format!("{} does not listen", driver.display()));
            }
            thread::sleep(Duration::from_millis(20));
        }
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
            gone: AtomicBool::new(false),
            _driver: program,
            _screen: screen,
        };
        browser.wait_for_full_window()?;
        Ok(browser)
    }

    /// Waits for a window a page can be read in. `WebKitGTK`'s is a strip of some 60 px for as long as
    /// there is no window manager to size it, and on a busy machine it may become one again.
    ///
    /// # Errors
    /// When it stays one.
    pub fn wait_for_full_window(&self) -> Result<(), String> {
        self.wait_for_window_height(400.0)
    }

    fn wait_for_window_height(&self, least: f64) -> Result<(), String> {
        let start = Instant::now();
        // Room for the list of downloads as well. A size that was asked for before is not asked for
        // again: the window has it already, as the browser sees it.
        for size in (1200..1240).cycle() {
            let height = self.execute("return innerHeight;", vec![])?;
            if height.as_f64().is_some_and(|height| height >= least) {
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

    pub fn has_downloaded(&self) -> bool {
        fs::read_dir(&self.downloads).is_ok_and(|mut files| files.next().is_some())
    }

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

    /// # Errors
    /// What the driver says.
    pub fn goto(&self, url: &str) -> Result<(), String> {
        self.command(self.client.goto(url))?;
        // With a second tab it is lower; what matters here is that it is no strip.
        self.wait_for_window_height(250.0)
    }

    /// # Errors
    /// What the driver says.
    pub fn reload(&self) -> Result<(), String> {
        self.command(self.client.refresh())
    }

    /// # Errors
    /// What the driver says.
    pub fn back(&self) -> Result<(), String> {
        self.command(self.client.back())
    }

    /// # Errors
    /// What the driver says.
    pub fn forward(&self) -> Result<(), String> {
        self.command(self.client.forward())
    }

    /// # Errors
    /// What the driver says.
    pub fn url(&self) -> Result<String, String> {
        self.command(self.client.current_url()).map(String::from)
    }

    /// # Errors
    /// What the driver says.
    pub fn title(&self) -> Result<String, String> {
        self.command(self.client.title())
    }

    /// # Errors
    /// What the driver says.
    pub fn screenshot(&self) -> Result<Vec<u8>, String> {
        self.command(self.client.screenshot())
    }

    /// Runs the body of a function in the page.
    ///
    /// # Errors
    /// What the driver or the script says.
    pub fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.command(self.client.execute(script, arguments))
    }

    /// Runs the body of a function whose last argument is to be called with the result.
    ///
    /// # Errors
    /// What the driver or the script says.
    pub fn execute_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.command(self.client.execute_async(script, arguments))
    }

    /// What `WebDriver` calls the element that a script returned.
    pub fn id_of(value: &Value) -> Option<&str> {
        value.get(ELEMENT)?.as_str()
    }

    /// The element that a script returned.
    pub fn element(&self, value: &Value) -> Option<Element> {
        let id = Self::id_of(value)?.to_owned();
        Some(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id),
        ))
    }

    /// # Errors
    /// What the driver says, such as that something else is in the way.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.command(element.click())
    }

    /// Presses these keys in the element, or, for a file input, chooses the files named.
    ///
    /// # Errors
    /// What the driver says.
    pub fn send_keys(&self, element: &Element, keys: &str) -> Result<(), String> {
        self.command(element.send_keys(keys))
            .or_else(|why| {
                // In a sandboxed frame WebKit gives a field the focus only if it was clicked.
                if !why.contains("not focusable") {
                    return Err(why);
                }
                self.click(element)?;
                self.command(element.send_keys(keys))
            })
            .or_else(|why| {
                // And, while another window has the keyboard, not normalize_space then: what the keys would do is
                // done by a script.
                if !why.contains("not focusable") {
                    return Err(why);
                }
                let element = serde_json::to_value(element).map_err(|error| error.to_string())?;
                self.execute(
                    "arguments[0].value += arguments[1];
                 arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }));",
                    vec![element, json!(keys)],
                )
                .map(drop)
            })
    }

    /// # Errors
    /// What the driver says.
    pub fn enter_first_frame(&self) -> Result<(), String> {
        self.command(self.client.enter_frame(0))
    }

    /// Opens a new tab, goes to it and gives the handle of the one left.
    ///
    /// # Errors
    /// What the driver says.
    pub fn open_tab(&self) -> Result<WindowHandle, String> {
        self.command(async {
            let here = self.client.window().await?;
            let new = self.client.new_window(true).await?;
            self.client.switch_to_window(new.handle).await?;
            Ok(here)
        })
    }

    /// Closes this tab and goes to another.
    ///
    /// # Errors
    /// What the driver says.
    pub fn close_tab_and_switch_to(&self, other: WindowHandle) -> Result<(), String> {
        self.command(async {
            self.client.close_window().await?;
            self.client.switch_to_window(other).await
        })
    }

    /// # Errors
    /// What the driver says.
    pub fn switch_to(&self, tab: WindowHandle) -> Result<WindowHandle, String> {
        self.command(async {
            let here = self.client.window().await?;
            self.client.switch_to_window(tab).await?;
            Ok(here)
        })
    }

    /// What the page wrote on the console, newest last; `WebKitGTK`'s driver does not tell.
    pub fn console(&self) -> String {
        let lines: Vec<String> = match self.engine {
            Engine::Chromium => {
                let entries = self.command(self.client.issue_cmd(ChromiumLog));
                entries
                    .ok()
                    .as_ref()
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
                    .collect()
            }
            // Firefox writes the page's console among its own troubles.
            Engine::Firefox => fs::read_to_string(&self.log)
                .unwrap_or_default()
                .lines()
                .filter(|line| line.starts_with("console.") || line.starts_with("JavaScript error"))
                .filter(|line| {
                    ![
                        "resource:///",
                        "resource://services",
                        "RSLoader",
                        "command line flag",
                    ]
                    .iter()
                    .any(|its_own| line.contains(its_own))
                })
                .map(str::to_owned)
                .collect(),
            Engine::WebKit => Vec::new(),
        };
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    /// Kills all the browser's processes, as a failing battery does.
    pub fn kill(&self) {
        self.gone.store(true, Ordering::SeqCst);
        process::kill_all_with("HOME", &self.home);
    }

    /// Closes the browser as a user does, so that it writes to disk what it holds.
    pub fn quit(&self) {
        if self.gone.swap(true, Ordering::SeqCst) {
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

#[derive(Debug)]
struct ChromiumLog;

impl WebDriverCompatibleCommand for ChromiumLog {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (
            http::Method::POST,
            Some(json!({ "type": "browser" }).to_string()),
        )
    }
}
