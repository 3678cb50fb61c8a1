//! The discussion: the team, and its learning points. Page 1 of the paper form.

use leptos::prelude::*;
use reactive_stores::Field;

use super::fields;
use super::rows::{RowCommands, next, place_of, row_card, row_order};
use crate::briefing::{Briefing, TopicKind, form};
use crate::components::{
    Button, checkbox, element, inset, live, page_heading, section, text_area, text_field, texted,
};
use crate::domain::{
    Field as Place, LearningPoint, LearningPointStoreFields, RecordStoreFields, RowId, TeamField,
    TeamStoreFields,
};
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
#[component]
pub fn DiscussionPage() -> impl IntoView {
    let session = Session::of_app();
    let briefing = session.briefing();
    let rows = session.record.learning_points();
    let order = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For each=move || rows key=|row| row.read().id let:row>
            {learning_point_card(row.into(), order)}
        </For>
    };
    let add = view! {
        <Button
            text="Add a learning point"
            id=ADD_ID
            on_press=move || {
                let id = session.add_learning_point();
                session.focus_soon(fields::id(Place::Discussion(id)));
            }
        />
    };
    vec![
        page_heading("Discussion"),
        team(session),
        section(
            "",
            "govuk-heading-m",
            "learning-heading",
            form::LEARNING,
            vec![cards.into_any(), add.into_any()],
        ),
        inset(briefing.keep_a_copy.as_str()),
        next(Page::Plan, "Continue to the action plan"),
    ]
}

fn team(session: Session) -> AnyView {
    let team = session.record.team();
    let field = |place, field| {
        let id = fields::id(Place::Team(place));
        text_field(&id, words::team_label(place), None, field)
    };
    let boxes = vec![
        field(TeamField::Organisation, team.organisation().into()),
        field(TeamField::Manager, team.manager().into()),
        field(TeamField::SectionAndTeam, team.section_and_team().into()),
        field(TeamField::ContactDetails, team.contact_details().into()),
    ];
    section(
        "",
        "govuk-heading-m",
        "team-heading",
        "Your team",
        vec![element("div", &[("class", "app-team")], boxes)],
    )
}

fn learning_point_card(row: Field<LearningPoint>, order: Memo<Vec<RowId>>) -> AnyView {
    let session = Session::of_app();
    let id = row.id().get_untracked();
    let place = place_of(id, order);
    let briefing = session.briefing();
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
            element(
                "div",
                &[("class", "app-topics")],
                vec![
                    topics(session, row, &briefing, TopicKind::Recommendation),
                    topics(session, row, &briefing, TopicKind::Finding),
                ],
            ),
            unknown_topics(row, &briefing),
        ],
    );
    let discussion = text_area(
        &fields::id(Place::Discussion(id)),
        words::DISCUSSION,
        words::NO_NAMES,
        4,
        row.discussion().into(),
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
    let row_id = row.id().get_untracked();
    let boxes = (briefing.topics().into_iter())
        .filter(|topic| topic.kind == kind)
        .map(|topic| {
            let id = topic.id.to_owned();
            let chosen = id.clone();
            let is_chosen = move || {
                let about = row.about();
                about
                    .try_with(|about| about.contains(&chosen))
                    .unwrap_or_default()
            };
            checkbox(
                format!("about-{row_id}-{id}"),
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
fn unknown_topics(row: Field<LearningPoint>, briefing: &Briefing) -> AnyView {
    let known: Vec<String> = (briefing.topics().iter())
        .map(|topic| topic.id.to_owned())
        .collect();
    live(move || {
        let unknown = row.about().try_with(|about| {
            (about.iter().filter(|id| !known.contains(id)))
                .map(|id| texted("p", "govuk-hint", words::topic_of(&[], id)))
                .collect()
        });
        unknown.unwrap_or_default()
    })
}
