//! What a browser can be told to do, as `WebDriver` commands: those of the client library, and a few
//! that it does not have.

use super::browser::Browser;
use super::engine::Engine;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{PrintConfiguration, WebDriverCompatibleCommand, WindowHandle};
use http::Method;
use serde_json::{Value, json};
use std::fs;

/// The key under which `WebDriver` names an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How many lines of the console a failure report shows.
const CONSOLE_LINES: usize = 15;

/// Navigation
impl Browser {
    /// # Errors
    /// The driver's error message.
    pub fn reload(&self) -> Result<(), String> {
        self.command(self.client.refresh())
    }

    /// # Errors
    /// The driver's error message.
    pub fn back(&self) -> Result<(), String> {
        self.command(self.client.back())
    }

    /// # Errors
    /// The driver's error message.
    pub fn forward(&self) -> Result<(), String> {
        self.command(self.client.forward())
    }

    /// # Errors
    /// The driver's error message.
    pub fn url(&self) -> Result<String, String> {
        self.command(self.client.current_url()).map(String::from)
    }

    /// # Errors
    /// The driver's error message.
    pub fn title(&self) -> Result<String, String> {
        self.command(self.client.title())
    }

    /// # Errors
    /// The driver's error message.
    pub fn enter_first_frame(&self) -> Result<(), String> {
        self.command(self.client.enter_frame(0))
    }

    /// Opens a new tab, switches to it and returns the handle of the previous one.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn open_tab(&self) -> Result<WindowHandle, String> {
        self.command(async {
            let previous = self.client.window().await?;
            let new = self.client.new_window(true).await?;
            self.client.switch_to_window(new.handle).await?;
            Ok(previous)
        })
    }

    /// Closes the current tab and switches to `other`.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn close_tab_and_switch_to(&self, other: WindowHandle) -> Result<(), String> {
        self.command(async {
            self.client.close_window().await?;
            self.client.switch_to_window(other).await
        })
    }

    /// Switches to `tab` and returns the handle of the previous one.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn switch_to(&self, tab: WindowHandle) -> Result<WindowHandle, String> {
        self.command(async {
            let previous = self.client.window().await?;
            self.client.switch_to_window(tab).await?;
            Ok(previous)
        })
    }
}

/// Scripts and elements
impl Browser {
    /// Runs the body of a function in the page and returns its result.
    ///
    /// # Errors
    /// The error message of the driver or of the script.
    pub fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.command(self.client.execute(script, arguments))
    }

    /// Runs the body of a function that passes its result to the callback in its last argument.
    ///
    /// # Errors
    /// The error message of the driver or of the script.
    pub fn execute_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.command(self.client.execute_async(script, arguments))
    }

    /// The element that a script returned.
    ///
    /// # Errors
    /// When it returned something else.
    pub fn element(&self, value: &Value) -> Result<Element, String> {
        let id = element_id(value)?.to_owned();
        Ok(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id),
        ))
    }

    /// # Errors
    /// The driver's error message, such as that another element is in the way.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.command(element.click())
    }

    /// Presses these keys in the element or, for a file input, chooses the files with these paths.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn send_keys(&self, element: &Element, keys: &str) -> Result<(), String> {
        let is_unfocusable = |why: &String| why.contains("not focusable");
        match self.command(element.send_keys(keys)) {
            Err(why) if is_unfocusable(&why) => {}
            outcome => return outcome,
        }
        // In a sandboxed frame WebKit focuses a field only when it is clicked.
        self.click(element)?;
        match self.command(element.send_keys(keys)) {
            Err(why) if is_unfocusable(&why) => {}
            outcome => return outcome,
        }
        // While another window has the keyboard focus, a click does not help. A script types instead.
        let element = serde_json::to_value(element).map_err(|error| error.to_string())?;
        let script = "arguments[0].value += arguments[1];
             arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }));";
        self.execute(script, vec![element, json!(keys)]).map(drop)
    }

    /// Presses these keys in turn, then releases them in reverse order, wherever the focus is.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn press_together(&self, keys: &[char]) -> Result<(), String> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        self.command(self.client.perform_actions(actions))
    }

    /// The role that the browser reports to assistive technology for an element that a script returned.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn computed_role(&self, element: &Value) -> Result<String, String> {
        let role = self.command(self.client.issue_cmd(SessionCommand {
            method: Method::GET,
            path: format!("element/{}/computedrole", element_id(element)?),
            body: None,
        }))?;
        Ok(role.as_str().unwrap_or_default().to_owned())
    }
}

/// Pictures, paper and what the browser itself reports
impl Browser {
    /// A PNG of what the window shows.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn screenshot(&self) -> Result<Vec<u8>, String> {
        self.command(self.client.screenshot())
    }

    /// A PNG of an element that a script returned.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn screenshot_of(&self, element: &Value) -> Result<Vec<u8>, String> {
        let element = self.element(element)?;
        self.command(element.screenshot())
    }

    /// A PNG of the whole page, however long it is. In Chromium only.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn screenshot_of_page(&self) -> Result<Vec<u8>, String> {
        let size = &self.devtools("Page.getLayoutMetrics", json!({}))?["cssContentSize"];
        // The picture has no scroll bar, so the width that it takes from the content is added.
        let width = self.execute("return innerWidth;", vec![])?;
        let clip = json!({
            "x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1
        });
        let screenshot = self.devtools(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
        )?;
        BASE64_STANDARD
            .decode(screenshot["data"].as_str().unwrap_or_default())
            .map_err(|error| error.to_string())
    }

    /// The page as a PDF on A4, without backgrounds and with the margins that the page's own styles
    /// ask for. `WebKitGTK`'s driver cannot print.
    ///
    /// # Errors
    /// The driver's error message.
    pub fn print(&self) -> Result<Vec<u8>, String> {
        let configuration = PrintConfiguration::builder()
            .shrink_to_fit(false)
            .build()
            .map_err(|error| error.to_string())?;
        self.command(self.client.print(configuration))
    }

    /// A command of Chromium's own protocol, which reaches what `WebDriver` does not.
    ///
    /// # Errors
    /// The driver's error message; in other engines, that there is no such protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<Value, String> {
        if self.engine != Engine::Chromium {
            return Err(format!("{} has no {command}", self.engine));
        }
        self.command(self.client.issue_cmd(SessionCommand {
            method: Method::POST,
            path: "goog/cdp/execute".to_owned(),
            body: Some(json!({ "cmd": command, "params": parameters })),
        }))
    }

    /// The last lines that the page wrote on the console; `WebKitGTK`'s driver has no access to them.
    pub fn console(&self) -> String {
        let lines = match self.engine {
            Engine::Chromium => self.chromium_console(),
            Engine::Firefox => self.firefox_console(),
            Engine::WebKit => Vec::new(),
        };
        lines[lines.len().saturating_sub(CONSOLE_LINES)..].join("\n")
    }

    fn chromium_console(&self) -> Vec<String> {
        let entries = self.command(self.client.issue_cmd(SessionCommand {
            method: Method::POST,
            path: "se/log".to_owned(),
            body: Some(json!({ "type": "browser" })),
        }));
        let entries = entries.unwrap_or_default();
        let entries = entries.as_array().into_iter().flatten();
        entries
            .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
            .collect()
    }

    /// Firefox writes the page's console into the driver's log, among messages of its own.
    fn firefox_console(&self) -> Vec<String> {
        let of_firefox = [
            "resource:///",
            "resource://services",
            "RSLoader",
            "command line flag",
        ];
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        log.lines()
            .filter(|line| line.starts_with("console.") || line.starts_with("JavaScript error"))
            .filter(|line| !of_firefox.iter().any(|words| line.contains(words)))
            .map(str::to_owned)
            .collect()
    }
}

fn element_id(value: &Value) -> Result<&str, String> {
    value[ELEMENT]
        .as_str()
        .ok_or_else(|| format!("not an element: {value}"))
}

/// A command of the current session that the client library does not have.
#[derive(Debug)]
struct SessionCommand {
    method: Method,
    /// The part of the address after the session's own.
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for SessionCommand {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (
            self.method.clone(),
            self.body.as_ref().map(Value::to_string),
        )
    }
}
