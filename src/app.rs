//! The app: the frame around the pages, which page is shown, and what follows
//! from a change of page: the title, the focus.

use std::sync::Arc;

use leptos::prelude::*;

use crate::briefing::Briefing;
use crate::browser;
use crate::components::{Button, HEADING_ID, Look};
use crate::pages::{
    BlankForm, BriefingPage, CheckPage, DiscussionPage, PlanPage, RecordsPage, UnopenedPage,
};
use crate::route::{Page, Route, parse};
use crate::session::{LocalTime, Removed, Said, Session};
use crate::storage::autosave::Status;
use crate::words;

const MAIN_ID: &str = "main";

/// The app, at work.
#[component]
pub fn App(
    /// The session, started.
    session: Session,
) -> impl IntoView {
    provide_context(session);
    let route = RwSignal::new(parse(&browser::hash()).unwrap_or_default());
    browser::on_hash_change(move || {
        // What is no route is not for us: an in-page link, somebody's typing.
        if let Some(next) = parse(&browser::hash()) {
            route.set(next);
        }
    });
    let page = Memo::new(move |_| route.with(|route| route.page));
    // Where a text could not be opened, starting a new record is another page under
    // the same address.
    let ready = Memo::new(move |_| session.is_ready());
    follow(session, route, ready);
    let shown = move || {
        let ready = ready.get();
        let briefing = session.briefing();
        match page.get() {
            Page::Briefing => view! { <BriefingPage briefing=briefing /> }.into_any(),
            Page::Records => view! { <RecordsPage /> }.into_any(),
            _ if !ready => view! { <UnopenedPage /> }.into_any(),
            Page::Discussion => view! { <DiscussionPage /> }.into_any(),
            Page::Plan => view! { <PlanPage /> }.into_any(),
            Page::Check => view! { <CheckPage /> }.into_any(),
        }
    };
    view! {
        <Frame briefing=session.briefing() page=page>
            {shown}
        </Frame>
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
) -> impl IntoView {
    provide_context(session);
    let page = Memo::new(|_| Page::Briefing);
    let [frame, read] = [briefing.clone(), briefing.clone()];
    view! {
        <Frame briefing=frame page=page>
            <BriefingPage briefing=read />
        </Frame>
        <div class="govuk-width-container app-without-app">
            <BlankForm briefing=briefing />
        </div>
    }
}

/// What follows from a change of page: its title, its heading or the field asked
/// for takes the focus, and the list of records is read again.
fn follow(session: Session, route: RwSignal<Route>, ready: Memo<bool>) {
    Effect::new(move |before: Option<()>| {
        // Read, and not only tracked: a memo that nobody reads never changes.
        ready.get();
        let route = route.get();
        session.flush();
        let briefing = session.briefing();
        browser::set_title(&format!(
            "{} - {} - {}",
            page_name(route.page),
            briefing.title,
            briefing.partnership
        ));
        if route.page == Page::Records {
            session.look();
        }
        match route.target {
            Some(id) => session.focus_soon(id),
            // At the start the focus belongs to the browser. But it has scrolled to
            // the blank form, which bears the names of the routes and is gone now.
            None if before.is_none() => browser::after_frame(browser::scroll_to_top),
            None => browser::after_frame(|| browser::focus_at_top(HEADING_ID)),
        }
    });
}

fn page_name(page: Page) -> &'static str {
    match page {
        Page::Briefing => "Briefing",
        Page::Discussion => "Discussion",
        Page::Plan => "Action plan",
        Page::Check => "Check and send",
        Page::Records => "Records on this device",
    }
}

/// What stands around every page.
#[component]
fn Frame(briefing: Arc<Briefing>, page: Memo<Page>, children: Children) -> impl IntoView {
    let steps = [Page::Briefing, Page::Discussion, Page::Plan, Page::Check]
        .map(|step| {
            view! {
                <li class="app-steps-nav__item">
                    <a
                        class="app-steps-nav__link"
                        href=Route::to(step).to_string()
                        aria-current=move || (page.get() == step).then_some("page")
                        class:app-needs-app=step == Page::Check
                    >
                        {page_name(step)}
                    </a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <a
            class="govuk-skip-link"
            href=format!("#{MAIN_ID}")
            on:click=move |event| {
                // The hash belongs to the route.
                event.prevent_default();
                browser::focus(MAIN_ID);
            }
        >
            "Skip to main content"
        </a>
        <header class="app-header">
            <div class="govuk-width-container app-header__container">
                <div class="app-header__name">
                    <span class="app-header__partnership">{briefing.partnership.clone()}</span>
                    " "
                    <span class="app-header__title">{briefing.title.clone()}</span>
                </div>
                <SaveLine />
            </div>
        </header>
        <nav class="app-steps-nav" aria-label="Steps">
            <div class="govuk-width-container app-steps-nav__container">
                <ol class="app-steps-nav__list">{steps}</ol>
                <a
                    class="app-steps-nav__link app-steps-nav__records app-needs-app"
                    href=Route::to(Page::Records).to_string()
                    aria-current=move || (page.get() == Page::Records).then_some("page")
                >
                    {page_name(Page::Records)}
                </a>
            </div>
        </nav>
        <div class="govuk-width-container">
            <main class="govuk-main-wrapper app-main" id=MAIN_ID tabindex="-1">
                <Trouble />
                {children()}
            </main>
        </div>
        <RemovedNotice />
        <Announcer />
        <footer class="app-footer">
            <div class="govuk-width-container">
                <p class="govuk-body-s">
                    "What you type stays in this browser on this device. It goes nowhere unless you send it."
                </p>
            </div>
        </footer>
    }
}

/// Whether what was typed is saved. It says so only once the stored text was read
/// back and found to be the same.
#[component]
fn SaveLine() -> impl IntoView {
    let session = Session::of_app();
    let text = move || match session.status.get() {
        Status::Untouched => "Nothing to save yet".to_owned(),
        Status::Saving => "Saving…".to_owned(),
        Status::Saved { at_ms } => saved_text(session, at_ms),
        Status::NotSaved(error) => format!("Not saved. {}", words::save_error(&error)),
    };
    let failed = Memo::new(move |_| matches!(session.status.get(), Status::NotSaved(_)));
    let saved = move || matches!(session.status.get(), Status::Saved { .. });
    view! {
        <div
            class="app-save-status app-needs-app"
            class:app-save-status--failed=failed
            class:app-save-status--saved=saved
        >
            <span class="app-save-status__text" role="status">
                {text}
            </span>
            {move || {
                failed
                    .get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="app-save-status__button"
                                on:click=move |_| session.download_return()
                            >
                                "Download a copy now"
                            </button>
                        }
                    })
            }}
        </div>
    }
}

fn saved_text(session: Session, at_ms: i64) -> String {
    let clock = session.clock();
    let LocalTime { date, hour, minute } = clock.local(at_ms);
    let at = words::clock(hour, minute);
    match date {
        Some(day) if date != clock.today() => {
            format!("Saved on this device on {} at {at}", words::date(day))
        }
        _ => format!("Saved on this device at {at}"),
    }
}

/// What could not be done, until it is dismissed or something else could.
#[component]
fn Trouble() -> impl IntoView {
    let session = Session::of_app();
    move || {
        session.trouble.get().map(|text| {
            view! {
                <div class="app-card app-card--trouble" role="alert">
                    <p class="govuk-body">{text}</p>
                    <Button text="Dismiss" on_press=move || session.trouble.set(None) />
                </div>
            }
        })
    }
}

/// What was removed last, with the way back.
#[component]
fn RemovedNotice() -> impl IntoView {
    let session = Session::of_app();
    let text = move || {
        session.removed.with(|removed| {
            removed.last().map(|last| match last {
                Removed::LearningPoint(index, _) => {
                    format!("Learning point {} removed.", index + 1)
                }
                Removed::Action(index, _) => format!("Action {} removed.", index + 1),
                Removed::Record(name, _) => format!("{name} deleted."),
            })
        })
    };
    view! {
        <div class="app-removed" role="status">
            {move || {
                text()
                    .map(|text| {
                        view! {
                            <div class="app-removed__notice">
                                <span class="app-removed__text">{text}</span>
                                <Button
                                    text="Undo"
                                    look=Look::Quick
                                    on_press=move || session.undo()
                                />
                                <Button
                                    text="Dismiss"
                                    look=Look::Quick
                                    on_press=move || session.dismiss()
                                />
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Tells what happened to people who cannot see it.
#[component]
fn Announcer() -> impl IntoView {
    let session = Session::of_app();
    let text = move || match session.said.get() {
        // The page itself says that it was copied.
        Said::Nothing | Said::Copied => String::new(),
        Said::LearningPointAdded(number) => format!("Learning point {number} added."),
        Said::ActionAdded(number) => format!("Action {number} added."),
        Said::Moved(place, of) => format!("Moved to place {place} of {of}."),
        Said::BroughtBack => "It is back.".to_owned(),
    };
    view! {
        <div class="govuk-visually-hidden" role="status">
            {text}
        </div>
    }
}
