//! Who has answered, and when.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::comments::name_of;
use super::{ANSWERED, place, text};
use crate::app::Session;
use crate::record::Date;
use crate::returns::{Expected, FilteredReturns, IndexedReturn, expected};
use crate::ui::old::{
    Bar, Part, Text, bars, element, fold, live, long_list, paragraph, text_area, texted,
};
use crate::words;

/// How many months are drawn.
const MONTHS: usize = 24;

/// Who of a list has answered, and the returns over time.
pub fn answered(session: Session, shown: Memo<Arc<FilteredReturns>>) -> Part {
    let now = session.expected.get_untracked();
    let looked_at = RwSignal::new(now.clone());
    // To look who is among thousands takes too long to be done at every key.
    let look = debounce(Duration::from_millis(250), move |()| {
        let _ = looked_at.try_set(session.expected.get_untracked());
    });
    let look = RefCell::new(look);
    let asked = Text {
        read: Box::new(move || now.clone()),
        typed: Box::new(move |event| {
            session.expected.set(event_target_value(event));
            (look.borrow_mut())(());
        }),
    };
    place(
        "",
        ANSWERED,
        vec![
            text_area("expected", "Who was asked?", text::EXPECTED, "4", asked),
            live(move || {
                let list = looked_at.get();
                let collated = session.collated.get();
                who(&list, &collated.counting)
            }),
            live(move || shown.with(|it| months(it))),
        ],
    )
}

fn months(shown: &FilteredReturns) -> Vec<Part> {
    let months = &shown.totals.months;
    let (Some((first, _)), Some((last, _))) = (months.first_key_value(), months.last_key_value())
    else {
        return vec![paragraph(text::NOTHING)];
    };
    let name = |(year, month): (i32, u32)| {
        let first = Date::new(
            u16::try_from(year).unwrap_or_default(),
            u8::try_from(month).unwrap_or_default(),
            1,
        );
        first.map_or_else(
            || year.to_string(),
            |it| format!("{} {year}", it.month_name()),
        )
    };
    let before = |(year, month): (i32, u32)| match month {
        0 | 1 => (year - 1, 12),
        month => (year, month - 1),
    };
    // Also those without a return, back from the last.
    let mut drawn = vec![*last];
    while let Some(month) = drawn.last().map(|it| before(*it))
        && month >= *first
        && drawn.len() < MONTHS
    {
        drawn.push(month);
    }
    drawn.reverse();
    let all = drawn.into_iter().map(|month| {
        let count = months.get(&month).copied().unwrap_or_default();
        Bar {
            name: name(month),
            parts: vec![(count, "app-bars__part")],
            number: count.to_string(),
        }
    });
    let rows = months
        .iter()
        .map(|(month, count)| vec![name(*month), count.to_string()]);
    let said = format!("Returns by month, {} to {}", name(*first), name(*last));
    vec![
        texted("h3", "govuk-heading-m", "Over time"),
        paragraph(text::MONTHS),
        bars(&said, all.collect(), &["Month", "Returns"], rows.collect()),
    ]
}

fn who(list: &str, counting: &[Arc<IndexedReturn>]) -> Vec<Part> {
    let (teams, unasked) = expected(list, counting);
    if teams.is_empty() {
        return Vec::new();
    }
    let all = teams.len();
    let (missing, here): (Vec<Expected>, Vec<Expected>) =
        teams.into_iter().partition(|team| team.returns.is_empty());
    let missing: Vec<String> = missing.into_iter().map(|team| team.name).collect();
    let here: Vec<String> = (here.into_iter())
        .map(|team| {
            format!(
                "{}: {}",
                team.name,
                words::how_many(team.returns.len(), "return")
            )
        })
        .collect();
    let unasked: Vec<String> = unasked.iter().map(|filed| name_of(filed)).collect();
    let said = text::answered(here.len(), all);
    let status = [("class", "govuk-body app-strong"), ("role", "status")];
    let mut parts = vec![element("p", &status, vec![crate::ui::old::words(said)])];
    if !missing.is_empty() {
        parts.push(texted("h3", "govuk-heading-m", "No return yet"));
        parts.push(long_list(missing));
    }
    for (what, lines) in [("Have answered", here), ("Not on your list", unasked)] {
        let said = format!("{what}: {}", lines.len());
        if !lines.is_empty() {
            parts.push(fold(said, move || vec![long_list(lines.clone())]));
        }
    }
    parts
}
