//! A list to choose one from. Source: <https://design-system.service.gov.uk/components/select/>.

use leptos::prelude::*;

use super::element::{Part, element, tag, words};

/// One of the things to choose from.
pub struct Choice {
    /// What `choose` is told.
    pub value: String,
    /// Its words.
    pub words: String,
}

/// A list under its label. It begins with the one of that value; `choose` is told which one
/// is chosen now.
pub fn select(
    id: &str,
    label: &'static str,
    choices: Vec<Choice>,
    value: &str,
    choose: Box<dyn Fn(String)>,
) -> Part {
    let mut list = tag("select")
        .with("class", "govuk-select app-select")
        .with("id", id)
        .on(
            "change",
            Box::new(move |event| choose(event_target_value(&event))),
        );
    for choice in choices {
        let is_it = choice.value == value;
        let option = tag("option")
            .with("value", &choice.value)
            .is("selected", Box::new(move || is_it));
        list = list.child(option.text(choice.words).view());
    }
    let attributes = [("class", "govuk-label govuk-label--s"), ("for", id)];
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            element("label", &attributes, vec![words(label)]),
            list.view(),
        ],
    )
}
