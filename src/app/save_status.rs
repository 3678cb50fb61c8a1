//! The line in the header that says whether what was typed is saved.

use leptos::prelude::*;

use super::clock::{Clock, LocalTime};
use super::route::Page;
use super::{Downloads, NEEDS_APP, OpenRecord};
use crate::vault::autosave::Status;
use crate::words;

/// On the page of returns, in place of whether the record is saved.
const NOT_SAVED_HERE: &str = "Returns are not saved on this device";

/// Whether what was typed is saved. It says "Saved" only once the stored text was read back and found
/// to be the same.
#[component]
pub fn SaveStatus(
    /// Which page is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let downloads = expect_context::<Downloads>();
    let clock = expect_context::<Clock>();
    let status = expect_context::<OpenRecord>().status;
    // On the page of returns "Saved" would be taken to mean the returns, which are not kept.
    let is_returns = move || page.get() == Page::Returns;
    let text = move || match status.get() {
        Status::NotSaved(error) => format!("Not saved. {}", words::save_error(&error)),
        Status::SavedInBackup(_) => words::SAVED_IN_BACKUP.to_owned(),
        _ if is_returns() => NOT_SAVED_HERE.to_owned(),
        Status::Untouched => "Nothing to save yet".to_owned(),
        Status::Saving => "Saving…".to_owned(),
        Status::Saved { at_ms } => saved_text(clock, at_ms),
    };
    let class = move || {
        let state = match status.get() {
            Status::Saved { .. } if !is_returns() => "app-save-status--saved",
            Status::NotSaved(_) | Status::SavedInBackup(_) => "app-save-status--failed",
            Status::Untouched | Status::Saving | Status::Saved { .. } => "",
        };
        format!("app-save-status {NEEDS_APP} {state}")
    };
    let has_failed =
        Memo::new(move |_| matches!(status.get(), Status::NotSaved(_) | Status::SavedInBackup(_)));
    view! {
        <div class=class>
            <span class="app-save-status__text" role="status">{text}</span>
            <Show when=move || has_failed.get()>
                <button
                    type="button"
                    class="app-save-status__button"
                    on:click=move |_| downloads.download_return()
                >
                    "Download a copy now"
                </button>
            </Show>
        </div>
    }
}

fn saved_text(clock: Clock, at_ms: i64) -> String {
    let LocalTime { date, hour, minute } = clock.local(at_ms);
    let at = words::clock(hour, minute);
    match date {
        Some(day) if date != clock.today() => {
            format!("Saved on this device on {} at {at}", words::date(day))
        }
        _ => format!("Saved on this device at {at}"),
    }
}
