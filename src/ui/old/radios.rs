//! Radio buttons. Source: <https://design-system.service.gov.uk/components/radios/>.

use std::rc::Rc;

use super::element::{Part, element, tag, words};

/// One of a few, side by side, under a question. The first one bears `id`; each option is
/// its words, whether it is the one chosen, and what to do when it is.
pub fn radios(id: &str, legend: Vec<Part>, options: Vec<Radio>) -> Part {
    let items = options.into_iter().enumerate().map(|(index, option)| {
        let id = if index == 0 {
            id.to_owned()
        } else {
            format!("{id}-{index}")
        };
        radio(&id, option)
    });
    let class = "govuk-fieldset__legend govuk-fieldset__legend--s";
    element(
        "fieldset",
        &[("class", "govuk-fieldset govuk-form-group")],
        vec![
            element("legend", &[("class", class)], legend),
            element(
                "div",
                &[("class", "govuk-radios govuk-radios--inline")],
                items.collect(),
            ),
        ],
    )
}

/// One radio button.
pub struct Radio {
    /// What of the page's radio buttons belongs together.
    pub name: String,
    /// Its words.
    pub label: &'static str,
    /// Whether it is the one chosen.
    pub checked: Box<dyn Fn() -> bool + Send + Sync>,
    /// What to do when it is chosen.
    pub choose: Rc<dyn Fn()>,
}

fn radio(id: &str, option: Radio) -> Part {
    let Radio {
        name,
        label,
        checked,
        choose,
    } = option;
    let input = tag("input")
        .with("class", "govuk-radios__input")
        .with("type", "radio")
        .with("name", &name)
        .with("id", id)
        .is("checked", checked)
        .on("change", Box::new(move |_| choose()));
    let attributes = [("class", "govuk-label govuk-radios__label"), ("for", id)];
    element(
        "div",
        &[("class", "govuk-radios__item")],
        vec![
            input.view(),
            element("label", &attributes, vec![words(label)]),
        ],
    )
}
