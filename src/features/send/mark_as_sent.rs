//! The user's note that they have sent the return, and what happens next.

use leptos::prelude::*;

use super::output::Output;
use super::reminders::{RemindersButton, use_has_date};
use super::send_section::SEND_ID;
use super::text;
use crate::app::route::{Page, Route};
use crate::app::{Submission, page_name};
use crate::browser;
use crate::ui::{BannerKind, Button, ButtonStyle, Icon, InsetText, NotificationBanner};
use crate::vault::SubmissionReceipt;
use crate::words;

/// The id of the confirmation's title, which takes the focus.
const SENT_ID: &str = "sent";

/// The id of the button, which takes the focus back when the note is removed.
const BUTTON_ID: &str = "mark-as-sent";

/// The button that notes it. Once it is noted: the confirmation, until the page is left, and then when it
/// was sent and whether it has changed since.
#[component]
pub fn MarkAsSent() -> impl IntoView {
    let submission = expect_context::<Submission>();
    // The note that was made on this page, as long as it is shown.
    let confirmed = RwSignal::new(None::<SubmissionReceipt>);
    let note_sent = move || {
        submission.note_sent();
        confirmed.set(submission.receipt_untracked());
        browser::focus_soon(SENT_ID.to_owned());
    };
    let note_not_sent = move || {
        submission.note_not_sent();
        browser::focus_soon(BUTTON_ID.to_owned());
    };
    move || {
        let Some(receipt) = submission.receipt() else {
            let button = view! {
                <Button text="I have sent it" id=BUTTON_ID icon=Icon::Done on_press=note_sent />
            };
            return view! {
                <Output button=button.into_any()>
                    <p class="govuk-body">{text::NOTE_SENT}</p>
                </Output>
            }
            .into_any();
        };
        let is_old = submission.is_out_of_date();
        if is_old {
            let button = view! {
                <Button text="I have sent it again" icon=Icon::Done on_press=note_sent />
            };
            return view! {
                <Output button=button.into_any()>
                    <p class="govuk-body">{text::NOTE_SENT}</p>
                </Output>
            }
            .into_any();
        }
        let said = words::submitted(receipt.revision, receipt.on, is_old);
        if confirmed.get() == Some(receipt) {
            return view! {
                <li>
                    <SentConfirmation said on_not_sent=note_not_sent />
                </li>
            }
            .into_any();
        }
        view! {
            <li>
                <p class="govuk-body">{said}</p>
                <NotSent on_press=note_not_sent />
            </li>
        }
        .into_any()
    }
}

/// At the top of the page: that the return was changed since it was sent, with the way to send it again;
/// nothing if it was not.
#[component]
pub fn ChangedSinceSent() -> impl IntoView {
    let submission = expect_context::<Submission>();
    let said = move || {
        let receipt = submission
            .receipt()
            .filter(|_| submission.is_out_of_date())?;
        Some(words::submitted(receipt.revision, receipt.on, true))
    };
    move || {
        said().map(|said| {
            view! {
                <InsetText>
                    {said} " "
                    <a class="govuk-link" href=Route::to_element(Page::Check, SEND_ID).to_string()>
                        "Go to Send"
                    </a>
                </InsetText>
            }
        })
    }
}

/// Confirms that it was noted, and says what happens next.
#[component]
fn SentConfirmation(
    /// When it was sent, as a sentence.
    said: String,
    /// Called when it was not sent after all.
    #[prop(into)]
    on_not_sent: Callback<()>,
) -> impl IntoView {
    let has_date = use_has_date();
    view! {
        <NotificationBanner id=SENT_ID title=text::MARKED_AS_SENT kind=BannerKind::Success>
            <p class="govuk-notification-banner__heading">{said}</p>
            <p class="govuk-body">
                {text::EVIDENCE_NEXT} " "
                <a
                    class="govuk-notification-banner__link"
                    href=Route::to(Page::FollowUp).to_string()
                >
                    {page_name(Page::FollowUp)}
                </a> "."
            </p>
            <p class="govuk-body">{text::SEND_AGAIN}</p>
            <Show when=move || has_date.get()>
                <RemindersButton />
            </Show>
            <NotSent on_press=on_not_sent />
        </NotificationBanner>
    }
}

/// Removes the note.
#[component]
fn NotSent(
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! { <Button text="I have not sent it" style=ButtonStyle::Quiet on_press=on_press /> }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::*;
    use crate::app::{Clock, OpenRecord, provide_contexts};
    use crate::briefing::{Briefing, TSCP_CASE_REVIEWS};
    use crate::record::file::decode;

    /// What the user sees after they said that they have sent a record.
    fn confirmation(with_dates: bool) -> String {
        let briefing = Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing");
        let clock = Clock {
            now_ms: || 1_795_430_520_000,
            local: |_| (2026, 11, 23, 10, 42),
        };
        let owner = Owner::new();
        owner.with(|| {
            provide_contexts(briefing, clock, || [7; 16], None);
            let file = include_bytes!("../../../tests/golden/v1/paper-form.json");
            let mut record = decode(file).expect("a golden file is a record");
            if !with_dates {
                record.actions.clear();
            }
            expect_context::<OpenRecord>().replace(record);
            view! { <SentConfirmation said="You sent it.".to_owned() on_not_sent=|| {} /> }
                .to_html()
        })
    }

    #[test]
    fn the_confirmation_takes_the_focus_and_says_what_happens_next() {
        let html = confirmation(true);
        assert!(html.contains("role=\"alert\""), "{html}");
        let title = html.split("<h2").nth(1).and_then(|it| it.split('>').next());
        let title = title.unwrap_or_default();
        for attribute in ["id=\"sent\"", "tabindex=\"-1\""] {
            assert!(title.contains(attribute), "{title}");
        }
        for words in [
            "You sent it.",
            "ask for evidence",
            "#/follow-up",
            "replaces",
            "Download the reminders",
            "I have not sent it",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
    }

    #[test]
    fn it_offers_reminders_only_where_there_is_a_date() {
        assert!(!confirmation(false).contains("Download the reminders"));
    }
}
