//! The briefing on one page of A4, as partnerships publish it: the wheel in the middle, the segments
//! around it.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use super::text;
use crate::app::briefing_text::{BriefingTitle, ParagraphText, RecommendationsList};
use crate::briefing::{Briefing, Segment};
use crate::ui::{UnitChart, WheelPicture};

/// The id of the sheet, whose type is made as large as one page has room for.
pub const SHEET_ID: &str = "one-page";

/// About how many letters fit into a line beside the wheel, and below it.
const SIDE_LINE: usize = 36;
const LOWER_LINE: usize = 54;
/// About how many lines the wheel is high.
const WHEEL_LINES: usize = 15;
/// The lines that a heading, and the space between two segments, take.
const HEADING_LINES: usize = 3;

/// The briefing on one page.
#[component]
pub fn OnePage() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let places = Places::of(&briefing.segments);
    let reviews = briefing.reviews;
    let segments = |range: Range<usize>| {
        (briefing
            .segments
            .iter()
            .cloned()
            .zip(1..)
            .skip(range.start)
            .take(range.len()))
        .map(|(segment, number)| view! { <SegmentOnPage segment number reviews /> })
        .collect_view()
    };
    let wheel = (1..=briefing.segments.len())
        .map(|number| (format!("{number:02}"), format!("app-segment--{number}")))
        .collect();
    view! {
        <article class="app-one-page" id=SHEET_ID>
            <header class="app-one-page__head">
                <p>{briefing.partnership.clone()}</p>
                <h1 class="app-one-page__title">
                    {format!("{}: ", briefing.kind)} <BriefingTitle />
                </h1>
                <p>{text::WHAT_TO_DO}</p>
            </header>
            <div class="app-one-page__right">{segments(places.right())}</div>
            <div class="app-one-page__lower">
                <div>{segments(places.lower_right())}</div>
                <div>{segments(places.lower_left())}</div>
            </div>
            <div class="app-one-page__left">{segments(places.left())}</div>
            <div class="app-one-page__wheel">
                <WheelPicture segments=wheel />
                <p class="app-one-page__middle">
                    <BriefingTitle />
                </p>
            </div>
            <footer class="app-one-page__foot">
                <span>{text::contact(&briefing.email)}</span>
                <span>{text::version(briefing.version)}</span>
            </footer>
        </article>
    }
}

#[component]
fn SegmentOnPage(segment: Segment, number: usize, reviews: u32) -> impl IntoView {
    let paragraphs = segment.paragraphs.into_iter().map(|paragraph| {
        // Text that states several numbers has no room for so many charts.
        let chart = match paragraph.counts.as_slice() {
            [count] => Some(view! { <UnitChart filled=count.reviews of=reviews /> }),
            _ => None,
        };
        view! {
            <p>
                {chart} <ParagraphText paragraph />
            </p>
        }
    });
    let findings = segment.findings.into_iter().map(|finding| {
        view! {
            <p>
                <UnitChart filled=finding.reviews of=reviews />
                {finding.text}
            </p>
        }
    });
    let recommendations = Some(segment.recommendations)
        .filter(|rows| !rows.is_empty())
        .map(|rows| view! { <RecommendationsList rows /> });
    view! {
        <section class=format!("app-one-page__segment app-segment--{number}")>
            <h2 class="app-one-page__heading">
                <span class="app-one-page__number">{format!("{number:02}")}</span>
                " "
                {segment.heading}
            </h2>
            {paragraphs.collect_view()}
            {findings.collect_view()}
            {recommendations}
        </section>
    }
}

/// Which segments stand where, clockwise from the top: to the right of the wheel, below it on the right,
/// below it on the left, to its left from the bottom up. Each number is the first segment, from 0, that
/// stands in the next place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Places {
    lower_right: usize,
    lower_left: usize,
    left: usize,
    count: usize,
}

impl Places {
    /// The places with which the page is shortest.
    fn of(segments: &[Segment]) -> Self {
        let count = segments.len();
        let mut best = Self {
            lower_right: count,
            lower_left: count,
            left: count,
            count,
        };
        let mut least = best.lines(segments);
        for lower_right in 0..=count {
            for lower_left in lower_right..=count {
                for left in lower_left..=count {
                    let places = Self {
                        lower_right,
                        lower_left,
                        left,
                        count,
                    };
                    let lines = places.lines(segments);
                    if lines < least {
                        (best, least) = (places, lines);
                    }
                }
            }
        }
        best
    }

    fn right(self) -> Range<usize> {
        0..self.lower_right
    }

    fn lower_right(self) -> Range<usize> {
        self.lower_right..self.lower_left
    }

    fn lower_left(self) -> Range<usize> {
        self.lower_left..self.left
    }

    fn left(self) -> Range<usize> {
        self.left..self.count
    }

    /// About how many lines the page is high, and how uneven its columns are.
    fn lines(self, segments: &[Segment]) -> (usize, usize) {
        let lines = |range: Range<usize>, line| {
            let rows = segments.get(range).unwrap_or_default();
            rows.iter()
                .map(|segment| lines_of(segment, line))
                .sum::<usize>()
        };
        let (right, left) = (
            lines(self.right(), SIDE_LINE),
            lines(self.left(), SIDE_LINE),
        );
        let lower_right = lines(self.lower_right(), LOWER_LINE);
        let lower_left = lines(self.lower_left(), LOWER_LINE);
        let height = right.max(left).max(WHEEL_LINES) + lower_right.max(lower_left);
        (
            height,
            right.abs_diff(left) + lower_right.abs_diff(lower_left),
        )
    }
}

/// About how many lines a segment takes, with so many letters a line.
fn lines_of(segment: &Segment, line: usize) -> usize {
    // A chart is about as long as twelve letters.
    let length = |text: &str, charts: usize| text.chars().count() + 12 * charts;
    let paragraphs = segment.paragraphs.iter().map(|it| {
        let note = it.missing.as_deref().unwrap_or_default();
        length(&it.text, usize::from(it.counts.len() == 1)) + length(note, 0)
    });
    let findings = segment.findings.iter().map(|it| length(&it.text, 1));
    let recommendations = segment
        .recommendations
        .iter()
        .map(|it| length(&it.text, 0) + 4);
    let lengths = paragraphs.chain(findings).chain(recommendations);
    lengths.map(|length| length.div_ceil(line)).sum::<usize>() + HEADING_LINES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Briefing, Paragraph, TSCP_CASE_REVIEWS};

    fn segment(letters: usize) -> Segment {
        Segment {
            heading: "Heading".to_owned(),
            paragraphs: vec![Paragraph {
                text: "x".repeat(letters),
                missing: None,
                counts: Vec::new(),
            }],
            findings: Vec::new(),
            recommendations: Vec::new(),
        }
    }

    #[test]
    fn every_segment_has_one_place_in_reading_order() {
        for count in 0..=12 {
            let segments: Vec<_> = (0..count).map(|n| segment(100 + 90 * n)).collect();
            let places = Places::of(&segments);
            let order: Vec<usize> = (places.right())
                .chain(places.lower_right())
                .chain(places.lower_left())
                .chain(places.left())
                .collect();
            assert_eq!(order, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_long_segment_stands_below_the_wheel() {
        let mut segments: Vec<_> = (0..7).map(|_| segment(150)).collect();
        segments[4] = segment(900);
        let places = Places::of(&segments);
        assert!(
            places.lower_right().contains(&4) || places.lower_left().contains(&4),
            "{places:?}"
        );
    }

    #[test]
    fn the_first_briefing_has_segments_on_all_sides() {
        let Ok(briefing) = Briefing::parse(TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is one")
        };
        let places = Places::of(&briefing.segments);
        for place in [
            places.right(),
            places.lower_right(),
            places.lower_left(),
            places.left(),
        ] {
            assert!(!place.is_empty(), "{places:?}");
        }
    }
}
