//! The drawings: the wheel, the unit chart, the dial of a clock. Each is made of numbers
//! alone; what it says stands beside it in words.

use std::fmt::Write as _;
use std::sync::Arc;

use super::element::{Part, drawn, live_words, tag};

/// One segment of a wheel.
pub struct Spoke {
    /// What is written on it: "01".
    pub number: String,
    /// What it is called, as heard: "01 Background".
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// The class that gives it its colour.
    pub class: String,
    /// Whether it is filled in.
    pub is_filled: Box<dyn Fn() -> bool + Send + Sync>,
}

/// The wheel's width and height, and the middle of it. Whole numbers, large enough to
/// need no fractions: what prints fractions would be the largest part of the app.
const WHEEL: i32 = 4_000;
const MIDDLE: i32 = WHEEL / 2;
/// From the middle to the outer and to the inner edge of a segment.
const OUTER: i32 = 1_900;
const INNER: i32 = 1_120;
/// Half of what is left free between two segments.
const HALF_GAP: i32 = 40;

/// A wheel of segments that are links, the first at the top, clockwise. In the order of
/// the page they are a list of contents.
pub fn wheel(segments: Vec<Spoke>) -> Part {
    let count = i32::try_from(segments.len()).unwrap_or(i32::MAX).max(1);
    let shape = segment_path(count);
    let mut drawing = drawn("svg")
        .with("class", "app-wheel")
        .with("viewBox", &format!("0 0 {WHEEL} {WHEEL}"));
    let label_y = MIDDLE - i32::midpoint(OUTER, INNER);
    for (segment, index) in segments.into_iter().zip(0..) {
        let Spoke {
            number,
            name,
            href,
            class,
            is_filled,
        } = segment;
        // To the middle of the segment, in degrees.
        let angle = (360 * index + 180) / count;
        let turned = format!("rotate({angle} {MIDDLE} {MIDDLE})");
        let upright = format!("rotate({} {MIDDLE} {label_y})", -angle);
        let label = drawn("text")
            .with("x", &MIDDLE.to_string())
            .with("y", &label_y.to_string())
            .with("transform", &upright)
            .text(number);
        drawing = drawing.child(
            drawn("a")
                .live("class", move || {
                    let filled = if is_filled() { " app-filled" } else { "" };
                    Some(format!("app-wheel__segment {class}{filled}"))
                })
                .with("href", &href)
                .with("aria-label", &name)
                .with("transform", &turned)
                .child(drawn("path").with("d", &shape).view())
                .child(label.view())
                .view(),
        );
    }
    drawing.view()
}

/// A segment of so many at the top of the wheel, which is turned to where it belongs.
fn segment_path(count: i32) -> String {
    let half = std::f64::consts::PI / f64::from(count);
    let corner = |radius: i32| {
        // So the gap is as wide at the outer as at the inner edge.
        let angle = half - f64::from(HALF_GAP) / f64::from(radius);
        let along = |part: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "less than the radius")]
            {
                (f64::from(radius) * part) as i32
            }
        };
        let right = along(sine(angle));
        let up = along(sine(std::f64::consts::FRAC_PI_2 - angle));
        (right, MIDDLE - up)
    };
    let ((outer, outer_y), (inner, inner_y)) = (corner(OUTER), corner(INNER));
    let large = u8::from(count < 2);
    format!(
        "M{} {outer_y}A{OUTER} {OUTER} 0 {large} 1 {} {outer_y}L{} {inner_y}A{INNER} {INNER} 0 {large} 0 {} {inner_y}Z",
        MIDDLE - outer,
        MIDDLE + outer,
        MIDDLE + inner,
        MIDDLE - inner,
    )
}

/// The sine, exact enough for a drawing, of an angle of up to half a turn. The library's
/// is right to the last digit for any angle, and would be among the largest functions of
/// the app.
fn sine(angle: f64) -> f64 {
    let square = angle * angle;
    let mut term = angle;
    let mut sum = angle;
    let mut order = 1.0;
    while order < 15.0 {
        term *= -square / ((order + 1.0) * (order + 2.0));
        sum += term;
        order += 2.0;
    }
    sum
}

/// The side of a mark and how far one is from the next.
const MARK: u32 = 14;
const MARK_STEP: u32 = 18;

/// So many marks, so many of them filled: a number to be seen at a glance. It is not
/// heard: the number stands beside it.
pub fn marks(filled: u32, of: u32) -> Part {
    let row = |from: u32, to: u32, inset: u32| {
        let side = MARK - 2 * inset;
        (from..to).fold(String::new(), |mut path, index| {
            let x = index * MARK_STEP + 1 + inset;
            let y = 1 + inset;
            // A square with its corners cut: round ones cannot be told at this size.
            let straight = side - 4;
            write!(
                path,
                "M{} {y}h{straight}l2 2v{straight}l-2 2h-{straight}l-2-2v-{straight}z",
                x + 2
            )
            .ok();
            path
        })
    };
    let filled = filled.min(of);
    drawn("svg")
        .with("class", "app-marks")
        .with(
            "viewBox",
            &format!("0 0 {} {}", of * MARK_STEP - MARK_STEP + MARK + 2, MARK + 2),
        )
        .with("aria-hidden", "true")
        .child(
            drawn("path")
                .with("class", "app-marks__filled")
                .with("d", &row(0, filled, 0))
                .view(),
        )
        .child(
            drawn("path")
                .with("class", "app-marks__empty")
                .with("d", &row(filled, of, 0))
                .view(),
        )
        .view()
}

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

/// What a dial shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Dial {
    /// How much is left, in thousandths.
    pub left: i64,
    /// How much should be left at the mark, in thousandths.
    pub mark: i64,
    /// What is written in it.
    pub words: String,
}

/// A ring that runs down, with a mark on it. It is seen only: what is heard is in `words`.
pub fn dial(shown: Arc<dyn Fn() -> Dial + Send + Sync>) -> Part {
    let ring = |class| {
        drawn("path")
            .with("class", class)
            .with("d", "M60 10a50 50 0 0 1 0 100a50 50 0 0 1 0-100")
            .with("pathLength", "1000")
    };
    let of_left = Arc::clone(&shown);
    let left = ring("app-dial__left").live("stroke-dasharray", move || {
        Some(format!("{} 2000", of_left().left.max(0)))
    });
    let of_mark = Arc::clone(&shown);
    let mark = drawn("path")
        .with("class", "app-dial__mark")
        .with("d", "M60 2v18")
        .live("transform", move || {
            let angle = of_mark().mark * 360 / 1_000;
            Some(format!("rotate({angle} 60 60)"))
        });
    let drawing = drawn("svg")
        .with("class", "app-dial__ring")
        .with("viewBox", "0 0 120 120")
        .with("aria-hidden", "true")
        .child(ring("app-dial__whole").view())
        .child(left.view())
        .child(mark.view());
    let said = live_words(move || shown().words);
    tag("div")
        .with("class", "app-dial")
        .child(drawing.view())
        .child(
            tag("span")
                .with("class", "app-dial__words")
                .with("role", "timer")
                .child(said)
                .view(),
        )
        .view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sine_is_right_to_a_unit_of_the_drawing() {
        for step in 0..=180_u16 {
            let angle = f64::from(step).to_radians();
            let far_off = (sine(angle) - angle.sin()).abs() * f64::from(OUTER);
            assert!(far_off < 0.5, "{step}°: {far_off}");
        }
    }

    #[test]
    fn a_segment_has_its_four_corners_on_its_two_edges() {
        let path = segment_path(7);
        let numbers: Vec<f64> = path
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse().ok())
            .collect();
        let corner = |at: usize| {
            let middle = f64::from(MIDDLE);
            (numbers[at] - middle).hypot(numbers[at + 1] - middle)
        };
        for (at, radius) in [(0, OUTER), (7, OUTER), (9, INNER), (16, INNER)] {
            assert!((corner(at) - f64::from(radius)).abs() < 2.0, "{path}");
        }
    }
}
