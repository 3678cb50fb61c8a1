//! Content that stays hidden until somebody opens it.
//! Source: <https://design-system.service.gov.uk/components/details/>.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// A line of text that opens the content below it. The content is built when it is first opened, and
/// then kept, so that nothing typed or opened in it is lost.
#[component]
pub fn Details(
    /// The line of text.
    #[prop(into)]
    summary: Signal<String>,
    /// What tells it apart from similar ones, for screen readers: "of action 2".
    #[prop(optional, into)]
    of: MaybeProp<String>,
    /// The end of the line, after `of`.
    #[prop(optional, into)]
    after: MaybeProp<String>,
    /// The id of the line, if something moves the focus to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The id of what describes it, while there is any.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// Whether it is open. Changes when somebody opens or closes it.
    #[prop(default = RwSignal::new(false))]
    is_open: RwSignal<bool>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = Memo::new(move |was: Option<&bool>| is_open.get() || was == Some(&true));
    let of = move || {
        of.get()
            .map(|of| view! { <span class="govuk-visually-hidden">" " {of}</span> })
    };
    let after = move || after.get().map(|after| format!(" {after}"));
    view! {
        <details
            class="govuk-details"
            open=is_open
            on:toggle=move |event| {
                let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                if let Some(details) = target {
                    is_open.try_set(details.has_attribute("open"));
                }
            }
        >
            <summary class="govuk-details__summary" id=id aria-describedby=described_by>
                <span class="govuk-details__summary-text">{summary} {of} {after}</span>
            </summary>
            <div class="govuk-details__text">
                <Show when=move || was_opened.get()>{children()}</Show>
            </div>
        </details>
    }
}
