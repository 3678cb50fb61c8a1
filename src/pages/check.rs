//! Check and send: everything on one page with a way back to each answer, what is
//! worth a second look, and the ways to hand it over. Nothing here is a lock.

use leptos::prelude::*;

use super::fields::{self, by_when_words, other_briefing, topics_of};
use crate::briefing::{Topic, form};
use crate::components::{
    Look, Part, button, element, inset, link, live, live_words, page_heading, paragraph, section,
    summary_list, summary_row, tag, texted, words as text,
};
use crate::domain::{ActionItem, Field, LearningPoint, Record, TeamField, check};
use crate::route::{Page, Route};
use crate::session::{COPY_BOX_ID, Said, Session};
use crate::words;

/// The page.
pub fn check_page() -> Vec<Part> {
    let session = Session::of_app();
    let briefing = session.briefing();
    let keep_a_copy = briefing.keep_a_copy.clone();
    vec![
        page_heading("Check and send"),
        // It is changed on the other pages, or in another tab.
        live(move || {
            session.record.with(|record| {
                let mut parts = other_briefing(session, record);
                let topics = topics_of(session, record, &briefing);
                parts.extend([
                    second_look(session, record),
                    team(record),
                    learning_points(record, &topics),
                    actions(record),
                ]);
                parts
            })
        }),
        send(session),
        inset(keep_a_copy),
    ]
}

fn second_look(session: Session, record: &Record) -> Part {
    let problems = session
        .clock()
        .today()
        .map(|today| check(record, today))
        .unwrap_or_default();
    if problems.is_empty() {
        return texted("p", "govuk-body-l", words::NOTHING_MISSING);
    }
    let rows = (problems.into_iter())
        .map(|problem| {
            let said = words::problem(problem, record);
            let line = match problem.field() {
                Some(field) => link(&fields::href(field), said),
                None => text(said),
            };
            element("li", &[], vec![line])
        })
        .collect();
    section(
        "app-second-look",
        "govuk-heading-m",
        "second-look",
        "Worth a second look",
        vec![
            paragraph(words::SEND_ANYWAY),
            element("ul", &[("class", "govuk-list govuk-list--bullet")], rows),
        ],
    )
}

fn team(record: &Record) -> Part {
    let team = &record.team;
    let rows = TeamField::ALL
        .map(|field| answer(Field::Team(field), team.text(field), ""))
        .into();
    section(
        "",
        "govuk-heading-m",
        "answers-team",
        "Your team",
        vec![summary_list(rows)],
    )
}

fn learning_points(record: &Record, topics: &[Topic<'_>]) -> Part {
    let cards = (record.learning_points.iter())
        .zip(1..)
        .map(|(row, number)| learning_point(row, number, topics))
        .collect();
    section(
        "",
        "govuk-heading-m",
        "answers-discussion",
        "Discussion",
        cards,
    )
}

fn learning_point(row: &LearningPoint, number: usize, topics: &[Topic<'_>]) -> Part {
    let of = format!(" of learning point {number}");
    let about = (row.about.iter())
        .map(|id| words::topic_of(topics, id))
        .collect::<Vec<_>>()
        .join("\n");
    let rows = vec![
        answer(Field::About(row.id), &about, &of),
        answer(Field::Discussion(row.id), &row.discussion, &of),
    ];
    answers(format!("Learning point {number}"), rows)
}

fn actions(record: &Record) -> Part {
    let cards = (record.actions.iter())
        .zip(1..)
        .map(|(row, number)| action(row, number))
        .collect();
    section("", "govuk-heading-m", "answers-plan", form::ACTIONS, cards)
}

fn action(row: &ActionItem, number: usize) -> Part {
    let of = format!(" of action {number}");
    let by_when = by_when_words(row);
    let rows = vec![
        answer(Field::What(row.id), &row.what, &of),
        answer(Field::Who(row.id), &row.who, &of),
        answer(Field::ByWhen(row.id), &by_when, &of),
        answer(Field::HowDone(row.id), &row.how_done, &of),
        answer(Field::HowWorked(row.id), &row.how_worked, &of),
    ];
    answers(format!("Action {number}"), rows)
}

/// The answers of one learning point or action.
fn answers(heading: String, rows: Vec<Part>) -> Part {
    element(
        "section",
        &[("class", "app-answers")],
        vec![texted("h3", "govuk-heading-s", heading), summary_list(rows)],
    )
}

fn answer(field: Field, text: &str, of: &str) -> Part {
    summary_row(words::label(field), text, &fields::href(field), of)
}

/// The ways to hand the record over, the e-mail route first.
fn send(session: Session) -> Part {
    let briefing = session.briefing();
    let download = vec![
        texted("h3", "govuk-heading-s", "Download the return"),
        paragraph(words::DOWNLOAD),
        button("Download the return", Look::Main, move || {
            session.download_return();
        }),
    ];
    let named = live_words(move || session.return_name());
    let email = vec![
        texted("h3", "govuk-heading-s", "E-mail it"),
        element(
            "p",
            &[("class", "govuk-body")],
            vec![
                text(format!(
                    "This opens an e-mail to {}. Attach the file from step 1: ",
                    briefing.email
                )),
                element("span", &[("class", "app-file-name")], vec![named]),
            ],
        ),
        live(move || {
            let again = session.is_download_old();
            let again = again.then(|| paragraph(words::DOWNLOAD_AGAIN));
            again.into_iter().collect()
        }),
        tag("a")
            .with("class", "govuk-button govuk-button--secondary app-button")
            .live("href", move || Some(session.mailto()))
            .text("E-mail it")
            .view(),
    ];
    let clear = vec![
        texted("h3", "govuk-heading-s", "On a shared computer"),
        element(
            "p",
            &[("class", "govuk-body")],
            vec![
                text(words::SHARED),
                text(" "),
                link(
                    &Route::to(Page::Records).to_string(),
                    "Records on this device",
                ),
                text("."),
            ],
        ),
    ];
    let steps = [download, email, clear].map(|step| element("li", &[], step));
    let mut parts = vec![
        element("ol", &[("class", "app-steps")], steps.into()),
        texted("h3", "govuk-heading-s", words::NO_DOWNLOAD),
        paragraph(words::COPY_INSTEAD),
    ];
    parts.extend(copy(session));
    parts.extend([
        texted("h3", "govuk-heading-s", "Keep a paper or PDF copy"),
        paragraph(words::ON_PAPER),
        element(
            "div",
            &[("class", "govuk-button-group")],
            vec![
                button("Print the form", Look::Secondary, move || session.print()),
                button("Print the blank form", Look::Secondary, move || {
                    session.print_blank_form();
                }),
            ],
        ),
    ]);
    section(
        "app-send",
        "govuk-heading-l",
        "send",
        "Send it to the partnership",
        parts,
    )
}

/// The way by the clipboard, and the box to copy from where that is refused.
fn copy(session: Session) -> [Part; 3] {
    let to_copy = RwSignal::new(None::<String>);
    let copied = live_words(move || {
        let copied = session.said.with(|said| *said == Said::Copied);
        if copied {
            words::COPIED.to_owned()
        } else {
            String::new()
        }
    });
    [
        button("Copy the return", Look::Secondary, move || {
            to_copy.set(None);
            session.copy_return(move |text| {
                to_copy.set(Some(text));
                session.select_copy_box();
            });
        }),
        element(
            "p",
            &[("class", "govuk-body"), ("role", "status")],
            vec![copied],
        ),
        live(move || to_copy.get().map(copy_box).into_iter().collect()),
    ]
}

fn copy_box(to_copy: String) -> Part {
    let label = [
        ("class", "govuk-label govuk-label--s"),
        ("for", COPY_BOX_ID),
    ];
    let help = [("class", "govuk-hint"), ("id", "return-to-copy-hint")];
    element(
        "div",
        &[("class", "govuk-form-group")],
        vec![
            element("label", &label, vec![text("The return, ready to copy")]),
            element("div", &help, vec![text(words::COPY_BY_HAND)]),
            tag("textarea")
                .with("class", "govuk-textarea app-copy-box")
                .with("id", COPY_BOX_ID)
                .with("rows", "6")
                .with("readonly", "")
                .with("aria-describedby", "return-to-copy-hint")
                .value(Box::new(move || to_copy.clone()))
                .view(),
        ],
    )
}
