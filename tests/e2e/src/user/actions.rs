//! Doing: typing, pressing, choosing, taking a file.

use super::{User, excerpt};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// `WebDriver`'s codes for keys that type nothing.
const CONTROL: char = '\u{e009}';
const BACKSPACE: char = '\u{e003}';
const ENTER: &str = "\u{e007}";

/// Makes `window.pressArrived` say whether `it` was pressed from now on.
const WATCH_FOR_CLICK: &str = "(() => {
    window.pressArrived = false;
    const note = () => { window.pressArrived = true; };
    it.addEventListener('click', note, { capture: true, once: true });
    return true;
  })()";

/// How long a press may take from the driver to the page.
const CLICK_LIMIT: Duration = Duration::from_secs(3);

/// A line break is the Enter key; `WebKitGTK`'s driver drops it otherwise.
fn keys_for(text: &str) -> String {
    text.replace('\n', ENTER)
}

/// A file the page gave to the user.
#[derive(Debug)]
pub struct Download {
    pub name: String,
    /// Where it lies until the next one is asked for.
    pub file: PathBuf,
    pub bytes: Vec<u8>,
    /// The same as text, as far as it is any.
    pub text: String,
}

impl User {
    /// Types at the end of what the field holds, key by key.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let step = format!(
            "type “{}” into “{label}”{}",
            excerpt(text, 40),
            self.scope_description()
        );
        self.wait_until(&step, || {
            let field = self.element("textbox", label)?;
            self.browser.send_keys(&field, &keys_for(text))
        });
        self.wait_for_typed_value(label, |value| value.ends_with(text));
    }

    /// Presses one key in the field, at the end of what it holds, and looks at nothing afterwards.
    #[track_caller]
    pub fn press_key(&self, label: &str, key: char) {
        let step = format!("press {key:?} in “{label}”{}", self.scope_description());
        self.wait_until(&step, || {
            let field = self.element("textbox", label)?;
            self.browser.send_keys(&field, &key.to_string())
        });
    }

    /// Takes out what the field holds, with the keyboard, and types something else.
    #[track_caller]
    pub fn retype(&self, label: &str, text: &str) {
        let step = format!(
            "retype “{label}”{} as “{}”",
            self.scope_description(),
            excerpt(text, 40)
        );
        self.wait_until(&step, || {
            let field = self.element("textbox", label)?;
            // Two calls, as the Control key is let go at the end of each.
            self.browser.send_keys(&field, &format!("{CONTROL}a"))?;
            self.browser
                .send_keys(&field, &format!("{BACKSPACE}{}", keys_for(text)))
        });
        self.wait_for_typed_value(label, |value| value == text);
    }

    /// `WebKitGTK`'s driver answers before the page has had the last keys.
    #[track_caller]
    fn wait_for_typed_value(&self, label: &str, is_there: impl Fn(&str) -> bool) {
        self.wait_until(&format!("“{label}” holds what was typed"), || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            match value.as_str() {
                Some(value) if is_there(value) => Ok(()),
                _ => Err(format!("it holds {}", excerpt(&value.to_string(), 200))),
            }
        });
    }

    #[track_caller]
    pub fn press(&self, button: &str) {
        self.click("button", button);
    }

    #[track_caller]
    pub fn follow(&self, link: &str) {
        self.click("link", link);
    }

    #[track_caller]
    pub fn tick(&self, checkbox: &str) {
        self.click("checkbox", checkbox);
        self.wait_until(&format!("“{checkbox}” is ticked"), || {
            match self.evaluate_on("checkbox", checkbox, "it.checked")? {
                Value::Bool(true) => Ok(()),
                _ => Err("it is not".into()),
            }
        });
    }

    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        let step = format!("press the {role} “{name}”{}", self.scope_description());
        // Cards that come into view may grow, and a notice may lie over a button: as a user does, scroll
        // to it, see it stand still, then press.
        let where_it_is = "(() => {
            const centre = () => {
              const box = it.getBoundingClientRect();
              return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
            };
            const top = document.elementFromPoint(...centre());
            if (!top || !(it.contains(top) || top.contains(it))) {
              it.scrollIntoView({ block: 'center', behavior: 'instant' });
            }
            return centre();
          })()";
        let mut before = Value::Null;
        self.wait_until(&step, || {
            let now = self.evaluate_on(role, name, where_it_is)?;
            if now != before {
                before = now;
                return Err("it does not stand still".into());
            }
            let element = self.element(role, name)?;
            self.evaluate_on(role, name, WATCH_FOR_CLICK)?;
            match self.browser.click(&element) {
                Ok(()) => self.wait_for_click_event(CLICK_LIMIT),
                // A driver may complain of a press that did its work: the page is another now.
                Err(why) => self.wait_for_click_event(Duration::ZERO).map_err(|_| why),
            }
        });
    }

    /// On a busy machine a driver may answer and the press go astray. A user sees that nothing happened
    /// and presses again.
    fn wait_for_click_event(&self, patience: Duration) -> Result<(), String> {
        let asked = Instant::now();
        loop {
            // The press may have led to another page, which knows nothing of it and is proof enough.
            match self.browser.execute("return window.pressArrived;", vec![]) {
                Ok(Value::Bool(false)) => {}
                _ => return Ok(()),
            }
            if asked.elapsed() >= patience {
                return Err("the press did not arrive".into());
            }
        }
    }

    #[track_caller]
    pub fn choose_file(&self, label: &str, file: &Path) {
        self.choose_files(label, &[file.to_owned()]);
    }

    /// Chooses all of them at once.
    #[track_caller]
    pub fn choose_files(&self, label: &str, files: &[PathBuf]) {
        let names = files.iter().map(|file| file.to_string_lossy());
        let names: Vec<_> = names.collect();
        let step = format!("choose {} in “{label}”", excerpt(&names.join(", "), 100));
        self.wait_until(&step, || {
            let input = self.element("file", label)?;
            self.browser.send_keys(&input, &names.join("\n"))
        });
    }

    /// Chooses one from a list.
    #[track_caller]
    pub fn select(&self, label: &str, choice: &str) {
        self.wait_until(&format!("choose “{choice}” in “{label}”"), || {
            let choose = format!(
                "(() => {{
                   const wanted = [...it.options].find((one) => one.textContent.trim() === {});
                   if (!wanted) return false;
                   it.focus();
                   it.value = wanted.value;
                   it.dispatchEvent(new Event('input', {{ bubbles: true }}));
                   it.dispatchEvent(new Event('change', {{ bubbles: true }}));
                   return true;
                 }})()",
                json!(choice)
            );
            match self.evaluate_on("combobox", label, &choose)? {
                Value::Bool(true) => Ok(()),
                _ => Err("there is no such choice".into()),
            }
        });
    }

    /// Sees which one of a list is chosen.
    #[track_caller]
    pub fn sees_selected(&self, label: &str, choice: &str) {
        self.wait_until(
            &format!("“{choice}” is chosen in “{label}”"),
            || {
                let chosen = self.evaluate_on(
                    "combobox",
                    label,
                    "it.selectedOptions[0].textContent.trim()",
                )?;
                if chosen == json!(choice) {
                    Ok(())
                } else {
                    Err(format!("it is {chosen}"))
                }
            },
        );
    }

    #[track_caller]
    pub fn sees_address_ending(&self, end: &str) {
        self.wait_until(&format!("the address ends with {end}"), || {
            let url = self.browser.url()?;
            if url.ends_with(end) {
                Ok(())
            } else {
                Err(format!("it is {url}"))
            }
        });
    }

    /// Presses a button that gives a file, and takes the file.
    #[track_caller]
    pub fn download(&self, button: &str) -> Download {
        self.download_with(button, || self.press(button))
    }

    /// The same, with the button pressed in another way.
    #[track_caller]
    pub fn download_with(&self, button: &str, press: impl FnOnce()) -> Download {
        let folder = &self.browser.downloads;
        for old in files_in(folder) {
            let _ = fs::remove_file(old);
        }
        press();
        self.wait_until(&format!("the file from “{button}” has arrived"), || {
            let files = files_in(folder);
            let [file] = files.as_slice() else {
                return Err(format!("in the download folder there are {files:?}"));
            };
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".crdownload")
                || name.ends_with(".part")
                || name.ends_with(".wkdownload")
                || name.starts_with(".com.google.Chrome")
                || name.starts_with(".org.chromium")
            {
                return Err(format!("{name} is still being written"));
            }
            let bytes = fs::read(file).map_err(|error| error.to_string())?;
            if bytes.is_empty() {
                return Err(format!("{name} is empty"));
            }
            Ok(Download {
                name: name.into_owned(),
                file: file.clone(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
                bytes,
            })
        })
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect()
}
