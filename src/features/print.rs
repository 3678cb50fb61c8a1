//! What is printed instead of a page.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::read::{LargeText, OnePage, SHEET_ID};
use super::returns::PrintedSummary;
use crate::app::printed_form::{BlankForm, FilledForm};
use crate::app::route::Page;
use crate::app::standalone_copy::use_standalone_copy;
use crate::app::{OpenRecord, PrintRequest, Printing, Returns};
use crate::briefing::Briefing;
use crate::browser;
use crate::export::{FileKind, FormDocument, file_name_of};
use crate::record::Record;
use crate::words;

/// The id of the element that holds what is printed instead of a page.
const PRINT_AREA_ID: &str = "app-paper";

/// The class of the page while something is printed instead of it.
const PRINTING_CLASS: &str = "app-on-paper";

/// What is printed instead of a page.
enum PrintJob {
    /// The briefing on one page.
    Briefing,
    /// The text of the briefing, in large type.
    LargeText,
    /// The blank form.
    BlankForm,
    /// The form with a record's answers.
    FilledForm(Box<Record>),
    /// The summary of the returns.
    Summary,
}

impl PrintJob {
    /// What is printed instead of that page; `None` if the page itself is printed.
    ///
    /// The pages of the form print the form, because boxes to type in would be cut off. The page to read
    /// and the slides print the briefing as one page.
    fn of(page: Page) -> Option<Self> {
        let open = expect_context::<OpenRecord>();
        match expect_context::<Printing>().take_request() {
            Some(PrintRequest::BlankForm) => return Some(Self::BlankForm),
            Some(PrintRequest::LargeText) => return Some(Self::LargeText),
            None => {}
        }
        match page {
            Page::Briefing | Page::Present => Some(Self::Briefing),
            // If the record is damaged, the page is printed, with its prerendered form.
            Page::Copy => {
                let record = use_standalone_copy()?.record.clone().ok()?;
                Some(Self::FilledForm(Box::new(record)))
            }
            Page::Returns => expect_context::<Returns>()
                .has_any()
                .then_some(Self::Summary),
            Page::Discussion | Page::Plan | Page::Check | Page::FollowUp if open.is_ready() => {
                let record = open.record.get_untracked();
                Some(Self::FilledForm(Box::new(record)))
            }
            _ => None,
        }
    }

    /// The record that is printed, if it is one.
    fn record(&self) -> Option<&Record> {
        match self {
            Self::FilledForm(record) => Some(record),
            Self::Briefing | Self::LargeText | Self::BlankForm | Self::Summary => None,
        }
    }

    fn view(self) -> AnyView {
        match self {
            Self::Briefing => view! { <OnePage /> }.into_any(),
            Self::LargeText => view! { <LargeText /> }.into_any(),
            Self::BlankForm => view! { <BlankForm /> }.into_any(),
            Self::Summary => view! { <PrintedSummary /> }.into_any(),
            Self::FilledForm(record) => {
                let form = FormDocument::new(&record, &expect_context::<Arc<Briefing>>());
                view! { <FilledForm form /> }.into_any()
            }
        }
    }
}

/// Puts what is printed instead of a page into the print area when printing starts, and removes it when
/// printing ends.
pub fn print_in_place_of(page: Memo<Page>) {
    // Print events come from the browser, outside the app's contexts.
    let app = Owner::current().unwrap_or_default();
    let printed = Rc::new(RefCell::new(None));
    let start = {
        let printed = Rc::clone(&printed);
        move || {
            let job = app.with(|| untrack(|| PrintJob::of(page.get())));
            let (Some(job), Some(area)) = (job, browser::take_mount_point(PRINT_AREA_ID)) else {
                return;
            };
            let title = browser::title();
            if let Some(record) = job.record() {
                // Browsers suggest the title as the file name of a PDF.
                browser::set_title(&title_of(record));
                browser::set_foot(&words::foot(record));
            }
            // Mounted at once: Firefox lays out what it prints as soon as this listener returns.
            let mounted = app.with(|| mount_to(area, move || job.view()));
            browser::fit_sheet(PRINT_AREA_ID, SHEET_ID);
            *printed.borrow_mut() = Some((mounted, title));
            browser::mark_page(PRINTING_CLASS, true);
        }
    };
    browser::on_print(start, move || {
        browser::mark_page(PRINTING_CLASS, false);
        if let Some((mounted, title)) = printed.borrow_mut().take() {
            drop(mounted);
            browser::set_title(&title);
            browser::set_foot("");
        }
    });
}

/// The file name for a record that is printed as a PDF, without the extension.
fn title_of(record: &Record) -> String {
    let mut name = file_name_of(record, FileKind::Json);
    if let Some(ending) = name.rfind('.') {
        name.truncate(ending);
    }
    name
}
