//! The paper form, blank, on its two pages. It stands in the page for those who
//! cannot use the app, and prints.

use leptos::prelude::*;

use crate::briefing::{Briefing, form};
use crate::components::{element, texted, words as text};

/// How many empty rows the table of actions has.
const ACTION_ROWS: usize = 5;

/// Both pages.
pub fn blank_form(briefing: &Briefing) -> Vec<AnyView> {
    // The ids are the routes of the app's pages, so that the steps in the header
    // lead here where there is no app.
    vec![
        form_page(briefing, "/discussion", "Discussion", discussion()),
        form_page(briefing, "/plan", "Action plan", vec![plan()]),
    ]
}

fn discussion() -> Vec<AnyView> {
    let team = form::TEAM.map(|label| {
        element(
            "div",
            &[("class", "app-form__line")],
            vec![texted("dt", "", label), element("dd", &[], vec![])],
        )
    });
    let rows =
        (0..form::LEARNING_ROWS).map(|_| element("li", &[("class", "app-form__row")], vec![]));
    vec![
        element("dl", &[("class", "app-form__team")], team.into()),
        texted("h3", "govuk-heading-s", form::LEARNING),
        element("ol", &[("class", "app-form__rows")], rows.collect()),
    ]
}

fn plan() -> AnyView {
    let heads = form::COLUMNS.map(|column| element("th", &[("scope", "col")], vec![text(column)]));
    let rows = (0..ACTION_ROWS).map(|_| {
        let cells = form::COLUMNS.map(|_| element("td", &[], vec![]));
        element("tr", &[], cells.into())
    });
    element(
        "table",
        &[("class", "app-form__table")],
        vec![
            texted("caption", "govuk-heading-s", form::ACTIONS),
            element("thead", &[], vec![element("tr", &[], heads.into())]),
            element("tbody", &[], rows.collect()),
        ],
    )
}

fn form_page(
    briefing: &Briefing,
    id: &'static str,
    heading: &str,
    mut body: Vec<AnyView>,
) -> AnyView {
    let name = format!("{}: {heading}", briefing.title);
    let heading = [("class", "govuk-heading-l"), ("id", id)];
    let mut parts = vec![
        texted("p", "app-form__partnership", briefing.partnership.as_str()),
        element("h2", &heading, vec![text(name)]),
    ];
    parts.append(&mut body);
    let notice = briefing.keep_a_copy.as_str();
    parts.push(texted("p", "app-form__notice", notice));
    let attributes = [("class", "app-form"), ("aria-labelledby", id)];
    element("section", &attributes, parts)
}
