//! Questions and their answers. Source: <https://design-system.service.gov.uk/components/summary-list/>.

use leptos::prelude::*;

/// A summary list.
#[component]
pub fn SummaryList(
    /// Its rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="govuk-summary-list">{children()}</dl> }
}

/// A question, its answer as typed, and a link to change it.
#[component]
pub fn SummaryRow(
    /// The question.
    question: &'static str,
    /// The answer as typed.
    #[prop(into)]
    answer: String,
    /// Where the answer can be changed.
    #[prop(into)]
    href: String,
    /// What tells it apart from similar questions, for screen readers: "of action 2".
    #[prop(optional, into)]
    of: Option<String>,
) -> impl IntoView {
    let of = of.map(|of| format!(" {of}")).unwrap_or_default();
    view! {
        <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{question}</dt>
            <dd class="govuk-summary-list__value">
                <Answer text=answer />
            </dd>
            <dd class="govuk-summary-list__actions">
                <a class="govuk-link" href=href>
                    "Change" <span class="govuk-visually-hidden">" " {question} {of}</span>
                </a>
            </dd>
        </div>
    }
}

/// An answer as typed; "Not filled in" where there is none.
#[component]
pub fn Answer(
    /// The answer.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    if text.trim().is_empty() {
        view! { <div class="app-answer app-answer--blank">"Not filled in"</div> }.into_any()
    } else {
        view! { <div class="app-answer">{text}</div> }.into_any()
    }
}
