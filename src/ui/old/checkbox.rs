//! A checkbox. Source: <https://design-system.service.gov.uk/components/checkboxes/>.

use leptos::prelude::*;

use super::element::{Part, element, tag, words};

/// One checkbox with its label. `checked` says whether it is chosen, `on_change` is
/// told whether it is chosen now.
pub fn checkbox(
    id: &str,
    label: String,
    checked: Box<dyn Fn() -> bool + Send + Sync>,
    on_change: Box<dyn Fn(bool)>,
) -> Part {
    let label_attributes = [
        ("class", "govuk-label govuk-checkboxes__label"),
        ("for", id),
    ];
    let input = tag("input")
        .with("class", "govuk-checkboxes__input")
        .with("type", "checkbox")
        .with("id", id)
        .is("checked", checked)
        .on(
            "change",
            Box::new(move |event| on_change(event_target_checked(&event))),
        );
    element(
        "div",
        &[("class", "govuk-checkboxes__item")],
        vec![
            input.view(),
            element("label", &label_attributes, vec![words(label)]),
        ],
    )
}
