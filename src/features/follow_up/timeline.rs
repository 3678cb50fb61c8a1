//! The actions that have a date, on a timeline.

use leptos::prelude::*;

use crate::app::OpenRecord;
use crate::record::{ActionItem, Date, RecordStoreFields, Standing};
use crate::ui::{Timeline, TimelineMark, TimelineMonth};
use crate::words;

use super::text;

/// The most months that are named.
const MAX_MONTHS: usize = 7;

/// The most actions that are drawn. More would be unreadable, and take seconds.
const MAX_MARKS: usize = 100;

/// The fewest actions that are drawn. The card of a single one says all that a line with one mark would.
const MIN_MARKS: usize = 2;

/// The fewest days that the whole line stands for.
const MIN_DAYS: i64 = 28;

/// An action that has a date.
#[derive(Clone, Copy, PartialEq)]
struct DatedAction {
    /// Its number, from 1.
    number: usize,
    date: Date,
    standing: Standing,
}

/// The timeline; nothing if fewer than two actions have a date.
#[component]
pub fn ActionTimeline(
    /// Today, which decides which actions are overdue.
    today: Date,
) -> impl IntoView {
    let rows = expect_context::<OpenRecord>().record.actions();
    // Most of what is typed changes nothing on the timeline.
    let dated = Memo::new(move |_| rows.with(|rows| dated_actions(rows, today)));
    move || dated.with(|dated| drawing(dated, today))
}

/// The dated actions in the order of the plan; of many, those to follow up first.
fn dated_actions(rows: &[ActionItem], today: Date) -> Vec<DatedAction> {
    let mut dated: Vec<DatedAction> = (1..)
        .zip(rows)
        .filter_map(|(number, row)| {
            let date = row.by_when.date()?;
            Some(DatedAction {
                number,
                date,
                standing: Standing::of(row.status, Some(date), today),
            })
        })
        .collect();
    if dated.len() > MAX_MARKS {
        dated.sort_by_key(|action| (action.standing, action.date));
        dated.truncate(MAX_MARKS);
        dated.sort_by_key(|action| action.number);
    }
    dated
}

fn drawing(dated: &[DatedAction], today: Date) -> Option<impl IntoView + use<>> {
    if dated.len() < MIN_MARKS {
        return None;
    }
    let first = dated.iter().map(|action| action.date).min()?.min(today);
    let last = dated.iter().map(|action| action.date).max()?.max(today);
    let days = last.days_after(first).max(MIN_DAYS);
    // In thousandths of the line.
    let at = |date: Date| i32::try_from(date.days_after(first) * 1_000 / days).unwrap_or_default();
    let months = months_between(first, last).into_iter().map(|month| {
        let name: String = month.month_name().chars().take(3).collect();
        TimelineMonth {
            at: at(month),
            name: format!("{name} {}", month.year()),
        }
    });
    let marks = dated.iter().map(|action| TimelineMark {
        at: at(action.date),
        text: action.number.to_string(),
        class: mark_class(action.standing),
    });
    let entries: Vec<String> = (dated.iter())
        .map(|action| {
            format!(
                "{} by {}: {}",
                words::action(action.number),
                words::date(action.date),
                words::standing(action.standing)
            )
        })
        .collect();
    Some(view! {
        <Timeline
            label=text::timeline(&entries)
            marks=marks.collect()
            months=months.collect()
            today=at(today)
        />
    })
}

/// The first days of the months after one date and up to another. If there are many, only every second
/// or third and so on.
fn months_between(first: Date, last: Date) -> Vec<Date> {
    let following = |month: &Date| month.next_month();
    let months: Vec<Date> = std::iter::successors(first.next_month(), following)
        .take_while(|month| *month <= last)
        .collect();
    let step = months.len().div_ceil(MAX_MONTHS).max(1);
    months.into_iter().step_by(step).collect()
}

fn mark_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "app-timeline__mark app-timeline__mark--overdue",
        Standing::Done => "app-timeline__mark app-timeline__mark--done",
        Standing::Due | Standing::Undated => "app-timeline__mark",
    }
}
