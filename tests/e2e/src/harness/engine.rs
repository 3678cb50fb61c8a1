//! The browsers as data: which program, which driver, and what to ask of it for a given options.

use super::tools::{self, Tool};
use serde_json::{Map, Value, json};
use std::fmt;
use std::path::{Path, PathBuf};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// How a browser should differ from an ordinary one.
#[derive(Clone, Debug, Default)]
pub struct BrowserOptions {
    /// JavaScript turned off in the browser's settings.
    pub without_javascript: bool,
    /// Local storage turned off in the browser's settings.
    pub without_storage: bool,
    /// Less motion asked for, as in the system's settings; `WebKitGTK` cannot be told.
    pub less_motion: bool,
    /// A profile folder to keep and to come back to; otherwise a fresh one is made and thrown away.
    pub profile: Option<PathBuf>,
}

impl Engine {
    pub fn driver(self) -> Tool {
        match self {
            Self::Chromium => tools::CHROMEDRIVER,
            Self::Firefox => tools::GECKODRIVER,
            Self::WebKit => tools::WEBKITWEBDRIVER,
        }
    }

    pub fn browser(self) -> Tool {
        match self {
            Self::Chromium => tools::CHROMIUM,
            Self::Firefox => tools::FIREFOX,
            Self::WebKit => tools::MINIBROWSER,
        }
    }

    /// Arguments that make this engine's driver listen on `port` of this machine only.
    pub fn driver_arguments(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium => vec![format!("--port={port}")],
            // Each geckodriver would otherwise offer its browser the same second port.
            Self::Firefox => vec![
                "--host=127.0.0.1".into(),
                format!("--port={port}"),
                "--websocket-port=0".into(),
            ],
            Self::WebKit => vec!["--host=127.0.0.1".into(), format!("--port={port}")],
        }
    }

    /// `WebDriver` capabilities for a browser with `options`, its profile and its downloads in these folders.
    pub fn capabilities(
        self,
        binary: &Path,
        profile: &Path,
        downloads: &Path,
        options: &BrowserOptions,
    ) -> Map<String, Value> {
        let options = match self {
            Self::Chromium => chromium(binary, profile, downloads, options),
            Self::Firefox => firefox(binary, profile, downloads, options),
            Self::WebKit => webkit(binary, options),
        };
        match options {
            Value::Object(map) => map,
            other => unreachable!("capabilities are an object, not {other}"),
        }
    }
}

fn chromium(binary: &Path, profile: &Path, downloads: &Path, options: &BrowserOptions) -> Value {
    let mut prefs = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
        "profile.default_content_setting_values.automatic_downloads": 1,
        "safebrowsing.enabled": false,
        "credentials_enable_service": false,
        "translate.enabled": false,
    });
    if options.without_javascript {
        prefs["profile.managed_default_content_settings.javascript"] = json!(2);
        prefs["profile.default_content_setting_values.javascript"] = json!(2);
    }
    if options.without_storage {
        prefs["profile.default_content_setting_values.cookies"] = json!(2);
    }
    let mut args = QUIET_CHROMIUM.map(str::to_owned).to_vec();
    args.push("--window-size=1280,1000".to_owned());
    // What the full screen is; it would be 800 by 600.
    args.push("--screen-info={1280x1000}".to_owned());
    args.push(format!("--user-data-dir={}", profile.display()));
    if options.less_motion {
        args.push("--force-prefers-reduced-motion".to_owned());
    }
    json!({
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": binary, "args": args, "prefs": prefs },
    })
}

/// Makes Chromium do what it is asked and nothing else.
pub const QUIET_CHROMIUM: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-search-engine-choice-screen",
    // Two sessions share two cores, and a window that is not looked at must not be slowed.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
];

fn firefox(binary: &Path, profile: &Path, downloads: &Path, options: &BrowserOptions) -> Value {
    let mut prefs = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk":
            "application/json,application/octet-stream,text/plain,text/csv,text/html",
        "devtools.console.stdout.content": true,
        "browser.shell.checkDefaultBrowser": false,
        "browser.sessionstore.resume_from_crash": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "app.update.enabled": false,
        "browser.tabs.remote.autostart": true,
        // What is written is what a clean quit would write; no waiting for the profile's caches.
        "toolkit.startup.max_resumed_crashes": -1,
    });
    if options.without_javascript {
        prefs["javascript.enabled"] = json!(false);
    }
    if options.without_storage {
        prefs["dom.storage.enabled"] = json!(false);
    }
    if options.less_motion {
        prefs["ui.prefersReducedMotion"] = json!(1);
    }
    json!({
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", "-profile", profile],
            "prefs": prefs,
        },
    })
}

fn webkit(binary: &Path, options: &BrowserOptions) -> Value {
    let mut args = vec!["--automation".to_owned(), "--geometry=1280x1000".to_owned()];
    if options.without_javascript {
        args.push("--enable-javascript=false".to_owned());
    }
    if options.without_storage {
        args.push("--enable-html5-local-storage=false".to_owned());
    }
    json!({ "webkitgtk:browserOptions": { "binary": binary, "args": args } })
}
