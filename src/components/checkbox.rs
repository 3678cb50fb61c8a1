//! A checkbox. Source: <https://design-system.service.gov.uk/components/checkboxes/>.

use leptos::prelude::*;

use super::element::{element, words};

/// One checkbox with its label. `checked` says whether it is chosen, `on_change` is
/// told whether it is chosen now.
pub fn checkbox(
    id: String,
    label: String,
    checked: Box<dyn Fn() -> bool + Send + Sync>,
    on_change: Box<dyn Fn(bool)>,
) -> AnyView {
    let label_attributes = [
        ("class", "govuk-label govuk-checkboxes__label"),
        ("for", id.as_str()),
    ];
    let label = element("label", &label_attributes, vec![words(label)]);
    let input = view! {
        <input
            class="govuk-checkboxes__input"
            type="checkbox"
            id=id
            prop:checked=checked
            on:change=move |event| on_change(event_target_checked(&event))
        />
    };
    element(
        "div",
        &[("class", "govuk-checkboxes__item")],
        vec![input.into_any(), label],
    )
}
