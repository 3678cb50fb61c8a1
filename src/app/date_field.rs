//! A date of the record: the three boxes, the calendar, and what the page says about the date.

use leptos::ev::Event;
use leptos::prelude::*;
use reactive_stores::Field;

use super::field_problems::is_wrong;
use super::fields::text_in;
use crate::browser;
use crate::record::{Date, DatePart, DateParts, DatePartsStoreFields, Problem};
use crate::ui::{CalendarButton, DateInput, TextBinding};
use crate::words;

/// The date. A date that is typed or pasted whole into one of the boxes is put into all three.
#[component]
pub fn DateField(
    /// The id of the first box.
    #[prop(into)]
    id: String,
    /// What the date is for.
    legend: &'static str,
    /// Which of several such dates it is: "for action 2".
    #[prop(into)]
    of: Signal<String>,
    /// The date.
    #[prop(into)]
    date: Field<DateParts>,
    /// What is missing or unlikely.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// What else fills in the boxes, such as quick choices.
    children: Children,
) -> impl IntoView {
    let real_date = move || date.try_with(DateParts::date).flatten();
    // Half a date is no problem until the boxes are left.
    let is_blank = date.try_with_untracked(DateParts::is_blank);
    let is_left = RwSignal::new(is_blank == Some(false));
    let problem = move || {
        let is_typed = |problem: &Problem| matches!(problem, Problem::Date(..));
        (problem.get()).filter(|problem| is_left.get() || !is_typed(problem))
    };
    let error = move || problem().filter(|it| is_wrong(*it)).map(words::beside);
    let note = move || problem().filter(|it| !is_wrong(*it)).map(words::beside);
    let choose = move |chosen: String| {
        if let Some(chosen) = Date::parse_typed(&chosen) {
            date.try_set(chosen.into());
        }
    };
    let iso = move || real_date().map(|date| date.to_string()).unwrap_or_default();
    let calendar_id = format!("{id}-calendar");
    view! {
        <DateInput
            id=id
            legend=legend
            hint="For example, 27 3 2027"
            day=put_into_place(text_in(date.day()), date, DatePart::Day)
            month=put_into_place(text_in(date.month()), date, DatePart::Month)
            year=put_into_place(text_in(date.year()), date, DatePart::Year)
            reading=Signal::derive(move || real_date().map(words::date_in_full).unwrap_or_default())
            error=Signal::derive(error)
            note=Signal::derive(note)
            on_leave=move || {
                is_left.try_set(true);
            }
        >
            <div class="app-date-choices">
                {children()}
                <CalendarButton
                    id=calendar_id
                    of=of
                    day=Signal::derive(iso)
                    on_choose=choose
                />
            </div>
        </DateInput>
    }
}

/// The binding of a box of a date, which also puts a date that was typed whole into all three boxes:
/// when the box is left, or at once if the date was pasted.
fn put_into_place(text: TextBinding, date: Field<DateParts>, part: DatePart) -> TextBinding {
    let on_typed = move |event: Event| {
        let is_whole = event.type_() == "change" || browser::is_pasted(&event);
        let typed = is_whole.then(|| browser::typed(&event)).flatten();
        let _ = text.on_typed.try_run(event);
        let Some((typed, _)) = typed else {
            return;
        };
        date.try_maybe_update(|date| {
            // A box that is removed from the page, with its row or its record, can send an event too.
            let is_this = *date.part(part) == typed;
            let spread = is_this.then(|| date.spread(part)).flatten();
            let is_spread = spread.is_some();
            if let Some(spread) = spread {
                *date = spread;
            }
            (is_spread, ())
        });
    };
    TextBinding {
        on_typed: Callback::new(on_typed),
        ..text
    }
}
