//! A learning point: what it is about, and the discussion.

use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::fields::{self, text_in, topics_of};
use crate::app::rows::{CardLevel, RowCard, RowPosition, card_heading_id, row_beside};
use crate::app::{FieldProblems, Navigation, OpenRecord, RecordEditor, RowFocus, RowProblems};
use crate::briefing::{Briefing, Topic, TopicKind};
use crate::browser;
use crate::record::{Field as FormField, LearningPoint, LearningPointStoreFields, RowId};
use crate::ui::{Checkbox, Details, Note, Textarea, note_id};
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
    let position = RowPosition::of(id, ids);
    let problems = expect_context::<FieldProblems>().of_learning_point(row, position.number);
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
            level=CardLevel::Three
            position=position
            on_move=move |direction| editor.move_learning_point(id, direction)
            on_remove=remove
        >
            <Topics id=id row=row number=position.number problems=problems />
            <Prompts row=row />
            <Textarea
                id=fields::id(FormField::Discussion(id))
                label=words::DISCUSSION
                hint=words::NO_NAMES
                note=problems.note(FormField::Discussion(id))
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
///
/// They are folded away in all learning points but the first, because all of them at once are more than
/// anybody reads. What is chosen is named all the same.
#[component]
fn Topics(
    id: RowId,
    row: Field<LearningPoint>,
    number: Memo<usize>,
    problems: RowProblems,
) -> impl IntoView {
    let field = FormField::About(id);
    let element_id = fields::id(field);
    let about = move || row.about().try_get().unwrap_or_default();
    let count = move || {
        let count = about().len();
        (count > 0).then(|| text::selected(count))
    };
    let note = problems.note(field);
    let describes = note_id(&element_id);
    let described_by = move || note.with(Option::is_some).then(|| describes.clone());
    let is_open = is_topics_open(element_id.clone(), number);
    view! {
        <div class="govuk-form-group app-topic-fold">
            <Details
                summary=Signal::stored(words::ABOUT.to_owned())
                of=Signal::derive(move || Some(format!("Learning point {}", number.get())))
                after=Signal::derive(count)
                id=element_id.clone()
                described_by=Signal::derive(described_by)
                is_open=is_open
            >
                <TopicCheckboxes id=id row=row />
            </Details>
            <Note of=element_id text=note />
            <ChosenTopics row=row is_open=is_open />
        </div>
    }
}

/// Whether the topics of a learning point are open: those of the first one are from the start, and others
/// once an address leads to them.
fn is_topics_open(element_id: String, number: Memo<usize>) -> RwSignal<bool> {
    let navigation = expect_context::<Navigation>();
    let is_target = move || {
        let target = navigation.route().target.unwrap_or_default();
        // A checkbox of theirs has an id of theirs and its own.
        (target.strip_prefix(&element_id))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let is_open = RwSignal::new(untrack(|| number.get() == 1 || is_target()));
    // Rendered natively, a page never changes, and effects have no executor to run on.
    if browser::is_present() {
        Effect::new(move |_| {
            if is_target() {
                is_open.set(true);
            }
        });
    }
    is_open
}

/// The names of the chosen topics, while they are folded away.
#[component]
fn ChosenTopics(row: Field<LearningPoint>, is_open: RwSignal<bool>) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    move || {
        let about = row.about().try_get().unwrap_or_default();
        if is_open.get() || about.is_empty() {
            return None;
        }
        let topics = (open.record).with_untracked(|record| topics_of(record, &briefing));
        let names = (about.iter())
            .map(|id| view! { <li>{words::topic_of(&topics, id)}</li> })
            .collect_view();
        Some(view! { <ul class="govuk-list govuk-list--bullet">{names}</ul> })
    }
}

#[component]
fn TopicCheckboxes(id: RowId, row: Field<LearningPoint>) -> impl IntoView {
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
        <fieldset class="govuk-fieldset">
            <legend class="govuk-visually-hidden">{words::ABOUT}</legend>
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
    let open = expect_context::<OpenRecord>();
    let briefing: Arc<Briefing> = expect_context();
    move || {
        let about = row.about().try_get().unwrap_or_default();
        let topics = (open.record).with_untracked(|record| topics_of(record, &briefing));
        let prompts: Vec<_> = (topics.iter())
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
