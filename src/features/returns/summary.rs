//! The summary for the yearly report, as it is printed from the page of returns.

use leptos::prelude::*;

use super::comments::name_of;
use super::numbers::{HEADS, rows, tiles};
use super::{parsed, text};
use crate::app::Session;
use crate::record::EvidenceKind;
use crate::returns::{FilteredReturns, IndexedReturn};
use crate::ui::old::{Part, answer_words, element, texted, words as text};
use crate::words;

/// The most quotations of a kind: beyond, nobody reads a report.
const QUOTED: usize = 30;

/// The summary of what is shown; empty where there are no returns.
pub fn summary_paper(session: Session, query: Option<&str>) -> Vec<Part> {
    let shown = session.collated.with_untracked(|collated| {
        FilteredReturns::of(&collated.counting, parsed(query), session.today())
    });
    if shown.returns.is_empty() {
        return Vec::new();
    }
    let is_nameless = session.nameless.get_untracked();
    let briefing = session.briefing();
    let topics = briefing.topics();
    let counts = topics.iter().map(|topic| {
        let count = shown
            .totals
            .topics
            .get(topic.id)
            .copied()
            .unwrap_or_default();
        vec![words::topic(topic), count.to_string()]
    });
    let mut parts = vec![
        texted("p", "app-form__partnership", briefing.partnership.as_str()),
        texted(
            "h1",
            "govuk-heading-l",
            format!("{}: what teams did", briefing.title),
        ),
        texted(
            "p",
            "govuk-body",
            text::summary_of(shown.returns.len(), session.today()),
        ),
        tiles(shown.totals.actions),
        heading("What teams chose"),
        plain_table(&["Recommendation or finding", "Returns"], counts.collect()),
    ];
    if !is_nameless {
        parts.push(heading("By organisation"));
        parts.push(plain_table(HEADS, rows(&shown)));
    }
    parts.extend(changes(&shown, is_nameless));
    parts.extend(discussions(&shown, is_nameless));
    parts.push(texted("p", "app-form__notice", text::SUMMARY_NOTICE));
    vec![element("section", &[("class", "app-form")], parts)]
}

fn heading(heading: &'static str) -> Part {
    texted("h2", "govuk-heading-m", heading)
}

/// A table on paper: all of it.
fn plain_table(heads: &[&'static str], rows: Vec<Vec<String>>) -> Part {
    let cells = |tag: &'static str, row: Vec<Part>| {
        let cells = row.into_iter().map(|cell| element(tag, &[], vec![cell]));
        element("tr", &[], cells.collect())
    };
    let heads = heads.iter().map(|head| text(*head)).collect();
    let rows = rows
        .into_iter()
        .map(|row| cells("td", row.into_iter().map(text).collect()));
    element(
        "table",
        &[("class", "app-form__table app-numbers")],
        vec![
            element("thead", &[], vec![cells("th", heads)]),
            element("tbody", &[], rows.collect()),
        ],
    )
}

/// What a team wrote, and which, where that may be said.
fn quotation(words: &str, filed: &IndexedReturn, is_nameless: bool) -> Part {
    let mut parts = vec![answer_words("p", "govuk-body", words)];
    if !is_nameless {
        parts.push(texted("p", "app-quotation__from", name_of(filed)));
    }
    element("blockquote", &[("class", "app-quotation")], parts)
}

/// What shows that actions worked.
fn changes(shown: &FilteredReturns, is_nameless: bool) -> Vec<Part> {
    let entries: Vec<(&IndexedReturn, String)> = shown
        .actions()
        .flat_map(|(filed, _, row)| {
            let what = row.what.split_whitespace().collect::<Vec<_>>().join(" ");
            let entries = row.evidence_of(EvidenceKind::Worked);
            entries.map(move |entry| (&**filed, format!("{what}\n→ {}", entry.text)))
        })
        .collect();
    quoted("What changed", entries, is_nameless)
}

fn discussions(shown: &FilteredReturns, is_nameless: bool) -> Vec<Part> {
    let points = shown
        .points()
        .filter(|(_, row)| !row.discussion.trim().is_empty());
    let points = points.map(|(filed, row)| (&**filed, row.discussion.clone()));
    quoted("What teams discussed", points.collect(), is_nameless)
}

fn quoted(
    title: &'static str,
    entries: Vec<(&IndexedReturn, String)>,
    is_nameless: bool,
) -> Vec<Part> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![heading(title)];
    if entries.len() > QUOTED {
        parts.push(texted(
            "p",
            "govuk-body",
            text::first_of(QUOTED, entries.len()),
        ));
    }
    let quotations = entries.iter().take(QUOTED);
    parts.extend(quotations.map(|(filed, words)| quotation(words, filed, is_nameless)));
    parts
}
