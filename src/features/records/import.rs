//! Opening a return: choosing the file, and what to do if the record is already here.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Card, Lines, RECORDS_ID, SummaryLines, text};
use crate::app::differences::Differences;
use crate::app::route::{Page, Route};
use crate::app::{
    CHOSEN_RETURN_ID, ImportedReturn, Navigation, PendingImport, RETURN_INPUT_ID, RecordImport,
};
use crate::briefing::Briefing;
use crate::browser;
use crate::record::Record;
use crate::record::file::DecodeError;
use crate::ui::{Button, ButtonStyle, FileUpload, InsetText, Section};
use crate::vault::{ImportComparison, Summary};
use crate::words;

/// The input for choosing a return, and the return that was chosen.
#[component]
pub fn OpenReturn() -> impl IntoView {
    let import = expect_context::<RecordImport>();
    view! {
        <Section
            id="open-return"
            heading="Open a return"
            class="app-record-tools"
            heading_class="govuk-heading-l"
        >
            <FileUpload
                id=RETURN_INPUT_ID
                label="Open a return from a file"
                hint=text::OPEN_RETURN
                accept=".json,.txt,.html,application/json"
                on_chosen=move || import.read_chosen()
            />
            {move || import.pending().map(|pending| view! { <Pending pending=pending /> })}
        </Section>
    }
}

/// A return that was chosen: what it is, or why it cannot be opened.
#[component]
fn Pending(pending: PendingImport) -> impl IntoView {
    let PendingImport {
        file_name,
        trash_key,
        outcome,
    } = pending;
    match outcome {
        Err(error) => view! { <NotOpened file_name error /> }.into_any(),
        Ok(imported) => {
            view! { <Choice file_name imported is_version=trash_key.is_some() /> }.into_any()
        }
    }
}

/// The focus goes to this heading when a return was chosen or dropped.
#[component]
fn PendingHeading(text: &'static str) -> impl IntoView {
    view! { <h3 class="govuk-heading-m" id=CHOSEN_RETURN_ID tabindex="-1">{text}</h3> }
}

#[component]
fn NotOpened(file_name: String, error: DecodeError) -> impl IntoView {
    view! {
        <div class="app-card app-card--error" role="alert">
            <PendingHeading text="The file was not opened" />
            <Lines text=file_name />
            <Lines text=words::decode_error(&error) />
            <p class="govuk-body">"Nothing on this device was changed."</p>
            <CancelButton text="Close" />
        </div>
    }
}

/// Forgets the return that was chosen.
#[component]
fn CancelButton(text: &'static str) -> impl IntoView {
    let import = expect_context::<RecordImport>();
    let cancel = move || {
        import.cancel();
        browser::focus_soon(RETURN_INPUT_ID.to_owned());
    };
    view! { <Button text=text on_press=cancel /> }
}

/// The return that was chosen, beside the record here with the same id, and the choice between them.
#[component]
fn Choice(file_name: String, imported: ImportedReturn, is_version: bool) -> impl IntoView {
    let heading = if is_version {
        "Restore this version?"
    } else {
        "Is this the return you want?"
    };
    let ImportedReturn { record, comparison } = imported;
    let choice = match comparison {
        ImportComparison::New => view! {
            <Named record=record />
            <Buttons take="Add to this device" />
        }
        .into_any(),
        ImportComparison::Same => view! {
            <Named record=record />
            <p class="govuk-body">{text::ALREADY_HERE}</p>
            <Buttons take="Open it" />
        }
        .into_any(),
        ImportComparison::Different { here } => {
            view! { <BothStates record=record here=Some(*here) is_version=is_version /> }.into_any()
        }
        ImportComparison::HereUnreadable => {
            view! { <BothStates record=record here=None is_version=is_version /> }.into_any()
        }
    };
    view! {
        <div class="app-card app-card--import" role="group" aria-labelledby=CHOSEN_RETURN_ID>
            <PendingHeading text=heading />
            {(!file_name.is_empty()).then(|| view! { <Lines text=file_name /> })}
            {choice}
        </div>
    }
}

/// A record by its name, and what it holds.
#[component]
fn Named(record: Record) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let summary = Summary::from(&record);
    let other_briefing = words::other_briefing(&record.briefing, &briefing);
    view! {
        {other_briefing.map(|text| view! { <InsetText>{text}</InsetText> })}
        <Lines text=words::record_name(&summary) />
        <SummaryLines summary=summary />
    }
}

/// The return, or the earlier version, beside what is on this device; and the choice.
#[component]
fn BothStates(
    record: Record,
    /// The record on this device; `None` where its text cannot be read.
    here: Option<Record>,
    is_version: bool,
) -> impl IntoView {
    let words = if is_version {
        &text::VERSION_CHOICE
    } else {
        &text::RETURN_CHOICE
    };
    let shown_here = match &here {
        Some(here) => {
            let summary = Summary::from(here);
            view! {
                <Lines text=words::record_name(&summary) />
                <SummaryLines summary=summary />
            }
            .into_any()
        }
        None => view! { <p class="govuk-body">"Its text cannot be read."</p> }.into_any(),
    };
    let differences = here.map(|here| {
        let states = [
            (words.incoming.to_owned(), record.clone()),
            (words.here.to_owned(), here),
        ];
        view! { <Differences states=states /> }
    });
    view! {
        <p class="govuk-body">{words.why}</p>
        <div class="app-columns">
            <Card name=words.incoming.to_owned()>
                <Named record=record />
            </Card>
            <Card name=words.here.to_owned()>{shown_here}</Card>
        </div>
        {differences}
        <Buttons take=words.take keep=words.keep />
    }
}

/// The buttons of a choice. There is something to `keep` if the record is here in another state.
#[component]
fn Buttons(
    take: &'static str,
    #[prop(optional, into)] keep: Option<&'static str>,
) -> impl IntoView {
    let import = expect_context::<RecordImport>();
    let navigation = expect_context::<Navigation>();
    let on_take = move || {
        if import.take() {
            navigation.go(&Route::to(Page::Discussion));
        }
    };
    let on_keep = move || {
        import.keep_existing();
        browser::focus_soon(RECORDS_ID.to_owned());
    };
    let style = if keep.is_some() {
        ButtonStyle::Secondary
    } else {
        ButtonStyle::Primary
    };
    view! {
        <div class="govuk-button-group">
            <Button text=take style=style on_press=on_take />
            {keep.map(|keep| view! { <Button text=keep on_press=on_keep /> })}
            <CancelButton text="Cancel" />
        </div>
    }
}
