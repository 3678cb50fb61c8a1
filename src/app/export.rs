//! Downloads: the files made from a record, and which state of it the user has downloaded.

use leptos::prelude::*;

use super::{OpenRecord, Persistence};
use crate::briefing::Briefing;
use crate::browser::{self, LocalStore};
use crate::export::{self, FileKind, FormDocument, PageAddress};
use crate::record::Record;
use crate::record::file::encode;
use crate::vault::{Event, Storage as _};

/// Downloads of the return, by itself or in an email draft. The vault remembers what was downloaded.
#[derive(Clone, Copy)]
pub struct Downloads {
    open: OpenRecord,
    persistence: Persistence,
}

impl Downloads {
    /// The downloads of the open record.
    pub(super) fn new(open: OpenRecord, persistence: Persistence) -> Self {
        Self { open, persistence }
    }

    /// Downloads the open record as a return.
    pub fn download_return(self) {
        let record = self.persistence.saved_record();
        download(&record, FileKind::Json, encode(&record).as_bytes());
        self.persistence.dispatch(Event::Downloaded);
    }

    /// Downloads a draft of the email, with the return and the Word file attached.
    pub fn download_email_draft(self, briefing: &Briefing) {
        let record = self.persistence.saved_record();
        let form = FormDocument::new(&record, briefing);
        let draft = export::email_draft(
            &record,
            recipients(&record, briefing),
            &encode(&record),
            &export::word_document(&form),
            &email_text(&form),
        );
        download(&record, FileKind::Eml, &draft);
        self.persistence.dispatch(Event::Downloaded);
    }

    /// Whether a record has changed since this tab last downloaded it.
    pub fn is_out_of_date(self, record: &Record) -> bool {
        self.open.downloaded.with(|file| {
            file.as_ref()
                .is_some_and(|file| file.id == record.id && file != record)
        })
    }
}

/// Downloads a file made from a record. Returns whether the browser accepted it.
pub fn download(record: &Record, kind: FileKind, content: &[u8]) -> bool {
    let name = export::file_name_of(record, kind);
    browser::download(&name, kind.media_type(), content)
}

/// Downloads a stored text as it is, whether or not it can be read as a record.
pub fn download_as_stored(text: &str) {
    browser::download(
        "record-as-stored.json",
        FileKind::Json.media_type(),
        text.as_bytes(),
    );
}

/// Downloads the text that is stored under a key.
pub fn download_stored(key: &str) {
    if let Ok(Some(text)) = LocalStore.read(key) {
        download_as_stored(&text);
    }
}

/// Downloads the form as a Word file.
pub fn download_word(record: &Record, briefing: &Briefing) {
    let form = FormDocument::new(record, briefing);
    download(record, FileKind::Docx, &export::word_document(&form));
}

/// Downloads the reminders, if an action has a real date.
pub fn download_calendar(record: &Record, briefing: &Briefing) {
    let page = match browser::web_address() {
        Some(address) => PageAddress::Web(address),
        None => PageAddress::File(browser::file_name()),
    };
    if let Some(calendar) = export::calendar(record, &briefing.keep_a_copy, &page) {
        download(record, FileKind::Ics, calendar.as_bytes());
    }
}

/// The form as plain text.
pub fn plain_text(record: &Record, briefing: &Briefing) -> String {
    export::plain_text(&FormDocument::new(record, briefing))
}

/// The addresses that the return goes to. Empty if the record answers another briefing: this page does
/// not know who collects those returns.
pub fn recipients<'a>(record: &Record, briefing: &'a Briefing) -> &'a str {
    if record.briefing.id == briefing.id {
        &briefing.email
    } else {
        ""
    }
}

/// The kind of file as which this device can share the return; `None` if it cannot. Some devices do not
/// share .json files.
pub fn sharable_kind() -> Option<FileKind> {
    let mut kinds = [FileKind::Json, FileKind::Txt].into_iter();
    kinds
        .find(|kind| browser::can_share(&format!("return.{}", kind.extension()), kind.media_type()))
}

/// Opens the device's own sheet for sharing the return.
pub fn share_return(record: &Record, kind: FileKind) {
    let name = export::file_name_of(record, kind);
    browser::share(&name, kind.media_type(), encode(record).as_bytes());
}

/// The text of the email: what is attached, and the form.
fn email_text(form: &FormDocument) -> String {
    let form = export::plain_text(form);
    format!(
        "Our 7 minute briefing return is attached: the .json file to open on the page “Returns”, and a Word file to read. The form says:\n\n{form}"
    )
}
