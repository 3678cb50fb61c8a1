//! A user with a keyboard alone: keys go to whatever has the focus, and the focus has to be visible.

use super::{User, excerpt, ok_if, page_script};
use crate::harness::engine::Engine;
use fantoccini::key::Key;
use serde_json::{Value, json};

/// The largest number of Tab stops on the way to anything that a test looks for.
const MAX_TAB_STOPS: usize = 200;

/// Returns what is wrong with the visibility of the focus, as a list of sentences.
const CHECK_FOCUS: &str = include_str!("focus.js");

/// Keys
impl User {
    /// Presses keys one after the other, wherever the focus is.
    #[track_caller]
    pub fn press_keys(&self, keys: &str) {
        for key in keys.chars() {
            self.press_together(&[key]);
        }
    }

    /// Presses keys together, such as Shift and Tab.
    #[track_caller]
    pub fn press_together(&self, keys: &[char]) {
        let outcome = self.browser.press_together(keys);
        assert_eq!(outcome, Ok(()), "press {keys:?}");
    }

    /// Presses Tab, sees the focus and returns the name of the element that has it.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.press_keys(&Key::Tab);
        self.sees_focus()
    }

    /// Presses Shift and Tab, sees the focus and returns the name of the element that has it.
    #[track_caller]
    pub fn tab_back(&self) -> String {
        self.press_together(&[Key::Shift.into(), Key::Tab.into()]);
        self.sees_focus()
    }
}

/// Moving the focus
impl User {
    /// Presses Tab until the focus is in the element of that name, and sees the focus at every stop.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        press_until_focus_in(name, "Tab", || self.tab());
    }

    /// The same backwards, with Shift and Tab.
    #[track_caller]
    pub fn tab_back_to(&self, name: &str) {
        press_until_focus_in(name, "Shift and Tab", || self.tab_back());
    }

    /// Presses Tab from the first stop of the page to the last, and sees the focus at each; returns
    /// their names.
    #[track_caller]
    pub fn tab_through_page(&self) -> Vec<String> {
        // Without this, Tab starts wherever the browser has scrolled for the address, which depends on how
        // soon the app started. After a focused element is removed, Tab starts from its place.
        self.script(
            "const start = document.createElement('span');
             start.tabIndex = -1;
             document.body.prepend(start);
             start.focus();
             start.remove();
             scrollTo(0, 0);",
            vec![],
        );
        let mut stops = Vec::new();
        while stops.len() < MAX_TAB_STOPS {
            self.press_keys(&Key::Tab);
            // After the last stop comes the browser's own window, and then the first stop again.
            let is_over = self.script(
                "const at = document.activeElement;
                 if (!at || at === document.body || at.e2eWasHere) return true;
                 at.e2eWasHere = true;
                 return false;",
                vec![],
            );
            if is_over == true {
                break;
            }
            stops.push(self.sees_focus());
        }
        stops
    }

    /// Moves on to a field and types into it.
    #[track_caller]
    pub fn tab_to_and_type(&self, label: &str, text: &str) {
        self.tab_to(label);
        self.press_keys(text);
        self.wait_until(&format!("“{label}” has the typed text"), || {
            let value = self
                .browser
                .execute("return document.activeElement.value;", vec![])?;
            ok_if(value == text, || {
                format!("its value is {}", excerpt(&value.to_string(), 200))
            })
        });
    }

    /// Moves on to a checkbox and ticks it.
    #[track_caller]
    pub fn tab_to_and_tick(&self, label: &str) {
        self.tab_to(label);
        self.press_keys(" ");
        self.wait_until(&format!("“{label}” is ticked"), || {
            let is_ticked = self
                .browser
                .execute("return document.activeElement.checked;", vec![])?;
            ok_if(is_ticked == true, || "it is not".into())
        });
    }

    /// Moves on to a link or a button and presses Enter on it.
    #[track_caller]
    pub fn tab_to_and_press_enter(&self, name: &str) {
        self.tab_to(name);
        self.press_keys(&Key::Enter);
    }

    /// Sees that the focused element shows its focus and is on the screen with nothing over it; returns
    /// its name.
    #[track_caller]
    pub fn sees_focus(&self) -> String {
        let script = page_script(CHECK_FOCUS);
        self.wait_until("see where the focus is", || {
            let is_webkit = self.browser.engine == Engine::WebKit;
            let seen = self.browser.execute(&script, vec![json!(is_webkit)])?;
            match &seen["wrong"] {
                Value::Array(wrong) if wrong.is_empty() => {
                    Ok(seen["name"].as_str().unwrap_or_default().to_owned())
                }
                wrong => Err(format!("{}: {wrong}", seen["what"])),
            }
        })
    }
}

/// Repeats `press`, which returns the name of the newly focused element, until that name starts with
/// `name`.
#[track_caller]
fn press_until_focus_in(name: &str, keys: &str, press: impl Fn() -> String) {
    let mut passed = Vec::new();
    for _ in 0..MAX_TAB_STOPS {
        let focused = press();
        if focused.starts_with(name) {
            return;
        }
        passed.push(focused);
    }
    panic!("{keys} never reaches “{name}”, but {passed:?}");
}
