//! Follow up: the months after. How far each action has come, and what shows it.

use std::rc::Rc;

use leptos::prelude::*;
use reactive_stores::Field;

use crate::app::Session;
use crate::app::fields::{self, text_in_entry};
use crate::app::route::{Page, Route};
use crate::app::rows::{place_of, row_order, standing_class};
use crate::briefing::form;
use crate::record::{
    ActionItem, Date, EvidenceKind, Field as Place, Record, RecordStoreFields, RowId, Standing,
    Status, follow_up, overdue,
};
use crate::ui::old::{
    Button, Look, Part, Radio, TimeMark, answer_words, date_part, element, inset, link_button,
    live, live_words, page_heading, paragraph, radios, tag, text_area, texted, timeline,
    words as text,
};
use crate::words;

/// The page.
pub fn follow_up_page() -> Vec<Part> {
    let session = Session::of_app();
    session.dismiss_overdue_notice();
    let today = session.today();
    let rows = session.record.actions();
    // As it was when the page came: no card runs away when its status is changed.
    let order = session.record.with_untracked(|it| follow_up(it, today));
    let rank = move |id: RowId| order.iter().position(|it| *it == id);
    let numbers = row_order(move || rows.with(|rows| rows.iter().map(|row| row.id).collect()));
    let cards = view! {
        <For
            each=move || {
                let mut all: Vec<_> = rows.into_iter().collect();
                all.retain(|row| rank(row.read_untracked().id).is_some());
                all.sort_by_key(|row| rank(row.read_untracked().id));
                all
            }
            key=|row| row.read().id
            let:row
        >
            {action_card(session, row.into(), numbers, today).into_any()}
        </For>
    };
    vec![
        page_heading("Follow up"),
        paragraph(words::FOLLOW_UP),
        live(move || {
            let count = session.record.with(|it| overdue(it, today));
            let said = (count > 0).then(|| inset(words::overdue(count)));
            said.into_iter().collect()
        }),
        live(move || {
            let picture = session.record.with(|it| picture(it, today));
            picture.into_iter().collect()
        }),
        Part::of(cards),
        live(move || {
            let is_empty = rows.with(|rows| rows.iter().all(ActionItem::is_blank));
            let (said, page, way) = if is_empty {
                (words::NOTHING_TO_FOLLOW_UP, Page::Plan, "Agree actions")
            } else {
                let way = "Continue to check and send";
                (words::SEND_FOLLOW_UP, Page::Check, way)
            };
            let way = link_button(&Route::to(page).to_string(), way, Look::Main);
            vec![paragraph(said), way]
        }),
    ]
}

/// How many months are named on it.
const MONTHS: usize = 7;

/// The dated actions on a line.
fn picture(record: &Record, today: Date) -> Option<Part> {
    let dated: Vec<(usize, &ActionItem, Date)> = (1..)
        .zip(&record.actions)
        .filter_map(|(number, row)| Some((number, row, row.by_when.date()?)))
        .collect();
    let days = || dated.iter().map(|(.., day)| *day).chain([today]);
    let (first, last) = (days().min()?, days().max()?);
    if dated.is_empty() {
        return None;
    }
    let length = last.days_after(first).max(28);
    let at = |date: Date| {
        let thousandths = date.days_after(first) * 1_000 / length;
        i32::try_from(thousandths).unwrap_or_default()
    };
    let mut months = Vec::new();
    let mut month = first.next_month();
    while let Some(it) = month.filter(|it| *it <= last) {
        months.push(it);
        month = it.next_month();
    }
    let every = months.len().div_ceil(MONTHS).max(1);
    let months = months.into_iter().step_by(every).map(|it| {
        let name: String = it.month_name().chars().take(3).collect();
        (at(it), format!("{name} {}", it.year()))
    });
    let marks = dated.iter().map(|(number, row, date)| TimeMark {
        at: at(*date),
        words: number.to_string(),
        class: mark_class(row.standing(today)),
    });
    let said = dated.iter().map(|(number, row, date)| {
        format!(
            "{} by {}: {}",
            words::action(*number),
            words::date(*date),
            words::standing(row.standing(today))
        )
    });
    Some(timeline(
        &words::timeline(&said.collect::<Vec<_>>()),
        marks.collect(),
        months.collect(),
        at(today),
    ))
}

fn mark_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "app-timeline__mark app-timeline__mark--overdue",
        Standing::Done => "app-timeline__mark app-timeline__mark--done",
        Standing::Due | Standing::Undated => "app-timeline__mark",
    }
}

fn action_card(
    session: Session,
    row: Field<ActionItem>,
    numbers: Memo<Vec<RowId>>,
    today: Date,
) -> Part {
    let id = row.with_untracked(|row| row.id);
    let place = place_of(id, numbers);
    let of_row = move |read: fn(&ActionItem) -> String| {
        live_words(move || row.try_with(read).unwrap_or_default())
    };
    let title = live_words(move || {
        let title = row.try_with(|row| words::action_title(place.get().0, &row.what));
        title.unwrap_or_default()
    });
    let standing = move || {
        let standing = row.try_with(|row| row.standing(today));
        standing.unwrap_or(Standing::Undated)
    };
    let state = tag("strong")
        .live("class", move || {
            Some(format!("govuk-tag {}", standing_class(standing())))
        })
        .child(live_words(move || words::standing(standing()).to_owned()));
    let heading_id = format!("follow-up-{id}");
    let heading = [
        ("class", "govuk-heading-m"),
        ("id", heading_id.as_str()),
        ("tabindex", "-1"),
    ];
    let question = live(move || {
        let asks = row.try_with(ActionItem::is_unproven).unwrap_or_default();
        asks.then(|| inset(words::DID_IT_WORK))
            .into_iter()
            .collect()
    });
    let evidence = vec![
        evidence_column(session, row, place, EvidenceKind::Done),
        evidence_column(session, row, place, EvidenceKind::Worked),
    ];
    element(
        "section",
        &[
            ("class", "app-card"),
            ("aria-labelledby", heading_id.as_str()),
        ],
        vec![
            element("h2", &heading, vec![title]),
            element(
                "p",
                &[("class", "govuk-body")],
                vec![state.view(), text(" "), of_row(words::who_and_when)],
            ),
            status(session, row, id),
            question,
            element("div", &[("class", "app-evidence")], evidence),
        ],
    )
}

fn status(session: Session, row: Field<ActionItem>, id: RowId) -> Part {
    let element_id = fields::id(Place::Status(id));
    let options = [Status::NotStarted, Status::InProgress, Status::Done].map(|status| Radio {
        name: element_id.clone(),
        label: words::status(status),
        checked: Box::new(move || row.try_with(|row| row.status == status).unwrap_or_default()),
        choose: Rc::new(move || session.set_status(row, status)),
    });
    radios(&element_id, vec![text(words::STATUS)], options.into())
}

/// What the team said it would look for, and what it has seen.
fn evidence_column(
    session: Session,
    row: Field<ActionItem>,
    place: Memo<(usize, usize)>,
    kind: EvidenceKind,
) -> Part {
    let (question, answer, add): (_, fn(&ActionItem) -> String, _) = match kind {
        EvidenceKind::Done => (
            form::HOW_DONE,
            |row| row.how_done.clone(),
            "Add what shows that it is done",
        ),
        EvidenceKind::Worked => (
            form::HOW_WORKED,
            |row| row.how_worked.clone(),
            "Add what shows that it worked",
        ),
    };
    let said = live(move || {
        let said = row.try_with(answer).unwrap_or_default();
        vec![if said.trim().is_empty() {
            paragraph(words::NOT_SAID)
        } else {
            answer_words("p", "govuk-body app-evidence__agreed", &said)
        }]
    });
    let ids = move || -> Vec<RowId> {
        let ids = row.try_with(|row| {
            let entries = row.evidence.iter().filter(|entry| entry.kind == kind);
            entries.map(|entry| entry.id).collect()
        });
        ids.unwrap_or_default()
    };
    let entries = view! {
        <For each=ids key=|id| *id let:id>
            {entry(session, row, id).into_any()}
        </For>
    };
    let id = row.with_untracked(|row| row.id);
    let add = Button {
        of: Some(Box::new(move || format!(" for action {}", place.get().0))),
        ..Button::new(add, Look::Secondary)
    };
    let add = add.view(move || {
        let entry = session.add_evidence(row, kind);
        session.focus_soon(fields::id(Place::Evidence(id, entry)));
    });
    element(
        "div",
        &[],
        vec![
            texted("h3", "govuk-heading-s", question),
            said,
            Part::of(entries),
            add,
        ],
    )
}

/// One entry: its day, its words, and a way to take it out.
fn entry(session: Session, row: Field<ActionItem>, entry: RowId) -> Part {
    let action = row.with_untracked(|row| row.id);
    let id = fields::id(Place::Evidence(action, entry));
    let day = text_in_entry(row, entry, |it| &it.on.day, |it| &mut it.on.day);
    let month = text_in_entry(row, entry, |it| &it.on.month, |it| &mut it.on.month);
    let year = text_in_entry(row, entry, |it| &it.on.year, |it| &mut it.on.year);
    let told = text_in_entry(row, entry, |it| &it.text, |it| &mut it.text);
    let boxes = vec![
        date_part(&format!("{id}-day"), "Day", 2, day),
        date_part(&format!("{id}-month"), "Month", 2, month),
        date_part(&format!("{id}-year"), "Year", 4, year),
    ];
    let remove = Button::new("Remove this entry", Look::Quiet).view(move || {
        session.remove_evidence(row, entry);
        session.focus_soon(format!("follow-up-{action}"));
    });
    element(
        "fieldset",
        &[("class", "govuk-fieldset app-evidence__entry")],
        vec![
            texted("legend", "govuk-visually-hidden", "An entry of evidence"),
            element(
                "div",
                &[("class", "govuk-date-input govuk-form-group")],
                boxes,
            ),
            text_area(&id, words::EVIDENCE, words::NO_NAMES, "3", told),
            remove,
        ],
    )
}
