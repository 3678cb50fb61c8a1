//! A share drawn as a row of marks, one for each thing counted.

use std::fmt::Write as _;

use leptos::prelude::*;

/// The width of a mark, and the distance from one to the next, in units of the drawing.
const MARK: u32 = 14;
const STEP: u32 = 18;

/// `of` marks in a row, the first `filled` of them filled in. Screen readers skip it, because the
/// number is in the text beside it.
#[component]
pub fn UnitChart(
    /// How many are filled in.
    filled: u32,
    /// How many there are.
    of: u32,
) -> impl IntoView {
    let filled = filled.min(of);
    let width = of * STEP - STEP + MARK + 2;
    view! {
        <svg class="app-unit-chart" viewBox=format!("0 0 {width} {}", MARK + 2) aria-hidden="true">
            <path class="app-unit-chart__filled" d=marks(0, filled) />
            <path class="app-unit-chart__empty" d=marks(filled, of) />
        </svg>
    }
}

/// Squares with their corners cut off, which look round at this size.
fn marks(from: u32, to: u32) -> String {
    let straight = MARK - 4;
    (from..to).fold(String::new(), |mut path, index| {
        let x = index * STEP + 3;
        let _ = write!(
            path,
            "M{x} 1h{straight}l2 2v{straight}l-2 2h-{straight}l-2-2v-{straight}z"
        );
        path
    })
}
