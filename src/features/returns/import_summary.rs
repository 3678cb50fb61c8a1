//! The result of the import: which returns do not count and why, and what could not be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::comments::team_name;
use super::{FILES_ID, IMPORT_SUMMARY, PartSection, export, text};
use crate::app::differences::Differences;
use crate::app::route::Page;
use crate::app::{Clock, Navigation, Returns};
use crate::briefing::Briefing;
use crate::browser;
use crate::returns::{Collation, IndexedReturn, UncountedReturn};
use crate::ui::{Button, Details, LongList};
use crate::words;

/// The files that do not count, in lists, and a way to save the register. Nothing while no file is open.
#[component]
pub fn ImportSummary() -> impl IntoView {
    let returns = expect_context::<Returns>();
    move || {
        let collation = returns.collation.get();
        (!collation.is_empty()).then(|| view! { <Summary collation=collation /> })
    }
}

#[component]
fn Summary(collation: Arc<Collation>) -> impl IntoView {
    let lines = |pairs: &[UncountedReturn]| pairs.iter().map(uncounted_line).collect::<Vec<_>>();
    view! {
        <PartSection part=IMPORT_SUMMARY>
            <Conflicts conflicts=collation.conflicts.clone() />
            <FileList
                title="Returns for other briefings"
                lines=collation.other_briefings.iter().map(|it| other_briefing_line(it)).collect()
            />
            <Unreadable collation=Arc::clone(&collation) />
            <FileList
                title="Earlier versions of returns in use"
                lines=lines(&collation.superseded)
            />
            <FileList title="The same return again" lines=lines(&collation.duplicates) />
            <FileList title="Other files that came with a return" lines=collation.ignored.clone() />
            <Commands collation=collation />
        </PartSection>
    }
}

#[component]
fn Commands(collation: Arc<Collation>) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let navigation = expect_context::<Navigation>();
    let clock = expect_context::<Clock>();
    let briefing = expect_context::<Arc<Briefing>>();
    let close = move || {
        if browser::confirm(text::CLOSE) {
            returns.close_all();
            // The next returns should not be filtered by surprise.
            let query = untrack(|| navigation.query());
            navigation.replace_query(Page::Returns, &query, String::new());
            browser::focus_soon(FILES_ID.to_owned());
        }
    };
    let save = move || {
        let content = returns.register_file();
        let media_type = "application/x-ndjson";
        export::download(
            &briefing,
            clock,
            "register",
            "ndjson",
            media_type,
            content.as_bytes(),
        );
    };
    // There is nothing to save of files that could not be read.
    let has_returns = !collation.counted.is_empty() || !collation.other_briefings.is_empty();
    view! {
        {has_returns.then(|| view! { <p class="govuk-body">{text::SAVE}</p> })}
        <div class="govuk-button-group">
            {has_returns.then(|| view! { <Button text="Save the register" on_press=save /> })}
            <Button text="Close all returns" on_press=close />
        </div>
    }
}

/// How many files of a kind there are, and which; nothing if there are none.
#[component]
fn FileList(title: &'static str, lines: Vec<String>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <Details summary=format!("{title}: {}", lines.len())>
                <LongList lines=lines.clone() />
            </Details>
        }
    })
}

fn uncounted_line(pair: &UncountedReturn) -> String {
    let UncountedReturn { uncounted, counted } = pair;
    format!(
        "{}: {} (version {}). In use: {} (version {}).",
        team_name(uncounted),
        uncounted.file,
        uncounted.record.revision,
        counted.file,
        counted.record.revision
    )
}

fn other_briefing_line(indexed: &IndexedReturn) -> String {
    let briefing = &indexed.record.briefing;
    format!(
        "{}: {}, for “{}” ({})",
        indexed.file,
        team_name(indexed),
        briefing.title,
        briefing.partnership
    )
}

/// Versions that contradict each other, which only a person can settle; nothing if there are none.
#[component]
fn Conflicts(conflicts: Vec<UncountedReturn>) -> impl IntoView {
    (!conflicts.is_empty()).then(|| {
        let heading = format!("Returns that contradict each other: {}", conflicts.len());
        let pairs = move || {
            (conflicts.iter().cloned())
                .map(|conflict| view! { <Conflict conflict=conflict /> })
                .collect_view()
        };
        view! {
            <div class="app-card app-card--error">
                <h3 class="govuk-heading-m">{heading}</h3>
                <p class="govuk-body">{text::CONFLICTS}</p>
                <Details summary="Show them side by side">{pairs.clone()}</Details>
            </div>
        }
    })
}

#[component]
fn Conflict(conflict: UncountedReturn) -> impl IntoView {
    let UncountedReturn { uncounted, counted } = conflict;
    let states = [
        (format!("In use: {}", counted.file), counted.record.clone()),
        (
            format!("Not in use: {}", uncounted.file),
            uncounted.record.clone(),
        ),
    ];
    view! {
        <div class="app-conflict">
            <h4 class="govuk-heading-s app-record-name">{team_name(&counted)}</h4>
            <Differences states=states />
        </div>
    }
}

/// The files that could not be read, grouped by what to do about them; nothing if there are none.
#[component]
fn Unreadable(collation: Arc<Collation>) -> impl IntoView {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in &collation.unreadable {
        let files = reasons.entry(text::import_error(&file.error)).or_default();
        files.push(file.file.clone());
    }
    let count = words::how_many(collation.unreadable.len(), "file");
    let title = format!("Not read: {count}");
    let files = move || {
        let groups = reasons.clone().into_iter().map(|(reason, files)| {
            view! {
                <p class="govuk-body">{reason}</p>
                <LongList lines=files />
            }
        });
        groups.collect_view()
    };
    if collation.unreadable.is_empty() {
        return None;
    }
    let view = if collation.counted.is_empty() {
        // There is nothing else to look at.
        view! {
            <h3 class="govuk-heading-m">{title}</h3>
            {files()}
        }
        .into_any()
    } else {
        view! { <Details summary=title>{files.clone()}</Details> }.into_any()
    };
    Some(view)
}
