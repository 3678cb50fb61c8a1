//! Boxes to type in. What is typed goes into the field at once and as it is:
//! nothing is trimmed, counted or refused.
//!
//! Sources: <https://design-system.service.gov.uk/components/text-input/>,
//! `/textarea/`, `/date-input/`.

use leptos::prelude::*;
use reactive_stores::Field;

use super::element::{element, words};

/// What a field holds. A field whose row was removed while the browser was still
/// telling of it holds nothing, and takes nothing.
fn typed(field: Field<String>) -> String {
    field.try_get().unwrap_or_default()
}

fn keep(field: Field<String>, text: String) {
    let _ = field.try_set(text);
}

/// A box of one line under its label, with a line of help between them or none.
pub fn text_field(
    id: &str,
    label: &'static str,
    help: Option<&'static str>,
    field: Field<String>,
) -> AnyView {
    let help_id = help.map(|_| format!("{id}-hint"));
    let mut parts = vec![label_of(id, "govuk-label govuk-label--s", label)];
    parts.extend(help.map(|help| hint(id, help)));
    parts.push(line(id, "govuk-input", None, help_id, field));
    element("div", &[("class", "govuk-form-group")], parts)
}

/// A box of several lines under its label and a line of help. It grows with its text
/// where the browser can.
pub fn text_area(
    id: &str,
    label: &'static str,
    help: &'static str,
    rows: u8,
    field: Field<String>,
) -> AnyView {
    let area = view! {
        <textarea
            class="govuk-textarea app-textarea"
            aria-describedby=format!("{id}-hint")
            id=id.to_owned()
            rows=rows
            prop:value=move || typed(field)
            on:input=move |event| keep(field, event_target_value(&event))
        ></textarea>
    };
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            label_of(id, "govuk-label govuk-label--s", label),
            hint(id, help),
            area.into_any(),
        ],
    )
}

/// One of the three boxes of a date: "Day", "Month" or "Year", 2 or 4 digits wide.
pub fn date_part(id: &str, label: &'static str, digits: u8, field: Field<String>) -> AnyView {
    let class = if digits == 2 {
        "govuk-input govuk-date-input__input govuk-input--width-2"
    } else {
        "govuk-input govuk-date-input__input govuk-input--width-4"
    };
    element(
        "div",
        &[("class", "govuk-date-input__item")],
        vec![
            label_of(id, "govuk-label govuk-date-input__label", label),
            line(id, class, Some("numeric"), None, field),
        ],
    )
}

/// A line of help for the box or the group of that id.
pub fn hint(id: &str, text: &'static str) -> AnyView {
    let id = format!("{id}-hint");
    let attributes = [("class", "govuk-hint"), ("id", id.as_str())];
    element("div", &attributes, vec![words(text)])
}

fn label_of(id: &str, class: &'static str, text: &'static str) -> AnyView {
    element("label", &[("class", class), ("for", id)], vec![words(text)])
}

fn line(
    id: &str,
    class: &'static str,
    inputmode: Option<&'static str>,
    described_by: Option<String>,
    field: Field<String>,
) -> AnyView {
    view! {
        <input
            class=class
            type="text"
            inputmode=inputmode
            autocomplete="off"
            id=id.to_owned()
            aria-describedby=described_by
            prop:value=move || typed(field)
            on:input=move |event| keep(field, event_target_value(&event))
        />
    }
    .into_any()
}
