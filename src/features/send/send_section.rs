//! The ways to send the return to the partnership.

use std::sync::Arc;

use leptos::prelude::*;

use super::clipboard::CopyText;
use super::mark_as_sent::MarkAsSent;
use super::output::Output;
use super::text;
use crate::app::export::{recipients, sharable_kind, share_return};
use crate::app::{Downloads, EmailProgram, OpenRecord, Persistence};
use crate::briefing::Briefing;
use crate::export::{file_name, mailto};
use crate::record::file::encode;
use crate::ui::{Button, ButtonStyle, Details, Icon, LinkButton, RadioOption, Radios, Section};

/// The id of the section's heading.
pub const SEND_ID: &str = "send";

/// The ways to send the return. Which one depends on the email program.
#[component]
pub fn SendSection() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let program = expect_context::<RwSignal<EmailProgram>>();
    let programs = [
        (EmailProgram::Outlook, "Outlook"),
        (EmailProgram::Other, "Another program"),
    ];
    let programs = programs.map(|(value, label)| RadioOption { value, label });
    let way = move || match program.get() {
        EmailProgram::Outlook => view! { <DraftOutput /> }.into_any(),
        EmailProgram::Other => view! {
            <ReturnOutput style=ButtonStyle::Primary />
            <EmailOutput />
        }
        .into_any(),
    };
    let to_copy = move || encode(&persistence.saved_record());
    view! {
        <Section id=SEND_ID heading="Send" class="app-send" heading_class="govuk-heading-l">
            <Radios
                id="email-program"
                name="email-program"
                options=programs.into()
                chosen=Signal::derive(move || Some(program.get()))
                on_choose=move |chosen: EmailProgram| program.set(chosen)
            >
                {text::EMAIL_PROGRAM}
            </Radios>
            <ol class="app-outputs">{way} <ShareOutput /> <MarkAsSent /></ol>
            <Details summary=text::NO_DOWNLOAD>
                <p class="govuk-body">{text::COPY_INSTEAD}</p>
                <CopyText
                    button="Copy the return"
                    to_copy=to_copy
                    done=text::COPIED
                    box_id="return-to-copy"
                    box_label="The return, ready to copy"
                />
            </Details>
        </Section>
    }
}

/// The return as a file.
#[component]
pub fn ReturnOutput(
    /// How much its button stands out.
    style: ButtonStyle,
) -> impl IntoView {
    let downloads = expect_context::<Downloads>();
    let download = move || downloads.download_return();
    let button = view! {
        <Button text="Download the return" icon=Icon::Download style=style on_press=download />
    };
    view! {
        <Output button=button.into_any()>
            <p class="govuk-body">{text::RETURN}</p>
        </Output>
    }
}

/// A draft of the email with the files attached, for programs that can open one.
#[component]
fn DraftOutput() -> impl IntoView {
    let downloads = expect_context::<Downloads>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let download = move || {
        briefing.with_value(|briefing| downloads.download_email_draft(briefing));
    };
    let button = view! {
        <Button
            text="Download an email draft"
            icon=Icon::Send
            style=ButtonStyle::Primary
            on_press=download
        />
    };
    view! {
        <Output button=button.into_any()>
            <p class="govuk-body">{text::DRAFT}</p>
        </Output>
    }
}

/// The email as a link that every program understands. The user attaches the file.
#[component]
fn EmailOutput() -> impl IntoView {
    let OpenRecord { record, status, .. } = expect_context();
    let downloads = expect_context::<Downloads>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    // These change with each save, which raises the revision without notifying the record's readers.
    let file = move || {
        status.track();
        record.with_untracked(file_name)
    };
    let email = move || {
        status.track();
        briefing.with_value(|briefing| {
            record.with_untracked(|record| mailto(record, recipients(record, briefing)))
        })
    };
    let is_out_of_date = move || {
        status.track();
        record.with_untracked(|record| downloads.is_out_of_date(record))
    };
    let opens = move || {
        briefing.with_value(|briefing| {
            record.with(|record| text::opens_email(recipients(record, briefing)))
        })
    };
    let button =
        view! { <LinkButton href=Signal::derive(email) text="Email it" icon=Icon::Send /> };
    view! {
        <Output button=button.into_any()>
            <p class="govuk-body">{opens} <span class="app-file-name">{file}</span></p>
            <Show when=is_out_of_date>
                <p class="govuk-body">{text::DOWNLOAD_AGAIN}</p>
            </Show>
        </Output>
    }
}

/// The return through the device's own sheet for sharing, if it has one.
#[component]
fn ShareOutput() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    sharable_kind().map(|kind| {
        let share = move || share_return(&persistence.saved_record(), kind);
        let button = view! { <Button text="Share the return" icon=Icon::Share on_press=share /> };
        view! {
            <Output button=button.into_any()>
                <p class="govuk-body">{text::SHARE}</p>
            </Output>
        }
    })
}
