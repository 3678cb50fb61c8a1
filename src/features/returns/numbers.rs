//! What teams chose, and how their actions stand.

use std::sync::Arc;

use leptos::prelude::*;

use super::{ACTIONS, TOPICS, place, text};
use crate::app::Session;
use crate::returns::{ActionTotals, FilteredReturns, OrganisationTotals, in_order};
use crate::ui::old::{Bar, Part, bars, element, live, paragraph, texted};
use crate::words;

/// How many organisations are drawn; the table has all.
const DRAWN: usize = 15;

/// Each recommendation and finding, with how many returns have a learning point about it.
pub fn topics(session: Session, shown: Memo<Arc<FilteredReturns>>) -> Part {
    let picture = live(move || {
        let briefing = session.briefing();
        shown.with(|shown| {
            let counts = &shown.totals.topics;
            let topics = briefing.topics();
            let known = topics.iter().map(|topic| {
                let count = counts.get(topic.id).copied().unwrap_or_default();
                (words::topic(topic), count)
            });
            let is_unknown = |id: &&String| topics.iter().all(|topic| topic.id != id.as_str());
            let unknown = (counts.keys().filter(is_unknown))
                .map(|id| (words::topic_of(&topics, id), counts[id]));
            let counts: Vec<(String, usize)> = known.chain(unknown).collect();
            let all = counts.iter().map(|(name, count)| Bar {
                name: name.clone(),
                parts: vec![(*count, "app-bars__part")],
                number: count.to_string(),
            });
            let rows = counts
                .iter()
                .map(|(name, count)| vec![name.clone(), count.to_string()]);
            vec![bars(
                "Returns by recommendation and finding",
                all.collect(),
                &["Recommendation or finding", "Returns"],
                rows.collect(),
            )]
        })
    });
    place("", TOPICS, vec![paragraph(text::TOPICS), picture])
}

/// How actions stand, in all and by organisation.
pub fn actions(shown: Memo<Arc<FilteredReturns>>) -> Part {
    let content = live(move || {
        shown.with(|shown| {
            let mut parts = vec![tiles(shown.totals.actions)];
            parts.extend(by_organisation(shown));
            parts
        })
    });
    place("", ACTIONS, vec![content])
}

/// The four numbers, to be seen at a glance.
pub fn tiles(actions: ActionTotals) -> Part {
    let tiles = numbers(actions).map(|(number, what)| {
        element(
            "div",
            &[("class", "app-tile")],
            vec![
                texted("dt", "app-tile__name", what),
                texted("dd", "app-tile__number", number.to_string()),
            ],
        )
    });
    element("dl", &[("class", "app-tiles")], tiles.into())
}

fn numbers(actions: ActionTotals) -> [(usize, &'static str); 4] {
    [
        (actions.planned, "Planned"),
        (actions.overdue, "Overdue"),
        (actions.done, "Done"),
        (actions.worked, "Shown to have worked"),
    ]
}

/// The heads of the table by organisation.
pub const HEADS: &[&str] = &[
    "Organisation",
    "Returns",
    "Planned",
    "Overdue",
    "Done",
    "Shown to have worked",
];

/// The rows of that table.
pub fn rows(shown: &FilteredReturns) -> Vec<Vec<String>> {
    let rows = shown.totals.organisations.values().map(|it| {
        let mut row = vec![named(it), it.returns.to_string()];
        row.extend(numbers(it.actions).map(|(number, _)| number.to_string()));
        row
    });
    rows.collect()
}

fn named(organisation: &OrganisationTotals) -> String {
    if organisation.name.is_empty() {
        words::NOT_FILLED_IN.to_owned()
    } else {
        organisation.name.clone()
    }
}

fn by_organisation(shown: &FilteredReturns) -> Option<Part> {
    let most: Vec<&OrganisationTotals> = shown.totals.organisations.values().collect();
    let fewest = |it: &&OrganisationTotals| usize::MAX - it.actions.planned;
    let mut most = in_order(most, |it| format!("{:020}", fewest(it)));
    most.truncate(DRAWN);
    let all = most.into_iter().map(|it| {
        let actions = it.actions;
        Bar {
            name: named(it),
            parts: vec![
                (actions.done, "app-bars__part app-bars__part--done"),
                (actions.overdue, "app-bars__part app-bars__part--overdue"),
                (
                    actions.planned - actions.done - actions.overdue,
                    "app-bars__part app-bars__part--open",
                ),
            ],
            number: actions.planned.to_string(),
        }
    });
    let said = text::by_organisation(shown.totals.organisations.len(), DRAWN);
    let picture = bars(&said, all.collect(), HEADS, rows(shown));
    let key = [
        ("Done", "app-bars__part--done"),
        ("Overdue", "app-bars__part--overdue"),
        ("Still to come, or without a date", "app-bars__part--open"),
    ];
    let key = key.map(|(what, class)| {
        let class = format!("app-key {class}");
        let mark = element(
            "span",
            &[("class", &class), ("aria-hidden", "true")],
            vec![],
        );
        element("li", &[], vec![mark, crate::ui::old::words(what)])
    });
    (!shown.totals.organisations.is_empty()).then(|| {
        element(
            "div",
            &[],
            vec![
                texted("h3", "govuk-heading-m", said.clone()),
                element("ul", &[("class", "govuk-list app-keys")], key.into()),
                picture,
            ],
        )
    })
}
