//! The wheel of segments, which is also a table of contents.

use std::f64::consts::PI;

use leptos::prelude::*;

/// One segment of a wheel.
pub struct WheelSegment {
    /// What is written on it: "01".
    pub number: String,
    /// Its name for screen readers: "01 Background, read".
    pub name: Signal<String>,
    /// Where it leads.
    pub href: String,
    /// The class that gives it its colour.
    pub class: String,
    /// Whether it has a tick.
    pub ticked: Signal<bool>,
}

/// The drawing's width and height, and its centre, in units of its own.
const SIZE: f64 = 4_000.0;
const MIDDLE: f64 = SIZE / 2.0;
/// The radius of a segment's outer and inner edge.
const OUTER: f64 = 1_900.0;
const INNER: f64 = 1_120.0;
/// The distance from the centre to the middle of a number.
const NUMBER: f64 = f64::midpoint(OUTER, INNER);
/// How far a tick is below the middle of the segment. The style sheet raises the number above it.
const TICK: f64 = 180.0;
/// Half of the gap between two segments, which is as wide at the outer edge as at the inner.
const HALF_GAP: f64 = 40.0;

/// A wheel of segments, clockwise from the top. Their links, in that order, are a table of contents.
#[component]
pub fn Wheel(
    /// The segments.
    segments: Vec<WheelSegment>,
) -> impl IntoView {
    let count = segments.len().max(1);
    let segments = segments
        .into_iter()
        .enumerate()
        .map(move |(index, segment)| {
            let ticked = segment.ticked;
            view! {
                // Within a group, since a link that stands alone would be HTML and not SVG.
                <g>
                    <a
                        class=segment.class
                        class:app-wheel__ticked=move || ticked.get()
                        href=segment.href
                        aria-label=segment.name
                    >
                        <Sector index count number=segment.number />
                    </a>
                </g>
            }
        });
    view! { <Plate>{segments.collect_view()}</Plate> }
}

/// A wheel without links, for a slide or paper. Screen readers skip it.
#[component]
pub fn WheelPicture(
    /// What is written on each segment, and the class that gives it its colour.
    segments: Vec<(String, String)>,
) -> impl IntoView {
    let count = segments.len().max(1);
    let segments = segments
        .into_iter()
        .enumerate()
        .map(move |(index, (number, class))| {
            view! {
                <g class=class>
                    <Sector index count number />
                </g>
            }
        });
    view! {
        <div aria-hidden="true">
            <Plate>{segments.collect_view()}</Plate>
        </div>
    }
}

/// The white plate that the segments lie on.
#[component]
fn Plate(children: Children) -> impl IntoView {
    view! {
        <svg class="app-wheel" viewBox=format!("0 0 {SIZE} {SIZE}")>
            <circle class="app-wheel__plate" cx=MIDDLE.to_string() cy=MIDDLE.to_string() r="1990" />
            {children()}
        </svg>
    }
}

/// A segment with its number, and with a tick that the style sheet shows.
#[component]
fn Sector(
    /// Its place in the wheel, from 0.
    index: usize,
    /// How many segments there are.
    count: usize,
    /// What is written on it.
    number: String,
) -> impl IntoView {
    // Degrees to the middle of the segment.
    let angle = (360 * index + 180) / count;
    let upright = format!("rotate(-{angle} {MIDDLE} {})", MIDDLE - NUMBER);
    let tick = MIDDLE - NUMBER + TICK;
    view! {
        <g transform=format!("rotate({angle} {MIDDLE} {MIDDLE})")>
            <path class="app-wheel__sector" d=segment_path(count) />
            <g transform=upright>
                <text x=MIDDLE.to_string() y=(MIDDLE - NUMBER).to_string()>
                    {number}
                </text>
                <g class="app-wheel__tick">
                    <circle cx=MIDDLE.to_string() cy=tick.to_string() r="115" />
                    <path d=format!("M{} {}l40 45l75 -88", MIDDLE - 57.0, tick + 4.0) />
                </g>
            </g>
        </g>
    }
}

/// The outline of one of `count` segments at the top of the wheel.
fn segment_path(count: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a wheel has a few segments")]
    let half = PI / count as f64;
    // How far a corner is from the middle: to the right, and up.
    let corner = |radius: f64| (half - HALF_GAP / radius).sin_cos();
    let ((outer_right, outer_up), (inner_right, inner_up)) = (corner(OUTER), corner(INNER));
    let (outer_left, outer_right) = (MIDDLE - OUTER * outer_right, MIDDLE + OUTER * outer_right);
    let (inner_left, inner_right) = (MIDDLE - INNER * inner_right, MIDDLE + INNER * inner_right);
    let (outer_y, inner_y) = (MIDDLE - OUTER * outer_up, MIDDLE - INNER * inner_up);
    let large = u8::from(count < 2);
    format!(
        "M{outer_left:.0} {outer_y:.0}A{OUTER} {OUTER} 0 {large} 1 {outer_right:.0} {outer_y:.0}\
         L{inner_right:.0} {inner_y:.0}A{INNER} {INNER} 0 {large} 0 {inner_left:.0} {inner_y:.0}Z"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers in the path of a segment: corners and radii.
    fn numbers(path: &str) -> Vec<f64> {
        path.split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse().ok())
            .collect()
    }

    /// The first versions of the page cut fractions off. A unit is less than a tenth of a pixel.
    #[test]
    fn the_outline_is_within_a_unit_of_that_in_the_first_versions() {
        for (count, expected) in [
            (
                1,
                "M1961 3899A1900 1900 0 1 1 2039 3899L2039 3119A1120 1120 0 1 0 1961 3119Z",
            ),
            (
                2,
                "M101 1961A1900 1900 0 0 1 3899 1961L3119 1961A1120 1120 0 0 0 881 1961Z",
            ),
            (
                3,
                "M375 1016A1900 1900 0 0 1 3625 1016L2949 1406A1120 1120 0 0 0 1051 1406Z",
            ),
            (
                4,
                "M686 629A1900 1900 0 0 1 3314 629L2763 1181A1120 1120 0 0 0 1237 1181Z",
            ),
            (
                7,
                "M1212 272A1900 1900 0 0 1 2788 272L2449 975A1120 1120 0 0 0 1551 975Z",
            ),
            (
                12,
                "M1547 155A1900 1900 0 0 1 2453 155L2251 909A1120 1120 0 0 0 1749 909Z",
            ),
        ] {
            let path = segment_path(count);
            let letters = |path: &str| path.replace(|c: char| c.is_ascii_digit(), "");
            assert_eq!(letters(&path), letters(expected));
            for (is, was) in numbers(&path).into_iter().zip(numbers(expected)) {
                assert!((is - was).abs() <= 1.0, "{count} segments: {path}");
            }
        }
    }

    #[test]
    fn a_segment_has_its_four_corners_on_its_two_edges() {
        let path = segment_path(7);
        let numbers = numbers(&path);
        let corner = |at: usize| (numbers[at] - MIDDLE).hypot(numbers[at + 1] - MIDDLE);
        for (at, radius) in [(0, OUTER), (7, OUTER), (9, INNER), (16, INNER)] {
            assert!((corner(at) - radius).abs() < 2.0, "{path}");
        }
    }
}
