//! The discussion: the team, and its learning points. Page 1 of the paper form.

use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::Session;
use crate::app::fields::{self, other_briefing, text_in};
use crate::app::route::Page;
use crate::app::rows::{RowCommands, next, nothing_yet, place_of, row_card, row_order};
use crate::briefing::{Briefing, Segment, TopicKind, form};
use crate::features::read::{findings_view, recommendations_view};
use crate::record::{Field as Place, LearningPoint, RecordStoreFields, RowId, Team, TeamField};
use crate::ui::old::{
    Button, Look, Part, checkbox, element, inset, live, page_heading, paragraph, section, tag,
    text_area, text_field, texted,
};
use crate::vault::autosave::Status;
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
pub fn discussion_page() -> Vec<Part> {
    let session = Session::of_app();
    let briefing = session.briefing();
    let rows = session.record.learning_points();
    let order = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For each=move || rows key=|row| row.read().id let:row>
            {learning_point_card(row.into(), order).into_any()}
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
    let none_left = nothing_yet(move || rows.with(Vec::is_empty), words::NO_LEARNING_POINTS);
    let mut parts = vec![
        page_heading("Discussion"),
        live(move || {
            session
                .record
                .with(|record| other_briefing(session, record))
        }),
    ];
    parts.extend(first_visit(session));
    parts.extend([
        team(session),
        element(
            "div",
            &[("class", "app-guided")],
            vec![
                guide(session, &briefing),
                section(
                    "",
                    "govuk-heading-m",
                    "learning-heading",
                    form::LEARNING,
                    vec![Part::of(cards), none_left, add],
                ),
            ],
        ),
        inset(briefing.keep_a_copy.as_str()),
        next(Page::Plan, "Continue to the action plan"),
    ]);
    parts
}

/// What somebody who has never typed here does not know yet. It stays while the page is
/// shown: nothing is to jump under somebody who begins to type.
fn first_visit(session: Session) -> Option<Part> {
    let is_first = session.status.get_untracked() == Status::Untouched;
    is_first.then(|| inset(words::FIRST_VISIT))
}

/// The briefing's own words on what the learning points can be about, beside them while
/// they are written; folded away where there is no room beside.
fn guide(session: Session, briefing: &Briefing) -> Part {
    let segments = (briefing.segments.iter())
        .filter(|it| !it.findings.is_empty() || !it.recommendations.is_empty())
        // What there is to discuss first, then what it comes from.
        .rev();
    let mut parts = vec![texted("summary", "app-guide__summary", words::GUIDE)];
    parts.extend(segments.flat_map(|segment| guide_segment(briefing, segment)));
    let mut details = tag("details").with("class", "app-guide");
    if session.is_wide() {
        details = details.with("open", "");
    }
    for part in parts {
        details = details.child(part);
    }
    let attributes = [
        ("class", "app-guided__beside"),
        ("aria-label", words::GUIDE),
    ];
    element("aside", &attributes, vec![details.view()])
}

fn guide_segment(briefing: &Briefing, segment: &Segment) -> Vec<Part> {
    let mut parts = vec![texted("h3", "govuk-heading-s", segment.heading.as_str())];
    let paragraphs = segment.paragraphs.iter();
    parts.extend(paragraphs.map(|it| paragraph(it.text.as_str())));
    if !segment.recommendations.is_empty() {
        parts.push(recommendations_view(&segment.recommendations));
    }
    if !segment.findings.is_empty() {
        parts.push(findings_view(&segment.findings, briefing.reviews));
    }
    parts
}

/// What the briefing says of all that a learning point is about.
fn prompts(row: Field<LearningPoint>, briefing: Arc<Briefing>) -> Part {
    live(move || {
        let chosen = row.try_with(|row| row.about.clone()).unwrap_or_default();
        let said: Vec<Part> = (briefing.topics().into_iter())
            .filter(|topic| chosen.iter().any(|id| id == topic.id))
            .map(|topic| texted("li", "", topic.text))
            .collect();
        if said.is_empty() {
            return Vec::new();
        }
        vec![
            texted("p", "govuk-body-s app-prompts__head", words::PROMPTS),
            element("ul", &[("class", "govuk-list app-prompts")], said),
        ]
    })
}

fn team(session: Session) -> Part {
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

fn learning_point_card(row: Field<LearningPoint>, order: Memo<Vec<RowId>>) -> Part {
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
    let prompts = prompts(row, briefing);
    row_card(id, place, COMMANDS, vec![about, prompts, discussion])
}

/// The recommendations or the findings as checkboxes.
fn topics(
    session: Session,
    row: Field<LearningPoint>,
    briefing: &Briefing,
    kind: TopicKind,
) -> Part {
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
fn unknown_topics(row: Field<LearningPoint>, known: &[String]) -> Part {
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
