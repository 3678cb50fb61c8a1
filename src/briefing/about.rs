//! The page's accessibility statement and privacy notice.
//!
//! They are data, like the briefing, and the build writes them into the page. A partnership that puts
//! the page on its own website must change them to what is true there.

use serde::Deserialize;

use super::{Briefing, NotABriefing, parse};

/// Both texts as JSON.
pub const ABOUT: &str = include_str!("about.json");

/// Both texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The accessibility statement. It follows the model that public bodies have to use under the
    /// regulations of 2018. Source:
    /// <https://www.gov.uk/guidance/model-accessibility-statement>.
    pub accessibility: Text,
    /// What is stored where, and how to delete it.
    pub privacy: Text,
}

/// A text that has parts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The title.
    pub title: String,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a text: paragraphs, then a list. [`About::parse`] replaces `{title}`, `{partnership}` and
/// `{email}` in both with the briefing's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading; empty if there is none.
    pub heading: String,
    /// The paragraphs.
    pub text: Vec<String>,
    /// The items of the list.
    pub list: Vec<String>,
}

impl About {
    /// Reads both texts from JSON and fills in what depends on the briefing.
    ///
    /// # Errors
    ///
    /// If the JSON does not have this shape.
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
