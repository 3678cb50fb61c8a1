//! A way to choose files. Source: <https://design-system.service.gov.uk/components/file-upload/>.

use leptos::prelude::*;

use super::text_input::{Hint, hint_id};

/// An input for files, below its label and a line of help.
#[component]
pub fn FileUpload(
    /// The id of the input.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The line of help.
    hint: &'static str,
    /// Which types of file to offer, as in the `accept` attribute.
    #[prop(optional, into)]
    accept: Option<&'static str>,
    /// Whether several files can be chosen.
    #[prop(optional)]
    multiple: bool,
    /// Whether it takes a whole folder.
    #[prop(optional)]
    folder: bool,
    /// Called when something was chosen.
    #[prop(into)]
    on_chosen: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id>{label}</label>
            <Hint of=id text=hint />
            <input
                class="govuk-file-upload"
                type="file"
                id=id
                aria-describedby=hint_id(id)
                accept=accept
                multiple=multiple
                prop:webkitdirectory=folder
                on:change=move |_| {
                    on_chosen.try_run(());
                }
            />
        </div>
    }
}
