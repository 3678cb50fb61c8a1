//! A timeline with numbered marks, months below it, and today.

use leptos::prelude::*;

/// Something on a timeline.
pub struct TimelineMark {
    /// Where, from 0 at its start to 1,000 at its end.
    pub at: i32,
    /// What is written in it.
    pub text: String,
    /// The class that gives it its look.
    pub class: &'static str,
}

/// The start of a month on a timeline.
pub struct TimelineMonth {
    /// Where, from 0 at the timeline's start to 1,000 at its end.
    pub at: i32,
    /// Its name.
    pub name: String,
}

/// What a place on the line is out of.
const WHOLE: i32 = 1_000;

/// The length of the line, the margin at either end, its y coordinate and the height of the drawing, in
/// units of the drawing. The style sheet shows a unit as a pixel.
const LENGTH: i32 = 620;
const MARGIN: i32 = 50;
const LINE_Y: i32 = 92;
const HEIGHT: i32 = 128;
/// The radius of a mark.
const RADIUS: i32 = 14;

/// A timeline. Screen readers read out `label` instead.
#[component]
pub fn Timeline(
    /// What it says, in one sentence.
    #[prop(into)]
    label: String,
    /// What is on it, in order.
    marks: Vec<TimelineMark>,
    /// The months below it.
    months: Vec<TimelineMonth>,
    /// Where today is, from 0 to 1,000.
    today: i32,
) -> impl IntoView {
    let x = |at: i32| MARGIN + at.clamp(0, WHOLE) * LENGTH / WHOLE;
    let end = LENGTH + 2 * MARGIN;
    let months = months.into_iter().map(|month| {
        let x = x(month.at);
        view! {
            <path class="app-timeline__line" d=format!("M{x} {LINE_Y}v10") />
            <text x=x.to_string() y=(LINE_Y + 30).to_string()>
                {month.name}
            </text>
        }
    });
    let now = x(today);
    let heights = stacked(marks.iter().map(|mark| x(mark.at)));
    let marks = marks.into_iter().zip(heights).map(|(mark, y)| {
        let x = x(mark.at);
        let (left, width) = (x - RADIUS, 2 * RADIUS);
        view! {
            <path
                class=mark.class
                d=format!(
                    "M{left} {y}a{RADIUS} {RADIUS} 0 0 1 {width} 0a{RADIUS} {RADIUS} 0 0 1-{width} 0z",
                )
            />
            <text class="app-timeline__number" x=x.to_string() y=(y + 5).to_string()>
                {mark.text}
            </text>
        }
    });
    view! {
        <svg class="app-timeline" viewBox=format!("0 0 {end} {HEIGHT}") role="img" aria-label=label>
            <path class="app-timeline__line" d=format!("M0 {LINE_Y}H{end}") />
            {months.collect_view()}
            <path class="app-timeline__today" d=format!("M{now} 20V{}", LINE_Y + 10) />
            <text x=now.to_string() y="14">
                "Today"
            </text>
            {marks.collect_view()}
        </svg>
    }
}

/// The y coordinate of each mark: marks that would overlap are stacked as far as there is room.
fn stacked(xs: impl Iterator<Item = i32>) -> Vec<i32> {
    let mut placed: Vec<(i32, i32)> = Vec::new();
    for x in xs {
        let mut y = LINE_Y - RADIUS - 6;
        let is_taken = |y: i32| {
            (placed.iter()).any(|(other, height)| (other - x).abs() < 2 * RADIUS && *height == y)
        };
        while is_taken(y) && y > 3 * RADIUS {
            y -= 2 * RADIUS + 2;
        }
        placed.push((x, y));
    }
    placed.into_iter().map(|(_, y)| y).collect()
}
