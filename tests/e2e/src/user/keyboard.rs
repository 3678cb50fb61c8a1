//! A user with a keyboard and nothing else: keys go to whatever has the focus, and what has it is looked
//! at as an eye does.

use crate::harness::engine::Engine;
use crate::harness::webdriver::keys::{ENTER, SHIFT, SPACE, TAB};
use crate::user::{User, excerpt};
use serde_json::{Value, json};

/// No page has more stops than this on the way to anything a test looks for.
const MAX_TAB_STOPS: usize = 200;

/// What can be wrong with the focus as it is seen, as a list of sentences; nothing while all is well.
const CHECK_FOCUS: &str = include_str!("focus.js");

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

    /// Goes one stop on, and sees where the focus is then.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.press_keys(&TAB.to_string());
        self.sees_focus()
    }

    /// Goes one stop back, and sees where the focus is then.
    #[track_caller]
    pub fn tab_back(&self) -> String {
        self.press_together(&[SHIFT, TAB]);
        self.sees_focus()
    }

    /// Goes on with Tab until the focus is in the thing of that name, seeing it at every stop.
    #[track_caller]
    pub fn tab_to(&self, wanted: &str) {
        let mut passed = Vec::new();
        for _ in 0..MAX_TAB_STOPS {
            let name = self.tab();
            if name.starts_with(wanted) {
                return;
            }
            passed.push(name);
        }
        panic!("Tab never comes to “{wanted}”, but to {passed:?}");
    }

    /// Goes back with Shift and Tab until the focus is in the thing of that name.
    #[track_caller]
    pub fn tab_back_to(&self, wanted: &str) {
        let mut passed = Vec::new();
        for _ in 0..MAX_TAB_STOPS {
            let name = self.tab_back();
            if name.starts_with(wanted) {
                return;
            }
            passed.push(name);
        }
        panic!("Shift and Tab never come to “{wanted}”, but to {passed:?}");
    }

    /// Goes from the first stop to the last, and sees the focus at each; gives their names.
    #[track_caller]
    pub fn tab_through_page(&self) -> Vec<String> {
        self.script("document.activeElement.blur(); scrollTo(0, 0);", vec![]);
        let mut stops = Vec::new();
        while stops.len() < MAX_TAB_STOPS {
            self.press_keys(&TAB.to_string());
            // After the last stop comes the browser's own window, and then the first again.
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

    /// Goes on to a field and types into it.
    #[track_caller]
    pub fn tab_to_and_type(&self, label: &str, text: &str) {
        self.tab_to(label);
        self.press_keys(text);
        self.wait_until(&format!("“{label}” holds what was typed"), || {
            let value = self
                .browser
                .execute("return document.activeElement.value;", vec![])?;
            if value == text {
                Ok(())
            } else {
                Err(format!("it holds {}", excerpt(&value.to_string(), 200)))
            }
        });
    }

    /// Goes on to a checkbox and ticks it.
    #[track_caller]
    pub fn tab_to_and_tick(&self, label: &str) {
        self.tab_to(label);
        self.press_keys(&SPACE.to_string());
        self.wait_until(&format!("“{label}” is ticked"), || {
            let ticked = self
                .browser
                .execute("return document.activeElement.checked;", vec![])?;
            (ticked == true)
                .then_some(())
                .ok_or_else(|| "it is not".into())
        });
    }

    /// Goes on to a link or a button and presses Enter on it.
    #[track_caller]
    pub fn tab_to_and_press_enter(&self, wanted: &str) {
        self.tab_to(wanted);
        self.press_keys(&ENTER.to_string());
    }

    /// What has the focus shows it, on the screen and under nothing else; gives its name.
    #[track_caller]
    pub fn sees_focus(&self) -> String {
        let script = crate::user::with_page(CHECK_FOCUS);
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
