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
use crate::app::{Frame, Session, page_name, provide_contexts};
use crate::briefing::{About, Briefing};
use crate::browser;
use crate::record::Record;
use crate::ui::old::{HEADING_ID, Part, views};
use crate::words;
pub use about::{about_page, about_without_app};
pub use discuss::discussion_page;
pub use follow_up::follow_up_page;
pub use plan::plan_page;
pub use present::{Turn, present_page, slide_of};
pub use read::briefing_page;
pub use records::{RecordsPage, UnopenedPage};
pub use returns::{returns_page, summary_paper};
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
    let route = RwSignal::new(asked_for(session).unwrap_or_default());
    browser::on_hash_change(move || {
        // What is no route is not for us: an in-page link, somebody's typing.
        if let Some(next) = asked_for(session) {
            route.set(next);
        }
    });
    let page = Memo::new(move |_| route.with(|route| route.page));
    // Where a text could not be opened, starting a new record is another page under
    // the same address.
    let ready = Memo::new(move |_| session.is_ready());
    let slide = Memo::new(move |_| route.with(|route| slide_of(route, &session.briefing())));
    let query = Memo::new(move |_| route.with(|route| route.query.clone()));
    follow(session, route, ready);
    present(session, page, slide);
    print(session, page, query);
    browser::on_focus_under(".app-removed__notice");
    let shown = move || {
        let ready = ready.get();
        let parts = match page.get() {
            Page::Briefing => briefing_page(),
            Page::Present => present_page(slide),
            Page::Records => vec![Part::of(view! { <RecordsPage /> })],
            about @ (Page::Accessibility | Page::Privacy) => about_page(about, page_name(about)),
            Page::Copy => copy_page(),
            Page::Returns => returns_page(query),
            _ if !ready => vec![Part::of(view! { <UnopenedPage /> })],
            Page::Discussion => discussion_page(),
            Page::Plan => plan_page(),
            Page::Check => check_page(),
            Page::FollowUp => follow_up_page(),
        };
        views(parts)
    };
    view! { <Frame page=page>{shown}</Frame> }
}

/// The route in the address. A page that is a copy of a record begins with that, and no
/// other has it.
fn asked_for(session: Session) -> Option<Route> {
    let hash = browser::hash();
    let is_copy = session.copy_here().is_some();
    match parse(&hash)? {
        Route { page, .. } if page == Page::Copy && !is_copy => Some(Route::default()),
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
        <Frame page=page>{views(briefing_page())}</Frame>
        <div class="govuk-width-container app-without-app">
            {views(blank_form(&briefing))} {views(about_without_app(&about))}
        </div>
    }
}

/// Keys and the end of the full screen, while slides are shown.
fn present(session: Session, page: Memo<Page>, slide: Memo<(usize, usize)>) {
    let is_shown = move || page.get_untracked() == Page::Present;
    browser::on_key(move |key| {
        let is_ours = is_shown() && Turn::of_key(key).is_some();
        if is_ours && let Some(turn) = Turn::by_key(key, session) {
            turn.take(session, slide.get_untracked());
        }
        is_ours
    });
    browser::on_full_screen_left(move || {
        if is_shown() {
            Turn::Out.take(session, slide.get_untracked());
        }
    });
    browser::on_resize(move || {
        if is_shown() {
            session.fit_slide();
        }
    });
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
    fn of(page: Page, session: Session) -> Option<Self> {
        match page {
            _ if session.prints_blank() => Some(Self::BlankForm),
            Page::Present => Some(Self::Briefing),
            // A damaged one is printed as it stands in the page.
            Page::Copy => session.copy_here()?.record.is_ok().then_some(Self::Copy),
            Page::Returns => session.has_returns().then_some(Self::Summary),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp => {
                session.is_ready().then_some(Self::FilledForm)
            }
            _ => None,
        }
    }

    fn parts(self, session: Session, query: Option<&str>) -> Vec<Part> {
        let briefing = session.briefing();
        match self {
            Self::Briefing => briefing_page(),
            Self::BlankForm => blank_form(&briefing),
            Self::Summary => summary_paper(session, query),
            Self::FilledForm | Self::Copy => {
                let record = self.record(session);
                record.map_or_else(Vec::new, |record| filled_form(&session.paper_of(&record)))
            }
        }
    }
}

/// Puts what is to be printed into the page, and takes it out again.
fn print(session: Session, page: Memo<Page>, query: Memo<Option<String>>) {
    let printed = Rc::new(RefCell::new(None));
    let before = {
        let printed = Rc::clone(&printed);
        move || {
            let paper = PrintJob::of(page.get_untracked(), session);
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
            let owner = Owner::new();
            let shown = owner.with(|| {
                provide_contexts(session);
                let mut shown = Part::of(views(
                    paper.parts(session, query.get_untracked().as_deref()),
                ))
                .into_any()
                .build();
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
fn follow(session: Session, route: RwSignal<Route>, ready: Memo<bool>) {
    // What of a page is asked for changes on the page.
    let place = Memo::new(move |_| route.with(|route| (route.page, route.target.clone())));
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
