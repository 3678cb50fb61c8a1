//! The ways to send the return to the partnership.

use std::sync::Arc;

use leptos::prelude::*;

use super::clipboard::CopyText;
use super::text;
use crate::app::export::{recipients, sharable_kind, share_return};
use crate::app::route::{Page, Route};
use crate::app::{Downloads, OpenRecord, Persistence, Submission, page_name};
use crate::briefing::Briefing;
use crate::browser;
use crate::export::{file_name, mailto};
use crate::record::file::encode;
use crate::ui::{Button, ButtonStyle, InsetText, Section};
use crate::words;

/// The id of the heading over the note that the return was sent: the focus goes there when a button
/// disappears.
const SENT_ID: &str = "posted";

/// The ways to send the return, as steps.
#[component]
pub fn SendSection() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let to_copy = move || encode(&persistence.saved_record());
    view! {
        <Section
            id="send"
            heading="Send it to the partnership"
            class="app-send"
            heading_class="govuk-heading-l"
        >
            <ol class="app-send__steps">
                <li>
                    <DownloadStep />
                </li>
                <li>
                    <EmailStep />
                </li>
                <li>
                    <NoteStep />
                </li>
                <li>
                    <SharedComputerStep />
                </li>
            </ol>
            <h3 class="govuk-heading-s">{text::NO_DOWNLOAD}</h3>
            <p class="govuk-body">{text::COPY_INSTEAD}</p>
            <CopyText
                button="Copy the return"
                to_copy=to_copy
                done=text::COPIED
                box_id="return-to-copy"
                box_label="The return, ready to copy"
            />
        </Section>
    }
}

/// The return as a file.
#[component]
fn DownloadStep() -> impl IntoView {
    let downloads = expect_context::<Downloads>();
    view! {
        <h3 class="govuk-heading-s">"Download the return"</h3>
        <p class="govuk-body">{text::DOWNLOAD}</p>
        <Button
            text="Download the return"
            style=ButtonStyle::Primary
            on_press=move || downloads.download_return()
        />
    }
}

/// The email: as a link that every program understands, as a draft for programs that can open one, and
/// through the device's own sheet for sharing.
#[component]
fn EmailStep() -> impl IntoView {
    let OpenRecord { record, status, .. } = expect_context();
    let persistence = expect_context::<Persistence>();
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
    let download_draft = move || {
        briefing.with_value(|briefing| downloads.download_email_draft(briefing));
    };
    let share = sharable_kind().map(|kind| {
        view! {
            <p class="govuk-body">{text::SHARE}</p>
            <Button
                text="Share the return"
                on_press=move || share_return(&persistence.saved_record(), kind)
            />
        }
    });
    view! {
        <h3 class="govuk-heading-s">"Email it"</h3>
        <p class="govuk-body">{opens} <span class="app-file-name">{file}</span></p>
        <Show when=is_out_of_date>
            <p class="govuk-body">{text::DOWNLOAD_AGAIN}</p>
        </Show>
        <a class=ButtonStyle::Secondary.class() href=email>
            "Email it"
        </a>
        <p class="govuk-body">{text::DRAFT}</p>
        <Button text="Download an email draft" on_press=download_draft />
        {share}
    }
}

/// The user's note that they sent it, and whether it has changed since.
#[component]
fn NoteStep() -> impl IntoView {
    let submission = expect_context::<Submission>();
    let note_sent = move || {
        submission.note_sent();
        browser::focus_soon(SENT_ID.to_owned());
    };
    let note_not_sent = move || {
        submission.note_not_sent();
        browser::focus_soon(SENT_ID.to_owned());
    };
    let note = move || {
        let Some(receipt) = submission.receipt() else {
            return view! {
                <p class="govuk-body">{text::NOTE_SENT}</p>
                <Button text="I have sent it" on_press=note_sent />
            }
            .into_any();
        };
        let is_old = submission.is_out_of_date();
        let said = words::submitted(receipt.revision, receipt.on, is_old);
        if is_old {
            view! {
                <InsetText>{said}</InsetText>
                <Button text="I have sent it again" on_press=note_sent />
            }
            .into_any()
        } else {
            view! {
                <p class="govuk-body">{said}</p>
                <Button
                    text="I have not sent it"
                    style=ButtonStyle::Quiet
                    on_press=note_not_sent
                />
            }
            .into_any()
        }
    };
    view! {
        <h3 class="govuk-heading-s" id=SENT_ID tabindex="-1">
            {text::MARK_AS_SENT}
        </h3>
        {note}
    }
}

/// What is left to do on a computer that others use.
#[component]
fn SharedComputerStep() -> impl IntoView {
    view! {
        <h3 class="govuk-heading-s">"On a shared computer"</h3>
        <p class="govuk-body">
            {text::SHARED_COMPUTER} " "
            <a class="govuk-link" href=Route::to(Page::Records).to_string()>
                {page_name(Page::Records)}
            </a> "."
        </p>
    }
}
