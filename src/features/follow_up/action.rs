//! An action to follow up.

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::fields;
use crate::app::rows::{RowPosition, standing_class};
use crate::record::{
    ActionItem, ActionItemStoreFields, Date, EvidenceKind, Field as FormField, RowId, Standing,
    Status,
};
use crate::ui::{InsetText, RadioOption, Radios};
use crate::words;

use super::evidence::EvidenceColumn;
use super::text;

/// The card of an action: what was agreed, how far it has got, and the evidence.
#[component]
pub fn ActionCard(
    /// Its id.
    id: RowId,
    /// The action.
    #[prop(into)]
    row: Field<ActionItem>,
    /// The ids of all actions, in the order of the plan.
    ids: ReadSignal<Vec<RowId>>,
    /// Today, which decides whether it is overdue.
    today: Date,
) -> impl IntoView {
    let number = RowPosition::of(id, ids).number;
    let title = move || {
        let what = row.what().try_get().unwrap_or_default();
        words::action_title(number.get(), &what)
    };
    let standing = Memo::new(move |_| {
        let standing = row.try_with(|row| row.standing(today));
        standing.unwrap_or(Standing::Undated)
    });
    let who_and_when = move || row.try_with(words::who_and_when).unwrap_or_default();
    let is_unproven = Memo::new(move |_| row.try_with(ActionItem::is_unproven).unwrap_or_default());
    view! {
        <section class="app-card" aria-labelledby=heading_id(id)>
            <h2 class="govuk-heading-m" id=heading_id(id)>
                {title}
            </h2>
            <p class="govuk-body app-follow-up__standing">
                <strong class=move || format!("govuk-tag {}", standing_class(standing.get()))>
                    {move || words::standing(standing.get())}
                </strong>
                " "
                {who_and_when}
            </p>
            <StatusRadios id=id row=row />
            <Show when=move || is_unproven.get()>
                <InsetText>{text::DID_IT_WORK}</InsetText>
            </Show>
            <div class="app-evidence">
                <EvidenceColumn id=id row=row number=number kind=EvidenceKind::Done />
                <EvidenceColumn id=id row=row number=number kind=EvidenceKind::Worked />
            </div>
        </section>
    }
}

/// The id of the heading of an action, which names its card.
fn heading_id(id: RowId) -> String {
    format!("follow-up-{id}")
}

#[component]
fn StatusRadios(id: RowId, row: Field<ActionItem>) -> impl IntoView {
    let status = row.status();
    let id = fields::id(FormField::Status(id));
    let options =
        [Status::NotStarted, Status::InProgress, Status::Done].map(|status| RadioOption {
            value: status,
            label: words::status(status),
        });
    view! {
        <Radios
            id=id.clone()
            name=id
            options=options.into()
            chosen=Signal::derive(move || status.try_get())
            on_choose=move |chosen| status.set(chosen)
        >
            {words::STATUS}
        </Radios>
    }
}
