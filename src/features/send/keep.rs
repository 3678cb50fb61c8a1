//! The copies that a team saves, each with what it is for, and what is left to do on a shared computer.

use std::sync::Arc;

use leptos::prelude::*;

use super::clipboard::CopyText;
use super::output::Output;
use super::reminders::{RemindersButton, use_has_date};
use super::send_section::ReturnOutput;
use super::text;
use crate::app::export::{download_word, plain_text};
use crate::app::standalone_copy::download_copy;
use crate::app::{EmailProgram, Persistence, PrintRequest, Printing, Returns, clear_device};
use crate::briefing::Briefing;
use crate::browser;
use crate::ui::{Button, ButtonStyle, Icon, InsetText, Section};

/// The copies.
#[component]
pub fn SaveSection() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let program = expect_context::<RwSignal<EmailProgram>>();
    let printing = expect_context::<Printing>();
    let word = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| download_word(&record, briefing));
    };
    let word = view! { <Button text="Download the Word file" icon=Icon::Document on_press=word /> };
    let print = view! {
        <Button text="Print the form" icon=Icon::Print on_press=browser::print />
    };
    let print_blank = move || printing.print(PrintRequest::BlankForm);
    let print_blank = view! {
        <Button text="Print the blank form" icon=Icon::Print on_press=print_blank />
    };
    let to_copy = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| plain_text(&record, briefing))
    };
    let copy = view! {
        <CopyText
            button="Copy as plain text"
            to_copy=to_copy
            done=text::COPIED_TEXT
            box_id="text-to-copy"
            box_label="The form as plain text, ready to copy"
        />
    };
    view! {
        <Section id="save" heading="Save a copy" class="app-send" heading_class="govuk-heading-l">
            <InsetText>{briefing.with_value(|briefing| briefing.keep_a_copy.clone())}</InsetText>
            <ul class="app-outputs">
                // Other programs need it to send it, so it is offered there.
                <Show when=move || program.get() == EmailProgram::Outlook>
                    <ReturnOutput style=ButtonStyle::Secondary />
                </Show>
                <Output button=word.into_any()>
                    <p class="govuk-body">{text::WORD}</p>
                </Output>
                <Output button=print.into_any()>
                    <p class="govuk-body">{text::ON_PAPER}</p>
                </Output>
                <Output button=print_blank.into_any()>
                    <p class="govuk-body">{text::BLANK_FORM}</p>
                </Output>
                <RemindersOutput />
                <StandaloneCopyOutput />
                <Output button=copy.into_any()>
                    <p class="govuk-body">{text::PLAIN_TEXT}</p>
                </Output>
            </ul>
        </Section>
    }
}

/// The reminders, if an action has a real date.
#[component]
fn RemindersOutput() -> impl IntoView {
    let has_date = use_has_date();
    move || {
        if !has_date.get() {
            return view! {
                <Output button=().into_any()>
                    <p class="govuk-body">{text::NO_CALENDAR}</p>
                </Output>
            }
            .into_any();
        }
        let button = view! { <RemindersButton /> };
        view! {
            <Output button=button.into_any()>
                <p class="govuk-body">{text::CALENDAR}</p>
            </Output>
        }
        .into_any()
    }
}

/// The standalone copy.
#[component]
fn StandaloneCopyOutput() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let failed = RwSignal::new(false);
    let download = move || {
        failed.set(false);
        let record = persistence.saved_record();
        download_copy(record, briefing.get_value(), move |done| failed.set(!done));
    };
    let button = view! { <Button text="Download the copy" icon=Icon::Person on_press=download /> };
    view! {
        <Output button=button.into_any()>
            <p class="govuk-body">{text::STANDALONE_COPY}</p>
            <p class="govuk-body" role="status">
                {move || failed.get().then_some(text::NO_SOURCE)}
            </p>
        </Output>
    }
}

/// What is left to do on a computer that others use.
#[component]
pub fn SharedComputer() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let returns = expect_context::<Returns>();
    view! {
        <Section
            id="shared-computer"
            heading="On a shared computer"
            class="app-send"
            heading_class="govuk-heading-l"
        >
            <p class="govuk-body">{text::SHARED_COMPUTER}</p>
            <Button
                text="Delete everything saved here"
                icon=Icon::Delete
                on_press=move || clear_device(persistence, returns)
            />
        </Section>
    }
}
