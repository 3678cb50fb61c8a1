//! Commands that the `WebDriver` client has no words for, by their place in the protocol.

use super::browser::Browser;
use super::engine::Engine;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};

/// `WebDriver`'s codes for keys that type nothing.
pub mod keys {
    pub const TAB: char = '\u{e004}';
    pub const ENTER: char = '\u{e007}';
    pub const SHIFT: char = '\u{e008}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const SPACE: char = ' ';
    pub const PAGE_UP: char = '\u{e00e}';
    pub const PAGE_DOWN: char = '\u{e00f}';
    pub const END: char = '\u{e010}';
    pub const HOME: char = '\u{e011}';
    pub const LEFT: char = '\u{e012}';
    pub const RIGHT: char = '\u{e014}';
}

/// A command of this session: a method, what follows the session in the address, and what goes with it.
#[derive(Debug)]
struct SessionCommand {
    method: Method,
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

impl Browser {
    fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.issue(SessionCommand {
            method: Method::POST,
            path: path.to_owned(),
            body: Some(body),
        })
    }

    fn get(&self, path: String) -> Result<Value, String> {
        self.issue(SessionCommand {
            method: Method::GET,
            path,
            body: None,
        })
    }

    fn issue(&self, command: SessionCommand) -> Result<Value, String> {
        self.command(self.client.issue_cmd(command))
    }

    /// Presses these keys together, in this order, and lets them go in the other, as fingers do: wherever
    /// the focus is, and not in an element a script chose.
    ///
    /// # Errors
    /// What the driver says.
    pub fn press_together(&self, keys: &[char]) -> Result<(), String> {
        let down = keys
            .iter()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = (keys.iter().rev()).map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post(
            "actions",
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        )
        .map(drop)
    }

    /// A command of Chromium's own protocol, which reaches what `WebDriver` does not.
    ///
    /// # Errors
    /// What the driver says; in other engines, that there is no such protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<Value, String> {
        if self.engine != Engine::Chromium {
            return Err(format!("{} has no {command}", self.engine));
        }
        self.post(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
    }

    /// The role that assistive technology is told for an element, as a script returned it.
    ///
    /// # Errors
    /// What the driver says.
    pub fn computed_role(&self, element: &Value) -> Result<String, String> {
        let id = Self::id_of(element).ok_or("no element")?;
        let role = self.get(format!("element/{id}/computedrole"))?;
        Ok(role.as_str().unwrap_or_default().to_owned())
    }

    /// What an element, as a script returned it, looks like: a PNG.
    ///
    /// # Errors
    /// What the driver says.
    pub fn screenshot_of(&self, element: &Value) -> Result<Vec<u8>, String> {
        let id = Self::id_of(element).ok_or("no element")?;
        unpacked(&self.get(format!("element/{id}/screenshot"))?)
    }

    /// What the whole page looks like, however long it is: a PNG. In Chromium only.
    ///
    /// # Errors
    /// What the driver says.
    pub fn screenshot_of_page(&self) -> Result<Vec<u8>, String> {
        let size = &self.devtools("Page.getLayoutMetrics", json!({}))?["cssContentSize"];
        // With all of it in the picture there is no scroll bar, which takes room from the content before.
        let width = self.execute("return innerWidth;", vec![])?;
        let clip = json!({
            "x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1
        });
        let taken = self.devtools(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
        )?;
        unpacked(&taken["data"])
    }

    /// The page on paper, as a PDF: A4, with what the page's own styles say of margins. `WebKitGTK`'s
    /// driver cannot print.
    ///
    /// # Errors
    /// What the driver says.
    pub fn print(&self) -> Result<Vec<u8>, String> {
        let paper = json!({
            "page": { "width": 21.0, "height": 29.7 },
            "shrinkToFit": false,
            "background": false,
        });
        unpacked(&self.post("print", paper)?)
    }
}

/// Bytes that come as base64.
fn unpacked(packed: &Value) -> Result<Vec<u8>, String> {
    STANDARD
        .decode(packed.as_str().unwrap_or_default())
        .map_err(|error| error.to_string())
}
