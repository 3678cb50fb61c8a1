//! A box for one line of text. Source: <https://design-system.service.gov.uk/components/text-input/>.

use leptos::callback::Callable as _;
use leptos::ev::Event;
use leptos::prelude::*;

/// A text that a box shows and changes, wherever it is kept. What is typed is kept at once and as
/// it is: nothing is trimmed, counted or refused.
#[derive(Clone, Copy)]
pub struct TextBinding {
    /// The text now.
    pub value: Signal<String>,
    /// Called with each `input` and `change` event of the box.
    pub on_typed: Callback<Event>,
}

impl TextBinding {
    /// Handles an event of the box. The browser still sends one while it removes the box from the page,
    /// when the callback may be disposed already: that event is dropped.
    pub(super) fn handle(self, event: Event) {
        let _ = self.on_typed.try_run(event);
    }
}

/// A box for one line of text below its label.
#[component]
pub fn TextInput(
    /// The id of the box.
    #[prop(into)]
    id: String,
    /// The label.
    label: &'static str,
    /// A line of help between label and box.
    #[prop(optional, into)]
    hint: Option<&'static str>,
    /// What it shows and changes.
    text: TextBinding,
) -> impl IntoView {
    let described_by = hint.map(|_| hint_id(&id));
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <Hint of=id.clone() text=hint /> })}
            <input
                class="govuk-input"
                type="text"
                autocomplete="off"
                id=id
                aria-describedby=described_by
                prop:value=text.value
                on:input=move |event| text.handle(event)
                on:change=move |event| text.handle(event)
            />
        </div>
    }
}

/// A line of help for the box or the group whose id is `of`.
#[component]
pub fn Hint(
    /// The id of the box or group it belongs to.
    #[prop(into)]
    of: String,
    /// The text.
    text: &'static str,
) -> impl IntoView {
    view! { <div class="govuk-hint" id=hint_id(&of)>{text}</div> }
}

/// The id of the hint of a box or group: for its `aria-describedby`.
pub(super) fn hint_id(of: &str) -> String {
    format!("{of}-hint")
}
