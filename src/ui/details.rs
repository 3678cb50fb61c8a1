//! Content that stays hidden until somebody opens it.
//! Source: <https://design-system.service.gov.uk/components/details/>.

use leptos::prelude::*;

/// A line of text that opens the content below it. The content is built when it is first opened, and
/// then kept, so that nothing typed or opened in it is lost.
#[component]
pub fn Details(
    /// The line of text.
    #[prop(into)]
    summary: String,
    /// What tells it apart from similar ones, for screen readers: "of action 2".
    #[prop(optional, into)]
    of: Option<String>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = RwSignal::new(false);
    view! {
        <details class="govuk-details" on:toggle=move |_| was_opened.set(true)>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">
                    {summary}
                    {of.map(|of| view! { <span class="govuk-visually-hidden">" " {of}</span> })}
                </span>
            </summary>
            <div class="govuk-details__text">
                <Show when=move || was_opened.get()>{children()}</Show>
            </div>
        </details>
    }
}
