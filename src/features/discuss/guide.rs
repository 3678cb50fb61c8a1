//! What the briefing says, beside the learning points.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::briefing_text::{FindingsList, RecommendationsList};
use crate::briefing::{Briefing, Segment};
use crate::browser;

use super::text;

/// The segments of the briefing that learning points can be about, to read while writing. They are
/// folded away where there is no room beside the form.
#[component]
pub fn Guide() -> impl IntoView {
    let briefing = expect_context::<Arc<Briefing>>();
    let segments = (briefing.segments.iter())
        .filter(|it| !it.findings.is_empty() || !it.recommendations.is_empty())
        // The recommendations come first, because the team discusses those, then the findings behind them.
        .rev()
        .map(|segment| view! { <GuideSegment segment=segment.clone() reviews=briefing.reviews /> })
        .collect_view();
    view! {
        <aside class="app-discussion__guide" aria-label=text::GUIDE>
            <details class="govuk-details app-guide" open=browser::is_wide()>
                <summary class="govuk-details__summary">
                    <span class="govuk-details__summary-text">{text::GUIDE}</span>
                </summary>
                <div class="govuk-details__text">{segments}</div>
            </details>
        </aside>
    }
}

#[component]
fn GuideSegment(segment: Segment, reviews: u32) -> impl IntoView {
    let Segment {
        heading,
        paragraphs,
        findings,
        recommendations,
    } = segment;
    let paragraphs = (paragraphs.into_iter())
        .map(|paragraph| view! { <p class="govuk-body">{paragraph.text}</p> })
        .collect_view();
    view! {
        <h3 class="govuk-heading-s">{heading}</h3>
        {paragraphs}
        {(!recommendations.is_empty()).then(|| view! { <RecommendationsList rows=recommendations /> })}
        {(!findings.is_empty()).then(|| view! { <FindingsList rows=findings reviews=reviews /> })}
    }
}
