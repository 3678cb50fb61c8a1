//! The briefing as content: its types, its parser, how long it takes, and the words of the form that
//! goes with it.
//!
//! A briefing is data. The build writes one into the page as a block of JSON, and the app reads it when
//! it starts. Another briefing needs another block and nothing else. The first one is beside this file.
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

/// The first briefing, Tameside's "Case Reviews 2017-2020", as JSON.
pub const TSCP_CASE_REVIEWS: &str = include_str!("tscp-case-reviews-2017-2020.json");

/// A briefing: a header, and segments in reading order, numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// The id, in lower-case ASCII. Records refer to the briefing by it.
    pub id: String,
    /// The version, from 1. It goes up when the partnership corrects the briefing.
    pub version: u32,
    /// The title.
    pub title: String,
    /// What the partnership calls this kind of page: "7 Minute Briefing".
    pub kind: String,
    /// The partnership that wrote it.
    pub partnership: String,
    /// The email address for returns and concerns.
    pub email: String,
    /// The number of reviews, at least 1. Every count is out of this number.
    pub reviews: u32,
    /// The notice on both pages of the form.
    pub keep_a_copy: String,
    /// The segments.
    pub segments: Vec<Segment>,
}

/// A segment. Any of its three lists may be empty. They are shown in this order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// The heading.
    pub heading: String,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The recommendations.
    pub recommendations: Vec<Recommendation>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// A note for readers if the source breaks off after this text; otherwise `null`.
    // Makes the field mandatory. Without it, serde reads a missing `Option` as `null`.
    #[serde(deserialize_with = "Option::deserialize")]
    pub missing: Option<String>,
    /// The numbers that the text states.
    pub counts: Vec<Count>,
}

/// The number of reviews in which something was the case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// An id, unique within the briefing.
    pub id: String,
    /// What was the case, in a few words.
    pub name: String,
    /// The number of reviews: 0 to [`Briefing::reviews`].
    pub reviews: u32,
}

/// A finding that a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The id. Records refer to it.
    pub id: String,
    /// A short name for lists and charts.
    pub name: String,
    /// The finding in the partnership's words.
    pub text: String,
    /// The number of reviews that found it: 0 to [`Briefing::reviews`].
    pub reviews: u32,
}

/// A recommendation that a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// The id. Records refer to it.
    pub id: String,
    /// A short name for lists and charts.
    pub name: String,
    /// The recommendation in the partnership's words.
    pub text: String,
}

/// A recommendation or a finding, which a learning point can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Recommendation or finding.
    pub kind: TopicKind,
    /// Its number within its kind, from 1.
    pub number: usize,
    /// The id. Records refer to it.
    pub id: &'a str,
    /// Its short name.
    pub name: &'a str,
    /// The text in the partnership's words.
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

/// Why some JSON is not a briefing or not [`About`], with the path of a value of the wrong type. The
/// message is for whoever builds the page; readers never see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotABriefing(String);

impl fmt::Display for NotABriefing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a whole text as JSON.
fn parse<T: DeserializeOwned>(block: &str) -> Result<T, NotABriefing> {
    let mut json = serde_json::Deserializer::from_str(block);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| NotABriefing(error.to_string()))?;
    json.end()
        .map_err(|error| NotABriefing(error.to_string()))?;
    Ok(value)
}

impl Briefing {
    /// Reads a briefing from JSON.
    ///
    /// # Errors
    ///
    /// If the JSON does not have this shape, if there are no reviews, if a count is higher than their
    /// number, or if two topics or counts have the same id.
    pub fn parse(block: &str) -> Result<Self, NotABriefing> {
        let briefing: Self = parse(block)?;
        let topics = briefing.topics();
        let ids: Vec<&str> = (topics.iter().map(|topic| topic.id))
            .chain(briefing.counts().map(|count| count.id.as_str()))
            .collect();
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

    /// Everything that a learning point can be about: first the recommendations, which the briefing asks
    /// teams to discuss, then the findings.
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

    /// The numbers that the paragraphs state, in reading order.
    pub fn counts(&self) -> impl Iterator<Item = &Count> {
        (self.segments.iter())
            .flat_map(|segment| &segment.paragraphs)
            .flat_map(|paragraph| &paragraph.counts)
    }
}

impl Segment {
    /// The texts of the segment in reading order, without the heading.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        (self.paragraphs.iter().map(|it| &it.text))
            .chain(self.findings.iter().map(|it| &it.text))
            .chain(self.recommendations.iter().map(|it| &it.text))
    }
}
