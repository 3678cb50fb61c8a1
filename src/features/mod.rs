//! The app: the frame around the pages, which page is shown, and what follows
//! from a change of page: the title, the focus.

mod about;
mod discuss;
mod follow_up;
mod plan;
mod present;
mod read;
mod records;
mod returns;
mod send;
mod standalone_copy;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

pub use crate::app::printed_form::{blank_form, filled_form};
use crate::app::route::{Page, Route, parse};
use crate::app::{Frame, Navigation, Returns, Session, page_name, provide_contexts};
use crate::briefing::{About, Briefing};
use crate::browser;
use crate::record::Record;
use crate::ui::old::{HEADING_ID, Part, views};
use crate::words;
pub use about::{AboutPage, AboutWithoutApp};
pub use discuss::DiscussPage;
pub use follow_up::FollowUpPage;
pub use plan::PlanPage;
pub use present::{PresentPage, Slide};
pub use read::BriefingPage;
pub use records::{RecordsPage, UnopenedPage};
pub use returns::{PrintedSummary, ReturnsPage};
pub use send::check_page;
pub use standalone_copy::copy_page;

/// The id of the element in which stands what is printed in place of a page.
const PAPER_ID: &str = "app-paper";

/// The app, at work.
#[component]
pub fn App(
    /// The session, started.
    session: Session,
) -> impl IntoView {
    provide_contexts(session);
    let navigation = expect_context::<Navigation>();
    let returns = expect_context::<Returns>();
    let is_copy = session.copy_here().is_some();
    navigation.follow_address(move |hash| route_of(hash, is_copy));
    browser::on_file_drop(move |dropped| {
        if navigation.page_untracked() == Page::Returns {
            session.trouble.set(None);
            returns.import(dropped);
        } else {
            session.read_dropped(dropped);
        }
    });
    let page = Memo::new(move |_| navigation.page());
    // Where a text could not be opened, starting a new record is another page under
    // the same address.
    let ready = Memo::new(move |_| session.is_ready());
    let slide = Memo::new(move |_| Slide::of_route(&navigation.route(), &session.briefing()));
    follow(session, navigation, ready);
    present::listen(page, slide);
    print(session, page);
    browser::on_focus_under(".app-removed__notice");
    let shown = move || {
        let ready = ready.get();
        let parts = match page.get() {
            Page::Briefing => vec![Part::of(view! { <BriefingPage /> })],
            Page::Present => vec![Part::of(view! { <PresentPage slide=slide /> })],
            Page::Records => vec![Part::of(view! { <RecordsPage /> })],
            Page::Accessibility | Page::Privacy => {
                vec![Part::of(view! { <AboutPage page=page.get() /> })]
            }
            Page::Copy => copy_page(),
            Page::Returns => vec![Part::of(view! { <ReturnsPage /> })],
            _ if !ready => vec![Part::of(view! { <UnopenedPage /> })],
            Page::Discussion => vec![Part::of(view! { <DiscussPage /> })],
            Page::Plan => vec![Part::of(view! { <PlanPage /> })],
            Page::Check => check_page(),
            Page::FollowUp => vec![Part::of(view! { <FollowUpPage /> })],
        };
        views(parts)
    };
    view! { <Frame page=page>{shown}</Frame> }
}

/// The route that a hash stands for. A standalone copy begins with its own page, which no other page has.
fn route_of(hash: &str, is_copy: bool) -> Option<Route> {
    match parse(hash)? {
        route if route.page == Page::Copy && !is_copy => Some(Route::default()),
        _ if is_copy && hash.len() < 2 => Some(Route::to(Page::Copy)),
        route => Some(route),
    }
}

/// The page as it is before the app starts, and without it: the same frame, the
/// briefing, and the blank form.
#[component]
pub fn StartPage(
    /// What to show.
    briefing: Arc<Briefing>,
    /// A session that nothing was typed in.
    session: Session,
    /// What the page says of itself.
    about: About,
) -> impl IntoView {
    provide_contexts(session);
    let page = Memo::new(|_| Page::Briefing);
    view! {
        <Frame page=page>
            <BriefingPage />
        </Frame>
        <div class="govuk-width-container app-without-app">
            {views(blank_form(&briefing))} <AboutWithoutApp about=about />
        </div>
    }
}

/// What is printed in place of a page.
#[derive(Clone, Copy)]
enum PrintJob {
    Briefing,
    FilledForm,
    BlankForm,
    Copy,
    Summary,
}

impl PrintJob {
    /// The record that is printed, where it is one.
    fn record(self, session: Session) -> Option<Record> {
        match self {
            Self::Briefing | Self::BlankForm | Self::Summary => None,
            Self::FilledForm => Some(session.record.get_untracked()),
            Self::Copy => session.copy_here()?.record.clone().ok(),
        }
    }

    /// From the pages of the form that is the paper form, since boxes to type in would be
    /// cut off; from a slide, the briefing.
    fn of(page: Page, session: Session, returns: Returns) -> Option<Self> {
        match page {
            _ if session.prints_blank() => Some(Self::BlankForm),
            Page::Present => Some(Self::Briefing),
            // A damaged one is printed as it stands in the page.
            Page::Copy => session.copy_here()?.record.is_ok().then_some(Self::Copy),
            Page::Returns => untrack(|| returns.has_any()).then_some(Self::Summary),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp => {
                session.is_ready().then_some(Self::FilledForm)
            }
            _ => None,
        }
    }

    fn parts(self, session: Session) -> Vec<Part> {
        let briefing = session.briefing();
        match self {
            Self::Briefing => vec![Part::of(view! { <BriefingPage /> })],
            Self::BlankForm => blank_form(&briefing),
            Self::Summary => vec![Part::of(view! { <PrintedSummary /> })],
            Self::FilledForm | Self::Copy => {
                let record = self.record(session);
                record.map_or_else(Vec::new, |record| filled_form(&session.paper_of(&record)))
            }
        }
    }
}

/// Puts what is to be printed into the page, and takes it out again.
fn print(session: Session, page: Memo<Page>) {
    let returns = expect_context::<Returns>();
    let app = Owner::current().unwrap_or_default();
    let printed = Rc::new(RefCell::new(None));
    let before = {
        let printed = Rc::clone(&printed);
        move || {
            let paper = PrintJob::of(page.get_untracked(), session, returns);
            let (Some(paper), Some(place)) = (paper, browser::take_mount_point(PAPER_ID)) else {
                return;
            };
            let title = browser::title();
            if let Some(record) = paper.record(session) {
                // Browsers take the title for the name of the file.
                browser::set_title(&session.print_name(&record));
                browser::set_foot(&words::source(&record));
            }
            // It has to stand there when the listener ends: Firefox lays out what it
            // prints then.
            let owner = app.with(Owner::new);
            let shown = owner.with(|| {
                let mut shown = Part::of(views(paper.parts(session))).into_any().build();
                shown.mount(&place, None);
                shown
            });
            *printed.borrow_mut() = Some((owner, shown, title));
            browser::mark_page("app-on-paper", true);
        }
    };
    browser::on_print(before, move || {
        browser::mark_page("app-on-paper", false);
        if let Some((owner, mut shown, title)) = printed.borrow_mut().take() {
            shown.unmount();
            drop(owner);
            browser::set_title(&title);
            browser::set_foot("");
        }
    });
}

/// What follows from a change of page: its title, its heading or the field asked
/// for takes the focus, and the list of records is read again.
fn follow(session: Session, navigation: Navigation, ready: Memo<bool>) {
    // What of a page is asked for changes on the page.
    let place = Memo::new(move |_| {
        let route = navigation.route();
        (route.page, route.target)
    });
    Effect::new(move |before: Option<()>| {
        // Read, and not only tracked: a memo that nobody reads never changes.
        ready.get();
        let (page, target) = place.get();
        session.flush();
        let briefing = session.briefing();
        browser::set_title(&format!(
            "{} - {} - {}",
            page_name(page),
            briefing.title,
            briefing.partnership
        ));
        browser::mark_page("app-presenting", page == Page::Present);
        if page != Page::Present {
            browser::leave_full_screen();
        }
        if page == Page::Records {
            session.look();
        } else {
            session.look_away();
        }
        match target {
            // A segment is read from its start, wherever on the screen it was.
            Some(id) if page == Page::Briefing => session.go_to(id),
            Some(id) => session.focus_soon(id),
            // At the start the focus belongs to the browser. But it has scrolled to
            // the blank form, which bears the names of the routes and is gone now.
            None if before.is_none() => browser::after_frame(browser::scroll_to_top),
            None => browser::after_frame(|| browser::focus_at_top(HEADING_ID)),
        }
    });
}
