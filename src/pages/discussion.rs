//! The discussion: the team, and its learning points. Page 1 of the paper form.

use leptos::prelude::*;
use reactive_stores::Field;

use super::fields::{self, other_briefing, text_in};
use super::rows::{RowCommands, next, place_of, row_card, row_order};
use crate::briefing::{Briefing, TopicKind, form};
use crate::components::{
    Button, Look, checkbox, element, inset, live, page_heading, section, text_area, text_field,
    texted,
};
use crate::domain::{Field as Place, LearningPoint, RecordStoreFields, RowId, Team, TeamField};
use crate::route::Page;
use crate::session::Session;
use crate::words;

const ADD_ID: &str = "add-learning-point";

const COMMANDS: RowCommands = RowCommands {
    noun: "learning point",
    title: "Learning point",
    stem: "learning-point",
    shift: Session::move_learning_point,
    remove: Session::remove_learning_point,
    after_removal: ADD_ID,
};

/// The page.
pub fn discussion_page() -> Vec<AnyView> {
    let session = Session::of_app();
    let briefing = session.briefing();
    let rows = session.record.learning_points();
    let order = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For each=move || rows key=|row| row.read().id let:row>
            {learning_point_card(row.into(), order)}
        </For>
    };
    let add = Button {
        id: Some(ADD_ID.to_owned()),
        ..Button::new("Add a learning point", Look::Secondary)
    };
    let add = add.view(move || {
        let id = session.add_learning_point();
        session.focus_soon(fields::id(Place::Discussion(id)));
    });
    vec![
        page_heading("Discussion"),
        live(move || {
            session
                .record
                .with(|record| other_briefing(session, record))
        }),
        team(session),
        section(
            "",
            "govuk-heading-m",
            "learning-heading",
            form::LEARNING,
            vec![cards.into_any(), add],
        ),
        inset(briefing.keep_a_copy.as_str()),
        next(Page::Plan, "Continue to the action plan"),
    ]
}

fn team(session: Session) -> AnyView {
    let team: Field<Team> = session.record.team().into();
    let boxes = TeamField::ALL.map(|place| {
        let id = fields::id(Place::Team(place));
        let text = match place {
            TeamField::Organisation => {
                text_in(team, |it| &it.organisation, |it| &mut it.organisation)
            }
            TeamField::Manager => text_in(team, |it| &it.manager, |it| &mut it.manager),
            TeamField::SectionAndTeam => text_in(
                team,
                |it| &it.section_and_team,
                |it| &mut it.section_and_team,
            ),
            TeamField::ContactDetails => {
                text_in(team, |it| &it.contact_details, |it| &mut it.contact_details)
            }
        };
        text_field(&id, words::team_label(place), None, text)
    });
    section(
        "",
        "govuk-heading-m",
        "team-heading",
        "Your team",
        vec![element("div", &[("class", "app-team")], boxes.into())],
    )
}

fn learning_point_card(row: Field<LearningPoint>, order: Memo<Vec<RowId>>) -> AnyView {
    let session = Session::of_app();
    let id = row.with_untracked(|row| row.id);
    let place = place_of(id, order);
    let briefing = session.briefing();
    // The ids of another briefing's record mean nothing on this page.
    let is_other = session
        .record
        .with_untracked(|record| session.other_briefing(record).is_some());
    let known: Vec<String> = (briefing.topics().iter())
        .filter(|_| !is_other)
        .map(|topic| topic.id.to_owned())
        .collect();
    let kinds = [TopicKind::Recommendation, TopicKind::Finding];
    let choices = (kinds.into_iter().filter(|_| !is_other))
        .map(|kind| topics(session, row, &briefing, kind))
        .collect();
    let about = element(
        "fieldset",
        &[
            ("class", "govuk-fieldset govuk-form-group"),
            ("id", &fields::id(Place::About(id))),
            ("tabindex", "-1"),
        ],
        vec![
            texted(
                "legend",
                "govuk-fieldset__legend govuk-fieldset__legend--s",
                words::ABOUT,
            ),
            element("div", &[("class", "app-topics")], choices),
            unknown_topics(row, &known),
        ],
    );
    let discussion = text_area(
        &fields::id(Place::Discussion(id)),
        words::DISCUSSION,
        words::NO_NAMES,
        "4",
        text_in(row, |it| &it.discussion, |it| &mut it.discussion),
    );
    row_card(id, place, COMMANDS, vec![about, discussion])
}

/// The recommendations or the findings as checkboxes.
fn topics(
    session: Session,
    row: Field<LearningPoint>,
    briefing: &Briefing,
    kind: TopicKind,
) -> AnyView {
    let row_id = row.with_untracked(|row| row.id);
    let boxes = (briefing.topics().into_iter())
        .filter(|topic| topic.kind == kind)
        .map(|topic| {
            let id = topic.id.to_owned();
            let chosen = id.clone();
            let is_chosen =
                move || (row.try_with(|row| row.about.contains(&chosen))).unwrap_or_default();
            checkbox(
                &format!("about-{row_id}-{id}"),
                words::topic(&topic),
                Box::new(is_chosen),
                Box::new(move |is| session.set_about(row, &id, is)),
            )
        })
        .collect();
    let class = "govuk-checkboxes govuk-checkboxes--small";
    element("div", &[("class", class)], boxes)
}

/// What the row is about according to some other briefing: kept, and shown.
fn unknown_topics(row: Field<LearningPoint>, known: &[String]) -> AnyView {
    let known = known.to_vec();
    live(move || {
        let unknown = row.try_with(|row| {
            (row.about.iter().filter(|id| !known.contains(id)))
                .map(|id| texted("p", "govuk-hint", words::topic_of(&[], id)))
                .collect()
        });
        unknown.unwrap_or_default()
    })
}
