//! Check and send: everything on one page with a link back to each answer, what is worth a second look,
//! and the ways to send and keep it. Nothing here stops anybody from sending.

mod answers;
mod clipboard;
mod keep;
mod second_look;
mod send_steps;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::fields::OtherBriefingNotice;
use crate::app::{PersonalDetailWarnings, Submission};
use crate::briefing::Briefing;
use crate::ui::{InsetText, PageHeading};
use answers::{ActionAnswers, LearningPointAnswers, TeamAnswers};
use keep::KeepSection;
use second_look::{PersonalDetails, SecondLook};
use send_steps::SendSection;

/// The page.
#[component]
pub fn CheckPage() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    // Another tab may have noted something meanwhile.
    expect_context::<Submission>().refresh();
    expect_context::<PersonalDetailWarnings>().refresh();
    view! {
        <PageHeading text="Check and send" />
        <OtherBriefingNotice />
        <SecondLook />
        <TeamAnswers />
        <LearningPointAnswers />
        <ActionAnswers />
        <PersonalDetails />
        <SendSection />
        <KeepSection />
        <InsetText>{briefing.keep_a_copy.clone()}</InsetText>
    }
}
