//! The copies that a team keeps, each with what it is for.

use std::sync::Arc;

use leptos::prelude::*;

use super::clipboard::CopyText;
use super::text;
use crate::app::export::{download_calendar, download_word, plain_text};
use crate::app::standalone_copy::download_copy;
use crate::app::{OpenRecord, Persistence, PrintRequest, Printing};
use crate::briefing::Briefing;
use crate::browser;
use crate::ui::{Button, Section};

/// The copies.
#[component]
pub fn KeepSection() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let printing = expect_context::<Printing>();
    let word = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| download_word(&record, briefing));
    };
    let to_copy = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| plain_text(&record, briefing))
    };
    view! {
        <Section
            id="keep"
            heading="Keep a copy"
            heading_class="govuk-heading-l"
        >
            <h3 class="govuk-heading-s">"Word"</h3>
            <p class="govuk-body">{text::WORD}</p>
            <Button text="Download the Word file" on_press=word />
            <h3 class="govuk-heading-s">"Paper or PDF"</h3>
            <p class="govuk-body">{text::ON_PAPER}</p>
            <div class="govuk-button-group">
                <Button text="Print the form" on_press=browser::print />
                <Button
                    text="Print the blank form"
                    on_press=move || printing.print(PrintRequest::BlankForm)
                />
            </div>
            <h3 class="govuk-heading-s">"Calendar"</h3>
            <Reminders />
            <h3 class="govuk-heading-s">"A copy for a colleague"</h3>
            <StandaloneCopyDownload />
            <h3 class="govuk-heading-s">"Plain text"</h3>
            <p class="govuk-body">{text::PLAIN_TEXT}</p>
            <CopyText
                button="Copy as plain text"
                to_copy=to_copy
                done=text::COPIED_TEXT
                box_id="text-to-copy"
                box_label="The form as plain text, ready to copy"
            />
        </Section>
    }
}

/// The reminders, if an action has a real date.
#[component]
fn Reminders() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let open = expect_context::<OpenRecord>();
    let has_date = Memo::new(move |_| {
        open.record.with(|record| {
            let mut actions = record.actions.iter();
            actions.any(|action| action.by_when.date().is_some())
        })
    });
    let download = move || {
        let record = persistence.saved_record();
        briefing.with_value(|briefing| download_calendar(&record, briefing));
    };
    view! {
        <Show
            when=move || has_date.get()
            fallback=|| view! { <p class="govuk-body">{text::NO_CALENDAR}</p> }
        >
            <p class="govuk-body">{text::CALENDAR}</p>
            <Button text="Download the reminders" on_press=download />
        </Show>
    }
}

/// The standalone copy.
#[component]
fn StandaloneCopyDownload() -> impl IntoView {
    let persistence = expect_context::<Persistence>();
    let briefing = StoredValue::new(expect_context::<Arc<Briefing>>());
    let failed = RwSignal::new(false);
    let download = move || {
        failed.set(false);
        let record = persistence.saved_record();
        download_copy(record, briefing.get_value(), move |done| failed.set(!done));
    };
    view! {
        <p class="govuk-body">{text::STANDALONE_COPY}</p>
        <Button text="Download the copy" on_press=download />
        <p class="govuk-body" role="status">
            {move || failed.get().then_some(text::NO_SOURCE)}
        </p>
    }
}
