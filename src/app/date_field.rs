//! The dates of the record: the three boxes, the calendar, and what the page says about the date.

use leptos::ev::Event;
use leptos::prelude::*;
use reactive_stores::Field;

use super::field_problems::is_wrong;
use super::fields::{text_in, text_in_entry};
use crate::browser;
use crate::record::{
    ActionItem, ActionItemStoreFields, Date, DatePart, DateParts, DatePartsStoreFields, Problem,
    RowId,
};
use crate::ui::{
    Button, ButtonStyle, CalendarButton, DateInput, DateInputItem, DateReading, TextBinding,
};
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
    /// Buttons that fill in the boxes: what each says, and the date.
    choices: Vec<(&'static str, Callback<(), Option<Date>>)>,
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
    // Words that somebody typed could not be had back, so they are pointed out instead.
    let choose = move |chosen: Option<Date>| {
        if date.try_with_untracked(DateParts::has_words) == Some(true) {
            is_left.set(true);
        } else if let Some(chosen) = chosen {
            date.try_set(chosen.into());
        }
    };
    let choices = choices.into_iter().map(move |(text, chosen)| {
        view! {
            <Button
                text=text
                of=of
                style=ButtonStyle::Quick
                on_press=move || choose(chosen.run(()))
            />
        }
    });
    let update = move |change: ChangeDate<'_>| {
        date.try_maybe_update(|date| (change(date), ()));
    };
    let iso = move || real_date().map(|date| date.to_string()).unwrap_or_default();
    let calendar_id = format!("{id}-calendar");
    view! {
        <DateInput
            id=id
            legend=legend
            hint="For example, 27 3 2027"
            day=put_into_place(text_in(date.day()), DatePart::Day, update)
            month=put_into_place(text_in(date.month()), DatePart::Month, update)
            year=put_into_place(text_in(date.year()), DatePart::Year, update)
            reading=Signal::derive(move || real_date().map(words::date_in_full).unwrap_or_default())
            error=Signal::derive(error)
            note=Signal::derive(note)
            on_leave=move || {
                is_left.try_set(true);
            }
        >
            <div class="app-date-choices">
                {choices.collect_view()}
                <CalendarButton
                    id=calendar_id
                    of=of
                    day=Signal::derive(iso)
                    on_choose=move |chosen: String| choose(Date::parse_typed(&chosen))
                />
            </div>
        </DateInput>
    }
}

/// The date of an entry of evidence: the three boxes, and which day of the week it is.
#[component]
pub fn EvidenceDate(
    /// What the ids of the boxes start with.
    #[prop(into)]
    id: String,
    /// The action.
    action: Field<ActionItem>,
    /// The id of the entry.
    entry: RowId,
) -> impl IntoView {
    let entries = action.evidence();
    let real_date = move || {
        entries.try_with(|entries| {
            let entry = entries.iter().find(|it| it.id == entry)?;
            entry.on.date()
        })
    };
    let reading = move || {
        let date = real_date().flatten();
        date.map(words::date_in_full).unwrap_or_default()
    };
    let update = move |change: ChangeDate<'_>| {
        entries.try_maybe_update(|entries| {
            let entry = entries.iter_mut().find(|it| it.id == entry);
            (entry.is_some_and(|entry| change(&mut entry.on)), ())
        });
    };
    let day = text_in_entry(action, entry, |it| &it.on.day, |it| &mut it.on.day);
    let month = text_in_entry(action, entry, |it| &it.on.month, |it| &mut it.on.month);
    let year = text_in_entry(action, entry, |it| &it.on.year, |it| &mut it.on.year);
    view! {
        <div class="govuk-form-group">
            <div class="govuk-date-input">
                <DateInputItem
                    id=format!("{id}-day")
                    label="Day"
                    digits=2
                    text=put_into_place(day, DatePart::Day, update)
                />
                <DateInputItem
                    id=format!("{id}-month")
                    label="Month"
                    digits=2
                    text=put_into_place(month, DatePart::Month, update)
                />
                <DateInputItem
                    id=format!("{id}-year")
                    label="Year"
                    digits=4
                    text=put_into_place(year, DatePart::Year, update)
                />
            </div>
            <DateReading of=id text=Signal::derive(reading) />
        </div>
    }
}

/// A function that changes a date, and returns whether it did.
type ChangeDate<'a> = &'a mut dyn FnMut(&mut DateParts) -> bool;

/// The binding of a box of a date, which also puts a date that was typed whole into all three boxes:
/// when the box is left, or at once if the date was pasted. `update` changes the date of the record, if it
/// is still there.
fn put_into_place(
    text: TextBinding,
    part: DatePart,
    update: impl Fn(ChangeDate<'_>) + Send + Sync + 'static,
) -> TextBinding {
    let on_typed = move |event: Event| {
        let is_whole = event.type_() == "change" || browser::is_pasted(&event);
        let typed = is_whole.then(|| browser::typed(&event)).flatten();
        let _ = text.on_typed.try_run(event);
        let Some((typed, _)) = typed else {
            return;
        };
        update(&mut |date| {
            // A box that is removed from the page, with its row or its record, can send an event too.
            let is_this = *date.part(part) == typed;
            match is_this.then(|| date.spread(part)).flatten() {
                Some(spread) => {
                    *date = spread;
                    true
                }
                None => false,
            }
        });
    };
    TextBinding {
        on_typed: Callback::new(on_typed),
        ..text
    }
}
