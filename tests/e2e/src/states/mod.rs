//! One list of every page of the app in every state that a user can meet: for checks that apply to all of
//! them, such as accessibility, and for pictures.

mod errors;
mod notices;
mod questions;

use crate::harness::site::Site;
use crate::harness::site_fault::SiteFault;
use crate::user::User;

pub use errors::WITHOUT_WEBASSEMBLY;

/// A page: its route, and the heading by which a user knows it.
#[derive(Clone, Copy)]
pub struct Page {
    pub hash: &'static str,
    pub heading: &'static str,
}

/// All pages. Add a new one here and nowhere else.
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
        heading: "Saved forms",
    },
    Page {
        hash: "#/returns",
        heading: "Returns",
    },
    Page {
        hash: "#/share",
        heading: "Share this briefing",
    },
    Page {
        hash: "#/accessibility",
        heading: "Accessibility statement",
    },
    Page {
        hash: "#/privacy",
        heading: "Privacy",
    },
];

/// The slides that differ most from each other. Their text grows with the window and by a button, and not
/// with the text size that a user sets.
pub const SLIDES: &[Page] = &[
    Page {
        hash: "#/present/1",
        heading: "Case Reviews 2017-2020",
    },
    Page {
        hash: "#/present/3",
        heading: "02a Safeguarding concerns",
    },
    Page {
        hash: "#/present/8",
        heading: "05a The findings",
    },
    Page {
        hash: "#/present/14",
        heading: "To discuss",
    },
];

/// What a state is about. Each theme is one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Nothing was typed yet.
    Empty,
    /// A record is filled in.
    Filled,
    /// The page asks a question or shows a notice.
    Question,
    /// Something went wrong.
    Error,
}

/// A page in a state.
pub struct State {
    pub name: String,
    pub theme: Theme,
    fault: SiteFault,
    /// What a user does to get there.
    set_up: Box<dyn Fn(&User) + Send + Sync>,
}

impl State {
    fn new(theme: Theme, name: &str, set_up: impl Fn(&User) + Send + Sync + 'static) -> Self {
        Self {
            name: name.to_owned(),
            theme,
            fault: SiteFault::default(),
            set_up: Box::new(set_up),
        }
    }

    fn with_fault(mut self, fault: SiteFault) -> Self {
        self.fault = fault;
        self
    }

    /// Brings this state about for a user who has never used the app; returns the user in front of it.
    #[track_caller]
    pub fn of(&self, user: &User) -> User {
        let mut user = user.clone();
        user.site = Site::new(user.test_run, user.site.delivery, &self.fault);
        user.clear_app_data();
        (self.set_up)(&user);
        user
    }
}

/// All states, those of one theme together.
pub fn all() -> Vec<State> {
    let mut all = Vec::new();
    for page in PAGES.iter().chain(SLIDES) {
        let name = format!("{} empty", page.hash);
        all.push(State::new(Theme::Empty, &name, |user| {
            open_page(user, *page);
        }));
    }
    for page in PAGES {
        let name = format!("{} filled", page.hash);
        all.push(State::new(Theme::Filled, &name, |user| {
            user.store_small_record();
            open_page(user, *page);
        }));
    }
    all.extend(questions::all());
    all.extend(notices::all());
    all.extend(errors::all());
    all
}

/// The states of one theme.
pub fn of_theme(theme: Theme) -> impl Iterator<Item = State> {
    all().into_iter().filter(move |state| state.theme == theme)
}

fn open_page(user: &User, page: Page) {
    user.open(page.hash);
    user.sees_heading(page.heading);
}
