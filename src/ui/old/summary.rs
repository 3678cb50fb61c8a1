//! Rows of a summary list.
//! Source: <https://design-system.service.gov.uk/components/summary-list/>.

use super::element::{Part, element, texted, words};

/// A question, its answer as typed, and a way back to it at `href`. `of` says which
/// of several alike it is, as heard: " of action 2".
pub fn summary_row(question: &'static str, answer: &str, href: &str, of: &str) -> Part {
    let change = element(
        "a",
        &[("class", "govuk-link"), ("href", href)],
        vec![
            words("Change"),
            texted("span", "govuk-visually-hidden", format!(" {question}{of}")),
        ],
    );
    element(
        "div",
        &[("class", "govuk-summary-list__row")],
        vec![
            texted("dt", "govuk-summary-list__key", question),
            answer_words("dd", "govuk-summary-list__value", answer),
            element(
                "dd",
                &[("class", "govuk-summary-list__actions")],
                vec![change],
            ),
        ],
    )
}

/// An answer as typed; where nothing was, that.
pub fn answer_words(tag: &'static str, class: &str, answer: &str) -> Part {
    let (look, shown) = if answer.trim().is_empty() {
        ("app-answer app-answer--blank", "Not filled in")
    } else {
        ("app-answer", answer)
    };
    let class = format!("{class} {look}");
    element(tag, &[("class", &class)], vec![words(shown)])
}

/// A summary list of such rows.
pub fn summary_list(rows: Vec<Part>) -> Part {
    element("dl", &[("class", "govuk-summary-list")], rows)
}
