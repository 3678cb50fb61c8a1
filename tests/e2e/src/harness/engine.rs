//! The browser engines: their programs, their drivers and the capabilities to ask for.

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

/// How a browser should differ from an ordinary one. The default has no difference.
#[derive(Clone, Debug, Default)]
pub struct BrowserOptions {
    /// JavaScript is off in the browser's settings.
    pub without_javascript: bool,
    /// Local storage is off in the browser's settings.
    pub without_storage: bool,
    /// The user prefers reduced motion. Not in `WebKitGTK`, which has no setting for it.
    pub reduced_motion: bool,
    /// A profile folder that outlasts the browser; by default, a new one is created and removed.
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
            // Otherwise every geckodriver gives its browser the same second port.
            Self::Firefox => vec![
                "--host=127.0.0.1".into(),
                format!("--port={port}"),
                "--websocket-port=0".into(),
            ],
            Self::WebKit => vec!["--host=127.0.0.1".into(), format!("--port={port}")],
        }
    }

    /// The `WebDriver` capabilities of a browser with `options` and with its profile and its downloads
    /// in these folders.
    pub fn capabilities(
        self,
        binary: &Path,
        profile: &Path,
        downloads: &Path,
        options: &BrowserOptions,
    ) -> Map<String, Value> {
        let capabilities = match self {
            Self::Chromium => chromium(binary, profile, downloads, options),
            Self::Firefox => firefox(binary, profile, downloads, options),
            Self::WebKit => webkit(binary, options),
        };
        match capabilities {
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
    // The size of the full screen, 800 by 600 by default.
    args.push("--screen-info={1280x1000}".to_owned());
    args.push(format!("--user-data-dir={}", profile.display()));
    if options.reduced_motion {
        args.push("--force-prefers-reduced-motion".to_owned());
    }
    json!({
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": binary, "args": args, "prefs": prefs },
    })
}

/// Arguments for a Chromium without a screen that starts nothing by itself.
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
    // Several browsers run at a time, and one whose window is hidden must not be slowed down.
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
        // Never offer safe mode after the browser was killed.
        "toolkit.startup.max_resumed_crashes": -1,
    });
    if options.without_javascript {
        prefs["javascript.enabled"] = json!(false);
    }
    if options.without_storage {
        prefs["dom.storage.enabled"] = json!(false);
    }
    if options.profile.is_some() {
        // Write the session file at once: what it says matters only in a profile that stays. By
        // default Firefox waits for 15 seconds; Chromium waits for two or three.
        prefs["browser.sessionstore.interval"] = json!(500);
    }
    if options.reduced_motion {
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
