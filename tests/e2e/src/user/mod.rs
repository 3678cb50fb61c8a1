//! A user at a browser. Everything is found as a user finds it: by its label, its role and name, or
//! the words on the screen. Every step waits for what it needs, and says what was there if it never came.

mod actions;
mod clipboard;
mod emulation;
mod expectations;
mod keyboard;
mod navigation;
pub mod printing;
mod screen_reader;

pub use actions::Download;

use crate::harness::browser::Browser;
use crate::harness::site::Site;
use crate::harness::test_run::{TestRun, WAIT_LIMIT};
use fantoccini::elements::Element;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const PAGE_JS: &str = include_str!("page.js");

/// A script that may use all that `page.js` knows.
pub fn with_page(script: &str) -> String {
    format!("{PAGE_JS}\n{script}")
}

#[derive(Clone)]
pub struct User {
    pub browser: Arc<Browser>,
    pub site: Site,
    pub test_run: &'static TestRun,
    scope: Vec<(&'static str, String)>,
    steps: Arc<Mutex<Vec<String>>>,
}

impl User {
    pub fn new(test_run: &'static TestRun, browser: Arc<Browser>, site: Site) -> Self {
        Self {
            browser,
            site,
            test_run,
            scope: Vec::new(),
            steps: Arc::default(),
        }
    }

    /// What was done and waited for so far, newest last.
    pub fn steps(&self) -> Vec<String> {
        self.steps.lock().unwrap().clone()
    }

    fn record_step(&self, step: String) {
        self.steps.lock().unwrap().push(step);
    }

    // Waiting

    /// Tries `attempt` until it gives something, for as long as patience lasts.
    #[track_caller]
    pub fn wait_until<T>(&self, step: &str, attempt: impl FnMut() -> Result<T, String>) -> T {
        self.wait_until_within(WAIT_LIMIT, step, attempt)
    }

    #[track_caller]
    pub fn wait_until_within<T>(
        &self,
        patience: Duration,
        step: &str,
        mut attempt: impl FnMut() -> Result<T, String>,
    ) -> T {
        self.record_step(step.to_owned());
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
    fn expect_ok<T>(&self, step: &str, result: Result<T, String>) -> T {
        self.record_step(step.to_owned());
        match result {
            Ok(value) => value,
            Err(why) => panic!("{step}: {why}"),
        }
    }

    // Where to look

    /// The same user, looking only inside something that has a role and a name.
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

    fn scope_description(&self) -> String {
        let mut place = String::new();
        for (role, name) in self.scope.iter().rev() {
            let _ = write!(place, " in the {role} “{name}”");
        }
        place
    }

    fn find(&self, role: &str, name: &str) -> Result<Value, String> {
        let script = format!(
            "{PAGE_JS} const found = find(arguments[0], arguments[1], arguments[2]);
             return found.error ? {{ error: found.error }} : {{ element: found.element || found.root }};"
        );
        let found = self
            .browser
            .execute(&script, vec![json!(self.scope), json!(role), json!(name)])?;
        match found["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(found["element"].clone()),
        }
    }

    fn element(&self, role: &str, name: &str) -> Result<Element, String> {
        let found = self.find(role, name)?;
        self.browser
            .element(&found)
            .ok_or_else(|| format!("the browser gave no element for {role} “{name}”"))
    }

    /// Asks the page something about one thing: `expression` sees it as `it`.
    pub fn evaluate_on(&self, role: &str, name: &str, expression: &str) -> Result<Value, String> {
        let script = format!(
            "{PAGE_JS} const found = find(arguments[0], arguments[1], arguments[2]);
             if (found.error) return {{ error: found.error }};
             const it = found.element || found.root; return {{ answer: {expression} }};"
        );
        let found = self
            .browser
            .execute(&script, vec![json!(self.scope), json!(role), json!(name)])?;
        match found["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(found["answer"].clone()),
        }
    }

    // Behind the screen, for setting a fixture and for proof

    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.browser.execute(script, arguments) {
            Ok(value) => value,
            Err(why) => panic!("a script of the test's own failed: {why}"),
        }
    }

    /// What the app has stored on this device, by key.
    #[track_caller]
    pub fn stored_entries(&self) -> BTreeMap<String, String> {
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
        let mut all = self.stored_entries();
        all.retain(|key, _| key.starts_with("7mb/record/"));
        all
    }

    /// Puts a text under a key, as an earlier visit would have left it. The app must not be open.
    #[track_caller]
    pub fn store_entry(&self, key: &str, text: &str) {
        self.script(
            "localStorage.setItem(arguments[0], arguments[1]);",
            vec![json!(key), json!(text)],
        );
    }

    /// A file on this user's disk.
    pub fn write_file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.browser.downloads.with_file_name("files");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

/// White space evened out, as the page's own text is.
pub fn normalize_space(text: &str) -> String {
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
