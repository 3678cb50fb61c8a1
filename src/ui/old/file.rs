//! A way in for files. Source: <https://design-system.service.gov.uk/components/file-upload/>.

use super::element::{Part, element, tag, words};

/// A way in for files, under its label; `help` says which. `attributes` are its own besides
/// the usual ones; `chosen` is called when files were chosen in it.
pub fn file_input(
    id: &'static str,
    label: &'static str,
    help: &'static str,
    attributes: &[(&'static str, &str)],
    chosen: Box<dyn Fn()>,
) -> Part {
    let hint_id = format!("{id}-hint");
    let mut input = tag("input")
        .with("class", "govuk-file-upload")
        .with("type", "file")
        .with("id", id)
        .with("aria-describedby", &hint_id);
    for (name, value) in attributes {
        input = input.with(name, value);
    }
    let named = [("class", "govuk-label govuk-label--s"), ("for", id)];
    let hint = [("class", "govuk-hint"), ("id", hint_id.as_str())];
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            element("label", &named, vec![words(label)]),
            element("div", &hint, vec![words(help)]),
            input.on("change", Box::new(move |_| chosen())).view(),
        ],
    )
}
