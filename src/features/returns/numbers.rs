//! What teams chose, and how their actions stand.

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;

use super::{ACTIONS, Filtered, PartSection, TOPICS, text};
use crate::briefing::Briefing;
use crate::returns::{ActionTotals, FilteredReturns, OrganisationTotals};
use crate::ui::{Bar, BarChart, BarPart};
use crate::words;

/// How many organisations are drawn; the table has all.
const DRAWN: usize = 15;

/// Each recommendation and finding, with how many returns have a learning point about it.
#[component]
pub fn Topics(filtered: Filtered) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let chart = move || {
        let counts = filtered.with(|filtered| topic_counts(&briefing, filtered));
        let bars = counts.iter().map(|(name, count)| Bar {
            name: name.clone(),
            parts: vec![BarPart {
                amount: *count,
                class: "app-bar-chart__part",
            }],
            number: count.to_string(),
        });
        let rows = (counts.iter()).map(|(name, count)| vec![name.clone(), count.to_string()]);
        view! {
            <BarChart
                label="Returns by recommendation and finding"
                bars=bars.collect()
                headings=vec!["Recommendation or finding", "Returns"]
                rows=rows.collect()
            />
        }
    };
    view! {
        <PartSection part=TOPICS>
            <p class="govuk-body">{text::TOPICS}</p>
            {chart}
        </PartSection>
    }
}

/// Each topic with its count: those of the briefing in its order, then those it does not have.
fn topic_counts(briefing: &Briefing, filtered: &FilteredReturns) -> Vec<(String, usize)> {
    let counts = &filtered.totals.topics;
    let topics = briefing.topics();
    let known = topics.iter().map(|topic| {
        let count = counts.get(topic.id).copied().unwrap_or_default();
        (words::topic(topic), count)
    });
    let unknown = counts
        .iter()
        .filter(|(id, _)| topics.iter().all(|topic| topic.id != id.as_str()))
        .map(|(id, count)| (words::topic_of(&topics, id), *count));
    known.chain(unknown).collect()
}

/// How actions stand, in all and by organisation.
#[component]
pub fn Actions(filtered: Filtered) -> impl IntoView {
    let content = move || {
        let filtered = filtered.get();
        view! {
            <Tiles totals=filtered.totals.actions />
            <ByOrganisation filtered=filtered />
        }
    };
    view! { <PartSection part=ACTIONS>{content}</PartSection> }
}

/// Four numbers to see at a glance.
#[component]
pub fn Tiles(totals: ActionTotals) -> impl IntoView {
    let tiles = numbers(totals).map(|(number, name)| {
        view! {
            <div class="app-tile">
                <dt class="app-tile__name">{name}</dt>
                <dd class="app-tile__number">{number.to_string()}</dd>
            </div>
        }
    });
    view! { <dl class="app-tiles">{tiles.collect_view()}</dl> }
}

fn numbers(totals: ActionTotals) -> [(usize, &'static str); 4] {
    [
        (totals.planned, "Agreed"),
        (totals.overdue, "Overdue"),
        (totals.done, "Done"),
        (totals.worked, "Shown to have worked"),
    ]
}

/// The headings of the table by organisation.
pub const HEADINGS: [&str; 6] = [
    "Organisation",
    "Returns",
    "Agreed",
    "Overdue",
    "Done",
    "Shown to have worked",
];

/// The rows of the table by organisation.
pub fn organisation_rows(filtered: &FilteredReturns) -> Vec<Vec<String>> {
    let organisations = filtered.totals.organisations.values();
    let rows = organisations.map(|it| {
        let numbers = numbers(it.actions).map(|(number, _)| number.to_string());
        [organisation_name(it), it.returns.to_string()]
            .into_iter()
            .chain(numbers)
            .collect()
    });
    rows.collect()
}

fn organisation_name(organisation: &OrganisationTotals) -> String {
    if organisation.name.is_empty() {
        words::NOT_FILLED_IN.to_owned()
    } else {
        organisation.name.clone()
    }
}

#[component]
fn ByOrganisation(filtered: Arc<FilteredReturns>) -> impl IntoView {
    let organisations = &filtered.totals.organisations;
    if organisations.is_empty() {
        return None;
    }
    let mut most: Vec<&OrganisationTotals> = organisations.values().collect();
    most.sort_by_key(|it| Reverse(it.actions.planned));
    let bars = most.into_iter().take(DRAWN).map(organisation_bar);
    let title = text::by_organisation(organisations.len(), DRAWN);
    let key = [
        ("Done", "app-bar-chart__part--done"),
        ("Overdue", "app-bar-chart__part--overdue"),
        (
            "Still to come, or without a date",
            "app-bar-chart__part--open",
        ),
    ];
    let key = key.map(|(name, class)| {
        view! {
            <li>
                <span class=format!("app-chart-key__colour {class}") aria-hidden="true"></span>
                {name}
            </li>
        }
    });
    Some(view! {
        <div>
            <h3 class="govuk-heading-m">{title.clone()}</h3>
            <ul class="govuk-list app-chart-key">{key.collect_view()}</ul>
            <BarChart
                label=title
                bars=bars.collect()
                headings=HEADINGS.to_vec()
                rows=organisation_rows(&filtered)
            />
        </div>
    })
}

fn organisation_bar(organisation: &OrganisationTotals) -> Bar {
    let ActionTotals {
        planned,
        overdue,
        done,
        ..
    } = organisation.actions;
    let part = |amount, class| BarPart { amount, class };
    Bar {
        name: organisation_name(organisation),
        parts: vec![
            part(done, "app-bar-chart__part app-bar-chart__part--done"),
            part(overdue, "app-bar-chart__part app-bar-chart__part--overdue"),
            part(
                planned - done - overdue,
                "app-bar-chart__part app-bar-chart__part--open",
            ),
        ],
        number: planned.to_string(),
    }
}
