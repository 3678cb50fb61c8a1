//! The summary for the yearly report, which is printed in place of the page.

use std::sync::Arc;

use leptos::prelude::*;

use super::comments::team_name;
use super::numbers::{HEADINGS, Tiles, organisation_rows};
use super::text;
use crate::app::{Clock, Returns};
use crate::briefing::Briefing;
use crate::record::EvidenceKind;
use crate::returns::{FilteredReturns, IndexedReturn};
use crate::ui::Answer;
use crate::words;

/// The most quotations of a kind: nobody reads a longer report.
const MAX_QUOTATIONS: usize = 30;

/// The summary of the returns that match the filter; nothing if there are none.
#[component]
pub fn PrintedSummary() -> impl IntoView {
    let returns = expect_context::<Returns>();
    let briefing = expect_context::<Arc<Briefing>>();
    let today = expect_context::<Clock>().today_or_earliest();
    let filter = returns.filter.get_untracked();
    let filtered = returns
        .collation
        .with_untracked(|collation| FilteredReturns::new(&collation.counted, filter, today));
    if filtered.returns.is_empty() {
        return None;
    }
    let is_anonymous = returns.anonymous.get_untracked();
    let topics = briefing.topics().into_iter().map(|topic| {
        let count = filtered.totals.topics.get(topic.id).copied();
        vec![words::topic(&topic), count.unwrap_or_default().to_string()]
    });
    let topics = topics.collect::<Vec<_>>();
    let by_organisation = (!is_anonymous).then(|| {
        view! {
            <h2 class="govuk-heading-m">"By organisation"</h2>
            <PrintedTable headings=HEADINGS.to_vec() rows=organisation_rows(&filtered) />
        }
    });
    let quotations = |title, quotations| {
        view! { <Quotations title=title quotations=quotations is_anonymous=is_anonymous /> }
    };
    Some(view! {
        <section class="app-printed-form">
            <p class="app-printed-form__partnership">{briefing.partnership.clone()}</p>
            <h1 class="govuk-heading-l">{format!("{}: what teams did", briefing.title)}</h1>
            <p class="govuk-body">{text::summary_of(filtered.returns.len(), today)}</p>
            <Tiles totals=filtered.totals.actions />
            <h2 class="govuk-heading-m">"What teams chose"</h2>
            <PrintedTable headings=vec!["Recommendation or finding", "Returns"] rows=topics />
            {by_organisation}
            {quotations("What changed", changes(&filtered))}
            {quotations("What teams discussed", discussions(&filtered))}
            <p class="app-printed-form__notice">{text::SUMMARY_NOTICE}</p>
        </section>
    })
}

/// A table on paper, which shows all its rows.
#[component]
fn PrintedTable(headings: Vec<&'static str>, rows: Vec<Vec<String>>) -> impl IntoView {
    let headings = headings
        .into_iter()
        .map(|heading| view! { <th>{heading}</th> });
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="app-printed-form__table app-numbers">
            <thead>
                <tr>{headings.collect_view()}</tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// What a team wrote, and the team's name.
struct Quotation {
    text: String,
    from: String,
}

fn quotation(indexed: &IndexedReturn, text: String) -> Quotation {
    Quotation {
        text,
        from: team_name(indexed),
    }
}

/// The evidence that actions worked.
fn changes(filtered: &FilteredReturns) -> Vec<Quotation> {
    let changes = filtered.actions().flat_map(|(indexed, _, row)| {
        let what = row.what.split_whitespace().collect::<Vec<_>>().join(" ");
        row.evidence_of(EvidenceKind::Worked)
            .map(move |entry| quotation(indexed, format!("{what}\n→ {}", entry.text)))
    });
    changes.collect()
}

fn discussions(filtered: &FilteredReturns) -> Vec<Quotation> {
    filtered
        .learning_points()
        .filter(|(_, row)| !row.discussion.trim().is_empty())
        .map(|(indexed, row)| quotation(indexed, row.discussion.clone()))
        .collect()
}

#[component]
fn Quotations(
    title: &'static str,
    quotations: Vec<Quotation>,
    is_anonymous: bool,
) -> impl IntoView {
    let count = quotations.len();
    if count == 0 {
        return None;
    }
    let more = (count > MAX_QUOTATIONS).then(|| {
        view! { <p class="govuk-body">{text::first_of(MAX_QUOTATIONS, count)}</p> }
    });
    let quotations = quotations.into_iter().take(MAX_QUOTATIONS).map(|it| {
        let from = (!is_anonymous).then(|| view! { <p class="app-quotation__from">{it.from}</p> });
        view! {
            <blockquote class="app-quotation">
                <Answer text=it.text class="govuk-body" />
                {from}
            </blockquote>
        }
    });
    Some(view! {
        <h2 class="govuk-heading-m">{title}</h2>
        {more}
        {quotations.collect_view()}
    })
}
