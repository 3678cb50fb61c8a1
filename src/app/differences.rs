//! Where two states of a record differ.

use crate::app::Session;
use crate::record::{Field, Record, differences};
use crate::ui::old::{Part, answer_words, element, texted};
use crate::words;

/// Every place where two states of a record differ and that is to be looked at, with both
/// texts under the names of the states.
pub fn what_differs(
    session: Session,
    [one, other]: [&Record; 2],
    names: [String; 2],
    is_looked_at: impl Fn(Field) -> bool,
) -> Part {
    let briefing = session.briefing();
    let topics = briefing.topics();
    let shown = |field, text: String| match field {
        Field::About(_) => {
            let topics = text.lines().map(|id| words::topic_of(&topics, id));
            topics.collect::<Vec<_>>().join("\n")
        }
        _ => text,
    };
    let rows = differences(one, other).into_iter();
    let rows = rows.filter(|it| is_looked_at(it.field)).map(|it| {
        let field = it.field;
        // A row that only one of them has is found where it is.
        let place = if it.second.trim().is_empty() {
            one
        } else {
            other
        };
        let texts = [it.first, it.second].map(|text| shown(field, text));
        let both = names.iter().zip(texts).flat_map(|(name, text)| {
            [
                texted("dt", "app-difference__name", name.as_str()),
                answer_words("dd", "", &text),
            ]
        });
        element(
            "li",
            &[],
            vec![
                texted("strong", "", words::difference(field, place)),
                element("dl", &[("class", "app-difference")], both.collect()),
            ],
        )
    });
    let rows = rows.collect();
    element(
        "div",
        &[],
        vec![
            texted("h4", "govuk-heading-s", words::WHAT_DIFFERS),
            element("ul", &[("class", "govuk-list")], rows),
        ],
    )
}
