//! Every page of the app in every state it can be met in, as one table: for what should hold of all of
//! them, such as that nobody is shut out, and for pictures.

use crate::harness::site::{Site, SiteFault};
use crate::record;
use crate::tests::returns;
use crate::user::User;
use serde_json::json;

/// A page as a route, and the heading that says one has come to it.
#[derive(Clone, Copy)]
pub struct Page {
    pub hash: &'static str,
    pub heading: &'static str,
}

/// The pages. A new one belongs here and nowhere else.
pub const PAGES: &[Page] = &[
    Page {
        hash: "#/briefing",
        heading: "Case Reviews 2017-2020",
    },
    Page {
        hash: "#/discussion",
        heading: "Discussion",
    },
    Page {
        hash: "#/plan",
        heading: "What actions have been agreed to improve practice?",
    },
    Page {
        hash: "#/check",
        heading: "Check and send",
    },
    Page {
        hash: "#/follow-up",
        heading: "Follow up",
    },
    Page {
        hash: "#/records",
        heading: "Records on this device",
    },
    Page {
        hash: "#/returns",
        heading: "Returns",
    },
    Page {
        hash: "#/accessibility",
        heading: "Accessibility statement",
    },
    Page {
        hash: "#/privacy",
        heading: "What is kept, and where",
    },
];

/// The slides of present mode that differ most. Their type follows the window, and not the size of text that
/// a user asks for: the briefing's page, which has the same words, does that.
pub const SLIDES: &[Page] = &[
    Page {
        hash: "#/present/2",
        heading: "02 Safeguarding concerns",
    },
    Page {
        hash: "#/present/5",
        heading: "05 The findings",
    },
    Page {
        hash: "#/present/8",
        heading: "To discuss",
    },
];

/// What a state is about; a theme is one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Nothing was typed yet.
    Empty,
    /// A record is filled in.
    Filled,
    /// The page asks or tells something.
    Asking,
    /// Something went wrong.
    Trouble,
}

/// A page in a state: what is set before it is opened, and what a user does to bring it about.
pub struct State {
    pub name: String,
    pub theme: Theme,
    fault: SiteFault,
    bring_about: Box<dyn Fn(&User) + Send + Sync>,
}

impl State {
    fn new(theme: Theme, name: &str, bring_about: impl Fn(&User) + Send + Sync + 'static) -> Self {
        Self {
            name: name.to_owned(),
            theme,
            fault: SiteFault::default(),
            bring_about: Box::new(bring_about),
        }
    }

    fn fault(mut self, fault: SiteFault) -> Self {
        self.fault = fault;
        self
    }

    /// Brings this state about for someone who has never used the app; gives who is in front of it.
    #[track_caller]
    pub fn of(&self, user: &User) -> User {
        let mut user = user.clone();
        user.site = Site::new(user.test_run, user.site.delivery, &self.fault);
        user.clear_app_data();
        (self.bring_about)(&user);
        user
    }
}

/// All states, those of one theme together.
pub fn all() -> Vec<State> {
    let mut all = Vec::new();
    for page in PAGES.iter().chain(SLIDES) {
        let name = format!("{} empty", page.hash);
        all.push(State::new(Theme::Empty, &name, |user| {
            comes_to(user, *page)
        }));
    }
    for page in PAGES {
        let name = format!("{} filled", page.hash);
        all.push(State::new(Theme::Filled, &name, |user| {
            user.store_small_record();
            comes_to(user, *page);
        }));
    }
    all.extend(asking());
    all.extend(telling());
    all.extend(trouble());
    all
}

/// The name of the state in which the blank form is on the page.
pub const WITHOUT_WASM: &str = "without WebAssembly";

/// The states of one theme.
pub fn of_theme(theme: Theme) -> impl Iterator<Item = State> {
    all().into_iter().filter(move |state| state.theme == theme)
}

fn comes_to(user: &User, page: Page) {
    user.open(page.hash);
    user.sees_heading(page.heading);
}

impl User {
    /// Has the small record on this device, as after an earlier visit. The app must not be open.
    #[track_caller]
    pub fn store_small_record(&self) {
        self.store_entry(record::KEY, &record::file_text(&record::small()));
    }

    /// Asks for another record while what is open cannot be saved: it stays open.
    #[track_caller]
    pub fn fail_to_leave_an_unsaved_record(&self) {
        self.store_small_record();
        self.open("#/records");
        self.press("Start a new record");
        self.arrives_at("Discussion");
        self.script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            vec![],
        );
        self.type_into("Name of Organisation", "Not saved anywhere");
        self.sees_save_status("Not saved.");
        self.follow("Records on this device");
        self.arrives_at("Records on this device");
        self.press("Open Northbank School, Pastoral team");
        self.sees("What you have open is not saved, so it stays open.");
    }

    #[track_caller]
    fn store_unreadable_record(&self) {
        let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
        self.store_entry(record::KEY, &broken);
    }

    #[track_caller]
    fn store_record_from_newer_version(&self) {
        let mut newer = record::small();
        newer["version"] = json!(2);
        self.store_entry(record::KEY, &record::file_text(&newer));
    }

    #[track_caller]
    fn choose_return(&self, record: &serde_json::Value) {
        let file = self.write_file("a return.json", record::file_text(record).as_bytes());
        self.open("#/records");
        self.choose_file("Open a return from a file", &file);
        self.sees_heading("Is this the return you want?");
    }
}

fn asking() -> Vec<State> {
    let asking = |name, bring_about: fn(&User)| State::new(Theme::Asking, name, bring_about);
    vec![
        asking("a removal that can be undone", |user| {
            user.store_small_record();
            user.open("#/plan");
            user.press("Remove action 1");
            user.sees_a("button", "Undo");
            user.sees_saved();
        }),
        asking("answers worth a second look", |user| {
            let mut record = record::small();
            record["actions"][0]["who"] = json!("");
            record["actions"][0]["by_when"] = json!({ "day": "31", "month": "2", "year": "2091" });
            record["actions"][0]["by_when_date"] = json!(null);
            user.store_entry(record::KEY, &record::file_text(&record));
            user.open("#/check");
            user.sees_heading("Worth a second look");
        }),
        asking("a return to copy by hand", |user| {
            user.store_small_record();
            user.open("#/check");
            user.script(
                "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
                   writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } });",
                vec![],
            );
            user.press("Copy the return");
            user.sees_a("textbox", "The return, ready to copy");
        }),
        asking("a return that arrives", |user| {
            user.choose_return(&record::small());
            user.sees_a("button", "Add to this device");
        }),
        asking("the returns of a few teams", |user| {
            returns::opens_a_few(user);
            user.press("Not read: 1 file");
            user.press("Show them side by side");
            user.press("Its whole story of action 1 of School 1, Team 1");
            user.type_into("Who was asked?", "School 0\nPolice");
            user.sees("1 of 2 have answered.");
        }),
        asking("two versions to choose from", |user| {
            user.store_small_record();
            let mut sent = record::small();
            sent["team"]["manager"] = json!("A. Manager, as sent");
            user.choose_return(&sent);
            user.sees_a("button", "Use the one from the file");
        }),
        asking("earlier versions", |user| {
            user.store_small_record();
            user.open("#/plan");
            user.press("Remove action 1");
            user.sees_saved();
            user.open("#/records");
            user.press("Earlier versions of Northbank School, Pastoral team");
            user.wait_until("there is one", || {
                let buttons = user.names_of("button");
                let one = buttons.iter().any(|name| name.starts_with("Look at it"));
                one.then_some(()).ok_or_else(|| format!("{buttons:?}"))
            });
        }),
        asking("a deleted record", |user| {
            user.store_small_record();
            user.open("#/records");
            user.press("Delete Northbank School, Pastoral team");
            user.sees_heading("Deleted and replaced records");
        }),
        asking("a record of another briefing", |user| {
            let mut other = record::small();
            other["briefing"] = json!({
                "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
            });
            user.store_entry(record::KEY, &record::file_text(&other));
            user.open("#/discussion");
            user.sees("This is for another briefing");
        }),
    ]
}

/// What is told of a record on its way out, and in the months after.
fn telling() -> Vec<State> {
    let asking = |name, bring_about: fn(&User)| State::new(Theme::Asking, name, bring_about);
    vec![
        asking("actions that are followed up", |user| {
            let mut record = record::small();
            let mut done = record::action(2, "Read the escalation policy together");
            done["status"] = json!("done");
            done["evidence"] = json!([{
                "id": 1, "kind": "done", "on": { "day": "12", "month": "10", "year": "2026" },
                "on_date": "2026-10-12", "text": "Everyone has signed the list."
            }]);
            let mut late = record::action(3, "Dip sample of case notes");
            late["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
            late["by_when_date"] = json!("2026-09-01");
            late["status"] = json!("in_progress");
            record["actions"] = json!([done, late]);
            user.store_entry(record::KEY, &record::file_text(&record));
            user.open("#/follow-up");
            user.sees("1 action is overdue.");
        }),
        asking("overdue actions", |user| {
            let mut record = record::small();
            record["actions"][0]["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
            record["actions"][0]["by_when_date"] = json!("2026-09-01");
            user.store_entry(record::KEY, &record::file_text(&record));
            user.open("#/briefing");
            user.sees("1 action is overdue.");
        }),
        asking("what may be personal details", |user| {
            let mut told = record::small();
            told["learning_points"][0]["discussion"] = json!("Mrs Hussain rang from 07700 900123.");
            user.store_entry(record::KEY, &record::file_text(&told));
            user.open("#/check");
            user.sees_heading("Could this be a child’s or family’s details?");
        }),
        asking("a return that was sent and changed", |user| {
            user.store_small_record();
            user.store_entry(&record::KEY.replace("record", "posted"), "13 20 11 2026 1");
            user.open("#/check");
            user.sees("The partnership’s copy is out of date");
        }),
        asking("a copy that opens itself", |user| {
            user.open_copy_of(&record::small());
            user.sees_a("button", "Continue here");
        }),
    ]
}

fn trouble() -> Vec<State> {
    let trouble = |name, bring_about: fn(&User)| State::new(Theme::Trouble, name, bring_about);
    let without_wasm = SiteFault {
        without_wasm: true,
        ..SiteFault::default()
    };
    let may_crash = SiteFault {
        head: Some(EXPOSE_WASM_EXPORTS.to_owned()),
        ..SiteFault::default()
    };
    vec![
        trouble("a record that cannot be read", |user| {
            user.store_unreadable_record();
            user.open("#/discussion");
            user.sees_heading("This record cannot be read");
        }),
        trouble("a record that cannot be read, among the records", |user| {
            user.store_unreadable_record();
            user.open("#/records");
            user.sees_a("button", "Download its text");
        }),
        trouble("a record of a newer version", |user| {
            user.store_record_from_newer_version();
            user.open("#/discussion");
            user.sees_heading("This record needs a newer version of this page");
        }),
        trouble("nothing can be saved", |user| {
            user.open("#/discussion");
            user.script(
                "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
                vec![],
            );
            user.type_into("Name of Organisation", "Not saved anywhere");
            user.sees_save_status("Not saved.");
            user.sees_a("button", "Download a copy now");
        }),
        trouble("a file that is no return", |user| {
            user.store_small_record();
            let file = user.write_file("letter.json", b"Dear Sam, please find our return");
            user.open("#/records");
            user.choose_file("Open a return from a file", &file);
            user.sees("not a return");
        }),
        trouble("what is open is not saved and stays", |user| {
            user.fail_to_leave_an_unsaved_record();
        }),
        trouble("after a crash", |user| {
            user.open("#/discussion");
            user.type_into("Name of Organisation", "Saved before the crash");
            user.sees_saved();
            user.script(
                "new Uint8Array(window.e2eExports.memory.buffer).fill(0xff);",
                vec![],
            );
            user.press("Add a learning point");
            user.sees_heading("Something went wrong on this page");
        })
        .fault(may_crash),
        trouble(WITHOUT_WASM, |user| {
            user.open_without_waiting("");
            user.sees("To fill in the form on screen");
        })
        .fault(without_wasm),
    ]
}

/// Keeps the module's exports where a test can reach them, to make all of the app's memory nonsense.
pub const EXPOSE_WASM_EXPORTS: &str = "<script>
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...given) => original.apply(WebAssembly, given).then((made) => {
      window.e2eExports = (made.instance || made).exports;
      return made;
    });
  }
</script>";
