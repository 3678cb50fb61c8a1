//! Standalone copies: making one from a record, and the record in this page if it is one.

use std::sync::Arc;

use leptos::prelude::*;

use super::RecordImport;
use super::export::{download, download_as_stored};
use super::printed_form::FilledForm;
use super::static_html::static_html;
use crate::briefing::Briefing;
use crate::browser::{self, LocalStore};
use crate::export::{FileKind, FormDocument, page_with_record};
use crate::record::Record;
use crate::record::file::{self, DecodeError};
use crate::vault::{self, ImportComparison};
use crate::words;

/// The name of the record in a copy, where a return would have the name of its file.
const THIS_COPY: &str = "This copy";

/// The note in a copy for those who read it without the app.
const WITHOUT_APP: &str = "You can read and print it here. To carry on with it, open this file in an up-to-date Edge, Chrome, Firefox or Safari and select “Continue here”.";

/// The record in this page, which is a standalone copy.
#[derive(Clone, Debug, PartialEq)]
pub struct StandaloneCopy {
    /// The JSON in the page's element for a record.
    json: String,
    /// The record, or why the JSON cannot be read.
    pub record: Result<Record, DecodeError>,
}

impl StandaloneCopy {
    /// The copy with that JSON in its element for a record. `None` if the element is empty: then the page
    /// is not a copy.
    pub fn new(json: String) -> Option<Self> {
        if json.trim().is_empty() {
            return None;
        }
        let record = file::decode(json.as_bytes());
        Some(Self { json, record })
    }

    /// Downloads the JSON as it is in the page.
    pub fn download_json(&self) {
        download_as_stored(&self.json);
    }

    /// Whether a record is not the one in the copy.
    pub fn is_other(&self, record: &Record) -> bool {
        self.record.as_ref().map(|it| it.id) != Ok(record.id)
    }

    /// Opens the record on this device as if it were a return: the user sees both states and chooses
    /// before anything changes.
    pub fn continue_here(&self, import: RecordImport) {
        import.compare(THIS_COPY, self.json.as_bytes());
    }
}

/// The record in this page, if it is a standalone copy.
pub fn use_standalone_copy() -> Option<Arc<StandaloneCopy>> {
    use_context::<Option<Arc<StandaloneCopy>>>().flatten()
}

/// The record as it is on this device, if it is there and differs.
pub fn other_state_on_this_device(record: &Record) -> Option<Record> {
    match vault::compare_import(&LocalStore, record) {
        Ok(ImportComparison::Different { here }) => Some(*here),
        _ => None,
    }
}

/// Downloads this page with a record in it. Calls `then` with whether that worked: a hosted page has to
/// fetch the one file first.
pub fn download_copy(record: Record, briefing: Arc<Briefing>, then: impl FnOnce(bool) + 'static) {
    browser::source(move |source| {
        let page = source.and_then(|source| standalone_page(&source, &record, &briefing));
        then(page.is_some_and(|page| download(&record, FileKind::Html, page.as_bytes())));
    });
}

/// The page `source`, as it was built, with a record in it. `None` if the page has no place for one.
pub fn standalone_page(source: &str, record: &Record, briefing: &Briefing) -> Option<String> {
    let form = FormDocument::new(record, briefing);
    let which = words::copy_of(record, Some(record.changed_at.date()));
    let form = static_html(move || view! { <ReadableCopy form which /> })?;
    page_with_record(source, record, &form)
}

/// What people read in a copy without the app: which copy it is, and the form.
#[component]
fn ReadableCopy(
    /// The record as a form.
    form: FormDocument,
    /// Which state of the record it is.
    which: String,
) -> impl IntoView {
    view! {
        <div class="govuk-width-container">
            <h1 class="govuk-heading-xl">{form.author.clone()}</h1>
            <p class="govuk-body-l">{which}</p>
            <p class="govuk-inset-text">{WITHOUT_APP}</p>
            <FilledForm form />
        </div>
    }
}
