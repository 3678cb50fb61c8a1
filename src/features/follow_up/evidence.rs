//! The evidence that an action is done, or that it worked.

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::fields::{self, text_in_entry};
use crate::app::rows::row_beside;
use crate::app::{EvidenceDate, LazyRows, RecordEditor, RowFocus};
use crate::briefing::form;
use crate::record::{ActionItem, ActionItemStoreFields, EvidenceKind, Field as FormField, RowId};
use crate::ui::{Button, ButtonStyle, Textarea, reading_id};
use crate::words;

use super::text;

/// What the team agreed to look for, and what it has seen.
#[component]
pub fn EvidenceColumn(
    /// The id of the action.
    id: RowId,
    /// The action.
    row: Field<ActionItem>,
    /// The number of the action.
    number: Memo<usize>,
    /// What the evidence shows.
    kind: EvidenceKind,
) -> impl IntoView {
    let editor: RecordEditor = expect_context();
    let (question, agreed, add_text) = match kind {
        EvidenceKind::Done => (
            form::HOW_DONE,
            row.how_done(),
            "Add evidence that it is done",
        ),
        EvidenceKind::Worked => (
            form::HOW_WORKED,
            row.how_worked(),
            "Add evidence that it worked",
        ),
    };
    let agreed = move || {
        let agreed = agreed.try_get().unwrap_or_default();
        if agreed.trim().is_empty() {
            view! { <p class="govuk-body">{text::NOT_AGREED}</p> }.into_any()
        } else {
            view! { <p class="govuk-body app-evidence__agreed app-answer">{agreed}</p> }.into_any()
        }
    };
    let entries = Memo::new(move |_| -> Vec<RowId> {
        let entries = row.evidence().try_with(|entries| {
            let of_kind = entries.iter().filter(|entry| entry.kind == kind);
            of_kind.map(|entry| entry.id).collect()
        });
        entries.unwrap_or_default()
    });
    let row_focus = expect_context::<RowFocus>();
    let add = move || {
        if let Some(entry) = editor.add_evidence(row, kind) {
            row_focus.focus(fields::id(FormField::Evidence(id, entry)));
        }
    };
    let remove = move |entry: RowId| {
        let beside = entries.with_untracked(|entries| row_beside(entry, entries));
        editor.remove_evidence(row, entry);
        let text_box = beside.map(|entry| fields::id(FormField::Evidence(id, entry)));
        row_focus.focus(text_box.unwrap_or_else(|| add_id(id, kind)));
    };
    let of_action = Signal::derive(move || format!("for action {}", number.get()));
    view! {
        <div>
            <h3 class="govuk-heading-s">{question}</h3>
            {agreed}
            <LazyRows rows=entries let:entry>
                <EvidenceEntry action=id row=row entry=entry on_remove=move || remove(entry) />
            </LazyRows>
            <Button text=add_text of=of_action id=add_id(id, kind) on_press=add />
        </div>
    }
}

/// One entry: its day, its text, and a button to remove it.
#[component]
fn EvidenceEntry(
    action: RowId,
    row: Field<ActionItem>,
    entry: RowId,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let id = fields::id(FormField::Evidence(action, entry));
    let described_by = reading_id(&id);
    view! {
        <fieldset
            class="govuk-fieldset app-evidence__entry"
            aria-describedby=described_by
        >
            <legend class="govuk-visually-hidden">"An entry of evidence"</legend>
            <EvidenceDate id=id.clone() action=row entry=entry />
            <Textarea
                id=id
                label=words::EVIDENCE
                hint=words::NO_NAMES
                rows=3
                text=text_in_entry(row, entry, |it| &it.text, |it| &mut it.text)
            />
            <Button text="Remove this evidence" style=ButtonStyle::Quiet on_press=on_remove />
        </fieldset>
    }
}

/// The id of the button that adds evidence of a kind to an action: the focus goes there when the only
/// entry is removed.
fn add_id(action: RowId, kind: EvidenceKind) -> String {
    let kind = match kind {
        EvidenceKind::Done => "done",
        EvidenceKind::Worked => "worked",
    };
    format!("add-{kind}-{action}")
}
