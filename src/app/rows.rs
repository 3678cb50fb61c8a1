//! What learning points and actions share as numbered rows: the card, its number,
//! the buttons to move and to remove, and the way on.

use leptos::prelude::*;

use crate::app::Session;
use crate::app::route::{Page, Route};
use crate::record::{Direction, RowId, Standing};
use crate::ui::old::{Button, Look, Part, element, link_button, live, live_words, paragraph};

/// What the buttons of a row do.
#[derive(Clone, Copy)]
pub struct RowCommands {
    /// What a row is called within a sentence: "learning point" or "action".
    pub noun: &'static str,
    /// What a row is called at its start: "Learning point" or "Action".
    pub title: &'static str,
    /// What the ids of the row's elements start with.
    pub stem: &'static str,
    /// Moves the row.
    pub shift: fn(Session, RowId, Direction),
    /// Removes the row.
    pub remove: fn(Session, RowId),
    /// The id of the element to go to once the row is gone.
    pub after_removal: &'static str,
}

/// The ids of the rows in order: worked out once for all rows, however many.
pub fn row_order(ids: impl Fn() -> Vec<RowId> + Send + Sync + 'static) -> Memo<Vec<RowId>> {
    Memo::new(move |_| ids())
}

/// The card of a row: its number, what is in it, its buttons.
pub fn row_card(
    id: RowId,
    place: Memo<(usize, usize)>,
    commands: RowCommands,
    content: Vec<Part>,
) -> Part {
    let number = live_words(move || format!("{} {}", commands.title, place.get().0));
    let class = "govuk-fieldset__legend govuk-fieldset__legend--m";
    let mut parts = vec![element("legend", &[("class", class)], vec![number])];
    parts.extend(content);
    parts.push(row_buttons(id, place, commands));
    element("fieldset", &[("class", "govuk-fieldset app-card")], parts)
}

/// What stands where there are no rows.
pub fn nothing_yet(
    is_empty: impl Fn() -> bool + Send + Sync + 'static,
    said: &'static str,
) -> Part {
    live(move || is_empty().then(|| paragraph(said)).into_iter().collect())
}

/// The way on to the next page.
pub fn next(page: Page, text: &'static str) -> Part {
    let link = link_button(&Route::to(page).to_string(), text, Look::Main);
    element("div", &[("class", "app-next")], vec![link])
}

fn row_buttons(id: RowId, place: Memo<(usize, usize)>, commands: RowCommands) -> Part {
    let session = Session::of_app();
    let name = move || format!(" {} {}", commands.noun, place.get().0);
    let shift = |direction, after, idle| {
        let button = Button {
            of: Some(Box::new(name)),
            after,
            id: Some(button_id(commands.stem, id, direction)),
            idle: Some(idle),
            ..Button::new("Move", Look::Quiet)
        };
        button.view(move || {
            (commands.shift)(session, id, direction);
            // A row that moves takes its buttons out of the page and in again,
            // and the focus with them.
            session.focus_soon(button_id(commands.stem, id, direction));
        })
    };
    let is_first = Signal::derive(move || place.get().0 <= 1);
    let is_last = Signal::derive(move || place.get().0 >= place.get().1);
    let remove = Button {
        of: Some(Box::new(name)),
        ..Button::new("Remove", Look::Quiet)
    };
    let remove = remove.view(move || {
        (commands.remove)(session, id);
        session.focus_soon(commands.after_removal.to_owned());
    });
    element(
        "div",
        &[("class", "app-row-buttons")],
        vec![
            shift(Direction::Up, " up", is_first),
            shift(Direction::Down, " down", is_last),
            remove,
        ],
    )
}

fn button_id(stem: &str, id: RowId, direction: Direction) -> String {
    match direction {
        Direction::Up => format!("{stem}-{id}-up"),
        Direction::Down => format!("{stem}-{id}-down"),
    }
}

/// The number, from 1, at which a row stands, and how many rows there are.
pub fn place_of(id: RowId, order: Memo<Vec<RowId>>) -> Memo<(usize, usize)> {
    Memo::new(move |_| {
        order.with(|order| {
            let index = order.iter().position(|row| *row == id);
            (index.map_or(0, |index| index + 1), order.len())
        })
    })
}

/// The class of the tag that says how an action stands.
pub fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "govuk-tag--red",
        Standing::Due => "govuk-tag--blue",
        Standing::Undated => "govuk-tag--grey",
        Standing::Done => "govuk-tag--green",
    }
}
