//! A box for one line of text. Source: <https://design-system.service.gov.uk/components/text-input/>.

use leptos::callback::Callable as _;
use leptos::ev::Event;
use leptos::prelude::*;

/// A text that a box shows and changes, wherever it is stored. The box passes on everything that is
/// typed, at once: it trims, counts and refuses nothing.
#[derive(Clone, Copy)]
pub struct TextBinding {
    /// The text now.
    pub value: Signal<String>,
    /// Called with each `input` and `change` event of the box.
    pub on_typed: Callback<Event>,
}

impl TextBinding {
    /// Handles an event of the box. Browsers can send one while they remove the box from the page, when
    /// the callback may already be disposed of: that event is dropped.
    pub(super) fn handle(self, event: Event) {
        let _ = self.on_typed.try_run(event);
    }
}

/// A box for one line of text below its label.
///
/// No box lets the browser complete or remember its text: with `autocomplete="off"` browsers also leave
/// the text out of their session files, where it would outlast the records.
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
    /// What is wrong with its text.
    #[prop(optional, into)]
    error: Signal<Option<&'static str>>,
    /// What it shows and changes.
    text: TextBinding,
) -> impl IntoView {
    let has_error = Signal::derive(move || error.get().is_some());
    let hint_id = hint.map(|_| hint_id(&id));
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || {
            let error_id = has_error.get().then(|| error_id.clone());
            let ids: Vec<String> = hint_id.clone().into_iter().chain(error_id).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    view! {
        <div class="govuk-form-group" class=("govuk-form-group--error", has_error)>
            <label class="govuk-label govuk-label--s" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <Hint of=id.clone() text=hint /> })}
            {move || {
                error.get().map(|error| view! { <ErrorMessage id=error_id.clone() text=error /> })
            }}
            <input
                class="govuk-input"
                class=("govuk-input--error", has_error)
                type="text"
                autocomplete="off"
                id=id
                aria-describedby=described_by
                aria-invalid=move || has_error.get().then_some("true")
                prop:value=text.value
                on:input=move |event| text.handle(event)
                on:change=move |event| text.handle(event)
            />
        </div>
    }
}

/// What is wrong with the text of a box. Screen readers read it out as soon as it appears.
/// Source: <https://design-system.service.gov.uk/components/error-message/>.
#[component]
fn ErrorMessage(
    /// Its id, for the box's `aria-describedby`.
    id: String,
    /// The text.
    text: &'static str,
) -> impl IntoView {
    view! {
        <p class="govuk-error-message" id=id role="alert">
            <span class="govuk-visually-hidden">"Error: "</span>
            {text}
        </p>
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

/// The id of the hint of a box or group, for its `aria-describedby`.
pub(super) fn hint_id(of: &str) -> String {
    format!("{of}-hint")
}
