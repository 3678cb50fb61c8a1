//! One test's stage: the people in it, the browsers they use, and what to tell when it goes wrong.

use super::browser::Browser;
use super::engine::{Engine, Wish};
use super::site::{Delivery, Site, Spoilt};
use super::test_run::World;
use crate::user::{Person, excerpt};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub struct Stage {
    pub world: &'static World,
    pub engine: Engine,
    pub delivery: Delivery,
    pub name: String,
    people: Mutex<Vec<Person>>,
    borrowed: Mutex<Vec<Arc<Browser>>>,
}

impl Stage {
    pub fn new(world: &'static World, engine: Engine, delivery: Delivery, name: &str) -> Self {
        Self {
            world,
            engine,
            delivery,
            name: name.to_owned(),
            people: Mutex::default(),
            borrowed: Mutex::default(),
        }
    }

    /// Someone who has never used the app on this device.
    #[track_caller]
    pub fn person(&self) -> Person {
        self.person_at(&Spoilt::default())
    }

    /// The same, with a copy of the app that is spoilt in some way.
    #[track_caller]
    pub fn person_at(&self, spoilt: &Spoilt) -> Person {
        let browser = match self.world.borrow(self.engine) {
            Ok(browser) => browser,
            Err(why) => panic!("{why}"),
        };
        self.borrowed.lock().unwrap().push(Arc::clone(&browser));
        let person = self.seat(browser, spoilt);
        person.forget_everything();
        person
    }

    /// Someone with a browser of their own, set up as wished and thrown away afterwards.
    #[track_caller]
    pub fn newcomer(&self, wish: &Wish, spoilt: &Spoilt) -> Person {
        match self.world.start(self.engine, wish) {
            Ok(browser) => self.seat(browser, spoilt),
            Err(why) => panic!("{why}"),
        }
    }

    fn seat(&self, browser: Arc<Browser>, spoilt: &Spoilt) -> Person {
        let site = Site::new(self.world, self.delivery, spoilt);
        let person = Person::new(self.world, browser, site);
        self.people.lock().unwrap().push(person.clone());
        person
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
                self.world.give_back(browser);
            }
        }
    }

    /// What each person did last and had in front of them. Also saves a screenshot of it.
    pub fn report(&self) -> String {
        let mut report = String::new();
        for (index, person) in self.people.lock().unwrap().iter().enumerate() {
            let steps = person.steps();
            let last = &steps[steps.len().saturating_sub(8)..];
            let _ = writeln!(report, "  the {} browser’s last steps:", self.engine);
            for step in last {
                let _ = writeln!(report, "    {step}");
            }
            let url = person.browser.url().unwrap_or_else(|why| why);
            let _ = writeln!(report, "  at {url}");
            let text = person.try_text().unwrap_or_else(|why| why);
            let _ = writeln!(report, "  showing: {}", excerpt(&text, 1500));
            let console = person.browser.console();
            if !console.is_empty() {
                let _ = writeln!(report, "  console:\n{console}");
            }
            if let Ok(picture) = person.browser.screenshot() {
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
