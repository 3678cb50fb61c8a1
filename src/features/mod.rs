//! The app: the frame around the pages, which page is shown, and what a change of page entails: the
//! title, the focus.

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
mod share;
mod standalone_copy;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::printed_form::BlankForm;
use crate::app::route::{Page, Route, parse};
use crate::app::standalone_copy::use_standalone_copy;
use crate::app::{
    DeviceRecords, ErrorBanner, Frame, Navigation, OpenRecord, Persistence, RecordImport, Returns,
    RowFocus, page_name, use_overdue_on_card,
};
use crate::briefing::{About, Briefing};
use crate::browser;
use crate::ui::HEADING_ID;
use crate::words;
use print::print_in_place_of;

pub use about::{AboutPage, AboutWithoutApp};
pub use discuss::DiscussPage;
pub use follow_up::FollowUpPage;
pub use plan::PlanPage;
pub use present::{PresentPage, Slide};
pub use read::BriefingPage;
pub use records::{RecordsPage, StartingPage, UnopenedPage};
pub use returns::{PrintedSummary, ReturnsPage};
pub use send::CheckPage;
pub use share::SharePage;
pub use standalone_copy::CopyPage;

/// The running app. The current owner must have its contexts.
#[component]
pub fn App() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let returns = expect_context::<Returns>();
    let error_banner = expect_context::<ErrorBanner>();
    let import = expect_context::<RecordImport>();
    let is_copy = use_standalone_copy().is_some();
    navigation.follow_address(move |hash| route_of(hash, is_copy));
    browser::on_file_drop(move |dropped| {
        if navigation.page_untracked() == Page::Returns {
            error_banner.clear();
            returns.import(dropped);
        } else {
            import.read_dropped(dropped);
        }
    });
    let page = Memo::new(move |_| navigation.page());
    let open = expect_context::<OpenRecord>();
    let shows_record = move || {
        !matches!(
            page.get(),
            Page::Briefing
                | Page::Present
                | Page::Accessibility
                | Page::Privacy
                | Page::Returns
                | Page::Share
        )
    };
    let waiting = Memo::new(move |_| open.is_starting() && shows_record());
    // If the stored text could not be opened, starting a new record shows another page at the same
    // address.
    let unopened = Memo::new(move |_| !open.is_ready() && !open.is_starting());
    let briefing = expect_context::<Arc<Briefing>>();
    let slide = Memo::new(move |_| Slide::of_route(&navigation.route(), &briefing));
    title(page);
    follow(navigation, waiting, unopened);
    present::listen(page, slide);
    print_in_place_of(page);
    browser::on_focus_under(".app-removed__notice");
    browser::on_focus_behind(".app-back-to-check");
    let shown = move || {
        let (waiting, unopened) = (waiting.get(), unopened.get());
        match page.get() {
            Page::Briefing => view! { <BriefingPage /> }.into_any(),
            Page::Present => view! { <PresentPage slide /> }.into_any(),
            page @ (Page::Accessibility | Page::Privacy) => view! { <AboutPage page /> }.into_any(),
            Page::Returns => view! { <ReturnsPage /> }.into_any(),
            Page::Share => view! { <SharePage /> }.into_any(),
            page if waiting => view! { <StartingPage page /> }.into_any(),
            Page::Records => view! { <RecordsPage /> }.into_any(),
            Page::Copy => view! { <CopyPage /> }.into_any(),
            _ if unopened => view! { <UnopenedPage /> }.into_any(),
            Page::Discussion => view! { <DiscussPage /> }.into_any(),
            Page::Plan => view! { <PlanPage /> }.into_any(),
            Page::Check => view! { <CheckPage /> }.into_any(),
            Page::FollowUp => view! { <FollowUpPage /> }.into_any(),
        }
    };
    view! { <Frame page=page>{shown}</Frame> }
}

/// The route that a hash stands for. A standalone copy opens at a page of its own, which only it has.
fn route_of(hash: &str, is_copy: bool) -> Option<Route> {
    match parse(hash)? {
        route if route.page == Page::Copy && !is_copy => Some(Route::default()),
        _ if is_copy && hash.len() < 2 => Some(Route::to(Page::Copy)),
        route => Some(route),
    }
}

/// The page as it is before the app starts, and without it: the same frame, the briefing, the blank
/// form, the accessibility statement and the privacy notice.
#[component]
pub fn StartPage(
    /// The accessibility statement and the privacy notice.
    about: About,
) -> impl IntoView {
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

/// Sets the title of the document: the page, and what is overdue while the page says so.
fn title(page: Memo<Page>) {
    let briefing = expect_context::<Arc<Briefing>>();
    let overdue = use_overdue_on_card(page);
    Effect::new(move |_| {
        let name = page_name(page.get());
        let of = format!("{name} - {} - {}", briefing.title, briefing.partnership);
        browser::set_title(&match overdue.get() {
            0 => of,
            some => format!("{} overdue - {of}", words::how_many(some, "action")),
        });
    });
}

/// Follows the route: moves the focus to the page's heading, to the element asked for or to where somebody
/// was when they left the page, and reads the list of records again.
fn follow(navigation: Navigation, waiting: Memo<bool>, unopened: Memo<bool>) {
    let persistence = expect_context::<Persistence>();
    let device_records = expect_context::<DeviceRecords>();
    let row_focus = expect_context::<RowFocus>();
    // Without the query, which a page changes while it is shown.
    let place = Memo::new(move |_| {
        let route = navigation.route();
        (route.page, route.target)
    });
    // Returns the page that was asked for at the start, for as long as it cannot be shown.
    Effect::new(move |before: Option<Option<Page>>| {
        // Read, and not only tracked: a memo that nobody reads never changes.
        unopened.get();
        let is_waiting = waiting.get();
        let (page, target) = place.get();
        let is_start = before.is_none_or(|awaited| awaited == Some(page));
        persistence.flush();
        browser::mark_page("app-presenting", page == Page::Present);
        if page != Page::Present {
            browser::leave_full_screen();
        }
        if page == Page::Records && !is_waiting {
            device_records.show();
        } else {
            device_records.hide();
        }
        // While the page cannot be shown, the way back to a place on it is kept.
        let position = (!is_waiting).then(|| navigation.take_position()).flatten();
        match target {
            // Slides have no place to go back to: each is shown from its start.
            _ if !is_start && page != Page::Present && position.is_some() => {
                row_focus.return_to(position.unwrap_or_default());
            }
            // A segment is read from its start, so it goes to the top of the window.
            Some(id) if page == Page::Briefing => browser::scroll_to_soon(id),
            Some(id) => row_focus.focus(id),
            // At the start, leave the focus to the browser. But it may have scrolled to the blank form,
            // whose ids are routes and which is gone now.
            None if is_start => row_focus.scroll_back_to(position.unwrap_or_default()),
            None => browser::after_frame(|| browser::focus_at_top(HEADING_ID)),
        }
        (is_start && is_waiting).then_some(page)
    });
}
