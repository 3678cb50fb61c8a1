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

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::notices::{
    announcer, not_the_copy, overdue_notice, removed_notice, save_line, trouble,
};

use crate::app::notices::{NEEDS_APP, page_name};
use crate::app::printed_form::BlankForm;
use crate::app::route::{Page, Route, parse};
use crate::app::{Session, provide_contexts};
use crate::briefing::{About, Briefing};
use crate::browser;
use crate::ui::old::{HEADING_ID, Part, element, live, tag, texted, views, words as text};
use crate::words;
pub use about::{about_page, about_without_app};
pub use discuss::discussion_page;
pub use follow_up::follow_up_page;
pub use plan::plan_page;
pub use present::{Turn, present_page, slide_of};
use print::print_in_place_of;
pub use read::briefing_page;
pub use records::{records_page, unopened_page};
pub use returns::{returns_page, summary_paper};
pub use send::CheckPage;
pub use standalone_copy::CopyPage;

const MAIN_ID: &str = "main";

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
    print_in_place_of(page, query);
    browser::on_focus_under(".app-removed__notice");
    let shown = live(move || {
        let ready = ready.get();
        match page.get() {
            Page::Briefing => briefing_page(),
            Page::Present => present_page(slide),
            Page::Records => records_page(),
            about @ (Page::Accessibility | Page::Privacy) => about_page(about, page_name(about)),
            Page::Copy => vec![Part::of(view! { <CopyPage /> })],
            Page::Returns => returns_page(query),
            _ if !ready => unopened_page(),
            Page::Discussion => discussion_page(),
            Page::Plan => plan_page(),
            Page::Check => vec![Part::of(view! { <CheckPage /> })],
            Page::FollowUp => follow_up_page(),
        }
    });
    frame(&session.briefing(), page, shown).into_any()
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
    let without_app = [("class", "govuk-width-container app-without-app")];
    let mut below = vec![Part::of(view! { <BlankForm /> })];
    below.extend(about_without_app(&about));
    views(vec![
        frame(&briefing, page, live(briefing_page)),
        element("div", &without_app, below),
    ])
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

/// What stands around every page.
fn frame(briefing: &Briefing, page: Memo<Page>, shown: Part) -> Part {
    let skip = tag("a")
        .with("class", "govuk-skip-link")
        .with("href", &format!("#{MAIN_ID}"))
        .on(
            "click",
            Box::new(|event| {
                // The hash belongs to the route.
                event.prevent_default();
                browser::focus(MAIN_ID);
            }),
        )
        .text("Skip to main content");
    let name = element(
        "div",
        &[("class", "app-header__name")],
        vec![
            texted(
                "span",
                "app-header__partnership",
                briefing.partnership.as_str(),
            ),
            text(" "),
            texted("span", "app-header__title", briefing.title.as_str()),
        ],
    );
    let header = [("class", "govuk-width-container app-header__container")];
    let header = element("div", &header, vec![name, save_line(page)]);
    let main = tag("main")
        .with("class", "govuk-main-wrapper app-main")
        .with("id", MAIN_ID)
        .with("tabindex", "-1")
        .child(trouble())
        .child(overdue_notice(page))
        .child(not_the_copy(page))
        .child(shown);
    let width = [("class", "govuk-width-container")];
    let about = [
        (Page::Accessibility, page_name(Page::Accessibility), ""),
        (Page::Privacy, page_name(Page::Privacy), ""),
        (Page::Returns, words::FOR_PARTNERSHIPS, NEEDS_APP),
    ];
    let about = about.map(|(page, name, class)| {
        let attributes = [
            ("class", "govuk-link app-footer__link"),
            ("href", &Route::to(page).to_string()),
        ];
        let link = element("a", &attributes, vec![text(name)]);
        element("li", &[("class", class)], vec![link])
    });
    let footer = vec![
        texted("p", "govuk-body-s", words::STAYS_HERE),
        element("ul", &[("class", "app-footer__links")], about.into()),
    ];
    let parts = vec![
        skip.view(),
        element("header", &[("class", "app-header")], vec![header]),
        steps(page),
        element("div", &width, vec![main.view()]),
        removed_notice(),
        announcer(),
        element(
            "footer",
            &[("class", "app-footer")],
            vec![element("div", &width, footer)],
        ),
    ];
    Part::of(views(parts))
}

/// The way through the work, and to the records.
fn steps(page: Memo<Page>) -> Part {
    let step = |step: Page, class: &str| {
        tag("a")
            .with("class", &format!("app-steps-nav__link {class}"))
            .with("href", &Route::to(step).to_string())
            .live("aria-current", move || {
                (page.get() == step).then(|| "page".to_owned())
            })
            .text(page_name(step))
            .view()
    };
    let steps = [
        Page::Briefing,
        Page::Discussion,
        Page::Plan,
        Page::Check,
        Page::FollowUp,
    ];
    let steps = steps.map(|it| {
        let needs_app = matches!(it, Page::Check | Page::FollowUp);
        let class = if needs_app { NEEDS_APP } else { "" };
        element("li", &[], vec![step(it, class)])
    });
    let is_copy = Session::of_app().copy_here().is_some();
    let copy = is_copy.then(|| element("li", &[], vec![step(Page::Copy, "")]));
    let steps = copy.into_iter().chain(steps).collect();
    let records = step(
        Page::Records,
        &format!("app-steps-nav__records {NEEDS_APP}"),
    );
    let list = element("ol", &[("class", "app-steps-nav__list")], steps);
    let container = [("class", "govuk-width-container app-steps-nav__container")];
    element(
        "nav",
        &[("class", "app-steps-nav"), ("aria-label", "Steps")],
        vec![element("div", &container, vec![list, records])],
    )
}
