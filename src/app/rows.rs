//! What learning points and actions share as numbered rows: the order, the card with its number and its
//! buttons to move and remove, and the link to the next page.

use leptos::prelude::*;
use reactive_stores::{KeyedSubfield, Store};

use crate::app::route::{Page, Route};
use crate::browser;
use crate::record::{Direction, Record, Row, RowId, Standing};
use crate::ui::{Button, ButtonStyle, LinkButton};

/// A list of rows in the store of the open record.
pub type Rows<R> = KeyedSubfield<Store<Record>, Record, RowId, Vec<R>>;

/// The ids of the rows of a list, in order, for `<For>` and for [`RowPosition::of`].
///
/// A key typed in any row notifies whatever reads the list. A memo of the ids would make every button of
/// every row check whether it is still in the same place; this signal is set only when the ids change.
pub fn row_ids<R: Row + 'static>(rows: Rows<R>) -> ReadSignal<Vec<RowId>> {
    let read = move || -> Vec<RowId> { rows.with(|rows| rows.iter().map(Row::id).collect()) };
    let (ids, set_ids) = signal(untrack(read));
    // Rendered natively, a page never changes, and effects have no executor to run on.
    if browser::is_present() {
        Effect::new(move |_| {
            let latest = read();
            if ids.with_untracked(|ids| *ids != latest) {
                set_ids.set(latest);
            }
        });
    }
    ids
}

/// Where a row is in its list.
#[derive(Clone, Copy)]
pub struct RowPosition {
    /// Its number, from 1; 0 once the row is removed.
    pub number: Memo<usize>,
    /// Whether no row follows.
    pub is_last: Memo<bool>,
}

impl RowPosition {
    /// The position of a row in a list, as [`row_ids`] gives it.
    pub fn of(id: RowId, ids: ReadSignal<Vec<RowId>>) -> Self {
        let index = move |ids: &Vec<RowId>| ids.iter().position(|row| *row == id);
        let number = Memo::new(move |_| ids.with(|ids| index(ids).map_or(0, |index| index + 1)));
        let is_last = Memo::new(move |_| ids.with(|ids| ids.last() == Some(&id)));
        Self { number, is_last }
    }
}

/// Which row has the focus once a row is removed from a list: the one after it, or else the one before.
pub fn row_beside(id: RowId, ids: &[RowId]) -> Option<RowId> {
    let index = ids.iter().position(|row| *row == id)?;
    let after = ids.get(index + 1);
    let before = || ids.get(index.checked_sub(1)?);
    after.or_else(before).copied()
}

/// The id of the heading of a card whose ids start with `id`.
pub fn card_heading_id(id: &str) -> String {
    format!("{id}-heading")
}

/// The level of a card's heading, by which screen readers jump from card to card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardLevel {
    /// Right below the page's heading.
    Two,
    /// Below the heading of a section.
    Three,
}

/// The card of a row: its number, its content and its buttons.
#[component]
pub fn RowCard(
    /// What a row is called at the start of a sentence: "Learning point" or "Action".
    title: &'static str,
    /// What a row is called within a sentence: "learning point" or "action".
    noun: &'static str,
    /// What the ids of its heading and its buttons start with: "action-3".
    id: String,
    /// The level of its heading.
    level: CardLevel,
    /// Where the row is in its list.
    position: RowPosition,
    /// Called to move the row by one place.
    #[prop(into)]
    on_move: Callback<Direction>,
    /// Called to remove the row.
    #[prop(into)]
    on_remove: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let name = Signal::derive(move || format!("{noun} {}", position.number.get()));
    let is_first = Signal::derive(move || position.number.get() <= 1);
    let [up, down] = ["up", "down"].map(|direction| format!("{id}-{direction}"));
    let move_to = move |direction, button_id: &str| {
        on_move.run(direction);
        // The button is taken out of the page and put back with its row, and so loses the focus.
        browser::focus_soon(button_id.to_owned());
    };
    let (id_up, id_down) = (up.clone(), down.clone());
    let heading = move || format!("{title} {}", position.number.get());
    let heading = match level {
        CardLevel::Two => view! { <h2 class="govuk-fieldset__heading">{heading}</h2> }.into_any(),
        CardLevel::Three => view! { <h3 class="govuk-fieldset__heading">{heading}</h3> }.into_any(),
    };
    view! {
        <fieldset class="govuk-fieldset app-card">
            <legend
                class="govuk-fieldset__legend govuk-fieldset__legend--m"
                id=card_heading_id(&id)
                tabindex="-1"
            >
                {heading}
            </legend>
            {children()}
            <div class="app-row-buttons">
                <Button
                    text="Move"
                    of=name
                    after="up"
                    style=ButtonStyle::Quiet
                    id=up
                    disabled=is_first
                    on_press=move || move_to(Direction::Up, &id_up)
                />
                <Button
                    text="Move"
                    of=name
                    after="down"
                    style=ButtonStyle::Quiet
                    id=down
                    disabled=position.is_last
                    on_press=move || move_to(Direction::Down, &id_down)
                />
                <Button text="Remove" of=name style=ButtonStyle::Quiet on_press=on_remove />
            </div>
        </fieldset>
    }
}

/// The link to the next page.
#[component]
pub fn NextPageLink(
    /// The page.
    page: Page,
    /// What the link says.
    text: &'static str,
) -> impl IntoView {
    view! {
        <div class="app-next">
            <LinkButton href=Route::to(page).to_string() text=text style=ButtonStyle::Primary />
        </div>
    }
}

/// The class of the tag that shows the standing of an action.
pub fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "govuk-tag--red",
        Standing::Due => "govuk-tag--blue",
        Standing::Undated => "govuk-tag--grey",
        Standing::Done => "govuk-tag--green",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_goes_from_a_removed_row_to_the_next_or_else_to_the_one_before() {
        assert_eq!(row_beside(7, &[7, 3, 9]), Some(3));
        assert_eq!(row_beside(3, &[7, 3, 9]), Some(9));
        assert_eq!(row_beside(9, &[7, 3, 9]), Some(3));
        assert_eq!(row_beside(7, &[7]), None);
        assert_eq!(row_beside(1, &[7, 3]), None);
    }
}
