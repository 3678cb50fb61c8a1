//! The action plan. Page 2 of the paper form: a card for each action, with the form's five columns.

mod action;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::fields;
use crate::app::route::Page;
use crate::app::rows::{NextPageLink, row_ids};
use crate::app::{LazyRows, OpenRecord, RecordEditor, RowFocus};
use crate::briefing::{Briefing, form};
use crate::record::{Field as FormField, RecordStoreFields};
use crate::ui::{Button, InsetText, PageHeading};

use action::ActionCard;

/// The id of the button that adds an action: the focus goes there when the only one is removed.
const ADD_ID: &str = "add-action";

/// The page of the action plan.
#[component]
pub fn PlanPage() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    let editor: RecordEditor = expect_context();
    let rows = open.record.actions();
    let ids = row_ids(rows);
    let row_focus = expect_context::<RowFocus>();
    let add = move || {
        if let Some(id) = editor.add_action() {
            row_focus.focus(fields::id(FormField::What(id)));
        }
    };
    view! {
        <PageHeading text=form::ACTIONS />
        <LazyRows rows=ids let:id>
            <ActionCard id=id row=rows.at_key(id) ids=ids />
        </LazyRows>
        <Show when=move || ids.with(Vec::is_empty)>
            <p class="govuk-body">{text::NO_ACTIONS}</p>
        </Show>
        <Button text="Add an action" id=ADD_ID on_press=add />
        <InsetText>{briefing.keep_a_copy.clone()}</InsetText>
        <NextPageLink page=Page::Check text="Continue to check and send" />
    }
}
