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
    of: String,
    /// The id of the link, if something moves the focus to it.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let of = (!of.is_empty()).then(|| format!(" {of}"));
    view! {
        <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{question}</dt>
            <dd class="govuk-summary-list__value">
                <Answer text=answer />
            </dd>
            <dd class="govuk-summary-list__actions">
                <a class="govuk-link" id=id href=href>
                    "Change" <span class="govuk-visually-hidden">" " {question} {of}</span>
                </a>
            </dd>
        </div>
    }
}

/// An answer as typed; "Not filled in" if there is none.
#[component]
pub fn Answer(
    /// The answer.
    #[prop(into)]
    text: String,
    /// A further class, such as that of body text.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let is_blank = text.trim().is_empty();
    let text = if is_blank {
        "Not filled in".to_owned()
    } else {
        text
    };
    view! {
        <div class=format!("app-answer {class}") class=("app-answer--blank", is_blank)>
            {text}
        </div>
    }
}
