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
    /// What is worth another look in it.
    #[prop(optional, into)]
    note: Signal<Option<&'static str>>,
    /// What it shows and changes.
    text: TextBinding,
) -> impl IntoView {
    let has_error = Signal::derive(move || error.get().is_some());
    let described_by = description(&id, hint.is_some(), error, note);
    view! {
        <div class="govuk-form-group" class=("govuk-form-group--error", has_error)>
            <label class="govuk-label govuk-label--s" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <Hint of=id.clone() text=hint /> })}
            <Messages of=id.clone() error=error note=note />
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

/// What is wrong with the text of a box or group, and what is worth another look in it, while there is
/// anything.
#[component]
pub(super) fn Messages(
    /// The id of the box or group.
    of: String,
    /// What is wrong. Screen readers read it out as soon as it appears.
    /// Source: <https://design-system.service.gov.uk/components/error-message/>.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// What is worth another look. It appears together with its box, which reads it out.
    #[prop(into)]
    note: Signal<Option<&'static str>>,
) -> impl IntoView {
    let id = error_id(&of);
    let error = move || {
        error.get().map(|error| {
            view! {
                <p class="govuk-error-message" id=id.clone() role="alert">
                    <span class="govuk-visually-hidden">"Error: "</span>
                    {error}
                </p>
            }
        })
    };
    view! {
        {error}
        <Note of=of text=note />
    }
}

/// What is worth another look in a box or group, while there is anything.
#[component]
pub fn Note(
    /// The id of the box or group it belongs to.
    #[prop(into)]
    of: String,
    /// The text.
    #[prop(into)]
    text: Signal<Option<&'static str>>,
) -> impl IntoView {
    let id = note_id(&of);
    move || {
        (text.get()).map(|text| view! { <p class="govuk-hint app-note" id=id.clone()>{text}</p> })
    }
}

/// The ids of what describes a box or group, for its `aria-describedby`.
pub(super) fn description(
    id: &str,
    has_hint: bool,
    error: Signal<Option<&'static str>>,
    note: Signal<Option<&'static str>>,
) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let [hint_id, error_id, note_id] = [hint_id(id), error_id(id), note_id(id)];
    move || {
        let parts = [
            (has_hint, &hint_id),
            (error.with(Option::is_some), &error_id),
            (note.with(Option::is_some), &note_id),
        ];
        let ids: Vec<&str> = (parts.iter().filter(|(is_there, _)| *is_there))
            .map(|(_, id)| id.as_str())
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
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

fn error_id(of: &str) -> String {
    format!("{of}-error")
}

/// The id of the note of a box or group, for an `aria-describedby`.
pub fn note_id(of: &str) -> String {
    format!("{of}-note")
}
