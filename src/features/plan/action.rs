//! An action of the plan.

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::fields::{self, text_in};
use crate::app::rows::{CardLevel, RowCard, RowPosition, card_heading_id, row_beside};
use crate::app::{Clock, DateField, FieldProblems, RecordEditor, RowFocus, RowProblems};
use crate::briefing::form;
use crate::record::{ActionItem, ActionItemStoreFields, Field as FormField, Period, RowId};
use crate::ui::{TextInput, Textarea};
use crate::words;

use super::{ADD_ID, text};

/// The card of an action: the five columns of the paper form.
#[component]
pub fn ActionCard(
    /// Its id.
    id: RowId,
    /// The action.
    #[prop(into)]
    row: Field<ActionItem>,
    /// The ids of all actions, in order.
    ids: ReadSignal<Vec<RowId>>,
) -> impl IntoView {
    let editor: RecordEditor = expect_context();
    let position = RowPosition::of(id, ids);
    let row_focus = expect_context::<RowFocus>();
    let problems = expect_context::<FieldProblems>().of_action(row, position.number);
    let remove = move || {
        let beside = ids.with_untracked(|ids| row_beside(id, ids));
        editor.remove_action(id);
        let heading = beside.map(|id| card_heading_id(&card_id(id)));
        row_focus.focus(heading.unwrap_or_else(|| ADD_ID.to_owned()));
    };
    view! {
        <RowCard
            title="Action"
            noun="action"
            id=card_id(id)
            level=CardLevel::Two
            position=position
            on_move=move |direction| editor.move_action(id, direction)
            on_remove=remove
        >
            <div class="app-action">
                <div class="app-action__what">
                    <Textarea
                        id=fields::id(FormField::What(id))
                        label=form::WHAT
                        hint=words::NO_NAMES
                        rows=3
                        note=problems.note(FormField::What(id))
                        text=text_in(row.what())
                    />
                </div>
                <div>
                    <TextInput
                        id=fields::id(FormField::Who(id))
                        label=form::WHO
                        hint="A role or a colleague’s name"
                        note=problems.note(FormField::Who(id))
                        text=text_in(row.who())
                    />
                </div>
                <div>
                    <ByWhen id=id row=row number=position.number problems=problems />
                </div>
                <div>
                    <Textarea
                        id=fields::id(FormField::HowDone(id))
                        label=form::HOW_DONE
                        hint=words::NO_NAMES
                        rows=3
                        note=problems.note(FormField::HowDone(id))
                        text=text_in(row.how_done())
                    />
                </div>
                <div>
                    <Textarea
                        id=fields::id(FormField::HowWorked(id))
                        label=form::HOW_WORKED
                        hint=words::NO_NAMES
                        rows=3
                        note=problems.note(FormField::HowWorked(id))
                        text=text_in(row.how_worked())
                    />
                </div>
            </div>
        </RowCard>
    }
}

/// What the ids of a card start with.
fn card_id(id: RowId) -> String {
    format!("action-{id}")
}

/// The date in three boxes, and three quick choices.
#[component]
fn ByWhen(
    id: RowId,
    row: Field<ActionItem>,
    number: Memo<usize>,
    problems: RowProblems,
) -> impl IntoView {
    let clock: Clock = expect_context();
    let date = row.by_when();
    let of_action = Signal::derive(move || format!("for action {}", number.get()));
    let choices = Period::ALL.map(|period| {
        let date = move |()| clock.today().and_then(|today| today.after(period));
        (text::period(period), Callback::new(date))
    });
    view! {
        <DateField
            id=fields::id(FormField::ByWhen(id))
            legend=form::BY_WHEN
            of=of_action
            date=date
            problem=problems.at(FormField::ByWhen(id))
            choices=choices.into()
        />
    }
}
