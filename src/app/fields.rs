//! The fields of the form: where each is, by its page and its element's id, and how its
//! text is shown and changed.

use leptos::prelude::*;
use reactive_stores::Field as Kept;

use crate::app::Session;
use crate::app::route::{Page, Route};
use crate::briefing::{Briefing, Topic};
use crate::record::{ActionItem, Evidence, Field, Record, RowId, TeamField};
use crate::ui::old::{Part, Text, inset};

/// The id of a field's element: the one that takes the focus.
pub fn id(field: Field) -> String {
    match field {
        Field::Team(TeamField::Organisation) => "organisation".to_owned(),
        Field::Team(TeamField::Manager) => "manager".to_owned(),
        Field::Team(TeamField::SectionAndTeam) => "section-and-team".to_owned(),
        Field::Team(TeamField::ContactDetails) => "contact-details".to_owned(),
        Field::About(id) => format!("about-{id}"),
        Field::Discussion(id) => format!("discussion-{id}"),
        Field::What(id) => format!("what-{id}"),
        Field::Who(id) => format!("who-{id}"),
        Field::ByWhen(id) => format!("by-when-{id}"),
        Field::HowDone(id) => format!("how-done-{id}"),
        Field::HowWorked(id) => format!("how-worked-{id}"),
        Field::Status(id) => format!("status-{id}"),
        Field::Evidence(id, entry) => format!("evidence-{id}-{entry}"),
    }
}

/// The address of a field.
pub fn href(field: Field) -> String {
    let page = match field {
        Field::Team(_) | Field::About(_) | Field::Discussion(_) => Page::Discussion,
        Field::What(_)
        | Field::Who(_)
        | Field::ByWhen(_)
        | Field::HowDone(_)
        | Field::HowWorked(_) => Page::Plan,
        Field::Status(_) | Field::Evidence(..) => Page::FollowUp,
    };
    Route::to_element(page, &id(field)).to_string()
}

/// The topics that the ids in a record stand for: none that is known here where it
/// answers another briefing.
pub fn topics_of<'a>(session: Session, record: &Record, briefing: &'a Briefing) -> Vec<Topic<'a>> {
    match session.other_briefing(record) {
        Some(_) => Vec::new(),
        None => briefing.topics(),
    }
}

/// Says so where a record answers another briefing than this page's.
pub fn other_briefing(session: Session, record: &Record) -> Vec<Part> {
    let said = session.other_briefing(record);
    said.map(inset).into_iter().collect()
}

/// A text of an entry of evidence of an action; the same holds as for [`text_in`].
pub fn text_in_entry(
    part: Kept<ActionItem>,
    entry: RowId,
    read: fn(&Evidence) -> &String,
    write: fn(&mut Evidence) -> &mut String,
) -> Text {
    let session = Session::of_app();
    Text {
        read: Box::new(move || {
            let text = part.try_with(|row| {
                let entry = row.evidence.iter().find(|it| it.id == entry);
                entry.map(|entry| read(entry).clone())
            });
            text.flatten().unwrap_or_default()
        }),
        typed: Box::new(move |event| {
            let Some((text, is_told)) = Session::typed(event) else {
                return;
            };
            part.try_maybe_update(|row| {
                if let Some(entry) = row.evidence.iter_mut().find(|it| it.id == entry) {
                    *write(entry) = text;
                }
                (is_told, ())
            });
            if !is_told {
                session.note_untold();
            }
        }),
    }
}

/// A text of a row or of the team. A row that was removed while the browser was still
/// telling of it holds nothing, and takes nothing.
pub fn text_in<T: 'static>(
    part: Kept<T>,
    read: fn(&T) -> &String,
    write: fn(&mut T) -> &mut String,
) -> Text {
    let session = Session::of_app();
    Text {
        read: Box::new(move || part.try_with(|part| read(part).clone()).unwrap_or_default()),
        typed: Box::new(move |event| {
            let Some((text, is_told)) = Session::typed(event) else {
                return;
            };
            part.try_maybe_update(|part| {
                *write(part) = text;
                (is_told, ())
            });
            if !is_told {
                session.note_untold();
            }
        }),
    }
}
