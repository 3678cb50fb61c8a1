//! The saved forms on this device, and returns that are opened on it.

mod import;
mod record_card;
mod text;
mod trash;
mod unopened;

use leptos::prelude::*;

use crate::app::route::{Page, Route};
use crate::app::{
    Clock, DeviceRecords, ErrorBanner, ErrorMessage, LocalTime, Navigation, OpenRecord,
    Persistence, Returns, clear_device, fields, page_name,
};
use crate::browser;
use crate::record::{Field, RecordStoreFields, TeamField, TeamStoreFields, Timestamp};
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
    let open = expect_context::<OpenRecord>();
    let begin = move || {
        if persistence.begin_new() {
            navigation.go(&Route::to(Page::Discussion));
        }
    };
    let organisation = open.record.team().organisation();
    let has_organisation = move || organisation.with(|it| !it.trim().is_empty());
    // Only the name is the organisation's: the manager and the contact details are each team's own.
    let begin_here = move || {
        let name = organisation.get_untracked();
        if persistence.begin_new() {
            organisation.set(name);
            navigation.go(&fields::route(Field::Team(TeamField::SectionAndTeam)));
        }
    };
    view! {
        <PageHeading text=page_name(Page::Records) />
        <p class="govuk-body">{text::SAVED_FORMS}</p>
        <div class="govuk-button-group">
            <Button
                text="Start a form for another team"
                style=ButtonStyle::Primary
                on_press=begin
            />
            <Show when=has_organisation>
                <Button
                    text="Same organisation, another team"
                    of=Signal::derive(move || Some(format!("of {}", organisation.get().trim())))
                    on_press=begin_here
                />
            </Show>
        </div>
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

/// A name for each of a list of records. Of several with the same name, the one that was started first
/// keeps it, and the others are named as its copies.
fn unique_names<'a>(contents: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let contents: Vec<&Content> = contents.collect();
    let started = |content: &Content| match content {
        Content::Ready(summary) => Some((summary.created_at, summary.changed_at)),
        Content::Unreadable { .. } | Content::TooNew { .. } => None,
    };
    let mut by_age: Vec<usize> = (0..contents.len()).collect();
    by_age.sort_by_key(|index| contents.get(*index).map(|content| started(content)));
    let mut names = vec![String::new(); contents.len()];
    for index in by_age {
        let Some(content) = contents.get(index) else {
            continue;
        };
        let name = text::content_name(content);
        let is_readable = started(content).is_some();
        let mut numbered = (1..).map(|number| text::numbered_name(&name, number, is_readable));
        let unique = numbered.find(|unique| !names.contains(unique));
        if let (Some(slot), Some(unique)) = (names.get_mut(index), unique) {
            *slot = unique;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Briefing, TSCP_CASE_REVIEWS};
    use crate::record::{BriefingRef, Record, RecordId};

    fn started(at_ms: i64, organisation: &str) -> Content {
        let briefing = Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing is one");
        let briefing = BriefingRef {
            id: briefing.id,
            title: briefing.title,
            partnership: briefing.partnership,
        };
        let id = RecordId::from_random_bytes([7; 16]);
        let mut record = Record::new(id, Timestamp::from_unix_ms(at_ms), briefing);
        organisation.clone_into(&mut record.team.organisation);
        Content::Ready(Summary::from(&record))
    }

    #[test]
    fn a_copy_is_named_as_the_copy_and_the_original_keeps_its_name() {
        // The one that was changed last is listed first.
        let contents = [
            started(3_000, "School"),
            started(2_000, "School"),
            started(2_500, "Hospital"),
            started(1_000, "School"),
        ];
        assert_eq!(
            unique_names(contents.iter()),
            ["School (copy 2)", "School (copy)", "Hospital", "School"]
        );
        let unreadable = [(); 2].map(|()| Content::TooNew { found: 9 });
        let [first, second] = &unique_names(unreadable.iter())[..] else {
            unreachable!("there are two names");
        };
        assert_eq!(*second, format!("{first} (2)"));
    }
}
