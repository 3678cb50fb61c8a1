//! The head of the briefing: what it is, and the ways on from it.

use std::sync::Arc;

use leptos::prelude::*;

use super::contents::ContentsWheel;
use super::text;
use crate::app::SavedReturn;
use crate::app::briefing_text::BriefingTitle;
use crate::app::route::{Page, Route};
use crate::briefing::Briefing;
use crate::browser;
use crate::ui::{ButtonStyle, HEADING_ID, Icon, LinkButton};

/// The title, what to do with the briefing, and its wheel.
#[component]
pub fn Hero() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let at_a_glance = text::at_a_glance(
        briefing.segments.len(),
        briefing.reading_minutes(),
        briefing.reviews,
    );
    view! {
        <div class="app-hero">
            <div class="app-hero__words">
                <p class="app-hero__kind">{briefing.kind.clone()}</p>
                <h1 class="app-hero__title" id=HEADING_ID tabindex="-1">
                    <BriefingTitle />
                </h1>
                <p class="app-hero__lead">{text::WHAT_TO_DO}</p>
                <div class="app-needs-app app-hero__ways">
                    <LinkButton
                        href=Route::to(Page::Present).to_string()
                        text="Present to your team"
                        icon=Icon::Play
                        style=ButtonStyle::Hero
                        on:click=|click| {
                            if browser::is_followed_here(&click) {
                                browser::fill_screen();
                            }
                        }
                    />
                    <LinkButton
                        href=Route::to(Page::Discussion).to_string()
                        text="Start the discussion"
                        style=ButtonStyle::HeroSecondary
                    />
                </div>
                <p class="app-hero__glance">{at_a_glance}</p>
                <SavedReturn />
            </div>
            <ContentsWheel />
        </div>
    }
}
