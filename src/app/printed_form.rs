//! The paper form, blank or filled in. Blank it stands in the page for those who cannot
//! use the app; either is what is printed from the pages of the form.

use crate::briefing::{Briefing, form};
use crate::export::{Action, DISCUSSION, FormDocument, PLAN, PROGRESS, Point};
use crate::record::TeamField;
use crate::ui::old::{Part, element, texted, words as text};
use crate::words;

/// How many empty rows the blank table of actions has.
const ACTION_ROWS: usize = 5;

/// Both pages, blank.
pub fn blank_form(briefing: &Briefing) -> Vec<Part> {
    let paper = FormDocument {
        partnership: briefing.partnership.clone(),
        title: briefing.title.clone(),
        notice: briefing.keep_a_copy.clone(),
        team: TeamField::ALL.map(|field| (words::team_label(field), String::new())),
        points: vec![Point::default(); form::LEARNING_ROWS],
        actions: vec![Action::default(); ACTION_ROWS],
        source: String::new(),
        author: String::new(),
        changed: String::new(),
    };
    // The ids are the routes of the app's pages, so that the steps in the header
    // lead here where there is no app.
    let ids = ["/discussion", "/plan"];
    sheets(&paper, ids, "app-form__table app-form__table--blank")
}

/// Both pages with a record's answers.
pub fn filled_form(paper: &FormDocument) -> Vec<Part> {
    sheets(paper, ["copy-discussion", "copy-plan"], "app-form__table")
}

fn sheets(paper: &FormDocument, [discussion, plan]: [&'static str; 2], table: &str) -> Vec<Part> {
    let points = paper.points.iter().map(learning_row);
    let mut agreed = vec![plan_table(table, &paper.actions)];
    agreed.extend(progress(paper));
    vec![
        sheet(
            paper,
            discussion,
            DISCUSSION,
            vec![team_lines(paper), learning(points.collect())],
        ),
        sheet(paper, plan, PLAN, agreed),
    ]
}

fn sheet(paper: &FormDocument, id: &'static str, heading: &str, mut body: Vec<Part>) -> Part {
    let name = format!("{}: {heading}", paper.title);
    let heading = [("class", "govuk-heading-l"), ("id", id)];
    let mut parts = vec![
        texted("p", "app-form__partnership", paper.partnership.as_str()),
        element("h2", &heading, vec![text(name)]),
    ];
    parts.append(&mut body);
    parts.push(texted("p", "app-form__notice", paper.notice.as_str()));
    if !paper.source.is_empty() {
        parts.push(texted("p", "app-form__source", paper.source.as_str()));
    }
    let attributes = [("class", "app-form"), ("aria-labelledby", id)];
    element("section", &attributes, parts)
}

fn team_lines(paper: &FormDocument) -> Part {
    let lines = paper.team.iter().map(|(label, answer)| {
        element(
            "div",
            &[("class", "app-form__line")],
            vec![
                texted("dt", "", *label),
                texted("dd", "app-answer", answer.as_str()),
            ],
        )
    });
    element("dl", &[("class", "app-form__team")], lines.collect())
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

/// What a learning point is about, and the discussion.
fn learning_row(point: &Point) -> Part {
    let class = if point.is_long() {
        "app-form__row app-form__long"
    } else {
        "app-form__row"
    };
    let about = point.about.iter();
    let mut parts: Vec<Part> = about
        .map(|about| texted("div", "app-form__about", about.as_str()))
        .collect();
    parts.push(texted("div", "app-answer", point.discussion.as_str()));
    element("li", &[("class", class)], parts)
}

fn plan_table(class: &str, actions: &[Action]) -> Part {
    let heads = form::COLUMNS.map(|column| element("th", &[("scope", "col")], vec![text(column)]));
    let rows = actions.iter().map(|action| {
        let cells = action.answers().map(|(question, answer)| {
            // On a narrow screen the columns stand below each other, each with its name.
            let attributes = [("class", "app-answer"), ("data-label", question)];
            element("td", &attributes, vec![text(answer.as_str())])
        });
        let class = if action.is_long() {
            "app-form__long"
        } else {
            ""
        };
        element("tr", &[("class", class)], cells.collect())
    });
    element(
        "table",
        &[("class", class)],
        vec![
            texted("caption", "govuk-heading-s", form::ACTIONS),
            element("thead", &[], vec![element("tr", &[], heads.into())]),
            element("tbody", &[], rows.collect()),
        ],
    )
}

/// What became of the actions, where something did.
fn progress(paper: &FormDocument) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, action) in paper.begun() {
        if parts.is_empty() {
            parts.push(texted("h3", "govuk-heading-s", PROGRESS));
        }
        parts.push(texted("h4", "govuk-heading-s", action.title(number)));
        let lines = action.progress.iter();
        parts.extend(lines.map(|line| texted("p", "app-answer", line.as_str())));
    }
    parts
}
