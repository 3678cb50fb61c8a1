//! What a user may ask of the device or the browser: more room between letters, larger text, a narrow
//! screen, colours of their own. Set from outside the page, as its own policy lets no foreign style in.

use crate::harness::engine::Engine;
use crate::user::User;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

impl User {
    /// Adds a rule to the page's styles, as a reader's own style sheet would. A new load forgets it.
    #[track_caller]
    pub fn add_style_rule(&self, rule: &str) {
        self.script(
            "const sheet = document.styleSheets[0];
             sheet.insertRule(arguments[0], sheet.cssRules.length);",
            vec![json!(rule)],
        );
    }

    /// Has everything laid out, also what is far below: the browser only estimates the size of cards that
    /// are off the screen, and so where what is in them would be.
    #[track_caller]
    pub fn force_full_layout(&self) {
        self.add_style_rule("* { content-visibility: visible !important; }");
    }

    /// Opens the app in a frame that is so wide inside, since no engine makes a window that narrow. A
    /// scroll bar that takes room is given that room.
    #[track_caller]
    pub fn open_in_frame_of_width(&self, width: u32) {
        self.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
        self.wait_until_ready();
        let bar = self.script(
            "return innerWidth - document.documentElement.clientWidth;",
            vec![],
        );
        let width = u64::from(width) + bar.as_u64().unwrap_or_default();
        self.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
        self.wait_until_ready();
    }

    /// Asks Chromium to show a page as on another device, such as with forced colours, for as long as
    /// what this gives is kept.
    #[track_caller]
    pub fn emulate_media(&self, feature: &str, value: &str) -> Emulation {
        let emulation = Emulation(self.clone());
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": feature, "value": value }] }),
        );
        emulation
    }

    /// Has Chromium show the page on a screen that wide, for as long as what this gives is kept.
    #[track_caller]
    pub fn emulate_screen(&self, width: u32, height: u32) -> Emulation {
        let emulation = Emulation(self.clone());
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
        emulation
    }

    /// What a thing looks like together with what stands right around it, such as a checkbox with its
    /// label: a PNG.
    #[track_caller]
    pub fn screenshot_around(&self, role: &str, name: &str) -> Vec<u8> {
        self.wait_until(&format!("look at the {role} “{name}”"), || {
            let around = self.evaluate_on(role, name, "it.parentElement")?;
            self.browser.screenshot_of(&around)
        })
    }

    /// Has a PNG of the whole page made, also of what is below the screen. In Chromium only.
    #[track_caller]
    pub fn save_page_screenshot(&self, file: &Path) {
        let step = format!("take the picture {}", file.display());
        let picture = self.wait_until(&step, || self.browser.screenshot_of_page());
        fs::write(file, picture).unwrap();
    }

    /// What sets a link apart from others by more than its colour.
    #[track_caller]
    pub fn link_emphasis(&self, link: &str) -> Value {
        self.wait_until(&format!("see how “{link}” is set"), || {
            self.evaluate_on(
                "link",
                link,
                "(({ fontWeight, fontStyle, borderBottomWidth, borderLeftWidth, textDecorationLine }) =>
                   [fontWeight, fontStyle, borderBottomWidth, borderLeftWidth, textDecorationLine])(getComputedStyle(it))",
            )
        })
    }

    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        match self.browser.devtools(command, parameters) {
            Ok(answer) => answer,
            Err(why) => panic!("{command}: {why}"),
        }
    }
}

/// What Chromium was asked to pretend; it stops when this is dropped, so that the next test borrows an
/// ordinary browser.
#[must_use = "the browser pretends for as long as this is kept"]
pub struct Emulation(User);

impl Drop for Emulation {
    fn drop(&mut self) {
        let browser = &self.0.browser;
        if browser.engine == Engine::Chromium {
            // A browser that is gone pretends nothing any more.
            let _ = browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [] }));
            let _ = browser.devtools("Emulation.clearDeviceMetricsOverride", json!({}));
        }
    }
}
