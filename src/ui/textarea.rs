//! A box for several lines of text. Source: <https://design-system.service.gov.uk/components/textarea/>.

use leptos::prelude::*;

use super::text_input::{Hint, Note, TextBinding, description};

/// A box for several lines of text below its label and perhaps a line of help. It grows with its text if
/// the browser supports that.
#[component]
pub fn Textarea(
    /// The id of the box.
    #[prop(into)]
    id: String,
    /// The label.
    label: &'static str,
    /// A line of help between label and box.
    #[prop(optional, into)]
    hint: Option<&'static str>,
    /// How many lines it shows while it is empty.
    #[prop(default = 4)]
    rows: u8,
    /// What is worth another look in it.
    #[prop(optional, into)]
    note: Signal<Option<&'static str>>,
    /// What it shows and changes.
    text: TextBinding,
) -> impl IntoView {
    let no_error = Signal::stored(None);
    let described_by = description(&id, hint.is_some(), no_error, note);
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <Hint of=id.clone() text=hint /> })}
            <Note of=id.clone() text=note />
            <textarea
                class="govuk-textarea app-textarea"
                class=("app-textarea--two-lines", rows == 2)
                autocomplete="off"
                aria-describedby=described_by
                id=id
                rows=rows.to_string()
                prop:value=text.value
                on:input=move |event| text.handle(event)
                on:change=move |event| text.handle(event)
            ></textarea>
        </div>
    }
}
