//! Check and send: what may identify somebody and what is missing, then every answer with a link back to
//! it, then the ways to send and to save the form. Nothing here stops anybody from sending.

mod answers;
mod clipboard;
mod keep;
mod mark_as_sent;
mod output;
mod reminders;
mod second_look;
mod send_section;
mod text;

use leptos::prelude::*;

use crate::app::fields::OtherBriefingNotice;
use crate::app::{FieldProblems, PersonalDetailWarnings, Submission};
use crate::ui::PageHeading;
use answers::{ActionAnswers, LearningPointAnswers, TeamAnswers};
use keep::{SaveSection, SharedComputer};
use mark_as_sent::ChangedSinceSent;
use second_look::{PersonalDetails, SecondLook};
use send_section::SendSection;

/// The page.
#[component]
pub fn CheckPage() -> impl IntoView {
    // Another tab may have noted something meanwhile.
    expect_context::<Submission>().refresh();
    expect_context::<PersonalDetailWarnings>().refresh();
    expect_context::<FieldProblems>().note_listed();
    view! {
        <PageHeading text="Check and send" />
        <OtherBriefingNotice />
        <ChangedSinceSent />
        <PersonalDetails />
        <SecondLook />
        <TeamAnswers />
        <LearningPointAnswers />
        <ActionAnswers />
        <SendSection />
        <SaveSection />
        <SharedComputer />
    }
}
