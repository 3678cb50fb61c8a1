//! The paper form, blank or filled in. Blank it stands in the page for those who cannot
//! use the app; either is what is printed from the pages of the form.

use super::fields::by_when_words;
use crate::briefing::{Briefing, Topic, form};
use crate::components::{Part, element, texted, words as text};
use crate::domain::{ActionItem, LearningPoint, Record, TeamField};
use crate::words;

/// How many empty rows the blank table of actions has.
const ACTION_ROWS: usize = 5;

/// Both pages, blank.
pub fn blank_form(briefing: &Briefing) -> Vec<Part> {
    let team = TeamField::ALL.map(|field| (field, ""));
    let points = (0..form::LEARNING_ROWS).map(|_| learning_row(0, Vec::new()));
    let actions = (0..ACTION_ROWS).map(|_| action_row(Default::default()));
    sheets(
        &briefing.title,
        &briefing.partnership,
        &briefing.keep_a_copy,
        vec![team_lines(team), learning(points.collect())],
        plan("app-form__table app-form__table--blank", actions.collect()),
    )
}

/// Both pages with a record's answers. `topics` are those of the briefing it answers.
pub fn filled_form(record: &Record, topics: &[Topic<'_>], keep_a_copy: &str) -> Vec<Part> {
    let team = TeamField::ALL.map(|field| (field, record.team.text(field)));
    let points = record.learning_points.iter();
    let points = points.map(|row| learning_row(row.discussion.len(), point_parts(row, topics)));
    let actions = record.actions.iter().map(|row| action_row(cells_of(row)));
    sheets(
        &record.briefing.title,
        &record.briefing.partnership,
        keep_a_copy,
        vec![team_lines(team), learning(points.collect())],
        plan("app-form__table", actions.collect()),
    )
}

fn team_lines(team: [(TeamField, &str); 4]) -> Part {
    let lines = team.map(|(field, answer)| {
        element(
            "div",
            &[("class", "app-form__line")],
            vec![
                texted("dt", "", words::team_label(field)),
                texted("dd", "app-answer", answer),
            ],
        )
    });
    element("dl", &[("class", "app-form__team")], lines.into())
}

fn learning(rows: Vec<Part>) -> Part {
    element(
        "div",
        &[],
        vec![
            texted("h3", "govuk-heading-s", form::LEARNING),
            element("ol", &[("class", "app-form__rows")], rows),
        ],
    )
}

/// How many bytes of text fill most of a page, across it and in one of five columns. A row
/// with more may go on over to the next page; others begin there.
const MOST_OF_A_PAGE: usize = 2_500;
const MOST_OF_A_COLUMN: usize = 600;

fn learning_row(bytes: usize, parts: Vec<Part>) -> Part {
    let class = if bytes > MOST_OF_A_PAGE {
        "app-form__row app-form__long"
    } else {
        "app-form__row"
    };
    element("li", &[("class", class)], parts)
}

/// What a learning point is about, and the discussion.
fn point_parts(row: &LearningPoint, topics: &[Topic<'_>]) -> Vec<Part> {
    let about = row.about.iter();
    let mut parts: Vec<Part> = about
        .map(|id| texted("div", "app-form__about", words::topic_of(topics, id)))
        .collect();
    parts.push(texted("div", "app-answer", row.discussion.as_str()));
    parts
}

/// The answers of an action, in the order of the columns.
fn cells_of(row: &ActionItem) -> [String; 5] {
    [
        row.what.clone(),
        row.who.clone(),
        by_when_words(row),
        row.how_done.clone(),
        row.how_worked.clone(),
    ]
}

fn action_row(cells: [String; 5]) -> Part {
    let is_long = cells.iter().any(|cell| cell.len() > MOST_OF_A_COLUMN);
    let cells = cells.map(|answer| texted("td", "app-answer", answer));
    let class = if is_long { "app-form__long" } else { "" };
    element("tr", &[("class", class)], cells.into())
}

fn plan(class: &str, rows: Vec<Part>) -> Part {
    let heads = form::COLUMNS.map(|column| element("th", &[("scope", "col")], vec![text(column)]));
    element(
        "table",
        &[("class", class)],
        vec![
            texted("caption", "govuk-heading-s", form::ACTIONS),
            element("thead", &[], vec![element("tr", &[], heads.into())]),
            element("tbody", &[], rows),
        ],
    )
}

fn sheets(
    title: &str,
    partnership: &str,
    keep_a_copy: &str,
    discussion: Vec<Part>,
    plan: Part,
) -> Vec<Part> {
    let sheet = |id: &'static str, heading: &str, mut body: Vec<Part>| {
        let name = format!("{title}: {heading}");
        let heading = [("class", "govuk-heading-l"), ("id", id)];
        let mut parts = vec![
            texted("p", "app-form__partnership", partnership),
            element("h2", &heading, vec![text(name)]),
        ];
        parts.append(&mut body);
        parts.push(texted("p", "app-form__notice", keep_a_copy));
        let attributes = [("class", "app-form"), ("aria-labelledby", id)];
        element("section", &attributes, parts)
    };
    // The ids are the routes of the app's pages, so that the steps in the header
    // lead here where there is no app.
    vec![
        sheet("/discussion", "Discussion", discussion),
        sheet("/plan", "Action plan", vec![plan]),
    ]
}
