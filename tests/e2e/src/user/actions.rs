//! What a user does: typing, clicking, choosing, downloading.

use super::{User, excerpt, ok_if, page_script};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file input on the page of records and on every page where a return can be dropped.
const OPEN_RETURN: &str = "Open a return from a file";

/// Scrolls to `it` if something covers it, and returns the place of its centre.
const SCROLL_TO_CENTRE: &str = "(() => {
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

/// Makes `window.e2eClicked` tell whether `it` has been clicked from now on.
const WATCH_FOR_CLICK: &str = "(() => {
    window.e2eClicked = false;
    const note = () => { window.e2eClicked = true; };
    it.addEventListener('click', note, { capture: true, once: true });
    return true;
  })()";

/// How long a click may take from the driver to the page.
const CLICK_LIMIT: Duration = Duration::from_secs(3);

/// The ends of names under which browsers write a file before it is complete.
const PARTIAL_ENDS: [&str; 3] = [".crdownload", ".part", ".wkdownload"];

/// The starts of such names.
const PARTIAL_STARTS: [&str; 2] = [".com.google.Chrome", ".org.chromium"];

/// A file that the user downloaded.
#[derive(Debug)]
pub struct Download {
    pub name: String,
    /// Where the file is, until the next download.
    pub file: PathBuf,
    pub bytes: Vec<u8>,
    /// The bytes as UTF-8, with replacement characters where they are not.
    pub text: String,
}

/// Typing
impl User {
    /// Types at the end of the field's text, key by key.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let step = format!(
            "type “{}” into “{label}”{}",
            excerpt(text, 40),
            self.scope_description()
        );
        self.wait_until(&step, || {
            let field = self.element("textbox", label)?;
            self.browser.send_keys(&field, &with_enter_keys(text))
        });
        self.wait_for_typed_value(label, |value| value.ends_with(text));
    }

    /// Deletes the field's text with the keyboard and types another.
    #[track_caller]
    pub fn retype(&self, label: &str, text: &str) {
        let step = format!(
            "retype “{label}”{} as “{}”",
            self.scope_description(),
            excerpt(text, 40)
        );
        self.wait_until(&step, || {
            let field = self.element("textbox", label)?;
            // Two calls, since the Control key is released at the end of each.
            self.browser.send_keys(&field, &(Key::Control + "a"))?;
            self.browser
                .send_keys(&field, &(Key::Backspace + with_enter_keys(text).as_str()))
        });
        self.wait_for_typed_value(label, |value| value == text);
    }

    /// Types into every text box that is shown and can be typed in, at the end of its text, from the top
    /// of the page to its end. `words` says what, by the label.
    #[track_caller]
    pub fn type_into_every_box(&self, mut words: impl FnMut(&str) -> String) {
        for (index, label) in self.names_of("textbox").iter().enumerate() {
            let on_box = |expression: &str| {
                let script = format!(
                    "const it = allOfRole(document.body, 'textbox')[{index}];
                     return it && {expression};"
                );
                self.browser.execute(&page_script(&script), vec![])
            };
            if on_box("it.readOnly") == Ok(Value::Bool(true)) {
                continue;
            }
            let words = words(label);
            self.wait_until(
                &format!("type “{words}” into the box “{label}”"),
                || {
                    let field = self.browser.element(&on_box("it")?)?;
                    self.browser.send_keys(&field, &words)
                },
            );
            self.wait_until(&format!("the box “{label}” has these words"), || {
                let value = on_box("it.value")?;
                let has_words = value.as_str().is_some_and(|value| value.ends_with(&words));
                ok_if(has_words, || format!("its value is {value}"))
            });
        }
    }

    /// Waits until the last keys have reached the page: `WebKitGTK`'s driver answers before that.
    #[track_caller]
    fn wait_for_typed_value(&self, label: &str, is_typed: impl Fn(&str) -> bool) {
        self.wait_until(&format!("“{label}” has the typed text"), || {
            let value = self.evaluate_on("textbox", label, "it.value")?;
            ok_if(value.as_str().is_some_and(&is_typed), || {
                format!("its value is {}", excerpt(&value.to_string(), 200))
            })
        });
    }
}

/// Clicking and choosing
impl User {
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
            let is_ticked = self.evaluate_on("checkbox", checkbox, "it.checked")?;
            ok_if(is_ticked == true, || "it is not".into())
        });
    }

    /// Scrolls to the element, waits until it has stopped moving, and clicks it. Cards that come into
    /// view may grow, and a notice may cover a button.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        let step = format!("click the {role} “{name}”{}", self.scope_description());
        let mut last_place = Value::Null;
        self.wait_until(&step, || {
            let place = self.evaluate_on(role, name, SCROLL_TO_CENTRE)?;
            if place != last_place {
                last_place = place;
                return Err("it is moving".into());
            }
            let element = self.element(role, name)?;
            self.evaluate_on(role, name, WATCH_FOR_CLICK)?;
            match self.browser.click(&element) {
                Ok(()) => self.wait_for_click_event(CLICK_LIMIT),
                // A driver may report an error although the click had its effect, since the page has
                // changed.
                Err(why) => self.wait_for_click_event(Duration::ZERO).map_err(|_| why),
            }
        });
    }

    /// On a busy machine a driver may answer although the click went astray. A user would notice and
    /// click again.
    fn wait_for_click_event(&self, limit: Duration) -> Result<(), String> {
        let start = Instant::now();
        loop {
            // If the click has loaded another page, the variable is not there, which is proof enough.
            match self.browser.execute("return window.e2eClicked;", vec![]) {
                Ok(Value::Bool(false)) => {}
                _ => return Ok(()),
            }
            if start.elapsed() >= limit {
                return Err("the click did not arrive".into());
            }
        }
    }

    /// Chooses a file to open as a return.
    #[track_caller]
    pub fn choose_return(&self, file: &Path) {
        self.choose_file(OPEN_RETURN, file);
    }

    #[track_caller]
    pub fn choose_file(&self, label: &str, file: &Path) {
        self.choose_files(label, &[file.to_owned()]);
    }

    /// Chooses all of these files at once.
    #[track_caller]
    pub fn choose_files(&self, label: &str, files: &[PathBuf]) {
        let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        let step = format!("choose {} in “{label}”", excerpt(&paths.join(", "), 100));
        self.wait_until(&step, || {
            let input = self.element("file", label)?;
            self.browser.send_keys(&input, &paths.join("\n"))
        });
    }

    /// Chooses an option of a select element.
    #[track_caller]
    pub fn select(&self, label: &str, option: &str) {
        self.wait_until(&format!("choose “{option}” in “{label}”"), || {
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
                json!(option)
            );
            let is_chosen = self.evaluate_on("combobox", label, &choose)?;
            ok_if(is_chosen == true, || "there is no such option".into())
        });
    }
}

/// Downloading
impl User {
    /// Presses a button that downloads a file, and returns the file.
    #[track_caller]
    pub fn download(&self, button: &str) -> Download {
        self.download_with(button, || self.press(button))
    }

    /// The same with another way of pressing the button.
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
                return Err(format!("the download folder has {files:?}"));
            };
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let is_partial = PARTIAL_ENDS.iter().any(|end| name.ends_with(end))
                || PARTIAL_STARTS.iter().any(|start| name.starts_with(start));
            if is_partial {
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

/// Line breaks as the Enter key, since `WebKitGTK`'s driver drops them otherwise.
fn with_enter_keys(text: &str) -> String {
    text.replace('\n', &Key::Enter)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect()
}
