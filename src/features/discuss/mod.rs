//! The discussion: the team, and its learning points. Page 1 of the paper form.

mod guide;
mod learning_point;
mod team;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::fields::{self, OtherBriefingNotice};
use crate::app::route::Page;
use crate::app::rows::{NextPageLink, row_ids};
use crate::app::{LazyRows, OpenRecord, RecordEditor, RowFocus, SavedReturn};
use crate::briefing::{Briefing, form};
use crate::record::{Field as FormField, RecordStoreFields};
use crate::ui::{Button, InsetText, PageHeading, Section};
use crate::vault::autosave::Status;

use guide::Guide;
use learning_point::LearningPointCard;
use team::TeamDetails;

/// The id of the button that adds a learning point: the focus goes there when the only one is removed.
const ADD_ID: &str = "add-learning-point";

/// The page of the discussion.
#[component]
pub fn DiscussPage() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    let editor: RecordEditor = expect_context();
    // For those who have never typed here. It stays for as long as the page is shown: nothing may move
    // when somebody begins to type.
    let is_first_visit = open.status.get_untracked() == Status::Untouched;
    let is_saving = move || {
        !(open.status).with(|it| matches!(it, Status::NotSaved(_) | Status::SavedInBackup(_)))
    };
    // What this briefing says would mislead who answers another.
    let briefing_id = briefing.id.clone();
    let answered = open.record.briefing();
    let is_ours = Memo::new(move |_| answered.with(|answered| answered.id == briefing_id));
    let rows = open.record.learning_points();
    let ids = row_ids(rows);
    let row_focus = expect_context::<RowFocus>();
    let add = move || {
        if let Some(id) = editor.add_learning_point() {
            row_focus.focus(fields::id(FormField::Discussion(id)));
        }
    };
    view! {
        <PageHeading text="Discussion" />
        <OtherBriefingNotice />
        <Show when=move || is_first_visit && is_saving()>
            <InsetText>{text::FIRST_VISIT}</InsetText>
        </Show>
        <SavedReturn />
        <TeamDetails />
        <div class="app-discussion">
            <Show when=move || is_ours.get()>
                <Guide />
            </Show>
            <Section id="learning-heading" heading=form::LEARNING>
                <LazyRows rows=ids let:id>
                    <LearningPointCard id=id row=rows.at_key(id) ids=ids />
                </LazyRows>
                <Show when=move || ids.with(Vec::is_empty)>
                    <p class="govuk-body">{text::NO_LEARNING_POINTS}</p>
                </Show>
                <Button text="Add a learning point" id=ADD_ID on_press=add />
            </Section>
        </div>
        <InsetText>{briefing.keep_a_copy.clone()}</InsetText>
        <NextPageLink page=Page::Plan text="Continue to the action plan" />
    }
}
