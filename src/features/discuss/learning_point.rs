//! A learning point: what it is about, and the discussion.

use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::fields::{self, text_in, topics_of};
use crate::app::rows::{RowCard, RowPosition, card_heading_id, row_beside};
use crate::app::{OpenRecord, RecordEditor, RowFocus};
use crate::briefing::{Briefing, Topic, TopicKind};
use crate::record::{Field as FormField, LearningPoint, LearningPointStoreFields, RowId};
use crate::ui::{Checkbox, Textarea};
use crate::words;

use super::{ADD_ID, text};

/// The card of a learning point.
#[component]
pub fn LearningPointCard(
    /// Its id.
    id: RowId,
    /// The learning point.
    #[prop(into)]
    row: Field<LearningPoint>,
    /// The ids of all learning points, in order.
    ids: ReadSignal<Vec<RowId>>,
) -> impl IntoView {
    let editor: RecordEditor = expect_context();
    let row_focus = expect_context::<RowFocus>();
    let remove = move || {
        let beside = ids.with_untracked(|ids| row_beside(id, ids));
        editor.remove_learning_point(id);
        let heading = beside.map(|id| card_heading_id(&card_id(id)));
        row_focus.focus(heading.unwrap_or_else(|| ADD_ID.to_owned()));
    };
    view! {
        <RowCard
            title="Learning point"
            noun="learning point"
            id=card_id(id)
            position=RowPosition::of(id, ids)
            on_move=move |direction| editor.move_learning_point(id, direction)
            on_remove=remove
        >
            <Topics id=id row=row />
            <Prompts row=row />
            <Textarea
                id=fields::id(FormField::Discussion(id))
                label=words::DISCUSSION
                hint=words::NO_NAMES
                text=text_in(row.discussion())
            />
        </RowCard>
    }
}

/// What the ids of a card start with.
fn card_id(id: RowId) -> String {
    format!("learning-point-{id}")
}

/// The recommendations and findings that it is about, as checkboxes.
#[component]
fn Topics(id: RowId, row: Field<LearningPoint>) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    // In a record that answers another briefing, the ids of this one mean nothing.
    let topics = (open.record).with_untracked(|record| topics_of(record, &briefing));
    let known: Vec<String> = topics.iter().map(|topic| topic.id.to_owned()).collect();
    let unknown = move || {
        let about = row.about().try_get().unwrap_or_default();
        (about.iter().filter(|id| !known.contains(id)))
            .map(|id| view! { <p class="govuk-hint">{words::topic_of(&[], id)}</p> })
            .collect_view()
    };
    let columns = [TopicKind::Recommendation, TopicKind::Finding]
        .into_iter()
        .filter(|_| !topics.is_empty())
        .map(|kind| {
            let boxes = (topics.iter().filter(|topic| topic.kind == kind))
                .map(|topic| topic_checkbox(id, row, topic))
                .collect_view();
            view! { <div class="govuk-checkboxes govuk-checkboxes--small">{boxes}</div> }
        })
        .collect_view();
    view! {
        <fieldset
            class="govuk-fieldset govuk-form-group"
            id=fields::id(FormField::About(id))
            tabindex="-1"
        >
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{words::ABOUT}</legend>
            <div class="app-topics">{columns}</div>
            {unknown}
        </fieldset>
    }
}

fn topic_checkbox(
    row_id: RowId,
    row: Field<LearningPoint>,
    topic: &Topic<'_>,
) -> impl IntoView + use<> {
    let about = row.about();
    let id = topic.id.to_owned();
    let chosen = id.clone();
    let is_chosen = Signal::derive(move || {
        (about.try_with(|about| about.contains(&chosen))).unwrap_or_default()
    });
    let label = words::topic(topic);
    view! {
        <Checkbox
            id=format!("about-{row_id}-{id}")
            label=label
            checked=is_chosen
            on_change=move |is_chosen| {
                about
                    .update(|about| {
                        about.retain(|it| *it != id);
                        if is_chosen {
                            about.push(id.clone());
                        }
                    });
            }
        />
    }
}

/// What the briefing says about the topics that were chosen.
#[component]
fn Prompts(row: Field<LearningPoint>) -> impl IntoView {
    let briefing: Arc<Briefing> = expect_context();
    move || {
        let about = row.about().try_get().unwrap_or_default();
        let prompts: Vec<_> = (briefing.topics().iter())
            .filter(|topic| about.iter().any(|id| id == topic.id))
            .map(|topic| view! { <li>{topic.text.to_owned()}</li> })
            .collect();
        (!prompts.is_empty()).then(|| {
            view! {
                <p class="govuk-body-s app-prompts__head">{text::PROMPTS}</p>
                <ul class="govuk-list app-prompts">{prompts}</ul>
            }
        })
    }
}
