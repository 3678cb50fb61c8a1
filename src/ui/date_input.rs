//! A date in three boxes. Source: <https://design-system.service.gov.uk/components/date-input/>.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusEvent, Node};

use super::text_input::{Hint, Messages, TextBinding, description};

/// A date in three boxes, below a legend and a line of help, and above a line that says which date it
/// is. The first box has `id`, so that a link to the date leads there.
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
    /// The date in words; empty while there is none.
    #[prop(into)]
    reading: Signal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// What is worth another look in it.
    #[prop(into)]
    note: Signal<Option<&'static str>>,
    /// Called when the focus leaves the group.
    #[prop(into)]
    on_leave: Callback<()>,
    /// What goes below the boxes, inside the group, such as quick choices.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let has_error = Signal::derive(move || error.with(Option::is_some));
    let described_by = {
        let (others, reading_id) = (description(&id, true, error, note), reading_id(&id));
        move || format!("{} {reading_id}", others().unwrap_or_default())
    };
    let leave = move |event: FocusEvent| {
        let group = (event.current_target()).and_then(|it| it.dyn_into::<Node>().ok());
        let next = (event.related_target()).and_then(|it| it.dyn_into::<Node>().ok());
        if group.is_none_or(|group| !group.contains(next.as_ref())) {
            // The browser can send the event of a group that was just removed.
            on_leave.try_run(());
        }
    };
    let of = id.clone();
    view! {
        <fieldset
            class="govuk-fieldset govuk-form-group"
            class=("govuk-form-group--error", has_error)
            aria-describedby=described_by
            on:focusout=leave
        >
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
            <Hint of=id.clone() text=hint />
            <Messages of=id.clone() error=error note=note />
            <div class="govuk-date-input">
                <DateInputItem id=id.clone() label="Day" digits=2 text=day />
                <DateInputItem id=format!("{id}-month") label="Month" digits=2 text=month />
                <DateInputItem id=format!("{id}-year") label="Year" digits=4 text=year />
            </div>
            <DateReading of=of text=reading />
            {children.map(|children| children())}
        </fieldset>
    }
}

/// The date in words, below its boxes; empty while there is none.
#[component]
pub fn DateReading(
    /// The id of the date.
    of: String,
    /// The date in words.
    text: Signal<String>,
) -> impl IntoView {
    view! { <p class="govuk-hint app-date-reading" id=reading_id(&of)>{text}</p> }
}

/// The id of a date in words, for an `aria-describedby`.
pub fn reading_id(of: &str) -> String {
    format!("{of}-reading")
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
