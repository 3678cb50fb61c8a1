//! Boxes to type in. What is typed goes into the field at once and as it is:
//! nothing is trimmed, counted or refused.
//!
//! Sources: <https://design-system.service.gov.uk/components/text-input/>,
//! `/textarea/`, `/date-input/`.

use std::rc::Rc;

use super::element::{Element, Part, element, tag, words};
use leptos::ev::Event;

/// A text that a box shows and changes, wherever it is kept.
pub struct Text {
    /// The text now.
    pub read: Box<dyn Fn() -> String + Send + Sync>,
    /// Takes what was typed from the box's event.
    pub typed: Box<dyn Fn(&Event)>,
}

/// A box of one line under its label, with a line of help between them or none.
pub fn text_field(id: &str, label: &'static str, help: Option<&'static str>, text: Text) -> Part {
    let mut line = line(id, "govuk-input");
    let mut parts = vec![label_of(id, "govuk-label govuk-label--s", label)];
    if let Some(help) = help {
        line = line.with("aria-describedby", &format!("{id}-hint"));
        parts.push(hint(id, help));
    }
    parts.push(bound(line, text));
    element("div", &[("class", "govuk-form-group")], parts)
}

/// A box of several lines under its label and a line of help. It grows with its text
/// where the browser can.
pub fn text_area(
    id: &str,
    label: &'static str,
    help: &'static str,
    rows: &'static str,
    text: Text,
) -> Part {
    let area = tag("textarea")
        .with("class", "govuk-textarea app-textarea")
        .with("aria-describedby", &format!("{id}-hint"))
        .with("id", id)
        .with("rows", rows);
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            label_of(id, "govuk-label govuk-label--s", label),
            hint(id, help),
            bound(area, text),
        ],
    )
}

/// One of the three boxes of a date: "Day", "Month" or "Year", 2 or 4 digits wide.
pub fn date_part(id: &str, label: &'static str, digits: u8, text: Text) -> Part {
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
            bound(line(id, class).with("inputmode", "numeric"), text),
        ],
    )
}

/// A line of help for the box or the group of that id.
pub fn hint(id: &str, text: &'static str) -> Part {
    let id = format!("{id}-hint");
    let attributes = [("class", "govuk-hint"), ("id", id.as_str())];
    element("div", &attributes, vec![words(text)])
}

fn label_of(id: &str, class: &'static str, text: &'static str) -> Part {
    element("label", &[("class", class), ("for", id)], vec![words(text)])
}

fn line(id: &str, class: &'static str) -> Element {
    tag("input")
        .with("class", class)
        .with("type", "text")
        .with("autocomplete", "off")
        .with("id", id)
}

fn bound(input: Element, text: Text) -> Part {
    let Text { read, typed } = text;
    let typed: Rc<dyn Fn(&Event)> = typed.into();
    let left = Rc::clone(&typed);
    input
        .value(read)
        .on("input", Box::new(move |event| typed(&event)))
        .on("change", Box::new(move |event| left(&event)))
        .view()
}
