//! Rows of a summary list.
//! Source: <https://design-system.service.gov.uk/components/summary-list/>.

use leptos::prelude::*;

use super::element::{element, texted, words};

/// A question, its answer as typed, and a way back to it at `href`. `of` says which
/// of several alike it is, as heard: " of action 2".
pub fn summary_row(question: &'static str, answer: &str, href: &str, of: &str) -> AnyView {
    let blank = answer.trim().is_empty();
    let (class, shown) = if blank {
        (
            "govuk-summary-list__value app-answer app-answer--blank",
            "Not filled in",
        )
    } else {
        ("govuk-summary-list__value app-answer", answer)
    };
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
            texted("dd", class, shown),
            element(
                "dd",
                &[("class", "govuk-summary-list__actions")],
                vec![change],
            ),
        ],
    )
}

/// A summary list of such rows.
pub fn summary_list(rows: Vec<AnyView>) -> AnyView {
    element("dl", &[("class", "govuk-summary-list")], rows)
}
