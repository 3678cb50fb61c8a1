//! Checkboxes. Source: <https://design-system.service.gov.uk/components/checkboxes/>.

use leptos::prelude::*;

/// One checkbox with its label.
#[component]
pub fn Checkbox(
    /// The id of the box.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with whether it is ticked now.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id=id.clone()
                prop:checked=checked
                on:change=move |event| {
                    on_change.try_run(event_target_checked(&event));
                }
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>
                {label}
            </label>
        </div>
    }
}
