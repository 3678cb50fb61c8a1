//! A list to choose one item from. Source: <https://design-system.service.gov.uk/components/select/>.

use leptos::prelude::*;

/// One item of a list.
pub struct SelectOption {
    /// What `on_choose` gets.
    pub value: String,
    /// What people read.
    pub text: String,
}

/// A list below its label.
#[component]
pub fn Select(
    /// The id of the list.
    #[prop(into)]
    id: String,
    /// The label.
    label: &'static str,
    /// The items.
    options: Vec<SelectOption>,
    /// The value of the item that is chosen at first.
    #[prop(into)]
    value: String,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let items = options.into_iter().map(|option| {
        let is_chosen = option.value == value;
        view! { <option value=option.value prop:selected=is_chosen>{option.text}</option> }
    });
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id.clone()>{label}</label>
            <select
                class="govuk-select app-select"
                autocomplete="off"
                id=id
                on:change=move |event| {
                    on_choose.try_run(event_target_value(&event));
                }
            >
                {items.collect_view()}
            </select>
        </div>
    }
}
