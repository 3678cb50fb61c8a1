//! The action plan. Page 2 of the paper form: its five columns, a card an action.

use leptos::prelude::*;
use reactive_stores::Field;

use super::fields;
use super::rows::{RowCommands, next, place_of, row_card, row_order};
use crate::briefing::form;
use crate::components::{
    Button, Look, date_part, element, hint, inset, page_heading, text_area, text_field, texted,
};
use crate::domain::{
    ActionItem, ActionItemStoreFields, DatePartsStoreFields, Field as Place, Period,
    RecordStoreFields, RowId,
};
use crate::route::Page;
use crate::session::Session;
use crate::words;

const ADD_ID: &str = "add-action";

const COMMANDS: RowCommands = RowCommands {
    noun: "action",
    title: "Action",
    stem: "action",
    shift: Session::move_action,
    remove: Session::remove_action,
    after_removal: ADD_ID,
};

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let session = Session::of_app();
    let briefing = session.briefing();
    let rows = session.record.actions();
    let order = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For each=move || rows key=|row| row.read().id let:row>
            {action_card(row.into(), order)}
        </For>
    };
    let add = view! {
        <Button
            text="Add an action"
            id=ADD_ID
            on_press=move || {
                let id = session.add_action();
                session.focus_soon(fields::id(Place::What(id)));
            }
        />
    };
    vec![
        page_heading(form::ACTIONS),
        cards.into_any(),
        add.into_any(),
        inset(briefing.keep_a_copy.as_str()),
        next(Page::Check, "Continue to check and send"),
    ]
}

fn action_card(row: Field<ActionItem>, order: Memo<Vec<RowId>>) -> AnyView {
    let id = row.id().get_untracked();
    let place = place_of(id, order);
    let area = |field, text| {
        let id = fields::id(field);
        text_area(&id, words::label(field), words::NO_NAMES, 3, text)
    };
    let who = text_field(
        &fields::id(Place::Who(id)),
        form::WHO,
        Some("A role or a colleague’s name"),
        row.who().into(),
    );
    let cells = vec![
        cell("app-action__what", area(Place::What(id), row.what().into())),
        cell("app-action__who", who),
        cell("app-action__by-when", by_when(row, place)),
        cell(
            "app-action__how",
            area(Place::HowDone(id), row.how_done().into()),
        ),
        cell(
            "app-action__how",
            area(Place::HowWorked(id), row.how_worked().into()),
        ),
    ];
    let cells = element("div", &[("class", "app-action")], cells);
    row_card(id, place, COMMANDS, vec![cells])
}

fn cell(class: &'static str, content: AnyView) -> AnyView {
    element("div", &[("class", class)], vec![content])
}

/// Three boxes and three quick choices.
fn by_when(row: Field<ActionItem>, place: Memo<(usize, usize)>) -> AnyView {
    let session = Session::of_app();
    let id = fields::id(Place::ByWhen(row.id().get_untracked()));
    let date = row.by_when();
    let quick = Period::ALL.map(|period| {
        view! {
            <Button
                text=words::period(period)
                of=Signal::derive(move || format!(" for action {}", place.get().0))
                look=Look::Quick
                on_press=move || session.set_by_when(row, period)
            />
        }
        .into_any()
    });
    let boxes = vec![
        // The check page leads to the first of the three.
        date_part(&id, "Day", 2, date.day().into()),
        date_part(&format!("{id}-month"), "Month", 2, date.month().into()),
        date_part(&format!("{id}-year"), "Year", 4, date.year().into()),
    ];
    element(
        "fieldset",
        &[
            ("class", "govuk-fieldset govuk-form-group"),
            ("aria-describedby", &format!("{id}-hint")),
        ],
        vec![
            texted(
                "legend",
                "govuk-fieldset__legend govuk-fieldset__legend--s",
                form::BY_WHEN,
            ),
            hint(&id, "For example, 27 3 2027"),
            element("div", &[("class", "govuk-date-input")], boxes),
            element("div", &[("class", "app-quick")], quick.into()),
        ],
    )
}
