//! Texts that are copied to the clipboard.

use leptos::prelude::*;

use super::text;
use crate::app::OpenRecord;
use crate::browser;
use crate::ui::{Button, Icon};

/// A button that copies a text, and a box with that text to copy by hand if the browser refuses.
#[component]
pub fn CopyText(
    /// The text of the button.
    button: &'static str,
    /// The text to copy, as it is when the button is pressed.
    #[prop(into)]
    to_copy: Callback<(), String>,
    /// The message once the text is on the clipboard.
    done: &'static str,
    /// The id of the box.
    box_id: &'static str,
    /// The label of the box.
    box_label: &'static str,
) -> impl IntoView {
    let open = expect_context::<OpenRecord>();
    let by_hand = RwSignal::new(None::<String>);
    // The revision that is on the clipboard, which is out of date after another change.
    let copied = RwSignal::new(None::<u32>);
    let revision = move || {
        open.status.track();
        open.record.with_untracked(|record| record.revision)
    };
    let copy = move || {
        by_hand.set(None);
        copied.set(None);
        let text = to_copy.run(());
        let kept = text.clone();
        browser::copy_text(&text, move |done| {
            if done {
                copied.set(Some(untrack(revision)));
            } else {
                by_hand.set(Some(kept));
                browser::after_frame(move || browser::select_all(box_id));
            }
        });
    };
    let said = move || (copied.get() == Some(revision())).then_some(done);
    view! {
        <Button text=button icon=Icon::Copy on_press=copy />
        <p class="govuk-body" role="status">
            {said}
        </p>
        {move || {
            by_hand.get().map(|text| view! { <CopyBox id=box_id label=box_label text /> })
        }}
    }
}

/// A box with a text to copy by hand.
#[component]
fn CopyBox(
    /// The id of the box.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The text.
    text: String,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id>
                {label}
            </label>
            <div class="govuk-hint" id=hint_id.clone()>
                {text::COPY_BY_HAND}
            </div>
            <textarea
                class="govuk-textarea"
                autocomplete="off"
                id=id
                rows="6"
                readonly
                aria-describedby=hint_id
                prop:value=text
            ></textarea>
        </div>
    }
}
