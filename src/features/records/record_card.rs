//! The list of records, as cards.

use leptos::prelude::*;

use super::{Card, Lines, RECORDS_ID, SummaryLines, moment, text, unique_names};
use crate::app::export::download_stored;
use crate::app::route::{Page, Route};
use crate::app::{
    Clock, DeviceRecords, Navigation, OpenRecord, Persistence, RecordImport, stored_submission,
};
use crate::browser;
use crate::record::RecordId;
use crate::ui::{Button, ButtonStyle};
use crate::vault::{Content, Entry, TrashedRecord};
use crate::words;

/// The record whose earlier versions are shown, by its key.
type OpenHistory = RwSignal<Option<String>>;

/// All records on this device, or why there are none.
#[component]
pub fn RecordCards() -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    let history = OpenHistory::new(None);
    move || {
        device_records.with(|list| {
            if list.records.is_empty() {
                let why = if list.is_denied {
                    text::NO_STORE
                } else {
                    text::NOTHING_HERE
                };
                return view! { <p class="govuk-body">{why}</p> }.into_any();
            }
            let names = unique_names(list.records.iter().map(|entry| &entry.content));
            let cards = list.records.iter().zip(names).map(|(entry, name)| {
                let versions: Vec<TrashedRecord> = (list.trashed_records.iter())
                    .filter(|version| version.reason.is_version() && version.id == entry.id)
                    .cloned()
                    .collect();
                view! {
                    <RecordCard entry=entry.clone() name=name versions=versions history=history />
                }
            });
            cards.collect_view().into_any()
        })
    }
}

#[component]
fn RecordCard(
    entry: Entry,
    name: String,
    versions: Vec<TrashedRecord>,
    history: OpenHistory,
) -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    let key = StoredValue::new(entry.key);
    let has_versions = !versions.is_empty();
    let is_shown =
        Memo::new(move |_| history.with(|open| key.with_value(|key| open.as_ref() == Some(key))));
    let (shown, commands) = match entry.content {
        Content::Ready(summary) => {
            let id = summary.id;
            (
                view! {
                    <SummaryLines summary=summary />
                    <OpenNow id=id />
                    <Sent id=id />
                }
                .into_any(),
                view! { <ReadableCommands id=id name=name.clone() /> }.into_any(),
            )
        }
        unreadable => (
            view! { <Lines text=text::content_error(&unreadable) /> }.into_any(),
            view! {
                <Button
                    text="Download its text"
                    of=name.clone()
                    style=ButtonStyle::Quiet
                    on_press=move || download_stored(&key.get_value())
                />
            }
            .into_any(),
        ),
    };
    let delete = {
        let name = name.clone();
        move || {
            device_records.delete(&key.get_value(), name.clone());
            browser::focus_soon(RECORDS_ID.to_owned());
        }
    };
    let toggle_versions = move || {
        history.set((!is_shown.get_untracked()).then(|| key.get_value()));
        browser::focus_soon(RECORDS_ID.to_owned());
    };
    let versions_text = Signal::derive(move || {
        if is_shown.get() {
            "Hide earlier versions"
        } else {
            "Earlier versions"
        }
    });
    let buttons = view! {
        {commands}
        {has_versions
            .then(|| {
                view! {
                    <Button
                        text=versions_text
                        of=format!("of {name}")
                        style=ButtonStyle::Quiet
                        on_press=toggle_versions
                    />
                }
            })}
        <Button text="Delete" of=name.clone() style=ButtonStyle::Quiet on_press=delete />
    };
    view! {
        <Card name=name buttons=buttons.into_any()>
            {shown}
            <Show when=move || is_shown.get()>
                <Versions versions=versions.clone() />
            </Show>
        </Card>
    }
}

#[component]
fn OpenNow(id: RecordId) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    (open.id() == id).then(|| {
        view! {
            <p class="govuk-body">
                <strong class="govuk-tag">"Open now"</strong>
            </p>
        }
    })
}

/// The user's note that they sent it, if there is one.
#[component]
fn Sent(id: RecordId) -> impl IntoView {
    stored_submission(id).map(|(receipt, is_outdated)| {
        view! { <Lines text=words::submitted(receipt.revision, receipt.on, is_outdated) /> }
    })
}

#[component]
fn ReadableCommands(id: RecordId, name: String) -> impl IntoView {
    let device_records = expect_context::<DeviceRecords>();
    let navigation = expect_context::<Navigation>();
    let persistence = expect_context::<Persistence>();
    let open = move || {
        if persistence.open_stored(id) {
            navigation.go(&Route::to(Page::Discussion));
        }
    };
    let copy = move || {
        device_records.copy(id);
        browser::focus_soon(RECORDS_ID.to_owned());
    };
    view! {
        <Button text="Open" of=name.clone() style=ButtonStyle::Quiet on_press=open />
        <Button
            text="Make a copy"
            of=format!("of {name}")
            style=ButtonStyle::Quiet
            on_press=copy
        />
    }
}

/// The earlier versions of a record, the latest first.
#[component]
fn Versions(versions: Vec<TrashedRecord>) -> impl IntoView {
    let import = expect_context::<RecordImport>();
    let clock = expect_context::<Clock>();
    let versions = versions.into_iter().map(|version| {
        let when = moment(clock, version.at);
        view! {
            <li>
                {format!("As it was {when} ")}
                <Button
                    text="View"
                    of=format!("as it was {when}")
                    style=ButtonStyle::Quiet
                    on_press=move || import.compare_trashed(&version.key)
                />
            </li>
        }
    });
    view! { <ul class="govuk-list app-versions">{versions.collect_view()}</ul> }
}
