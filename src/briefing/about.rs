//! What the page says of itself: its accessibility statement, and what is kept where.
//!
//! It is data, as the briefing is, and the build writes it into the page as text. A
//! partnership that puts the page on its own website has to say there what holds for it.

use serde::Deserialize;

use super::{Briefing, NotABriefing, parse};

/// The first texts, as JSON.
pub const ABOUT: &str = include_str!("about.json");

/// Both texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// How far everybody can use the page, in the order of the model that the regulations
    /// of 2018 ask public bodies to follow. Source:
    /// <https://www.gov.uk/guidance/model-accessibility-statement>.
    pub accessibility: Text,
    /// What is kept where, and how to delete it.
    pub privacy: Text,
}

/// A text in parts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The title.
    pub title: String,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a text: paragraphs, then a list. `{title}`, `{partnership}` and `{email}` in
/// them stand for those of the briefing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading; empty for a part without.
    pub heading: String,
    /// The paragraphs.
    pub text: Vec<String>,
    /// The entries of the list; none for a part without.
    pub list: Vec<String>,
}

impl About {
    /// Reads both texts from their JSON, as they are for that briefing.
    ///
    /// # Errors
    ///
    /// When the block is not JSON of this shape.
    pub fn parse(block: &str, briefing: &Briefing) -> Result<Self, NotABriefing> {
        let mut about: Self = parse(block)?;
        for text in [&mut about.accessibility, &mut about.privacy] {
            for part in &mut text.parts {
                for text in part.text.iter_mut().chain(&mut part.list) {
                    *text = text
                        .replace("{title}", &briefing.title)
                        .replace("{partnership}", &briefing.partnership)
                        .replace("{email}", &briefing.email);
                }
            }
        }
        Ok(about)
    }
}
