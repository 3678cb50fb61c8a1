//! A person at a browser. Everything is found as a person finds it: by its label, its role and name, or
//! the words on the screen. Every step waits for what it needs, and says what was there if it never came.

use crate::harness::browser::Browser;
use crate::harness::site::{Delivery, PORTABLE, Site, file_url};
use crate::harness::world::{PATIENCE, World};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const PAGE: &str = include_str!("page.js");

/// A script that may use all that `page.js` knows.
pub fn with_page(script: &str) -> String {
    format!("{PAGE}\n{script}")
}

/// `WebDriver`'s codes for keys that type nothing.
const CONTROL: char = '\u{e009}';
const BACKSPACE: char = '\u{e003}';
const ENTER: &str = "\u{e007}";

/// Makes `window.pressArrived` say whether `it` was pressed from now on.
const WATCH_FOR_PRESS: &str = "(() => {
    window.pressArrived = false;
    const note = () => { window.pressArrived = true; };
    it.addEventListener('click', note, { capture: true, once: true });
    return true;
  })()";

/// How long a press may take from the driver to the page.
const PRESS_PATIENCE: Duration = Duration::from_secs(3);

/// A line break is the Enter key; `WebKitGTK`'s driver drops it otherwise.
fn keys_for(text: &str) -> String {
    text.replace('\n', ENTER)
}

/// A file the page gave to the person.
#[derive(Debug)]
pub struct Download {
    pub name: String,
    /// Where it lies until the next one is asked for.
    pub file: PathBuf,
    pub bytes: Vec<u8>,
    /// The same as text, as far as it is any.
    pub text: String,
}

/// What has the keyboard.
#[derive(Debug)]
pub struct Focus {
    pub tag: String,
    pub name: String,
}

#[derive(Clone)]
pub struct Person {
    pub browser: Arc<Browser>,
    pub site: Site,
    pub world: &'static World,
    scope: Vec<(&'static str, String)>,
    steps: Arc<Mutex<Vec<String>>>,
}

impl Person {
    pub fn new(world: &'static World, browser: Arc<Browser>, site: Site) -> Self {
        Self {
            browser,
            site,
            world,
            scope: Vec::new(),
            steps: Arc::default(),
        }
    }

    /// What was done and waited for so far, newest last.
    pub fn steps(&self) -> Vec<String> {
        self.steps.lock().unwrap().clone()
    }

    fn step(&self, step: String) {
        self.steps.lock().unwrap().push(step);
    }

    // Waiting

    /// Tries `attempt` until it gives something, for as long as patience lasts.
    #[track_caller]
    pub fn until<T>(&self, step: &str, attempt: impl FnMut() -> Result<T, String>) -> T {
        self.until_within(PATIENCE, step, attempt)
    }

    #[track_caller]
    pub fn until_within<T>(
        &self,
        patience: Duration,
        step: &str,
        mut attempt: impl FnMut() -> Result<T, String>,
    ) -> T {
        self.step(step.to_owned());
        let start = Instant::now();
        let mut pause = Duration::from_millis(15);
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(why) if start.elapsed() > patience => panic!("{step}: {why}"),
                Err(_) => thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(120));
        }
    }

    #[track_caller]
    fn must<T>(&self, step: &str, result: Result<T, String>) -> T {
        self.step(step.to_owned());
        match result {
            Ok(value) => value,
            Err(why) => panic!("{step}: {why}"),
        }
    }

    // Coming and going

    /// The app's own origin, without the app: the page that was open is left, as if its tab were closed.
    #[track_caller]
    pub fn leave(&self) {
        let blank = match self.site.delivery {
            Delivery::Http => self.world.server.origin() + "/blank",
            Delivery::File => file_url(&self.world.folder.join("blank.html")),
        };
        self.must("leave the page", self.browser.goto(&blank));
    }

    /// Forgets what the app and the tests stored on this device, and nothing else.
    #[track_caller]
    pub fn forget_everything(&self) {
        self.leave();
        self.script(
            "for (const key of Object.keys(localStorage)) {
               if (/^(7mb|e2e)\\//.test(key)) localStorage.removeItem(key);
             }
             sessionStorage.clear();",
            vec![],
        );
        let forgotten = self.browser.run_until_called(
            "const done = arguments[arguments.length - 1];
             const asked = indexedDB.deleteDatabase('seven-minute-briefing');
             asked.onsuccess = () => done(true);
             asked.onerror = () => done('' + asked.error);",
            vec![],
        );
        assert_eq!(forgotten, Ok(json!(true)), "the second copies are gone");
    }

    /// Opens the app afresh at a route such as `#/plan`, and waits until it is ready to use.
    #[track_caller]
    pub fn open(&self, hash: &str) {
        self.open_unready(hash);
        self.is_ready();
    }

    /// Opens a page that stands beside the app, once it is ready to use.
    #[track_caller]
    pub fn open_beside(&self, name: &str, html: &str) {
        self.leave();
        let url = self.site.put_beside(self.world, name, html);
        self.must(&format!("open {url}"), self.browser.goto(&url));
        self.is_ready();
    }

    /// Opens a copy with that record in it, put together here and not by the app.
    #[track_caller]
    pub fn open_copy_of(&self, record: &Value) {
        let page = fs::read_to_string(self.world.dist.join(PORTABLE)).unwrap();
        let place = "id=\"record\"></script>";
        assert_eq!(page.matches(place).count(), 1, "one place for a record");
        let text = record.to_string().replace('<', "\\u003c");
        let page = page.replace(place, &format!("id=\"record\">{text}</script>"));
        self.open_beside("a-copy.html", &page);
    }

    /// Opens the app afresh without waiting for anything but the page itself.
    #[track_caller]
    pub fn open_unready(&self, hash: &str) {
        self.leave();
        let url = self.site.url(hash);
        self.must(&format!("open {url}"), self.browser.goto(&url));
    }

    /// Waits until the app has taken the place of the page it starts from, which looks much the same: the
    /// page's own script marks the root element then. A person who reads before typing never notices.
    #[track_caller]
    pub fn is_ready(&self) {
        self.until("the app is ready", || {
            let marks = self
                .browser
                .run("return document.documentElement.className;", vec![])?;
            let is = |mark: &str| marks.as_str().is_some_and(|marks| marks.contains(mark));
            if !is("app-started") {
                return Err("it has not started".into());
            }
            // Slides fill the screen, without the line.
            if is("app-presenting") {
                return Ok(());
            }
            self.try_save_line().map(drop)
        });
    }

    /// Changes the address by hand, without loading the page again.
    #[track_caller]
    pub fn go(&self, hash: &str) {
        self.must(
            &format!("go to {hash}"),
            self.browser
                .run("location.hash = arguments[0];", vec![json!(hash)]),
        );
    }

    #[track_caller]
    pub fn reload(&self) {
        self.must("reload", self.browser.reload());
        self.is_ready();
    }

    #[track_caller]
    pub fn back(&self) {
        self.must("go back", self.browser.back());
    }

    #[track_caller]
    pub fn forward(&self) {
        self.must("go forward", self.browser.forward());
    }

    /// Opens another page of the app's origin that holds the app in a frame, and looks into the frame.
    #[track_caller]
    pub fn open_framed(&self, hash: &str, frame_attributes: &str) {
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Around the app</title>\
             <body style=\"margin:0\"><iframe title=\"The app\" style=\"border:0\" {frame_attributes} \
             src=\"{}{hash}\"></iframe>",
            self.site.page()
        );
        let url = self.site.put_beside(self.world, "around.html", &html);
        self.leave();
        self.must(
            &format!("open the app in a frame at {url}"),
            self.browser.goto(&url),
        );
        self.until("look into the frame", || self.browser.enter_first_frame());
    }

    /// Opens a second tab at a route; gives the first tab's handle.
    #[track_caller]
    pub fn open_second_tab(&self, hash: &str) -> WindowHandle {
        let first = self.must_open_tab();
        self.open(hash);
        first
    }

    /// Opens a second tab with nothing in it; gives the first tab's handle.
    #[track_caller]
    pub fn must_open_tab(&self) -> WindowHandle {
        self.must("open a tab", self.browser.open_tab())
    }

    #[track_caller]
    pub fn switch_to(&self, tab: WindowHandle) -> WindowHandle {
        self.must("go to the other tab", self.browser.switch_to(tab))
    }

    #[track_caller]
    pub fn close_tab_for(&self, tab: WindowHandle) {
        self.must("close this tab", self.browser.close_tab_for(tab));
    }

    // Where to look

    /// The same person, looking only inside something that has a role and a name.
    pub fn within(&self, role: &'static str, name: &str) -> Self {
        let mut inside = self.clone();
        inside.scope.push((role, name.to_owned()));
        inside
    }

    pub fn within_group(&self, name: &str) -> Self {
        self.within("group", name)
    }

    pub fn within_region(&self, heading: &str) -> Self {
        self.within("region", heading)
    }

    fn place(&self) -> String {
        let mut place = String::new();
        for (role, name) in self.scope.iter().rev() {
            let _ = write!(place, " in the {role} “{name}”");
        }
        place
    }

    fn look(&self, role: &str, name: &str) -> Result<Value, String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], arguments[1], arguments[2]);
             return found.error ? {{ error: found.error }} : {{ element: found.element || found.root }};"
        );
        let found = self
            .browser
            .run(&script, vec![json!(self.scope), json!(role), json!(name)])?;
        match found["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(found["element"].clone()),
        }
    }

    fn element(&self, role: &str, name: &str) -> Result<Element, String> {
        let found = self.look(role, name)?;
        self.browser
            .element(&found)
            .ok_or_else(|| format!("the browser gave no element for {role} “{name}”"))
    }

    /// Asks the page something about one thing: `expression` sees it as `it`.
    pub fn ask(&self, role: &str, name: &str, expression: &str) -> Result<Value, String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], arguments[1], arguments[2]);
             if (found.error) return {{ error: found.error }};
             const it = found.element || found.root; return {{ answer: {expression} }};"
        );
        let found = self
            .browser
            .run(&script, vec![json!(self.scope), json!(role), json!(name)])?;
        match found["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(found["answer"].clone()),
        }
    }

    // Doing

    /// Types at the end of what the field holds, key by key.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let step = format!(
            "type “{}” into “{label}”{}",
            excerpt(text, 40),
            self.place()
        );
        self.until(&step, || {
            let field = self.element("textbox", label)?;
            self.browser.send_keys(&field, &keys_for(text))
        });
        self.holds_once_typed(label, |value| value.ends_with(text));
    }

    /// Presses one key in the field, at the end of what it holds, and looks at nothing afterwards.
    #[track_caller]
    pub fn press_key(&self, label: &str, key: char) {
        let step = format!("press {key:?} in “{label}”{}", self.place());
        self.until(&step, || {
            let field = self.element("textbox", label)?;
            self.browser.send_keys(&field, &key.to_string())
        });
    }

    /// Takes out what the field holds, with the keyboard, and types something else.
    #[track_caller]
    pub fn retype(&self, label: &str, text: &str) {
        let step = format!(
            "retype “{label}”{} as “{}”",
            self.place(),
            excerpt(text, 40)
        );
        self.until(&step, || {
            let field = self.element("textbox", label)?;
            // Two calls, as the Control key is let go at the end of each.
            self.browser.send_keys(&field, &format!("{CONTROL}a"))?;
            self.browser
                .send_keys(&field, &format!("{BACKSPACE}{}", keys_for(text)))
        });
        self.holds_once_typed(label, |value| value == text);
    }

    /// `WebKitGTK`'s driver answers before the page has had the last keys.
    #[track_caller]
    fn holds_once_typed(&self, label: &str, is_there: impl Fn(&str) -> bool) {
        self.until(&format!("“{label}” holds what was typed"), || {
            let value = self.ask("textbox", label, "it.value")?;
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
        self.until(&format!("“{checkbox}” is ticked"), || {
            match self.ask("checkbox", checkbox, "it.checked")? {
                Value::Bool(true) => Ok(()),
                _ => Err("it is not".into()),
            }
        });
    }

    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        let step = format!("press the {role} “{name}”{}", self.place());
        // Cards that come into view may grow, and a notice may lie over a button: as a person does, scroll
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
        self.until(&step, || {
            let now = self.ask(role, name, where_it_is)?;
            if now != before {
                before = now;
                return Err("it does not stand still".into());
            }
            let element = self.element(role, name)?;
            self.ask(role, name, WATCH_FOR_PRESS)?;
            match self.browser.click(&element) {
                Ok(()) => self.see_press_arrive(PRESS_PATIENCE),
                // A driver may complain of a press that did its work: the page is another now.
                Err(why) => self.see_press_arrive(Duration::ZERO).map_err(|_| why),
            }
        });
    }

    /// On a busy machine a driver may answer and the press go astray. A person sees that nothing happened
    /// and presses again.
    fn see_press_arrive(&self, patience: Duration) -> Result<(), String> {
        let asked = Instant::now();
        loop {
            // The press may have led to another page, which knows nothing of it and is proof enough.
            match self.browser.run("return window.pressArrived;", vec![]) {
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
        self.until(&step, || {
            let input = self.element("file", label)?;
            self.browser.send_keys(&input, &names.join("\n"))
        });
    }

    /// Chooses one from a list.
    #[track_caller]
    pub fn selects(&self, label: &str, choice: &str) {
        self.until(&format!("choose “{choice}” in “{label}”"), || {
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
            match self.ask("combobox", label, &choose)? {
                Value::Bool(true) => Ok(()),
                _ => Err("there is no such choice".into()),
            }
        });
    }

    /// Sees which one of a list is chosen.
    #[track_caller]
    pub fn sees_selected(&self, label: &str, choice: &str) {
        self.until(
            &format!("“{choice}” is chosen in “{label}”"),
            || {
                let chosen = self.ask(
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
    pub fn address_ends(&self, end: &str) {
        self.until(&format!("the address ends with {end}"), || {
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
        self.download_by(button, || self.press(button))
    }

    /// The same, with the button pressed in another way.
    #[track_caller]
    pub fn download_by(&self, button: &str, press: impl FnOnce()) -> Download {
        let folder = &self.browser.downloads;
        for old in files_in(folder) {
            let _ = fs::remove_file(old);
        }
        press();
        self.until(&format!("the file from “{button}” has arrived"), || {
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

    // Seeing

    /// Everything the page shows, white space evened out; what is typed in fields is not in it.
    pub fn try_text(&self) -> Result<String, String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], null, null);
             return found.error ? {{ error: found.error }} : {{ text: visibleText(found.root) }};"
        );
        let found = self.browser.run(&script, vec![json!(self.scope)])?;
        match found["text"].as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(found["error"].as_str().unwrap_or("no text").to_owned()),
        }
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        let wanted = even(words);
        self.until(
            &format!("see “{}”{}", excerpt(words, 80), self.place()),
            || {
                let text = self.try_text()?;
                if text.contains(&wanted) {
                    Ok(())
                } else {
                    Err(format!("the page says “{}”", excerpt(&text, 1500)))
                }
            },
        );
    }

    /// Sees all of these, one after another down the page.
    #[track_caller]
    pub fn sees_in_order(&self, all: &[&str]) {
        self.until(
            &format!("see in this order{}: {all:?}", self.place()),
            || {
                let text = self.try_text()?;
                let mut from = 0;
                for words in all {
                    let wanted = even(words);
                    match text[from..].find(&wanted) {
                        Some(at) => from += at + wanted.len(),
                        None => {
                            return Err(format!(
                                "“{words}” does not come after what is before it in “{}”",
                                excerpt(&text, 3000)
                            ));
                        }
                    }
                }
                Ok(())
            },
        );
    }

    /// Waits until these words are not, or no longer, there.
    #[track_caller]
    pub fn does_not_see(&self, words: &str) {
        let unwanted = even(words);
        self.until(&format!("not see “{words}”{}", self.place()), || {
            if self.try_text()?.contains(&unwanted) {
                Err("it is there".into())
            } else {
                Ok(())
            }
        });
    }

    /// Sees a thing of that role and name.
    #[track_caller]
    pub fn sees_a(&self, role: &str, name: &str) {
        let step = format!("see a {role} “{name}”{}", self.place());
        self.until(&step, || self.look(role, name).map(drop));
    }

    #[track_caller]
    pub fn sees_no(&self, role: &str, name: &str) {
        let step = format!("see no {role} “{name}”{}", self.place());
        self.until(&step, || match self.look(role, name) {
            Err(why) if why.starts_with("there is no") => Ok(()),
            Err(why) => Err(why),
            Ok(_) => Err("it is there".into()),
        });
    }

    #[track_caller]
    pub fn sees_heading(&self, words: &str) {
        self.sees_a("heading", words);
    }

    /// Comes to another page of the app: its heading is there and has the focus, so that what is typed
    /// next goes where the person puts it.
    #[track_caller]
    pub fn arrives_at(&self, heading: &str) {
        self.sees_heading(heading);
        self.has_focus_in("h1", heading);
    }

    /// The names of all things of one role, in the page's order.
    #[track_caller]
    pub fn names_of(&self, role: &str) -> Vec<String> {
        let script = format!(
            "{PAGE} const found = find(arguments[0], null, null);
             return found.error ? [] : every(found.root, arguments[1]).map(name);"
        );
        let names = self.script(&script, vec![json!(self.scope), json!(role)]);
        strings(&names)
    }

    /// What the field holds.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        let step = format!("read the field “{label}”{}", self.place());
        self.until(&step, || {
            let value = self.ask("textbox", label, "it.value")?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Sees the field holding exactly this.
    #[track_caller]
    pub fn reads(&self, label: &str, wanted: &str) {
        let step = format!(
            "read “{}” in “{label}”{}",
            excerpt(wanted, 40),
            self.place()
        );
        self.until(&step, || {
            let value = self.ask("textbox", label, "it.value")?;
            if value == json!(wanted) {
                Ok(())
            } else {
                Err(format!("it holds {}", excerpt(&value.to_string(), 200)))
            }
        });
    }

    #[track_caller]
    pub fn is_ticked(&self, checkbox: &str) -> bool {
        let step = format!("look whether “{checkbox}”{} is ticked", self.place());
        self.until(&step, || {
            Ok(self.ask("checkbox", checkbox, "it.checked")? == json!(true))
        })
    }

    #[track_caller]
    pub fn link_address(&self, link: &str) -> String {
        let step = format!("read where the link “{link}”{} goes", self.place());
        self.until(&step, || {
            let href = self.ask("link", link, "it.getAttribute('href')")?;
            Ok(href.as_str().unwrap_or_default().to_owned())
        })
    }

    #[track_caller]
    pub fn focus(&self) -> Focus {
        let script = format!(
            "{PAGE} const at = document.activeElement;
             return [at ? at.tagName.toLowerCase() : '', at && at !== document.body ? name(at) : ''];"
        );
        let at = strings(&self.script(&script, vec![]));
        Focus {
            tag: at[0].clone(),
            name: at[1].clone(),
        }
    }

    /// Waits until the keyboard is in the thing of that tag and name.
    #[track_caller]
    pub fn has_focus_in(&self, tag: &str, wanted: &str) {
        self.until(&format!("the focus is in the {tag} “{wanted}”"), || {
            let focus = self.focus();
            if focus.tag == tag && focus.name.starts_with(wanted) {
                Ok(())
            } else {
                Err(format!("it is in {focus:?}"))
            }
        });
    }

    #[track_caller]
    pub fn title_contains(&self, words: &str) {
        self.until(&format!("the title has “{words}”"), || {
            let title = self.browser.title()?;
            if title.contains(words) {
                Ok(())
            } else {
                Err(format!("it is “{title}”"))
            }
        });
    }

    // The save line

    pub fn try_save_line(&self) -> Result<String, String> {
        let script =
            format!("{PAGE} return every(document, 'status').map(visibleText).filter(Boolean);");
        let lines = strings(&self.browser.run(&script, vec![])?);
        lines
            .iter()
            .find(|line| {
                [
                    "Nothing to save yet",
                    "Saving",
                    "Saved",
                    "Not saved",
                    "not saved on this device",
                ]
                .iter()
                .any(|words| line.contains(words))
            })
            .cloned()
            .ok_or_else(|| format!("no status says whether it is saved, but {lines:?}"))
    }

    #[track_caller]
    pub fn sees_save_line(&self, words: &str) {
        self.until(&format!("the save line says “{words}”"), || {
            let line = self.try_save_line()?;
            if line.contains(words) {
                Ok(())
            } else {
                Err(format!("it says “{line}”"))
            }
        });
    }

    /// Waits until everything typed so far is on this device.
    #[track_caller]
    pub fn sees_it_saved(&self) {
        // The time follows, and the day when it was another one.
        self.sees_save_line("Saved on this device");
    }

    // Behind the screen, for setting a stage and for proof

    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.browser.run(script, arguments) {
            Ok(value) => value,
            Err(why) => panic!("a script of the test's own failed: {why}"),
        }
    }

    /// What the app has stored on this device, by key.
    #[track_caller]
    pub fn stored(&self) -> BTreeMap<String, String> {
        let entries = self.script(
            "return Object.keys(localStorage).filter((key) => key.startsWith('7mb/'))
               .map((key) => [key, localStorage.getItem(key)]);",
            vec![],
        );
        entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (text_at(entry, 0), text_at(entry, 1)))
            .collect()
    }

    /// The records among it, by key.
    #[track_caller]
    pub fn stored_records(&self) -> BTreeMap<String, String> {
        let mut all = self.stored();
        all.retain(|key, _| key.starts_with("7mb/record/"));
        all
    }

    /// Puts a text under a key, as an earlier visit would have left it. The app must not be open.
    #[track_caller]
    pub fn store(&self, key: &str, text: &str) {
        self.script(
            "localStorage.setItem(arguments[0], arguments[1]);",
            vec![json!(key), json!(text)],
        );
    }

    /// A file on this person's disk.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.browser.downloads.with_file_name("files");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
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

/// White space evened out, as the page's own text is.
pub fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| entry.as_str().unwrap_or_default().to_owned())
        .collect()
}

fn text_at(entry: &Value, at: usize) -> String {
    entry[at].as_str().unwrap_or_default().to_owned()
}
