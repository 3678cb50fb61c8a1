//! The record in a standalone copy: to read, to print, and to continue with.

mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::printed_form::FilledForm;
use crate::app::standalone_copy::{other_state_on_this_device, use_standalone_copy};
use crate::app::{Clock, OpenRecord, RecordImport, StandaloneCopy};
use crate::briefing::Briefing;
use crate::browser;
use crate::export::FormDocument;
use crate::record::Record;
use crate::ui::{Button, ButtonStyle, InsetText, PageHeading};
use crate::words;

/// The page; nothing if this is not a standalone copy.
#[component]
pub fn CopyPage() -> impl IntoView {
    use_standalone_copy().map(|copy| match copy.record.clone() {
        Ok(record) => view! { <ReadableRecord copy record /> }.into_any(),
        Err(_) => view! { <DamagedRecord copy /> }.into_any(),
    })
}

/// A record that can be read.
#[component]
fn ReadableRecord(
    /// The copy.
    copy: Arc<StandaloneCopy>,
    /// The record in it.
    record: Record,
) -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let import = expect_context::<RecordImport>();
    let clock = expect_context::<Clock>();
    let form = FormDocument::new(&record, &briefing);
    let changed_on = clock.local(record.changed_at.unix_ms()).date;
    let other_briefing = words::other_briefing(&record.briefing, &briefing);
    view! {
        <PageHeading text=form.author.clone() />
        <p class="govuk-body-l">{words::copy_of(&record, changed_on)}</p>
        <p class="govuk-body">{text::COPY_STAYS}</p>
        <OtherStateHere record />
        <div class="govuk-button-group">
            <Button
                text="Continue here"
                style=ButtonStyle::Primary
                on_press=move || copy.continue_here(import)
            />
            <Button text="Print this copy" on_press=browser::print />
        </div>
        {other_briefing.map(|other| view! { <InsetText>{other}</InsetText> })}
        <FilledForm form />
    }
}

/// Says so if this device has another state of the record.
#[component]
fn OtherStateHere(
    /// The record in the copy.
    record: Record,
) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let clock = expect_context::<Clock>();
    move || {
        // That state may be the open record, which changes with each save.
        open.status.track();
        other_state_on_this_device(&record).map(|here| {
            let changed_on = clock.local(here.changed_at.unix_ms()).date;
            let is_later = here.changed_at > record.changed_at;
            view! { <InsetText>{text::other_version_here(changed_on, is_later)}</InsetText> }
        })
    }
}

/// A record that cannot be read. The form is still above, as it was when the copy was made.
#[component]
fn DamagedRecord(
    /// The copy.
    copy: Arc<StandaloneCopy>,
) -> impl IntoView {
    view! {
        <PageHeading text=words::COPY />
        <p class="govuk-body-l">{text::COPY_DAMAGED}</p>
        <p class="govuk-body">{text::COPY_DAMAGED_TEXT}</p>
        <Button
            text="Download its text"
            style=ButtonStyle::Primary
            on_press=move || copy.download_json()
        />
    }
}
