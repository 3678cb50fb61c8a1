//! A date in three boxes. Source: <https://design-system.service.gov.uk/components/date-input/>.

use leptos::prelude::*;

use super::text_input::{Hint, TextBinding, hint_id};

/// A date in three boxes, below a legend and a line of help. The first box has `id`, so that a link
/// to the date leads there.
#[component]
pub fn DateInput(
    /// The id of the first box; the others add "-month" and "-year".
    #[prop(into)]
    id: String,
    /// What the date is for.
    legend: &'static str,
    /// The line of help.
    hint: &'static str,
    /// The day of the month.
    day: TextBinding,
    /// The month.
    month: TextBinding,
    /// The year.
    year: TextBinding,
    /// What goes below the boxes, inside the group, such as quick choices.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <fieldset class="govuk-fieldset govuk-form-group" aria-describedby=hint_id(&id)>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
            <Hint of=id.clone() text=hint />
            <div class="govuk-date-input">
                <DateInputItem id=id.clone() label="Day" digits=2 text=day />
                <DateInputItem id=format!("{id}-month") label="Month" digits=2 text=month />
                <DateInputItem id=format!("{id}-year") label="Year" digits=4 text=year />
            </div>
            {children.map(|children| children())}
        </fieldset>
    }
}

/// One box of a date, for use without [`DateInput`]. The boxes of a date belong in an element of the
/// class `govuk-date-input`.
#[component]
pub fn DateInputItem(
    /// The id of the box.
    id: String,
    /// The label: "Day".
    label: &'static str,
    /// How many digits it is wide.
    digits: u8,
    /// What it shows and changes.
    text: TextBinding,
) -> impl IntoView {
    // Written out in full: otherwise the build would remove the rules as unused.
    let width = if digits > 2 {
        "govuk-input--width-4"
    } else {
        "govuk-input--width-2"
    };
    view! {
        <div class="govuk-date-input__item">
            <label class="govuk-label govuk-date-input__label" for=id.clone()>{label}</label>
            <input
                class=format!("govuk-input govuk-date-input__input {width}")
                type="text"
                autocomplete="off"
                id=id
                inputmode="numeric"
                prop:value=text.value
                on:input=move |event| text.handle(event)
                on:change=move |event| text.handle(event)
            />
        </div>
    }
}
