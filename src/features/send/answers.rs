//! Every answer, each with a link that leads to its field.

use std::sync::Arc;

use leptos::prelude::*;
use reactive_stores::Field as StoreField;

use crate::app::check_return::{CheckPart, change_link_id};
use crate::app::rows::{RowPosition, row_ids};
use crate::app::{LazyRows, OpenRecord, fields};
use crate::briefing::{Briefing, form};
use crate::record::{ActionItem, Field, LearningPoint, RecordStoreFields, TeamField};
use crate::ui::{Section, SummaryList, SummaryRow};
use crate::words;

/// The team's details.
#[component]
pub fn TeamAnswers() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let rows = move || {
        open.record.with(|record| {
            TeamField::ALL
                .map(|field| {
                    let answer = record.team.text(field).to_owned();
                    view! { <AnswerRow field=Field::Team(field) answer /> }
                })
                .into_iter()
                .collect_view()
        })
    };
    view! {
        <Section id="answers-team" heading="Your team">
            <SummaryList>{rows}</SummaryList>
        </Section>
    }
}

/// The learning points.
#[component]
pub fn LearningPointAnswers() -> impl IntoView {
    let rows = expect_context::<OpenRecord>().record.learning_points();
    let ids = row_ids(rows);
    view! {
        <Section id="answers-discussion" heading="Discussion">
            <LazyRows rows=ids let:id>
                <LearningPointCard row=rows.at_key(id) position=RowPosition::of(id, ids) />
            </LazyRows>
        </Section>
    }
}

/// A learning point.
#[component]
fn LearningPointCard(
    /// The learning point.
    #[prop(into)]
    row: StoreField<LearningPoint>,
    /// Which one it is.
    position: RowPosition,
) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    move || {
        let row = row.try_get()?;
        let topics = (open.record).with_untracked(|record| fields::topics_of(record, &briefing));
        let about: Vec<String> = (row.about.iter())
            .map(|id| words::topic_of(&topics, id))
            .collect();
        let number = position.number.get();
        let of = format!("of learning point {number}");
        Some(view! {
            <Answers heading=format!("Learning point {number}")>
                <AnswerRow field=Field::About(row.id) answer=about.join("\n") of=of.clone() />
                <AnswerRow field=Field::Discussion(row.id) answer=row.discussion of />
            </Answers>
        })
    }
}

/// The actions.
#[component]
pub fn ActionAnswers() -> impl IntoView {
    let rows = expect_context::<OpenRecord>().record.actions();
    let ids = row_ids(rows);
    view! {
        <Section id="answers-plan" heading=form::ACTIONS>
            <LazyRows rows=ids let:id>
                <ActionCard row=rows.at_key(id) position=RowPosition::of(id, ids) />
            </LazyRows>
        </Section>
    }
}

/// An action.
#[component]
fn ActionCard(
    /// The action.
    #[prop(into)]
    row: StoreField<ActionItem>,
    /// Which one it is.
    position: RowPosition,
) -> impl IntoView {
    move || {
        let row = row.try_get()?;
        let number = position.number.get();
        let of = format!("of action {number}");
        let by_when = words::typed_date(&row.by_when);
        let progress = words::progress(&row);
        let progress = (!progress.is_empty()).then(|| {
            let of = of.clone();
            view! { <AnswerRow field=Field::Status(row.id) answer=progress.join("\n") of /> }
        });
        Some(view! {
            <Answers heading=format!("Action {number}")>
                <AnswerRow field=Field::What(row.id) answer=row.what of=of.clone() />
                <AnswerRow field=Field::Who(row.id) answer=row.who of=of.clone() />
                <AnswerRow field=Field::ByWhen(row.id) answer=by_when of=of.clone() />
                <AnswerRow field=Field::HowDone(row.id) answer=row.how_done of=of.clone() />
                <AnswerRow field=Field::HowWorked(row.id) answer=row.how_worked of />
                {progress}
            </Answers>
        })
    }
}

/// The answers of one learning point or action.
#[component]
fn Answers(
    /// Which one.
    heading: String,
    /// The answers.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="app-answers">
            <h3 class="govuk-heading-s">{heading}</h3>
            <SummaryList>{children()}</SummaryList>
        </section>
    }
}

/// An answer under the label of its field, with a link to the field.
#[component]
fn AnswerRow(
    /// The field.
    field: Field,
    /// The answer.
    answer: String,
    /// Which of several rows the field belongs to: "of action 2".
    #[prop(optional)]
    of: String,
) -> impl IntoView {
    view! {
        <SummaryRow
            question=words::label(field)
            answer
            href=CheckPart::Answers.href_to(field)
            of
            id=change_link_id(field)
        />
    }
}
