//! The action plan. Page 2 of the paper form: its five columns, a card an action.

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::Session;
use crate::app::fields::{self, text_in};
use crate::app::route::Page;
use crate::app::rows::{RowCommands, next, nothing_yet, place_of, row_card, row_order};
use crate::briefing::form;
use crate::record::{ActionItem, Field as Place, Period, RecordStoreFields, RowId};
use crate::ui::old::{
    Button, Look, Part, date_part, element, hint, inset, page_heading, text_area, text_field,
    texted,
};
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
pub fn plan_page() -> Vec<Part> {
    let session = Session::of_app();
    let briefing = session.briefing();
    let rows = session.record.actions();
    let order = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For each=move || rows key=|row| row.read().id let:row>
            {action_card(row.into(), order).into_any()}
        </For>
    };
    let add = Button {
        id: Some(ADD_ID.to_owned()),
        ..Button::new("Add an action", Look::Secondary)
    };
    let add = add.view(move || {
        let id = session.add_action();
        session.focus_soon(fields::id(Place::What(id)));
    });
    let none_left = nothing_yet(move || rows.with(Vec::is_empty), words::NO_ACTIONS);
    vec![
        page_heading(form::ACTIONS),
        Part::of(cards),
        none_left,
        add,
        inset(briefing.keep_a_copy.as_str()),
        next(Page::Check, "Continue to check and send"),
    ]
}

fn action_card(row: Field<ActionItem>, order: Memo<Vec<RowId>>) -> Part {
    let id = row.with_untracked(|row| row.id);
    let place = place_of(id, order);
    let area = |field, text| {
        let id = fields::id(field);
        text_area(&id, words::label(field), words::NO_NAMES, "3", text)
    };
    let who = text_field(
        &fields::id(Place::Who(id)),
        form::WHO,
        Some("A role or a colleague’s name"),
        text_in(row, |it| &it.who, |it| &mut it.who),
    );
    let cells = vec![
        cell(
            "app-action__what",
            area(
                Place::What(id),
                text_in(row, |it| &it.what, |it| &mut it.what),
            ),
        ),
        cell("app-action__who", who),
        cell("app-action__by-when", by_when(id, row, place)),
        cell(
            "app-action__how",
            area(
                Place::HowDone(id),
                text_in(row, |it| &it.how_done, |it| &mut it.how_done),
            ),
        ),
        cell(
            "app-action__how",
            area(
                Place::HowWorked(id),
                text_in(row, |it| &it.how_worked, |it| &mut it.how_worked),
            ),
        ),
    ];
    let cells = element("div", &[("class", "app-action")], cells);
    row_card(id, place, COMMANDS, vec![cells])
}

fn cell(class: &'static str, content: Part) -> Part {
    element("div", &[("class", class)], vec![content])
}

/// Three boxes and three quick choices.
fn by_when(id: RowId, row: Field<ActionItem>, place: Memo<(usize, usize)>) -> Part {
    let session = Session::of_app();
    let quick = Period::ALL.map(|period| {
        let button = Button {
            of: Some(Box::new(move || format!(" for action {}", place.get().0))),
            ..Button::new(words::period(period), Look::Quick)
        };
        button.view(move || session.set_by_when(row, period))
    });
    let id = fields::id(Place::ByWhen(id));
    let day = text_in(row, |it| &it.by_when.day, |it| &mut it.by_when.day);
    let month = text_in(row, |it| &it.by_when.month, |it| &mut it.by_when.month);
    let year = text_in(row, |it| &it.by_when.year, |it| &mut it.by_when.year);
    let boxes = vec![
        // The check page leads to the first of the three.
        date_part(&id, "Day", 2, day),
        date_part(&format!("{id}-month"), "Month", 2, month),
        date_part(&format!("{id}-year"), "Year", 4, year),
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
