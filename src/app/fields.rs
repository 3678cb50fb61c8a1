//! The fields of the form: where each is, by its page and its element's id, and how a box shows and
//! changes its text.

use std::sync::Arc;

use leptos::ev::Event;
use leptos::prelude::*;
use reactive_stores::Field as StoreField;

use crate::app::route::{Page, Route};
use crate::app::{OpenRecord, Persistence};
use crate::briefing::{Briefing, Topic};
use crate::browser;
use crate::record::{
    ActionItem, ActionItemStoreFields, Evidence, Field, Record, RecordStoreFields, RowId, TeamField,
};
use crate::ui::{InsetText, TextBinding};
use crate::words;

/// The id of the element that takes the focus for a field.
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

/// The route to a field.
pub fn route(field: Field) -> Route {
    let page = match field {
        Field::Team(_) | Field::About(_) | Field::Discussion(_) => Page::Discussion,
        Field::What(_)
        | Field::Who(_)
        | Field::ByWhen(_)
        | Field::HowDone(_)
        | Field::HowWorked(_) => Page::Plan,
        Field::Status(_) | Field::Evidence(..) => Page::FollowUp,
    };
    Route::to_element(page, &id(field))
}

/// The topics that the ids in a record refer to; none if it answers another briefing than this page's.
pub fn topics_of<'a>(record: &Record, briefing: &'a Briefing) -> Vec<Topic<'a>> {
    if record.briefing.id == briefing.id {
        briefing.topics()
    } else {
        Vec::new()
    }
}

/// Says so if the open record answers another briefing than this page's.
#[component]
pub fn OtherBriefingNotice() -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let briefing = expect_context::<Arc<Briefing>>();
    let sentence = Memo::new(move |_| {
        let answered = open.record.briefing();
        answered.with(|answered| words::other_briefing(answered, &briefing))
    });
    move || {
        sentence
            .get()
            .map(|text| view! { <InsetText>{text}</InsetText> })
    }
}

/// Binds a box to a text of the record: `text_in(row.what())`.
///
/// Browsers can send events for a box whose row has just been removed. Its text then reads as empty, and
/// writes to it are dropped.
pub fn text_in<T>(text: T) -> TextBinding
where
    T: Get<Value = String> + Update<Value = String> + Copy + Send + Sync + 'static,
{
    binding(
        move || text.try_get(),
        move |typed, notify| {
            text.try_maybe_update(|kept| {
                *kept = typed;
                (notify, ())
            });
        },
    )
}

/// Binds a box to a text of an entry of evidence of an action; see [`text_in`].
///
/// `read` and `write` choose the text. The entry is found by its id: the store knows entries only by
/// index, which changes when an earlier entry is removed.
pub fn text_in_entry(
    action: StoreField<ActionItem>,
    entry: RowId,
    read: fn(&Evidence) -> &String,
    write: fn(&mut Evidence) -> &mut String,
) -> TextBinding {
    let entries = action.evidence();
    binding(
        move || {
            let text = entries.try_with(|entries| {
                let entry = entries.iter().find(|it| it.id == entry)?;
                Some(read(entry).clone())
            });
            text.flatten()
        },
        move |typed, notify| {
            entries.try_maybe_update(|entries| {
                if let Some(entry) = entries.iter_mut().find(|it| it.id == entry) {
                    *write(entry) = typed;
                }
                (notify, ())
            });
        },
    )
}

/// `read` returns the text, if it still exists; `write` stores what was typed, and notifies whatever
/// reads the text if its second argument is true.
fn binding(
    read: impl Fn() -> Option<String> + Send + Sync + 'static,
    write: impl Fn(String, bool) + Send + Sync + 'static,
) -> TextBinding {
    let persistence = expect_context::<Persistence>();
    TextBinding {
        value: Signal::derive(move || read().unwrap_or_default()),
        on_typed: Callback::new(move |event: Event| {
            let Some(Typed { text, notify }) = typed(&event) else {
                return;
            };
            write(text, notify);
            if !notify {
                // Autosave was not notified either, and has to know.
                persistence.note_change();
            }
        }),
    }
}

/// What was typed into a box.
struct Typed {
    /// The whole text of the box.
    text: String,
    /// Whether to notify whatever reads the text, including the box itself.
    notify: bool,
}

/// Reads what was typed from an `input` or `change` event of a box. `None` if there is nothing new.
///
/// Some keyboards send a character as two halves, in two events. If the box were notified of the first,
/// it would be set to its text without that half, and the second half would not complete a character.
/// So it is notified only once its text is whole or the user leaves it. A half that is still alone then
/// becomes the replacement character.
///
/// Other `change` events are ignored: `input` events have already brought the text. Browsers also send
/// `change` for a box that they remove from the page, which must not change the record.
fn typed(event: &Event) -> Option<Typed> {
    let (text, is_whole) = browser::typed(event)?;
    let is_left = event.type_() == "change";
    (!is_left || !is_whole).then_some(Typed {
        text,
        notify: is_whole || is_left,
    })
}
