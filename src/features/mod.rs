//! The app: the frame around the pages, which page is shown, and what follows
//! from a change of page: the title, the focus.

mod about;
mod discuss;
mod follow_up;
mod plan;
mod present;
mod print;
mod read;
mod records;
mod returns;
mod send;
mod standalone_copy;

use leptos::prelude::*;

use crate::app::printed_form::BlankForm;
use crate::app::route::{Page, Route, parse};
use crate::app::{Frame, Navigation, Returns, Session, page_name, provide_contexts};
use crate::briefing::About;
use crate::browser;
use crate::ui::HEADING_ID;
use print::print_in_place_of;

pub use about::{AboutPage, AboutWithoutApp};
pub use discuss::DiscussPage;
pub use follow_up::FollowUpPage;
pub use plan::PlanPage;
pub use present::{PresentPage, Slide};
pub use read::BriefingPage;
pub use records::{RecordsPage, UnopenedPage};
pub use returns::{PrintedSummary, ReturnsPage};
pub use send::CheckPage;
pub use standalone_copy::CopyPage;

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
    print_in_place_of(page);
    browser::on_focus_under(".app-removed__notice");
    let shown = move || {
        let ready = ready.get();
        match page.get() {
            Page::Briefing => view! { <BriefingPage /> }.into_any(),
            Page::Present => view! { <PresentPage slide /> }.into_any(),
            Page::Records => view! { <RecordsPage /> }.into_any(),
            page @ (Page::Accessibility | Page::Privacy) => view! { <AboutPage page /> }.into_any(),
            Page::Copy => view! { <CopyPage /> }.into_any(),
            Page::Returns => view! { <ReturnsPage /> }.into_any(),
            _ if !ready => view! { <UnopenedPage /> }.into_any(),
            Page::Discussion => view! { <DiscussPage /> }.into_any(),
            Page::Plan => view! { <PlanPage /> }.into_any(),
            Page::Check => view! { <CheckPage /> }.into_any(),
            Page::FollowUp => view! { <FollowUpPage /> }.into_any(),
        }
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
            <BlankForm />
            <AboutWithoutApp about=about />
        </div>
    }
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
            Some(id) if page == Page::Briefing => browser::scroll_to_soon(id),
            Some(id) => browser::focus_soon(id),
            // At the start the focus belongs to the browser. But it has scrolled to
            // the blank form, which bears the names of the routes and is gone now.
            None if before.is_none() => browser::after_frame(browser::scroll_to_top),
            None => browser::after_frame(|| browser::focus_at_top(HEADING_ID)),
        }
    });
}
