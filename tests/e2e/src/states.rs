//! Every page of the app in every state it can be met in, as one table: for what should hold of all of
//! them, such as that nobody is shut out, and for pictures.

use crate::harness::site::{Site, Spoilt};
use crate::record;
use crate::tests::returns;
use crate::user::Person;
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
/// a person asks for: the briefing's page, which has the same words, does that.
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

/// A page in a state: what is set before it is opened, and what a person does to bring it about.
pub struct State {
    pub name: String,
    pub theme: Theme,
    spoilt: Spoilt,
    bring_about: Box<dyn Fn(&Person) + Send + Sync>,
}

impl State {
    fn new(
        theme: Theme,
        name: &str,
        bring_about: impl Fn(&Person) + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            theme,
            spoilt: Spoilt::default(),
            bring_about: Box::new(bring_about),
        }
    }

    fn spoilt(mut self, spoilt: Spoilt) -> Self {
        self.spoilt = spoilt;
        self
    }

    /// Brings this state about for someone who has never used the app; gives who is in front of it.
    #[track_caller]
    pub fn of(&self, person: &Person) -> Person {
        let mut me = person.clone();
        me.site = Site::new(me.world, me.site.delivery, &self.spoilt);
        me.forget_everything();
        (self.bring_about)(&me);
        me
    }
}

/// All states, those of one theme together.
pub fn all() -> Vec<State> {
    let mut all = Vec::new();
    for page in PAGES.iter().chain(SLIDES) {
        let name = format!("{} empty", page.hash);
        all.push(State::new(Theme::Empty, &name, |me| comes_to(me, *page)));
    }
    for page in PAGES {
        let name = format!("{} filled", page.hash);
        all.push(State::new(Theme::Filled, &name, |me| {
            me.has_a_record();
            comes_to(me, *page);
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

fn comes_to(me: &Person, page: Page) {
    me.open(page.hash);
    me.sees_heading(page.heading);
}

impl Person {
    /// Has the small record on this device, as after an earlier visit. The app must not be open.
    #[track_caller]
    pub fn has_a_record(&self) {
        self.store(record::KEY, &record::file_text(&record::small()));
    }

    /// Asks for another record while what is open cannot be saved: it stays open.
    #[track_caller]
    pub fn cannot_let_go_of_what_is_open(&self) {
        self.has_a_record();
        self.open("#/records");
        self.press("Start a new record");
        self.arrives_at("Discussion");
        self.script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            vec![],
        );
        self.type_into("Name of Organisation", "Not saved anywhere");
        self.sees_save_line("Not saved.");
        self.follow("Records on this device");
        self.arrives_at("Records on this device");
        self.press("Open Northbank School, Pastoral team");
        self.sees("What you have open is not saved, so it stays open.");
    }

    #[track_caller]
    fn has_text_that_is_no_record(&self) {
        let broken = record::file_text(&record::small()).replace("\"actions\"", "\"act");
        self.store(record::KEY, &broken);
    }

    #[track_caller]
    fn has_a_record_of_the_future(&self) {
        let mut newer = record::small();
        newer["version"] = json!(2);
        self.store(record::KEY, &record::file_text(&newer));
    }

    #[track_caller]
    fn brings(&self, record: &serde_json::Value) {
        let file = self.file("a return.json", record::file_text(record).as_bytes());
        self.open("#/records");
        self.choose_file("Open a return from a file", &file);
        self.sees_heading("Is this the return you want?");
    }
}

fn asking() -> Vec<State> {
    let asking = |name, bring_about: fn(&Person)| State::new(Theme::Asking, name, bring_about);
    vec![
        asking("a removal that can be undone", |me| {
            me.has_a_record();
            me.open("#/plan");
            me.press("Remove action 1");
            me.sees_a("button", "Undo");
            me.sees_it_saved();
        }),
        asking("answers worth a second look", |me| {
            let mut record = record::small();
            record["actions"][0]["who"] = json!("");
            record["actions"][0]["by_when"] = json!({ "day": "31", "month": "2", "year": "2091" });
            record["actions"][0]["by_when_date"] = json!(null);
            me.store(record::KEY, &record::file_text(&record));
            me.open("#/check");
            me.sees_heading("Worth a second look");
        }),
        asking("a return to copy by hand", |me| {
            me.has_a_record();
            me.open("#/check");
            me.script(
                "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
                   writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } });",
                vec![],
            );
            me.press("Copy the return");
            me.sees_a("textbox", "The return, ready to copy");
        }),
        asking("a return that arrives", |me| {
            me.brings(&record::small());
            me.sees_a("button", "Add to this device");
        }),
        asking("the returns of a few teams", |me| {
            returns::opens_a_few(me);
            me.press("Not read: 1 file");
            me.press("Show them side by side");
            me.press("Its whole story of action 1 of School 1, Team 1");
            me.type_into("Who was asked?", "School 0\nPolice");
            me.sees("1 of 2 have answered.");
        }),
        asking("two versions to choose from", |me| {
            me.has_a_record();
            let mut sent = record::small();
            sent["team"]["manager"] = json!("A. Manager, as sent");
            me.brings(&sent);
            me.sees_a("button", "Use the one from the file");
        }),
        asking("earlier versions", |me| {
            me.has_a_record();
            me.open("#/plan");
            me.press("Remove action 1");
            me.sees_it_saved();
            me.open("#/records");
            me.press("Earlier versions of Northbank School, Pastoral team");
            me.until("there is one", || {
                let buttons = me.names_of("button");
                let one = buttons.iter().any(|name| name.starts_with("Look at it"));
                one.then_some(()).ok_or_else(|| format!("{buttons:?}"))
            });
        }),
        asking("a deleted record", |me| {
            me.has_a_record();
            me.open("#/records");
            me.press("Delete Northbank School, Pastoral team");
            me.sees_heading("Deleted and replaced records");
        }),
        asking("a record of another briefing", |me| {
            let mut other = record::small();
            other["briefing"] = json!({
                "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
            });
            me.store(record::KEY, &record::file_text(&other));
            me.open("#/discussion");
            me.sees("This is for another briefing");
        }),
    ]
}

/// What is told of a record on its way out, and in the months after.
fn telling() -> Vec<State> {
    let asking = |name, bring_about: fn(&Person)| State::new(Theme::Asking, name, bring_about);
    vec![
        asking("actions that are followed up", |me| {
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
            me.store(record::KEY, &record::file_text(&record));
            me.open("#/follow-up");
            me.sees("1 action is overdue.");
        }),
        asking("overdue actions", |me| {
            let mut record = record::small();
            record["actions"][0]["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
            record["actions"][0]["by_when_date"] = json!("2026-09-01");
            me.store(record::KEY, &record::file_text(&record));
            me.open("#/briefing");
            me.sees("1 action is overdue.");
        }),
        asking("what may be personal details", |me| {
            let mut told = record::small();
            told["learning_points"][0]["discussion"] = json!("Mrs Hussain rang from 07700 900123.");
            me.store(record::KEY, &record::file_text(&told));
            me.open("#/check");
            me.sees_heading("Could this be a child’s or family’s details?");
        }),
        asking("a return that was sent and changed", |me| {
            me.has_a_record();
            me.store(&record::KEY.replace("record", "posted"), "13 20 11 2026 1");
            me.open("#/check");
            me.sees("The partnership’s copy is out of date");
        }),
        asking("a copy that opens itself", |me| {
            me.open_copy_of(&record::small());
            me.sees_a("button", "Continue here");
        }),
    ]
}

fn trouble() -> Vec<State> {
    let trouble = |name, bring_about: fn(&Person)| State::new(Theme::Trouble, name, bring_about);
    let without_wasm = Spoilt {
        without_wasm: true,
        ..Spoilt::default()
    };
    let may_crash = Spoilt {
        head: Some(HOOK.to_owned()),
        ..Spoilt::default()
    };
    vec![
        trouble("a record that cannot be read", |me| {
            me.has_text_that_is_no_record();
            me.open("#/discussion");
            me.sees_heading("This record cannot be read");
        }),
        trouble("a record that cannot be read, among the records", |me| {
            me.has_text_that_is_no_record();
            me.open("#/records");
            me.sees_a("button", "Download its text");
        }),
        trouble("a record of a newer version", |me| {
            me.has_a_record_of_the_future();
            me.open("#/discussion");
            me.sees_heading("This record needs a newer version of this page");
        }),
        trouble("nothing can be saved", |me| {
            me.open("#/discussion");
            me.script(
                "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
                vec![],
            );
            me.type_into("Name of Organisation", "Not saved anywhere");
            me.sees_save_line("Not saved.");
            me.sees_a("button", "Download a copy now");
        }),
        trouble("a file that is no return", |me| {
            me.has_a_record();
            let file = me.file("letter.json", b"Dear Sam, please find our return");
            me.open("#/records");
            me.choose_file("Open a return from a file", &file);
            me.sees("not a return");
        }),
        trouble("what is open is not saved and stays", |me| {
            me.cannot_let_go_of_what_is_open();
        }),
        trouble("after a crash", |me| {
            me.open("#/discussion");
            me.type_into("Name of Organisation", "Saved before the crash");
            me.sees_it_saved();
            me.script(
                "new Uint8Array(window.e2eExports.memory.buffer).fill(0xff);",
                vec![],
            );
            me.press("Add a learning point");
            me.sees_heading("Something went wrong on this page");
        })
        .spoilt(may_crash),
        trouble(WITHOUT_WASM, |me| {
            me.open_unready("");
            me.sees("To fill in the form on screen");
        })
        .spoilt(without_wasm),
    ]
}

/// Keeps the module's exports where a test can reach them, to make all of the app's memory nonsense.
pub const HOOK: &str = "<script>
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...given) => original.apply(WebAssembly, given).then((made) => {
      window.e2eExports = (made.instance || made).exports;
      return made;
    });
  }
</script>";
