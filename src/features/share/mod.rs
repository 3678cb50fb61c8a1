//! For partnerships: how to get the briefing to teams.

mod text;

use leptos::prelude::*;

use crate::app::page_name;
use crate::app::route::{Page, Route};
use crate::ui::{InsetText, PageHeading, Section};

/// The page.
#[component]
pub fn SharePage() -> impl IntoView {
    let for_web_team = text::FOR_WEB_TEAM.map(|item| view! { <li>{item}</li> });
    view! {
        <PageHeading text=page_name(Page::Share) />
        <Paragraph text=text::INTRO />
        <Section id="share-link" heading=text::LINK>
            <Paragraph text=text::LINK_WHY />
            <Paragraph text=text::WEB_TEAM />
            <ul class="govuk-list govuk-list--bullet app-share__list">
                {for_web_team.into_iter().collect_view()}
            </ul>
            <Paragraph text=text::SHAREPOINT />
        </Section>
        <Section id="share-file" heading=text::FILE>
            <Paragraph text=text::FILE_HOW />
            <Paragraph text=text::FILE_STAYS />
        </Section>
        <Section id="share-email" heading=text::EMAIL>
            <Paragraph text=text::EMAIL_WHY />
            <Paragraph text=text::EMAIL_INSTEAD />
        </Section>
        <Section id="share-tablet" heading=text::TABLET>
            <Paragraph text=text::TABLET_WHY />
        </Section>
        <Section id="share-returns" heading=text::RETURNS>
            <p class="govuk-body app-share__text">
                {text::RETURNS_HOW} " "
                <a class="govuk-link" href=Route::to(Page::Returns).to_string()>
                    {page_name(Page::Returns)}
                </a> "."
            </p>
        </Section>
        <InsetText>{text::NOT_TRIED}</InsetText>
    }
}

/// A paragraph, no wider than is easy to read.
#[component]
fn Paragraph(
    /// What it says.
    text: &'static str,
) -> impl IntoView {
    view! { <p class="govuk-body app-share__text">{text}</p> }
}
