//! A user at a browser. Tests find everything as a user does: by its label, by its role and name, or by
//! the words on the screen. Every step waits for what it needs. If that never appears, the step fails
//! and says what was there instead.

mod actions;
mod clipboard;
mod emulation;
mod expectations;
pub mod failures;
mod keyboard;
mod navigation;
pub mod printing;
mod screen_reader;
mod storage;

pub use actions::Download;

use crate::harness::browser::Browser;
use crate::harness::site::Site;
use crate::harness::test_run::{TestRun, WAIT_LIMIT};
use fantoccini::elements::Element;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const PAGE_JS: &str = include_str!("page.js");

/// A script that may use the functions of `page.js`.
pub fn page_script(script: &str) -> String {
    format!("{PAGE_JS}\n{script}")
}

/// A user at one browser, who looks at the whole page or only inside one part of it.
#[derive(Clone)]
pub struct User {
    pub browser: Arc<Browser>,
    pub site: Site,
    pub test_run: &'static TestRun,
    /// Roles and names of the part looked at, outermost first.
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

    /// What the user did and waited for so far, newest last.
    pub fn steps(&self) -> Vec<String> {
        self.steps.lock().unwrap().clone()
    }

    fn record_step(&self, step: String) {
        self.steps.lock().unwrap().push(step);
    }
}

/// Waiting
impl User {
    /// Repeats `attempt` until it succeeds, for as long as [`WAIT_LIMIT`], and fails the test with its
    /// last error after that.
    #[track_caller]
    pub fn wait_until<T>(&self, step: &str, attempt: impl FnMut() -> Result<T, String>) -> T {
        self.wait_until_within(WAIT_LIMIT, step, attempt)
    }

    /// Lets time pass, where time itself is what the test is about: a kill some seconds later.
    pub fn wait_for(&self, time: Duration) {
        self.record_step(format!("wait for {time:?}"));
        thread::sleep(time);
    }

    #[track_caller]
    pub fn wait_until_within<T>(
        &self,
        limit: Duration,
        step: &str,
        mut attempt: impl FnMut() -> Result<T, String>,
    ) -> T {
        self.record_step(step.to_owned());
        let start = Instant::now();
        let mut pause = Duration::from_millis(15);
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(why) if start.elapsed() > limit => panic!("{step}: {why}"),
                Err(_) => thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(120));
        }
    }

    /// Fails the test unless `result` is `Ok`.
    #[track_caller]
    fn expect_ok<T>(&self, step: &str, result: Result<T, String>) -> T {
        self.record_step(step.to_owned());
        match result {
            Ok(value) => value,
            Err(why) => panic!("{step}: {why}"),
        }
    }
}

/// Where to look
impl User {
    /// The same user, looking only inside the element of that role and name.
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

    /// Such as ` in the group “Action 1”`, for the log of steps.
    fn scope_description(&self) -> String {
        let mut description = String::new();
        for (role, name) in self.scope.iter().rev() {
            let _ = write!(description, " in the {role} “{name}”");
        }
        description
    }

    /// The element of that role and name, as a script returns it.
    fn find(&self, role: &str, name: &str) -> Result<Value, String> {
        self.evaluate_on(role, name, "it")
    }

    fn element(&self, role: &str, name: &str) -> Result<Element, String> {
        self.browser.element(&self.find(role, name)?)
    }

    /// Evaluates a JavaScript expression in which `it` is the element of that role and name.
    pub fn evaluate_on(&self, role: &str, name: &str, expression: &str) -> Result<Value, String> {
        let script = page_script(&format!(
            "const found = findOne(arguments[0], arguments[1], arguments[2]);
             if (found.error) return {{ error: found.error }};
             const it = found.element || found.root; return {{ value: {expression} }};"
        ));
        let arguments = vec![json!(self.scope), json!(role), json!(name)];
        let found = self.browser.execute(&script, arguments)?;
        match found["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(found["value"].clone()),
        }
    }

    /// Runs a script of the test's own, to prepare something or to look behind the scenes.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.browser.execute(script, arguments) {
            Ok(value) => value,
            Err(why) => panic!("a script of the test failed: {why}"),
        }
    }

    /// Writes a file to this user's disk and returns its path.
    pub fn write_file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.browser.downloads.with_file_name("files");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

/// `Ok` if `holds`, otherwise the message as an error: for attempts of [`User::wait_until`].
///
/// # Errors
/// The message.
pub fn ok_if(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

/// Every run of white space as one space, and none at the ends, as in the page's own text.
pub fn normalize_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first `length` characters of a text, with an ellipsis where it was cut.
pub fn excerpt(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    text.chars().take(length).chain(['…']).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| entry.as_str().unwrap_or_default().to_owned())
        .collect()
}
