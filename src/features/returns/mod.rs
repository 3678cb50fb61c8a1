//! The page on which a partnership looks at the returns of its teams.

mod comments;
mod export;
mod filters;
mod import_summary;
mod numbers;
mod responses;
mod summary;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{Clock, ErrorBanner, ErrorMessage, Returns, page_name};
use crate::browser::{self, Dropped};
use crate::returns::FilteredReturns;
use crate::ui::{Button, FileUpload, PageHeading, Section};

use comments::Comments;
use export::Export;
use filters::{FilterState, Filters};
use import_summary::ImportSummary;
use numbers::{Actions, Topics};
use responses::Responses;

pub use summary::PrintedSummary;

/// The id of the input with which returns are chosen.
const FILES_ID: &str = "returns-files";

/// The id of the input with which a folder of returns is chosen.
const FOLDER_ID: &str = "returns-folder";

/// A part of the page: the id of its heading, and the heading.
struct Part {
    id: &'static str,
    heading: &'static str,
}

/// The parts that are shown once returns are open, in the order of the page.
const IMPORT_SUMMARY: Part = Part {
    id: "came-in",
    heading: "What was opened",
};
const FILTERS: Part = Part {
    id: "filter",
    heading: "Filters",
};
const RESPONSES: Part = Part {
    id: "answered",
    heading: "Who has answered",
};
const TOPICS: Part = Part {
    id: "topics",
    heading: "What teams chose",
};
const ACTIONS: Part = Part {
    id: "actions",
    heading: "Actions",
};
const EXPORT: Part = Part {
    id: "away",
    heading: "Downloads",
};
const COMMENTS: Part = Part {
    id: "voices",
    heading: "In their own words",
};
const PARTS: [Part; 7] = [
    IMPORT_SUMMARY,
    FILTERS,
    RESPONSES,
    TOPICS,
    ACTIONS,
    EXPORT,
    COMMENTS,
];

/// The returns that match the filter, which the parts of the page share.
type Filtered = Memo<Arc<FilteredReturns>>;

/// The page.
#[component]
pub fn ReturnsPage() -> impl IntoView {
    let returns = expect_context::<Returns>();
    let filters = FilterState::from_address();
    let today = expect_context::<Clock>().today_or_earliest();
    // Never compared: that would take longer the more returns there are.
    let filtered = Filtered::new_with_compare(
        move |_| {
            let filter = filters.filter.get();
            let counted = returns.collation.get();
            Arc::new(FilteredReturns::new(&counted.counted, filter, today))
        },
        |_, _| true,
    );
    let has_any = Memo::new(move |_| returns.has_any());
    let count = move || (returns.collation).with(|it| text::imported(it.len(), it.counted.len()));
    view! {
        <PageHeading text="Returns" />
        <p class="govuk-body">{text::INTRO}</p>
        <p class="govuk-body">
            {text::TO_TEAMS} " "
            <a class="govuk-link" href=Route::to(Page::Share).to_string()>
                {page_name(Page::Share)}
            </a> "."
        </p>
        <OpenReturns />
        <Progress />
        <p class="govuk-body app-strong" role="status">{count}</p>
        <Show when=move || has_any.get()>
            <OnThisPage />
        </Show>
        <ImportSummary />
        <Show when=move || has_any.get()>
            <Filters state=filters filtered=filtered />
            <Responses filtered=filtered />
            <NextFrame>
                <Topics filtered=filtered />
                <Actions filtered=filtered />
                <Export filtered=filtered />
                <Comments filtered=filtered />
            </NextFrame>
        </Show>
    }
}

/// Shows its content a frame later: rendering the whole page at once would be too long a task.
#[component]
fn NextFrame(children: ChildrenFn) -> impl IntoView {
    let is_next = RwSignal::new(false);
    browser::after_frame(move || {
        is_next.try_set(true);
    });
    view! { <Show when=move || is_next.get()>{children()}</Show> }
}

/// One part of the page below its heading.
#[component]
fn PartSection(
    part: Part,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <Section id=part.id heading=part.heading class=class heading_class="govuk-heading-l">
            {children()}
        </Section>
    }
}

/// Links to the parts of a long page.
#[component]
fn OnThisPage() -> impl IntoView {
    let links = PARTS.map(|part| {
        let scroll = move |event: leptos::ev::MouseEvent| {
            // Leave the address alone: it has the filter.
            event.prevent_default();
            browser::scroll_to_soon(part.id.to_owned());
        };
        let href = Route::to_element(Page::Returns, part.id).to_string();
        view! {
            <li>
                <a class="govuk-link" href=href on:click=scroll>
                    {part.heading}
                </a>
            </li>
        }
    });
    view! {
        <nav class="app-on-this-page" aria-label=text::ON_THIS_PAGE>
            <p class="govuk-body app-on-this-page__name">{text::ON_THIS_PAGE}</p>
            <ul class="app-on-this-page__list">{links.collect_view()}</ul>
        </nav>
    }
}

/// The inputs for files and for a folder.
#[component]
fn OpenReturns() -> impl IntoView {
    let error_banner = expect_context::<ErrorBanner>();
    let returns = expect_context::<Returns>();
    let import = move |input_id| {
        error_banner.clear();
        returns.import(Dropped {
            files: browser::chosen_files(input_id),
            ..Dropped::default()
        });
    };
    view! {
        <Section id="open-returns" heading="Open returns" heading_class="govuk-heading-l">
            <div class="app-columns">
                <FileUpload
                    id=FILES_ID
                    label="Choose files"
                    hint=text::OPEN
                    multiple=true
                    on_chosen=move || import(FILES_ID)
                />
                <FileUpload
                    id=FOLDER_ID
                    label="Choose a folder"
                    hint=text::OPEN_FOLDER
                    multiple=true
                    folder=true
                    on_chosen=move || import(FOLDER_ID)
                />
            </div>
        </Section>
    }
}

/// How far reading has got, and a way to cancel it.
#[component]
fn Progress() -> impl IntoView {
    let error_banner = expect_context::<ErrorBanner>();
    let returns = expect_context::<Returns>();
    let is_reading = Memo::new(move |_| returns.progress.with(Option::is_some));
    let progress = move || returns.progress.get().unwrap_or_default();
    let cancel = move || {
        returns.cancel();
        error_banner.show(ErrorMessage::ReadingCancelled);
        browser::focus_soon(FILES_ID.to_owned());
    };
    view! {
        <Show when=move || is_reading.get()>
            <div class="app-card">
                <progress
                    class="app-progress-bar"
                    aria-label="Files read"
                    max=move || progress().of.to_string()
                    value=move || progress().read.to_string()
                ></progress>
                <p class="govuk-body">
                    {move || text::reading(progress().read, progress().of)}
                </p>
                <Button text="Cancel" on_press=cancel />
            </div>
        </Show>
    }
}
