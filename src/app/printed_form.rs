//! The paper form. The page as built has it blank, for those who cannot use the app; a standalone copy
//! has it filled in; the pages of the form print either.

use std::sync::Arc;

use leptos::prelude::*;

use crate::briefing::{Briefing, form};
use crate::export::{DISCUSSION, FormAction, FormDocument, FormLearningPoint, PLAN, PROGRESS};

/// The form of the page's briefing, blank.
#[component]
pub fn BlankForm() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    // The ids are the addresses of the app's pages: without the app, the steps in the header lead here.
    view! {
        <PrintedForm
            form=FormDocument::blank(&briefing)
            discussion_id="/discussion"
            plan_id="/plan"
            table_class="app-printed-form__table app-printed-form__table--blank"
        />
    }
}

/// The form with a record's answers.
#[component]
pub fn FilledForm(
    /// The record as a form.
    form: FormDocument,
) -> impl IntoView {
    view! {
        <PrintedForm
            form
            discussion_id="copy-discussion"
            plan_id="copy-plan"
            table_class="app-printed-form__table"
        />
    }
}

/// Both sheets of the form.
///
/// No attribute contains anything that somebody typed: browsers do not agree on how to write it as HTML.
#[component]
fn PrintedForm(
    /// What is on the form.
    form: FormDocument,
    /// The id of the first sheet's heading.
    discussion_id: &'static str,
    /// The id of the second sheet's heading.
    plan_id: &'static str,
    /// The class of the table of actions.
    table_class: &'static str,
) -> impl IntoView {
    let form = Arc::new(form);
    let (discussion, plan) = (Arc::clone(&form), Arc::clone(&form));
    view! {
        <Sheet
            form=Arc::clone(&form)
            id=discussion_id
            heading=DISCUSSION
            class="app-printed-form"
            source=""
        >
            <TeamDetails team=discussion.team.clone() />
            <LearningPoints points=discussion.points.clone() />
        </Sheet>
        <Sheet
            form=Arc::clone(&form)
            id=plan_id
            heading=PLAN
            class="app-printed-form app-printed-form--plan"
            source=form.source.clone()
        >
            <ActionTable actions=plan.actions.clone() class=table_class />
            <Progress form=Arc::clone(&plan) />
        </Sheet>
    }
}

/// A sheet of the form: its heading, content and foot.
#[component]
fn Sheet(
    /// The form.
    form: Arc<FormDocument>,
    /// The id of the heading.
    id: &'static str,
    /// The heading, after the briefing's title.
    heading: &'static str,
    /// The class of the sheet.
    class: &'static str,
    /// Which form it is, at the end of the last sheet; otherwise empty.
    #[prop(into)]
    source: String,
    /// What is on the sheet.
    children: Children,
) -> impl IntoView {
    let source =
        (!source.is_empty()).then(|| view! { <p class="app-printed-form__source">{source}</p> });
    view! {
        <section class=class aria-labelledby=id>
            <p class="app-printed-form__partnership">{form.partnership.clone()}</p>
            <h2 class="govuk-heading-l" id=id>
                {format!("{}: {heading}", form.title)}
            </h2>
            {children()}
            <p class="app-printed-form__notice">{form.notice.clone()}</p>
            {source}
        </section>
    }
}

/// The details of the team.
#[component]
fn TeamDetails(
    /// The questions and answers.
    team: [(&'static str, String); 4],
) -> impl IntoView {
    let lines = team.map(|(label, answer)| {
        view! {
            <div class="app-printed-form__line">
                <dt>{label}</dt>
                <dd class="app-answer">{answer}</dd>
            </div>
        }
    });
    view! { <dl class="app-printed-form__team">{lines.into_iter().collect_view()}</dl> }
}

/// The discussion.
#[component]
fn LearningPoints(
    /// The learning points.
    points: Vec<FormLearningPoint>,
) -> impl IntoView {
    let rows = points.into_iter().map(|point| {
        let is_long = point.is_long();
        let about = point.about.into_iter();
        let about = about.map(|about| view! { <div class="app-printed-form__about">{about}</div> });
        view! {
            <li class="app-printed-form__row" class=("app-printed-form__long", is_long)>
                {about.collect_view()}
                <div class="app-answer">{point.discussion}</div>
            </li>
        }
    });
    view! {
        <div>
            <h3 class="govuk-heading-s">{form::LEARNING}</h3>
            <ol class="app-printed-form__rows">{rows.collect_view()}</ol>
        </div>
    }
}

/// The actions that were agreed.
#[component]
fn ActionTable(
    /// The actions.
    actions: Vec<FormAction>,
    /// The class of the table.
    class: &'static str,
) -> impl IntoView {
    let headings = form::COLUMNS.map(|column| view! { <th scope="col">{column}</th> });
    let rows = actions.into_iter().map(|action| {
        let cells = action.answers().map(|(question, answer)| {
            // On a narrow screen the cells are stacked, each with its question.
            view! {
                <td class="app-answer" data-label=question>
                    {answer.clone()}
                </td>
            }
        });
        view! { <tr class=("app-printed-form__long", action.is_long())>{cells.collect_view()}</tr> }
    });
    view! {
        <table class=class>
            <caption class="govuk-heading-s">{form::ACTIONS}</caption>
            <thead>
                <tr>{headings.into_iter().collect_view()}</tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// How far the actions have got; nothing if none has progress.
#[component]
fn Progress(
    /// The form.
    form: Arc<FormDocument>,
) -> impl IntoView {
    let begun = form.actions_with_progress().map(|(number, action)| {
        let lines = action.progress.iter().cloned();
        let lines = lines.map(|line| view! { <p class="app-answer">{line}</p> });
        view! {
            <h4 class="govuk-heading-s">{action.title(number)}</h4>
            {lines.collect_view()}
        }
    });
    let begun: Vec<_> = begun.collect();
    (!begun.is_empty()).then(|| {
        view! {
            <h3 class="govuk-heading-s">{PROGRESS}</h3>
            {begun}
        }
    })
}
