//! What one test gets to work with: users with their browsers, and a report when it fails.

use super::browser::Browser;
use super::engine::{BrowserOptions, Engine};
use super::site::{Delivery, Site};
use super::site_fault::SiteFault;
use super::test_run::TestRun;
use crate::user::{User, excerpt};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The surroundings of one test in one engine and one delivery.
pub struct Fixture {
    pub test_run: &'static TestRun,
    pub engine: Engine,
    pub delivery: Delivery,
    /// The full name of the test: `<engine>::<delivery>::<what holds>`.
    pub name: String,
    users: Mutex<Vec<User>>,
    borrowed: Mutex<Vec<Arc<Browser>>>,
}

impl Fixture {
    pub fn new(test_run: &'static TestRun, engine: Engine, delivery: Delivery, name: &str) -> Self {
        Self {
            test_run,
            engine,
            delivery,
            name: name.to_owned(),
            users: Mutex::default(),
            borrowed: Mutex::default(),
        }
    }

    /// A user who has never used the app on this device.
    #[track_caller]
    pub fn user(&self) -> User {
        self.user_with_fault(&SiteFault::default())
    }

    /// The same, with a copy of the app that has this fault.
    ///
    /// A browser that cannot be rid of what the last test stored is closed, and a new one started: in one
    /// of some thousand tests, `WebKitGTK` goes on taking the database for open whose page it has left.
    #[track_caller]
    pub fn user_with_fault(&self, fault: &SiteFault) -> User {
        let browser = match self.test_run.borrow_browser(self.engine) {
            Ok(browser) => browser,
            Err(why) => panic!("{why}"),
        };
        let mut user = self.add_user(browser, fault);
        if let Err(why) = user.try_to_clear_app_data() {
            self.note(&format!(
                "a new browser, as the old one keeps its database: {why}"
            ));
            self.users.lock().unwrap().pop();
            user = self.user_with_new_browser(&BrowserOptions::default(), fault);
        }
        let browser = Arc::clone(&user.browser);
        self.borrowed.lock().unwrap().push(browser);
        user
    }

    /// A user with a new browser that has these options and is closed after the test.
    #[track_caller]
    pub fn user_with_browser(&self, options: &BrowserOptions) -> User {
        self.user_with_new_browser(options, &SiteFault::default())
    }

    #[track_caller]
    fn user_with_new_browser(&self, options: &BrowserOptions, fault: &SiteFault) -> User {
        match self.test_run.start_browser(self.engine, options) {
            Ok(browser) => self.add_user(browser, fault),
            Err(why) => panic!("{why}"),
        }
    }

    /// Options of a browser whose profile folder outlasts it: the next browser with the same name has
    /// what the last one left there.
    pub fn options_with_profile(&self, name: &str) -> BrowserOptions {
        let folder = format!("{name}-{}-{}", self.engine, self.delivery);
        BrowserOptions {
            profile: Some(self.test_run.folder.join(folder)),
            ..BrowserOptions::default()
        }
    }

    fn add_user(&self, browser: Arc<Browser>, fault: &SiteFault) -> User {
        let site = Site::new(self.test_run, self.delivery, fault);
        let user = User::new(self.test_run, browser, site);
        self.users.lock().unwrap().push(user.clone());
        user
    }

    /// Prints a measurement, or a fact about this engine, in the run's output.
    pub fn note(&self, words: &str) {
        eprintln!("note: {}: {words}", self.name);
    }

    /// Returns the borrowed browsers to the pool. After a failure they are closed instead, since their
    /// state is unknown.
    pub fn finish(self, has_passed: bool) {
        self.users.lock().unwrap().clear();
        for browser in self.borrowed.lock().unwrap().drain(..) {
            if has_passed {
                self.test_run.return_browser(browser);
            }
        }
    }

    /// The last steps of each user and what their browser shows. Also saves screenshots.
    pub fn failure_report(&self) -> String {
        let mut report = String::new();
        for (index, user) in self.users.lock().unwrap().iter().enumerate() {
            let steps = user.steps();
            let last = &steps[steps.len().saturating_sub(8)..];
            let _ = writeln!(report, "  the {} browser’s last steps:", self.engine);
            for step in last {
                let _ = writeln!(report, "    {step}");
            }
            let url = user.browser.url().unwrap_or_else(|why| why);
            let _ = writeln!(report, "  at {url}");
            let text = user.try_visible_text().unwrap_or_else(|why| why);
            let _ = writeln!(report, "  showing: {}", excerpt(&text, 1500));
            let console = user.browser.console();
            if !console.is_empty() {
                let _ = writeln!(report, "  console:\n{console}");
            }
            if let Ok(picture) = user.browser.screenshot() {
                let folder = screenshot_folder();
                let file = folder.join(format!("{}-{index}.png", self.name.replace("::", "-")));
                if fs::create_dir_all(&folder).is_ok() && fs::write(&file, picture).is_ok() {
                    let _ = writeln!(report, "  screenshot: {}", file.display());
                }
            }
        }
        report
    }
}

/// `e2e-failures` in cargo's target folder.
fn screenshot_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e-failures")
}
