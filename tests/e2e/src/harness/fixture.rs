//! One test's fixture: the people in it, the browsers they use, and what to tell when it goes wrong.

use super::browser::Browser;
use super::engine::{BrowserOptions, Engine};
use super::site::{Delivery, Site, SiteFault};
use super::test_run::TestRun;
use crate::user::{User, excerpt};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub struct Fixture {
    pub test_run: &'static TestRun,
    pub engine: Engine,
    pub delivery: Delivery,
    pub name: String,
    people: Mutex<Vec<User>>,
    borrowed: Mutex<Vec<Arc<Browser>>>,
}

impl Fixture {
    pub fn new(test_run: &'static TestRun, engine: Engine, delivery: Delivery, name: &str) -> Self {
        Self {
            test_run,
            engine,
            delivery,
            name: name.to_owned(),
            people: Mutex::default(),
            borrowed: Mutex::default(),
        }
    }

    /// Someone who has never used the app on this device.
    #[track_caller]
    pub fn user(&self) -> User {
        self.user_with_fault(&SiteFault::default())
    }

    /// The same, with a copy of the app that is fault in some way.
    #[track_caller]
    pub fn user_with_fault(&self, fault: &SiteFault) -> User {
        let browser = match self.test_run.borrow(self.engine) {
            Ok(browser) => browser,
            Err(why) => panic!("{why}"),
        };
        self.borrowed.lock().unwrap().push(Arc::clone(&browser));
        let user = self.add_user(browser, fault);
        user.clear_app_data();
        user
    }

    /// Someone with a browser of their own, set up as wished and thrown away afterwards.
    #[track_caller]
    pub fn user_with_browser(&self, options: &BrowserOptions, fault: &SiteFault) -> User {
        match self.test_run.start(self.engine, options) {
            Ok(browser) => self.add_user(browser, fault),
            Err(why) => panic!("{why}"),
        }
    }

    fn add_user(&self, browser: Arc<Browser>, fault: &SiteFault) -> User {
        let site = Site::new(self.test_run, self.delivery, fault);
        let user = User::new(self.test_run, browser, site);
        self.people.lock().unwrap().push(user.clone());
        user
    }

    /// Says something about this engine or a measurement in the run's output.
    pub fn note(&self, words: &str) {
        eprintln!("note: {}: {words}", self.name);
    }

    /// Gives the browsers back. After a failure they are closed instead, as their state is unknown.
    pub fn clear(self, went_well: bool) {
        self.people.lock().unwrap().clear();
        for browser in self.borrowed.lock().unwrap().drain(..) {
            if went_well {
                self.test_run.return_browser(browser);
            }
        }
    }

    /// What each user did last and had in front of them. Also saves a screenshot of it.
    pub fn failure_report(&self) -> String {
        let mut report = String::new();
        for (index, user) in self.people.lock().unwrap().iter().enumerate() {
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
                let folder = failures();
                let file = folder.join(format!("{}-{index}.png", self.name.replace("::", "-")));
                if fs::create_dir_all(&folder).is_ok() && fs::write(&file, picture).is_ok() {
                    let _ = writeln!(report, "  screenshot: {}", file.display());
                }
            }
        }
        report
    }
}

/// `target/e2e-failures`, wherever cargo's target folder is.
fn failures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e-failures")
}
