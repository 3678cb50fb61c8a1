//! Horizontal bars, with the same numbers as a table.

use leptos::prelude::*;

use super::details::Details;
use super::table::Table;

/// One bar.
#[derive(Clone)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Its parts, from the left.
    pub parts: Vec<BarPart>,
    /// The number written beside it.
    pub number: String,
}

/// A part of a bar.
#[derive(Clone, Copy)]
pub struct BarPart {
    /// How much it stands for.
    pub amount: usize,
    /// The class that gives it its colour.
    pub class: &'static str,
}

/// The width of the longest bar, in units of the drawing.
const WIDTH: usize = 1_000;

/// The least width of a part that is not zero, so that it stays visible.
const LEAST_WIDTH: usize = 4;

/// A bar chart, and below it a table with the same numbers.
#[component]
pub fn BarChart(
    /// What the chart shows, for screen readers and as the table's caption.
    #[prop(into)]
    label: String,
    /// The bars.
    bars: Vec<Bar>,
    /// The headings of the table.
    headings: Vec<&'static str>,
    /// The rows of the table.
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let longest = bars.iter().map(total).max().unwrap_or_default().max(1);
    let lines = bars
        .into_iter()
        .map(|bar| line(bar, longest))
        .collect_view();
    let of = format!("of “{label}”");
    let caption = label.clone();
    view! {
        <div>
            <div class="app-bar-chart" role="img" aria-label=label>{lines}</div>
            <Details summary="These numbers as a table" of=of>
                <Table caption=caption.clone() headings=headings.clone() rows=rows.clone() />
            </Details>
        </div>
    }
}

fn total(bar: &Bar) -> usize {
    bar.parts.iter().map(|part| part.amount).sum()
}

fn line(bar: Bar, longest: usize) -> impl IntoView {
    let mut start = 0;
    let parts = bar.parts.into_iter().map(|part| {
        let (from, to) = (
            start * WIDTH / longest,
            (start + part.amount) * WIDTH / longest,
        );
        start += part.amount;
        let width = if part.amount == 0 {
            0
        } else {
            (to - from).max(LEAST_WIDTH)
        };
        view! { <path class=part.class d=format!("M{from} 0h{width}v20h-{width}z") /> }
    });
    let parts = parts.collect_view();
    view! {
        <div class="app-bar-chart__row">
            <div class="app-bar-chart__name">{bar.name}</div>
            <svg class="app-bar-chart__bar" viewBox="0 0 1000 20" preserveAspectRatio="none">
                {parts}
            </svg>
            <div class="app-bar-chart__number">{bar.number}</div>
        </div>
    }
}
