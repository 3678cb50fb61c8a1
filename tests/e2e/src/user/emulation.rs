//! What a user may set up in the device or the browser: spacing, larger text, a narrow screen, colours of
//! their own. Set from outside the page, since the page's own policy allows no foreign styles.

use super::User;
use crate::harness::engine::Engine;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

impl User {
    /// Adds a rule to the page's styles, as a user style sheet does, until the page is loaded again.
    #[track_caller]
    pub fn add_style_rule(&self, rule: &str) {
        self.script(
            "const sheet = document.styleSheets[0];
             sheet.insertRule(arguments[0], sheet.cssRules.length);",
            vec![json!(rule)],
        );
    }

    /// Makes the browser lay out everything, including cards that are off the screen, whose sizes and
    /// places it only estimates otherwise.
    #[track_caller]
    pub fn force_full_layout(&self) {
        self.add_style_rule("* { content-visibility: visible !important; }");
    }

    /// Makes Chromium report a media feature, such as forced colours, until the returned guard is
    /// dropped.
    #[track_caller]
    pub fn emulate_media(&self, feature: &str, value: &str) -> Emulation {
        let emulation = Emulation(self.clone());
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": feature, "value": value }] }),
        );
        emulation
    }

    /// Makes Chromium show the page on a screen of that size in pixels, until the returned guard is
    /// dropped.
    #[track_caller]
    pub fn emulate_screen(&self, width: u32, height: u32) -> Emulation {
        let emulation = Emulation(self.clone());
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
        emulation
    }

    /// A PNG of an element's parent, such as a checkbox with its label.
    #[track_caller]
    pub fn screenshot_around(&self, role: &str, name: &str) -> Vec<u8> {
        self.wait_until(&format!("look at the {role} “{name}”"), || {
            let parent = self.evaluate_on(role, name, "it.parentElement")?;
            self.browser.screenshot_of(&parent)
        })
    }

    /// Saves a PNG of the whole page, including what is below the screen. In Chromium only.
    #[track_caller]
    pub fn save_page_screenshot(&self, file: &Path) {
        let step = format!("take the picture {}", file.display());
        let picture = self.wait_until(&step, || self.browser.screenshot_of_page());
        fs::write(file, picture).unwrap();
    }

    /// The computed styles, other than colour, by which a link may differ from other links.
    #[track_caller]
    pub fn link_emphasis(&self, link: &str) -> Value {
        self.wait_until(&format!("read the style of “{link}”"), || {
            self.evaluate_on(
                "link",
                link,
                "(({ fontWeight, fontStyle, borderBottomWidth, borderLeftWidth, textDecorationLine }) =>
                   [fontWeight, fontStyle, borderBottomWidth, borderLeftWidth, textDecorationLine])(getComputedStyle(it))",
            )
        })
    }

    #[track_caller]
    fn devtools(&self, command: &str, parameters: Value) -> Value {
        match self.browser.devtools(command, parameters) {
            Ok(answer) => answer,
            Err(why) => panic!("{command}: {why}"),
        }
    }
}

/// Ends an emulation when dropped, so that the next test gets an ordinary browser.
#[must_use = "the emulation ends when this is dropped"]
pub struct Emulation(User);

impl Drop for Emulation {
    fn drop(&mut self) {
        let browser = &self.0.browser;
        if browser.engine == Engine::Chromium {
            // Errors are ignored: the browser may have ended.
            let _ = browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [] }));
            let _ = browser.devtools("Emulation.clearDeviceMetricsOverride", json!({}));
        }
    }
}
