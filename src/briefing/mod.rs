//! The briefing as content: its types, its parser, and the words of the form
//! that goes with it.
//!
//! A briefing is data. The build writes one into the page, the app reads it
//! from there at start, and another briefing is another block of data in the
//! same page. The one that the product begins with stands beside this file.
//!
//! **Architecture invariant:** nothing here knows what a team answered.

mod about;
pub mod form;
mod pace;

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use about::{ABOUT, About, Text as AboutText};
pub use pace::{Countdown, PRESENTATION_MS};

/// The first briefing: Tameside's "Case Reviews 2017-2020", as a data block.
pub const TSCP_CASE_REVIEWS: &str = include_str!("tscp-case-reviews-2017-2020.json");

/// One briefing. Shape: a head, and segments in reading order, numbered from 1
/// by their place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// The id that records carry, lower-case ASCII.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the partnership calls such a page: "7 Minute Briefing".
    pub kind: String,
    /// The partnership that wrote it.
    pub partnership: String,
    /// Where returns and concerns go.
    pub email: String,
    /// How many reviews the counts are out of, at least 1.
    pub reviews: u32,
    /// The notice that stands on both pages of the form.
    pub keep_a_copy: String,
    /// The segments.
    pub segments: Vec<Segment>,
}

/// One numbered segment. Any of its three lists may be empty; they are read in
/// this order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// The heading.
    pub heading: String,
    /// The running text.
    pub paragraphs: Vec<Paragraph>,
    /// The findings, numbered from 1 by their place.
    pub findings: Vec<Finding>,
    /// The recommendations, numbered from 1 by their place.
    pub recommendations: Vec<Recommendation>,
}

/// A paragraph of running text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The words.
    pub text: String,
    /// An editorial note where the source breaks off after these words; `null` where it
    /// does not.
    // Named here, the reader makes the field obligatory: serde takes an `Option` that is not
    // there for `null`.
    #[serde(deserialize_with = "Option::deserialize")]
    pub missing: Option<String>,
    /// The numbers these words state.
    pub counts: Vec<Count>,
}

/// In how many of the reviews something was so.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// An id, unique within the briefing.
    pub id: String,
    /// What was so, in a few words.
    pub name: String,
    /// In how many reviews: 0 to [`Briefing::reviews`].
    pub reviews: u32,
}

/// A finding that a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The id that records carry.
    pub id: String,
    /// A short name for lists and charts.
    pub name: String,
    /// The finding in the partnership's words.
    pub text: String,
    /// In how many reviews it was found: 0 to [`Briefing::reviews`].
    pub reviews: u32,
}

/// A recommendation that a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// The id that records carry.
    pub id: String,
    /// A short name for lists and charts.
    pub name: String,
    /// The recommendation in the partnership's words.
    pub text: String,
}

/// What a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Recommendation or finding.
    pub kind: TopicKind,
    /// Its number within its kind, from 1.
    pub number: usize,
    /// The id that records carry.
    pub id: &'a str,
    /// Its short name.
    pub name: &'a str,
    /// It in the partnership's words.
    pub text: &'a str,
}

/// The two kinds of topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicKind {
    /// What the partnership asks teams to discuss.
    Recommendation,
    /// What the reviews found.
    Finding,
}

/// Why a data block is not a briefing, or not what the page says of itself, with the path of
/// the value in question. For the page's builder, who is at fault; never for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotABriefing(String);

impl fmt::Display for NotABriefing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a whole data block.
fn parse<T: DeserializeOwned>(block: &str) -> Result<T, NotABriefing> {
    let mut json = serde_json::Deserializer::from_str(block);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| NotABriefing(error.to_string()))?;
    json.end()
        .map_err(|error| NotABriefing(error.to_string()))?;
    Ok(value)
}

impl Briefing {
    /// Reads a briefing from its data block.
    ///
    /// # Errors
    ///
    /// When the block is not JSON of this shape, a count is above the number of
    /// reviews, or two topics or two counts have one id.
    pub fn parse(block: &str) -> Result<Self, NotABriefing> {
        let briefing: Self = parse(block)?;
        let topics = briefing.topics();
        let ids: Vec<&str> = (topics.iter().map(|topic| topic.id))
            .chain(briefing.counts().map(|count| count.id.as_str()))
            .collect();
        // There are a dozen or two of them.
        let twice = |(index, id): (usize, &&str)| ids[..index].contains(id);
        if ids.iter().enumerate().any(twice) {
            return Err(NotABriefing("two entries have one id".to_owned()));
        }
        let findings = (briefing.segments.iter())
            .flat_map(|segment| &segment.findings)
            .map(|finding| finding.reviews);
        let counts = briefing.counts().map(|count| count.reviews);
        let most = counts.chain(findings).max();
        if briefing.reviews == 0 || most > Some(briefing.reviews) {
            return Err(NotABriefing("a count is above the reviews".to_owned()));
        }
        Ok(briefing)
    }

    /// Everything a learning point can be about: the recommendations, which the
    /// briefing asks teams to discuss, then the findings.
    pub fn topics(&self) -> Vec<Topic<'_>> {
        let recommendations = (self.segments.iter())
            .flat_map(|segment| &segment.recommendations)
            .zip(1..)
            .map(|(topic, number)| Topic {
                kind: TopicKind::Recommendation,
                number,
                id: &topic.id,
                name: &topic.name,
                text: &topic.text,
            });
        let findings = (self.segments.iter())
            .flat_map(|segment| &segment.findings)
            .zip(1..)
            .map(|(topic, number)| Topic {
                kind: TopicKind::Finding,
                number,
                id: &topic.id,
                name: &topic.name,
                text: &topic.text,
            });
        recommendations.chain(findings).collect()
    }

    /// The numbers stated in the running text, in reading order.
    pub fn counts(&self) -> impl Iterator<Item = &Count> {
        (self.segments.iter())
            .flat_map(|segment| &segment.paragraphs)
            .flat_map(|paragraph| &paragraph.counts)
    }
}

impl Segment {
    /// Its sentences in reading order, without the heading.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        (self.paragraphs.iter().map(|it| &it.text))
            .chain(self.findings.iter().map(|it| &it.text))
            .chain(self.recommendations.iter().map(|it| &it.text))
    }
}
