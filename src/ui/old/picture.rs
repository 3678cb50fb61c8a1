//! The drawing of a timeline. What it says stands beside it in words.

use super::element::{Part, drawn};

/// How wide a timeline is drawn, the room at either end, and where its line is.
const LINE_WIDTH: i32 = 1_000;
const LINE_ENDS: i32 = 60;
const LINE_Y: i32 = 130;
/// The radius of a mark on it, and how far one stands above another.
const ROUND: i32 = 17;

/// Something on a timeline.
pub struct TimeMark {
    /// Where, from 0 at its start to 1,000 at its end.
    pub at: i32,
    /// What is written in it.
    pub words: String,
    /// The class that gives it its look.
    pub class: &'static str,
}

/// A line with what lies on it, the months below it, and today. What it says is heard as
/// one sentence: `said`.
pub fn timeline(said: &str, marks: Vec<TimeMark>, months: Vec<(i32, String)>, today: i32) -> Part {
    let x = |at: i32| LINE_ENDS + at.clamp(0, LINE_WIDTH);
    let line = |class, path: String| drawn("path").with("class", class).with("d", &path).view();
    let written = |class, x: i32, y: i32, words: String| {
        drawn("text")
            .with("class", class)
            .with("x", &x.to_string())
            .with("y", &y.to_string())
            .text(words)
            .view()
    };
    let end = LINE_WIDTH + 2 * LINE_ENDS;
    let mut drawing = drawn("svg")
        .with("class", "app-timeline")
        .with("viewBox", &format!("0 0 {end} 180"))
        .with("role", "img")
        .with("aria-label", said)
        .child(line("app-timeline__line", format!("M0 {LINE_Y}H{end}")));
    for (at, words) in months {
        let x = x(at);
        drawing = drawing
            .child(line("app-timeline__line", format!("M{x} {LINE_Y}v10")))
            .child(written("app-timeline__month", x, LINE_Y + 34, words));
    }
    let now = x(today);
    drawing = drawing
        .child(line(
            "app-timeline__today",
            format!("M{now} 20V{}", LINE_Y + 10),
        ))
        .child(written("app-timeline__month", now, 14, "Today".to_owned()));
    let mut placed: Vec<(i32, i32)> = Vec::new();
    for mark in marks {
        let x = x(mark.at);
        // Two on the same days stand above each other, as far as there is room.
        let mut y = LINE_Y - ROUND - 6;
        let is_taken = |y: i32| {
            (placed.iter()).any(|(other, height)| (other - x).abs() < 2 * ROUND && *height == y)
        };
        while is_taken(y) && y > 3 * ROUND {
            y -= 2 * ROUND + 2;
        }
        placed.push((x, y));
        let round = format!(
            "M{} {y}a{ROUND} {ROUND} 0 0 1 {w} 0a{ROUND} {ROUND} 0 0 1-{w} 0z",
            x - ROUND,
            w = 2 * ROUND
        );
        drawing = drawing.child(line(mark.class, round)).child(written(
            "app-timeline__number",
            x,
            y + 6,
            mark.words,
        ));
    }
    drawing.view()
}
