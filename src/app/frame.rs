//! The frame around every page: header, steps, notices, footer.

use std::sync::Arc;

use leptos::prelude::*;

use super::check_return::BackToCheck;
use super::notices::{ErrorNotice, LiveRegion, NotTheCopyNotice, OverdueNotice, RemovedNotice};
use super::route::{Page, Route};
use super::save_status::SaveStatus;
use super::standalone_copy::use_standalone_copy;
use super::step_progress::StepProgress;
use super::{NEEDS_APP, WelcomeBack, page_name};
use crate::briefing::Briefing;
use crate::browser;

const MAIN_ID: &str = "main";

/// The note in the footer of every page.
const STAYS_HERE: &str = "What you type stays on this device unless you send it.";

/// The link to the page of returns.
const FOR_PARTNERSHIPS: &str = "For partnerships";

/// The frame around the page that is shown.
#[component]
pub fn Frame(
    /// Which page is shown.
    page: Memo<Page>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink />
        <Header page=page />
        <Steps page=page />
        <div class="govuk-width-container">
            <main class="govuk-main-wrapper app-main" id=MAIN_ID tabindex="-1">
                <ErrorNotice />
                <OverdueNotice page=page />
                <WelcomeBack page=page />
                <BackToCheck />
                <NotTheCopyNotice page=page />
                {children()}
            </main>
        </div>
        <RemovedNotice page=page />
        <LiveRegion />
        <Footer />
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    let skip = |event: leptos::ev::MouseEvent| {
        // Leave the hash alone: it is the route.
        event.prevent_default();
        browser::focus(MAIN_ID);
    };
    view! {
        <a class="govuk-skip-link" href=format!("#{MAIN_ID}") on:click=skip>
            "Skip to main content"
        </a>
    }
}

#[component]
fn Header(page: Memo<Page>) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    view! {
        <header class="app-header">
            <div class="govuk-width-container app-header__container">
                <div class="app-header__name">
                    <span class="app-header__partnership">{briefing.partnership.clone()}</span>
                    " "
                    <span class="app-header__title">{briefing.title.clone()}</span>
                </div>
                <div class=format!("app-header__state {NEEDS_APP}")>
                    <SaveStatus page=page />
                    <a
                        class="govuk-link app-header__link"
                        href=Route::to(Page::Records).to_string()
                        aria-current=move || (page.get() == Page::Records).then_some("page")
                    >
                        {page_name(Page::Records)}
                    </a>
                </div>
            </div>
        </header>
    }
}

/// The steps of the work in their order.
#[component]
fn Steps(page: Memo<Page>) -> impl IntoView {
    let is_copy = use_standalone_copy().is_some();
    let steps = [
        is_copy.then_some(Page::Copy),
        Some(Page::Briefing),
        Some(Page::Discussion),
        Some(Page::Plan),
        Some(Page::Check),
        Some(Page::FollowUp),
    ];
    let steps = steps.into_iter().flatten().map(|step| {
        let class = match step {
            Page::Check | Page::FollowUp => NEEDS_APP,
            _ => "",
        };
        view! {
            <li class=format!("app-steps__item {class}")>
                <a
                    class="app-steps__link"
                    href=Route::to(step).to_string()
                    aria-current=move || (page.get() == step).then_some("page")
                >
                    <span>{page_name(step)} <StepProgress step /></span>
                </a>
            </li>
        }
    });
    view! {
        <div class="app-steps">
            <nav class="govuk-width-container" aria-label="Steps">
                <ol class="app-steps__list">{steps.collect_view()}</ol>
            </nav>
        </div>
    }
}

#[component]
fn Footer() -> impl IntoView {
    let links = [
        (Page::Accessibility, page_name(Page::Accessibility), ""),
        (Page::Privacy, page_name(Page::Privacy), ""),
        (Page::Returns, FOR_PARTNERSHIPS, NEEDS_APP),
        (Page::Share, page_name(Page::Share), NEEDS_APP),
    ];
    let links = links.map(|(page, name, class)| {
        view! {
            <li class=class>
                <a class="govuk-link app-footer__link" href=Route::to(page).to_string()>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <footer class="app-footer">
            <div class="govuk-width-container">
                <p class="govuk-body-s">{STAYS_HERE}</p>
                <ul class="app-footer__links">{links.collect_view()}</ul>
            </div>
        </footer>
    }
}
