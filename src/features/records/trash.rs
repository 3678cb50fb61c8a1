//! Deleted and replaced records.

use leptos::prelude::*;

use super::{Card, Lines, RECORDS_ID, SummaryLines, moment, text, unique_names};
use crate::app::export::download_stored;
use crate::app::{Clock, DeviceRecords};
use crate::browser;
use crate::ui::{Button, ButtonStyle, Section};
use crate::vault::{Content, TrashedRecord};

/// The deleted and replaced records; nothing if there are none.
#[component]
pub fn Trash() -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    move || {
        let trash: Vec<TrashedRecord> = device_records.with(|list| {
            let trash = list.trashed_records.iter();
            trash
                .filter(|it| !it.reason.is_version())
                .cloned()
                .collect()
        });
        (!trash.is_empty()).then(|| {
            let names = unique_names(trash.iter().map(|record| &record.content));
            let cards = (trash.into_iter().zip(names))
                .map(|(record, name)| view! { <TrashedCard record=record name=name /> })
                .collect_view();
            view! {
                <Section
                    id="trash"
                    heading="Deleted and replaced forms"
                    heading_class="govuk-heading-l"
                >
                    <p class="govuk-body">{text::TRASH}</p>
                    {cards}
                </Section>
            }
        })
    }
}

#[component]
fn TrashedCard(record: TrashedRecord, name: String) -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    let clock = expect_context::<Clock>();
    let why = format!(
        "{}, {}.",
        text::reason(record.reason),
        moment(clock, record.at)
    );
    let shown = match record.content {
        Content::Ready(summary) => view! { <SummaryLines summary=summary /> }.into_any(),
        unreadable => view! { <Lines text=text::content_error(&unreadable) /> }.into_any(),
    };
    let key = StoredValue::new(record.key);
    let restore = move || {
        if device_records.restore(&key.get_value(), false) {
            browser::focus_soon(RECORDS_ID.to_owned());
        }
    };
    let delete = move || {
        device_records.delete_permanently(&key.get_value());
        browser::focus_soon(RECORDS_ID.to_owned());
    };
    let buttons = view! {
        <Button text="Restore" of=name.clone() style=ButtonStyle::Quiet on_press=restore />
        <Button
            text="Download its text"
            of=name.clone()
            style=ButtonStyle::Quiet
            on_press=move || download_stored(&key.get_value())
        />
        <Button text="Delete permanently" of=name.clone() style=ButtonStyle::Quiet on_press=delete />
    };
    view! {
        <Card name=name buttons=buttons.into_any()>
            <Lines text=why />
            {shown}
        </Card>
    }
}
