//! The reminders of the actions' dates.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::export::download_calendar;
use crate::app::{OpenRecord, Persistence};
use crate::briefing::Briefing;
use crate::ui::{Button, Icon};

/// Whether an action has a real date.
pub fn use_has_date() -> Memo<bool> {
    let open = expect_context::<OpenRecord>();
    Memo::new(move |_| {
        open.record.with(|record| {
            let mut actions = record.actions.iter();
            actions.any(|action| action.by_when.date().is_some())
        })
    })
}

/// Downloads the reminders.
#[component]
pub fn RemindersButton() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let download = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| download_calendar(&record, briefing));
    };
    view! { <Button text="Download the reminders" icon=Icon::Calendar on_press=download /> }
}
