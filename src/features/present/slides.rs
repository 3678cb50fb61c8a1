//! Which slides a briefing has: a title, one slide for each matter, and what to discuss.

use crate::briefing::{Briefing, Finding, Paragraph, Recommendation, Segment};

/// How many words a slide has at most, unless a single piece has more.
const MOST_WORDS: usize = 60;

/// A text of fewer words goes on with what was said before, and shares its slide.
const FEW_WORDS: usize = 10;

/// A slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlideContent {
    /// The title. The clock does not run yet.
    Title,
    /// A segment, or a part of one that is too much for a slide.
    Part(SegmentPart),
    /// What to discuss.
    Questions,
}

/// A part of a segment, which fits on a slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentPart {
    /// The segment's number, from 1.
    pub segment: usize,
    /// The segment's heading.
    pub heading: String,
    /// The part's number within the segment, from 0.
    pub part: usize,
    /// How many parts the segment has.
    pub parts: usize,
    /// What is on the slide.
    pub pieces: Vec<Piece>,
    /// When the slide should end, in milliseconds from the start of the presentation.
    pub end_ms: i64,
}

impl SegmentPart {
    /// "02", or "02a" for a part.
    pub fn label(&self) -> String {
        let letter = ('a'..='z').nth(self.part).filter(|_| self.parts > 1);
        format!(
            "{:02}{}",
            self.segment,
            letter.map(String::from).unwrap_or_default()
        )
    }

    /// Whether the segment ends with this part.
    pub fn is_last(&self) -> bool {
        self.part + 1 == self.parts
    }
}

/// One thing that is said on a slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A finding.
    Finding(Finding),
    /// A recommendation, and its number from 1.
    Recommendation(usize, Recommendation),
}

impl Piece {
    fn words(&self) -> usize {
        let text = match self {
            Self::Paragraph(paragraph) => &paragraph.text,
            Self::Finding(finding) => &finding.text,
            Self::Recommendation(_, recommendation) => &recommendation.text,
        };
        text.split_whitespace().count()
    }

    /// Whether it is drawn as a chart.
    fn has_chart(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => !paragraph.counts.is_empty(),
            Self::Finding(_) => true,
            Self::Recommendation(..) => false,
        }
    }
}

/// The slides of a briefing, in order.
pub fn slides(briefing: &Briefing) -> Vec<SlideContent> {
    let mut slides = vec![SlideContent::Title];
    let mut start_ms = 0;
    for ((segment, number), end_ms) in briefing.segments.iter().zip(1..).zip(briefing.pace_ms()) {
        let parts = split(segment);
        let count = parts.len();
        let words = |pieces: &[Piece]| pieces.iter().map(Piece::words).sum::<usize>().max(1);
        let all: usize = parts.iter().map(|part| words(part)).sum();
        let mut so_far = 0;
        for (part, pieces) in parts.into_iter().enumerate() {
            so_far += words(&pieces);
            slides.push(SlideContent::Part(SegmentPart {
                segment: number,
                heading: segment.heading.clone(),
                part,
                parts: count,
                pieces,
                end_ms: start_ms + share(end_ms - start_ms, so_far, all),
            }));
        }
        start_ms = end_ms;
    }
    slides.push(SlideContent::Questions);
    slides
}

fn share(ms: i64, part: usize, all: usize) -> i64 {
    let number = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    ms.saturating_mul(number(part)) / number(all).max(1)
}

/// The parts of a segment: one matter each. There is at least one, which may be empty.
fn split(segment: &Segment) -> Vec<Vec<Piece>> {
    let recommendations = segment.recommendations.iter().cloned().zip(1..);
    let pieces = (segment.paragraphs.iter().cloned().map(Piece::Paragraph))
        .chain(segment.findings.iter().cloned().map(Piece::Finding))
        .chain(recommendations.map(|(row, number)| Piece::Recommendation(number, row)));
    let mut parts = Vec::new();
    let mut part: Vec<Piece> = Vec::new();
    for piece in pieces {
        let is_new_matter = part.iter().any(Piece::has_chart) && piece.words() >= FEW_WORDS;
        let words: usize = part.iter().chain([&piece]).map(Piece::words).sum();
        if !part.is_empty() && (is_new_matter || words > MOST_WORDS) {
            parts.push(std::mem::take(&mut part));
        }
        part.push(piece);
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{PRESENTATION_MS, TSCP_CASE_REVIEWS};

    fn briefing() -> Briefing {
        let Ok(briefing) = Briefing::parse(TSCP_CASE_REVIEWS) else {
            unreachable!("the bundled briefing is one")
        };
        briefing
    }

    fn parts(slides: &[SlideContent]) -> Vec<&SegmentPart> {
        let parts = slides.iter().filter_map(|slide| match slide {
            SlideContent::Part(part) => Some(part),
            SlideContent::Title | SlideContent::Questions => None,
        });
        parts.collect()
    }

    #[test]
    fn a_matter_has_a_slide_of_its_own() {
        let slides = slides(&briefing());
        assert_eq!(slides.first(), Some(&SlideContent::Title));
        assert_eq!(slides.last(), Some(&SlideContent::Questions));
        let labels: Vec<String> = parts(&slides).iter().map(|part| part.label()).collect();
        assert_eq!(
            labels,
            [
                "01", "02a", "02b", "02c", "03", "04", "05a", "05b", "05c", "05d", "06", "07"
            ]
        );
    }

    #[test]
    fn every_piece_is_on_one_slide_in_order() {
        let briefing = briefing();
        let slides = slides(&briefing);
        let shown: usize = parts(&slides).iter().map(|part| part.pieces.len()).sum();
        let texts: usize = briefing.segments.iter().map(|it| it.texts().count()).sum();
        assert_eq!(shown, texts);
    }

    #[test]
    fn the_slides_of_a_segment_share_its_time_and_the_last_ends_with_it() {
        let briefing = briefing();
        let slides = slides(&briefing);
        let ends: Vec<i64> = parts(&slides).iter().map(|part| part.end_ms).collect();
        assert!(ends.is_sorted_by(|one, next| one < next), "{ends:?}");
        for (part, end) in parts(&slides)
            .iter()
            .filter(|part| part.is_last())
            .zip(briefing.pace_ms())
        {
            assert_eq!(part.end_ms, end, "{}", part.label());
        }
        assert_eq!(ends.last(), Some(&PRESENTATION_MS));
    }

    #[test]
    fn long_text_is_split_and_an_empty_segment_has_a_slide() {
        let paragraph = |words: usize| Paragraph {
            text: "word ".repeat(words),
            missing: None,
            counts: Vec::new(),
        };
        let mut segment = briefing().segments.remove(0);
        segment.paragraphs = vec![paragraph(50), paragraph(9), paragraph(2), paragraph(200)];
        let lengths: Vec<usize> = split(&segment).iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 1, 1]);
        segment.paragraphs.clear();
        assert_eq!(split(&segment), [vec![]]);
    }
}
