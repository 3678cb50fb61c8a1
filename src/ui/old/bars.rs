//! Bars beside one another: numbers to be seen at a glance, with the same as a table.

use super::element::{Part, drawn, element, texted};
use super::table::{named_fold, table};

/// One bar: what it is of, its parts from the left with the class of each, and its number
/// in words.
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// Its parts: how long, and the class that gives it its look.
    pub parts: Vec<(usize, &'static str)>,
    /// What is written beside it.
    pub number: String,
}

/// How wide a bar is drawn, in units of its own.
const WIDTH: usize = 1_000;

/// A picture of bars, and below it the table that says the same: `heads` and `rows`. What
/// the picture says is heard as one sentence, `said`.
pub fn bars(
    said: &str,
    all: Vec<Bar>,
    heads: &'static [&'static str],
    rows: Vec<Vec<String>>,
) -> Part {
    let whole = |bar: &Bar| bar.parts.iter().map(|(length, _)| length).sum::<usize>();
    let longest = all.iter().map(whole).max().unwrap_or_default().max(1);
    let lines = all.into_iter().map(|bar| line(bar, longest));
    let attributes = [("class", "app-bars"), ("role", "img"), ("aria-label", said)];
    let picture = element("div", &attributes, lines.collect());
    let caption = said.to_owned();
    let of = format!("of “{said}”");
    let numbers = named_fold("These numbers as a table", &of, move || {
        vec![table(&caption, heads, rows.clone())]
    });
    element("div", &[], vec![picture, numbers])
}

fn line(bar: Bar, longest: usize) -> Part {
    let mut drawing = drawn("svg")
        .with("class", "app-bars__bar")
        .with("viewBox", "0 0 1000 20")
        .with("preserveAspectRatio", "none");
    let mut start = 0;
    for (length, class) in bar.parts {
        let (from, to) = (start * WIDTH / longest, (start + length) * WIDTH / longest);
        start += length;
        // Something, however little it is, is seen.
        let wide = (to - from).max(usize::from(length > 0) * 4);
        let path = format!("M{from} 0h{wide}v20h-{wide}z");
        drawing = drawing.child(drawn("path").with("class", class).with("d", &path).view());
    }
    element(
        "div",
        &[("class", "app-bars__line")],
        vec![
            texted("div", "app-bars__name", bar.name),
            drawing.view(),
            texted("div", "app-bars__number", bar.number),
        ],
    )
}
