//! Radio buttons. Source: <https://design-system.service.gov.uk/components/radios/>.

use leptos::prelude::*;

/// One radio button of a group.
pub struct RadioOption<T> {
    /// The value that it chooses.
    pub value: T,
    /// The label.
    pub label: &'static str,
}

/// A group of radio buttons, side by side below a legend.
#[component]
pub fn Radios<T: Copy + PartialEq + Send + Sync + 'static>(
    /// The id of the first button; the others add "-1", "-2" and so on.
    #[prop(into)]
    id: String,
    /// The name that groups them, unique on the page.
    #[prop(into)]
    name: String,
    /// The options.
    options: Vec<RadioOption<T>>,
    /// Which value is chosen now.
    #[prop(into)]
    chosen: Signal<Option<T>>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: Callback<T>,
    /// What the legend says.
    children: Children,
) -> impl IntoView {
    let buttons = options.into_iter().enumerate().map(|(index, option)| {
        let id = if index == 0 {
            id.clone()
        } else {
            format!("{id}-{index}")
        };
        view! {
            <div class="govuk-radios__item">
                <input
                    class="govuk-radios__input"
                    type="radio"
                    name=name.clone()
                    id=id.clone()
                    prop:checked=move || chosen.get() == Some(option.value)
                    on:change=move |_| {
                        on_choose.try_run(option.value);
                    }
                />
                <label class="govuk-label govuk-radios__label" for=id>{option.label}</label>
            </div>
        }
    });
    view! {
        <fieldset class="govuk-fieldset govuk-form-group">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{children()}</legend>
            <div class="govuk-radios govuk-radios--inline">{buttons.collect_view()}</div>
        </fieldset>
    }
}
