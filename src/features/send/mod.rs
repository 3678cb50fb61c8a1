//! Check and send: everything on one page with a way back to each answer, what is
//! worth a second look, and what can be done with it. Nothing here is a lock.

mod take_away;

use leptos::prelude::*;

use crate::app::Session;
use crate::app::fields::{self, other_briefing, topics_of};
use crate::briefing::{Topic, form};
use crate::record::{ActionItem, Field, LearningPoint, Record, TeamField, check};
use crate::screening::Detail;
use crate::ui::old::{
    Look, Part, button, element, inset, link, live, named_button, page_heading, paragraph, section,
    summary_list, summary_row, texted, words as text,
};
use crate::words;
use take_away::{keep, send};

/// The page.
pub fn check_page() -> Vec<Part> {
    let session = Session::of_app();
    // Another tab may have noted something meanwhile.
    session.recall_beside();
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
                parts.extend(personal(session, record));
                parts
            })
        }),
        send(session),
        keep(session),
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

/// The id of the heading over possible personal details.
const PERSONAL_ID: &str = "personal";

/// What may be a child's or family's details, before anything is handed over.
fn personal(session: Session, record: &Record) -> Option<Part> {
    let (details, left) = session.possible_details(record);
    if details.is_empty() && left == 0 {
        return None;
    }
    let rows: Vec<Part> = details
        .into_iter()
        .map(|detail| personal_row(session, record, detail))
        .collect();
    let mut body = vec![paragraph(words::PERSONAL_WHY)];
    if !rows.is_empty() {
        body.push(element(
            "ul",
            &[("class", "govuk-list govuk-list--bullet")],
            rows,
        ));
    }
    if left > 0 {
        let again = button("Show them again", Look::Quiet, move || {
            session.leave_none();
            session.focus_soon(PERSONAL_ID.to_owned());
        });
        let said = vec![text(words::left(left)), text(" "), again];
        body.push(element("p", &[("class", "govuk-body")], said));
    }
    let class = "app-second-look";
    Some(section(
        class,
        "govuk-heading-m",
        PERSONAL_ID,
        words::PERSONAL,
        body,
    ))
}

fn personal_row(session: Session, record: &Record, detail: Detail) -> Part {
    let said = words::detail(&detail);
    let place = words::difference(detail.field, record);
    let href = fields::href(detail.field);
    let leave = named_button("Leave it", &said, move || {
        session.leave(&detail);
        session.focus_soon(PERSONAL_ID.to_owned());
    });
    element(
        "li",
        &[],
        vec![link(&href, format!("{place}: {said}")), leave],
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
    let by_when = words::typed_date(&row.by_when);
    let mut rows = vec![
        answer(Field::What(row.id), &row.what, &of),
        answer(Field::Who(row.id), &row.who, &of),
        answer(Field::ByWhen(row.id), &by_when, &of),
        answer(Field::HowDone(row.id), &row.how_done, &of),
        answer(Field::HowWorked(row.id), &row.how_worked, &of),
    ];
    let progress = words::progress(row);
    if !progress.is_empty() {
        rows.push(answer(Field::Status(row.id), &progress.join("\n"), &of));
    }
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
