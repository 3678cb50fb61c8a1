//! What came in: every file, in one list or another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::comments::name_of;
use super::{CAME_IN, place, text};
use crate::app::differences::what_differs;
use crate::app::{RETURNS_INPUT_ID, Session};
use crate::returns::{Collated, IndexedReturn, Pair};
use crate::ui::old::{Look, Part, button, element, fold, long_list, paragraph, texted};
use crate::words;

/// All of it, and the way to keep it.
pub fn came_in(session: Session, collated: &Collated) -> Vec<Part> {
    if collated.is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::from_iter(conflicts(session, &collated.conflicts));
    parts.extend(others(&collated.others));
    parts.extend(unreadable(collated));
    let pairs = [
        (
            "Earlier versions of returns that count",
            &collated.superseded,
        ),
        ("The same return again", &collated.same),
    ];
    for (what, pairs) in pairs {
        parts.extend(listed(what, pairs.iter().map(superseded).collect()));
    }
    let beside = "Other files that came with a return";
    parts.extend(listed(beside, collated.beside.clone()));
    let mut buttons = vec![button(
        "Take all returns off this page",
        Look::Secondary,
        move || {
            session.forget_returns(text::FORGET);
            session.focus_soon(RETURNS_INPUT_ID.to_owned());
        },
    )];
    // Of what could not be read there is nothing to keep.
    if !collated.counting.is_empty() || !collated.others.is_empty() {
        parts.push(paragraph(text::KEEP));
        let keep = button("Keep the register", Look::Secondary, move || {
            session.download_register();
        });
        buttons.insert(0, keep);
    }
    parts.push(element("div", &[("class", "govuk-button-group")], buttons));
    vec![place("", CAME_IN, parts)]
}

/// A number of files, and which they are.
fn listed(what: &str, lines: Vec<String>) -> Option<Part> {
    let said = format!("{what}: {}", lines.len());
    (!lines.is_empty()).then(|| fold(said, move || vec![long_list(lines.clone())]))
}

fn superseded(pair: &Pair) -> String {
    let Pair { this, counts } = pair;
    format!(
        "{}: {} (revision {}). Counts: {} (revision {}).",
        name_of(this),
        this.file,
        this.record.revision,
        counts.file,
        counts.record.revision
    )
}

/// What only a person can settle, side by side.
fn conflicts(session: Session, pairs: &[Pair]) -> Option<Part> {
    let pairs = pairs.to_vec();
    let heading = format!("Two versions that contradict each other: {}", pairs.len());
    (!pairs.is_empty()).then(|| {
        let list = fold("Show them side by side", move || {
            pairs.iter().map(|pair| conflict(session, pair)).collect()
        });
        element(
            "div",
            &[("class", "app-card app-card--trouble")],
            vec![
                texted("h3", "govuk-heading-m", heading),
                paragraph(text::CONFLICTS),
                list,
            ],
        )
    })
}

fn conflict(session: Session, Pair { this, counts }: &Pair) -> Part {
    let states = [&counts.record, &this.record];
    let names = [
        format!("Counts: {}", counts.file),
        format!("Does not: {}", this.file),
    ];
    element(
        "div",
        &[("class", "app-conflict")],
        vec![
            texted("h4", "govuk-heading-s app-record-name", name_of(counts)),
            what_differs(session, states, names, |_| true),
        ],
    )
}

fn others(others: &[Arc<IndexedReturn>]) -> Option<Part> {
    let lines = others.iter().map(|filed| {
        let briefing = &filed.record.briefing;
        format!(
            "{}: {}, for “{}” ({})",
            filed.file,
            name_of(filed),
            briefing.title,
            briefing.partnership
        )
    });
    listed("Returns for other briefings", lines.collect())
}

/// By what is to be done about them.
fn unreadable(collated: &Collated) -> Vec<Part> {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for refused in &collated.unreadable {
        let files = reasons.entry(text::refusal(&refused.why)).or_default();
        files.push(refused.file.clone());
    }
    let count = words::how_many(collated.unreadable.len(), "file");
    let said = format!("Not read: {count}");
    let told = move || {
        let told = (reasons.iter())
            .flat_map(|(reason, files)| [paragraph(reason.as_str()), long_list(files.clone())]);
        told.collect()
    };
    if collated.unreadable.is_empty() {
        return Vec::new();
    }
    if collated.counting.is_empty() {
        // There is nothing else to look at.
        let mut parts = vec![texted("h3", "govuk-heading-m", said)];
        parts.extend(told());
        return parts;
    }
    vec![fold(said, told)]
}
