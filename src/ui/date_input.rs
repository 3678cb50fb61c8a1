//! A date in three boxes. Source: <https://design-system.service.gov.uk/components/date-input/>.

use leptos::prelude::*;

use super::text_input::{Hint, TextBinding, hint_id};

/// A date in three boxes, below a legend and a line of help. The first box bears `id`, so that a
/// link to the date leads there.
#[component]
pub fn DateInput(
    /// The id of the first box; the others add "-month" and "-year".
    #[prop(into)]
    id: String,
    /// What the date is of.
    legend: &'static str,
    /// The line of help.
    hint: &'static str,
    /// The day of the month.
    day: TextBinding,
    /// The month.
    month: TextBinding,
    /// The year.
    year: TextBinding,
    /// What stands below the boxes within the group, such as quick choices.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <fieldset class="govuk-fieldset govuk-form-group" aria-describedby=hint_id(&id)>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
            <Hint of=id.clone() text=hint />
            <div class="govuk-date-input">
                <DatePart id=id.clone() label="Day" digits=2 text=day />
                <DatePart id=format!("{id}-month") label="Month" digits=2 text=month />
                <DatePart id=format!("{id}-year") label="Year" digits=4 text=year />
            </div>
            {children.map(|children| children())}
        </fieldset>
    }
}

#[component]
fn DatePart(id: String, label: &'static str, digits: u8, text: TextBinding) -> impl IntoView {
    view! {
        <div class="govuk-date-input__item">
            <label class="govuk-label govuk-date-input__label" for=id.clone()>{label}</label>
            <input
                class=format!("govuk-input govuk-date-input__input govuk-input--width-{digits}")
                type="text"
                autocomplete="off"
                id=id
                inputmode="numeric"
                prop:value=text.value
                on:input=move |event| text.on_typed.run(event)
                on:change=move |event| text.on_typed.run(event)
            />
        </div>
    }
}
