//! The saved forms on this device, and returns that are opened on it.

mod import;
mod record_card;
mod text;
mod trash;
mod unopened;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{
    Clock, DeviceRecords, ErrorBanner, ErrorMessage, LocalTime, Navigation, Persistence, Returns,
    clear_device, page_name,
};
use crate::browser;
use crate::record::Timestamp;
use crate::ui::{Button, ButtonStyle, Icon, PageHeading, Section};
use crate::vault::{Content, Summary};
use crate::words;

use import::OpenReturn;
use record_card::RecordCards;
use trash::Trash;

pub use unopened::{StartingPage, UnopenedPage};

/// The id of the heading over the records: the focus goes there after a command on a card.
const RECORDS_ID: &str = "records";

/// The page.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let begin = move || {
        if persistence.begin_new() {
            navigation.go(&Route::to(Page::Discussion));
        }
    };
    view! {
        <PageHeading text=page_name(Page::Records) />
        <p class="govuk-body">{text::SAVED_FORMS}</p>
        <Button text="Start a form for another team" style=ButtonStyle::Primary on_press=begin />
        <Section id=RECORDS_ID heading="Your forms" heading_class="govuk-heading-l">
            <RecordCards />
        </Section>
        <OpenReturn />
        <Trash />
        <ThisComputer />
    }
}

/// How safely records are kept, and how to remove them all.
#[component]
fn ThisComputer() -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    let error_banner = expect_context::<ErrorBanner>();
    let persistence = expect_context::<Persistence>();
    let returns = expect_context::<Returns>();
    // Tracks the list: the backup may have opened, or failed, since it was last read.
    let copies = move || device_records.with(|_| text::copies(browser::copies()));
    let ask_to_persist = move || {
        browser::persist(move |is_granted| {
            error_banner.show(ErrorMessage::Persistence { is_granted });
        });
    };
    view! {
        <Section
            id="kept-here"
            heading="This device"
            class="app-record-tools"
            heading_class="govuk-heading-l"
        >
            <p class="govuk-body">{copies}</p>
            <p class="govuk-body">{text::PERSIST}</p>
            <Button text="Ask this browser to keep saved forms" on_press=ask_to_persist />
            <p class="govuk-body">{text::CLEAR}</p>
            <Button
                text="Delete everything saved here"
                icon=Icon::Delete
                on_press=move || clear_device(persistence, returns)
            />
        </Section>
    }
}

/// A record as a card: its name, details and buttons.
#[component]
fn Card(
    /// The record's name.
    name: String,
    /// Its details.
    children: Children,
    /// The buttons.
    #[prop(optional)]
    buttons: Option<AnyView>,
) -> impl IntoView {
    view! {
        <section class="app-card">
            <h3 class="govuk-heading-m app-record-name">{name}</h3>
            {children()}
            <div class="app-row-buttons">{buttons}</div>
        </section>
    }
}

/// A text that somebody typed, or the name of a file.
#[component]
fn Lines(
    /// The text, with line breaks as typed.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="govuk-body app-lines">{text}</p> }
}

/// Which briefing a record is for, when it was last changed, and how much is in it.
#[component]
fn SummaryLines(
    /// The summary.
    summary: Summary,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let text = format!(
        "{}\nLast changed {}.\n{} and {} filled in. Version {}.",
        summary.briefing_title,
        moment(clock, summary.changed_at),
        words::how_many(summary.learning_points, "learning point"),
        words::how_many(summary.actions, "action"),
        summary.revision
    );
    view! { <Lines text=text /> }
}

/// "on 23 November 2026 at 10:42".
fn moment(clock: Clock, at: Timestamp) -> String {
    let LocalTime { date, hour, minute } = clock.local(at.unix_ms());
    let date = date.map(words::date).unwrap_or_default();
    format!("on {date} at {}", words::clock(hour, minute))
}

/// A name for each of a list of records, with a number where names would be the same.
fn unique_names<'a>(contents: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for content in contents {
        let name = text::content_name(content);
        let mut unique = name.clone();
        let mut number = 1;
        while names.contains(&unique) {
            number += 1;
            unique = format!("{name} ({number})");
        }
        names.push(unique);
    }
    names
}
