//! Who has answered, and when.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::comments::team_name;
use super::{Filtered, PartSection, RESPONSES, text};
use crate::app::Returns;
use crate::record::Date;
use crate::returns::{ExpectedTeam, FilteredReturns, IndexedReturn, match_expected};
use crate::ui::{Bar, BarChart, BarPart, Details, LongList, TextBinding, Textarea};
use crate::words;

/// The most months that are drawn.
const MONTHS: usize = 24;

/// How long to wait for the next key before the list is matched: with thousands of returns that takes too
/// long to do at every key.
const MATCH_DELAY: Duration = Duration::from_millis(250);

/// Which of the teams on a list have answered, and the returns over time.
#[component]
pub fn Responses(filtered: Filtered) -> impl IntoView {
    let returns = expect_context::<Returns>();
    let list = returns.expected.get_untracked();
    let matched = RwSignal::new(list.clone());
    let match_soon = debounce(MATCH_DELAY, move |()| {
        let _ = matched.try_set(returns.expected.get_untracked());
    });
    let match_soon = StoredValue::new_local(RefCell::new(match_soon));
    let on_typed = move |event: leptos::ev::Event| {
        returns.expected.set(event_target_value(&event));
        match_soon.with_value(|match_soon| (match_soon.borrow_mut())(()));
    };
    let text = TextBinding {
        value: Signal::stored(list),
        on_typed: Callback::new(on_typed),
    };
    let who = move || {
        let collation = returns.collation.get();
        view! { <WhoAnswered list=matched.get() counted=collation.counted.clone() /> }
    };
    view! {
        <PartSection part=RESPONSES>
            <Textarea id="expected" label="Who was asked?" hint=text::EXPECTED text=text />
            {who}
            {move || view! { <OverTime filtered=filtered.get() /> }}
        </PartSection>
    }
}

/// Which teams on the list have answered; nothing while the list is empty.
#[component]
fn WhoAnswered(list: String, counted: Vec<Arc<IndexedReturn>>) -> impl IntoView {
    let (teams, unexpected) = match_expected(&list, &counted);
    if teams.is_empty() {
        return None;
    }
    let count = teams.len();
    let (missing, answered): (Vec<ExpectedTeam>, Vec<ExpectedTeam>) =
        teams.into_iter().partition(|team| team.returns.is_empty());
    let summary = text::answered(answered.len(), count);
    let missing: Vec<String> = missing.into_iter().map(|team| team.name).collect();
    let answered = answered.into_iter().map(|team| {
        let returns = words::how_many(team.returns.len(), "return");
        format!("{}: {returns}", team.name)
    });
    let unexpected = unexpected.iter().map(|it| team_name(it));
    Some(view! {
        <p class="govuk-body app-strong" role="status">{summary}</p>
        {(!missing.is_empty())
            .then(|| {
                view! {
                    <h3 class="govuk-heading-m">"No return yet"</h3>
                    <LongList lines=missing />
                }
            })}
        <TeamList title="Have answered" lines=answered.collect() />
        <TeamList title="Not on your list" lines=unexpected.collect() />
    })
}

#[component]
fn TeamList(title: &'static str, lines: Vec<String>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <Details summary=format!("{title}: {}", lines.len())>
                <LongList lines=lines.clone() />
            </Details>
        }
    })
}

/// The returns by the month in which they were last changed.
#[component]
fn OverTime(filtered: Arc<FilteredReturns>) -> impl IntoView {
    let months = &filtered.totals.months;
    let (Some((first, _)), Some((last, _))) = (months.first_key_value(), months.last_key_value())
    else {
        return view! { <p class="govuk-body">{text::NOTHING}</p> }.into_any();
    };
    let bars = months_between(*first, *last).into_iter().map(|month| {
        let count = months.get(&month).copied().unwrap_or_default();
        Bar {
            name: month_name(month),
            parts: vec![BarPart {
                amount: count,
                class: "app-bar-chart__part",
            }],
            number: count.to_string(),
        }
    });
    let rows = (months.iter()).map(|(month, count)| vec![month_name(*month), count.to_string()]);
    let label = format!(
        "Returns by month, {} to {}",
        month_name(*first),
        month_name(*last)
    );
    view! {
        <h3 class="govuk-heading-m">"Over time"</h3>
        <p class="govuk-body">{text::MONTHS}</p>
        <BarChart
            label=label
            bars=bars.collect()
            headings=vec!["Month", "Returns"]
            rows=rows.collect()
        />
    }
    .into_any()
}

/// A year, and a month from 1 to 12.
type Month = (i32, u32);

/// The months from the first to the last, including those without a return. If there are many, only the
/// last ones.
fn months_between(first: Month, last: Month) -> Vec<Month> {
    let before = |(year, month): Month| match month {
        0 | 1 => (year - 1, 12),
        month => (year, month - 1),
    };
    let mut months: Vec<Month> = std::iter::successors(Some(last), |month| Some(before(*month)))
        .take_while(|month| *month >= first)
        .take(MONTHS)
        .collect();
    months.reverse();
    months
}

fn month_name((year, month): Month) -> String {
    let year_and_month = u16::try_from(year).ok().zip(u8::try_from(month).ok());
    let first_day = year_and_month.and_then(|(year, month)| Date::new(year, month, 1));
    first_day.map_or_else(
        || year.to_string(),
        |day| format!("{} {year}", day.month_name()),
    )
}
