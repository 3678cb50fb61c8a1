//! The sentences of the page "Check and send".

use crate::screening::{Detail, DetailKind};
use crate::words;

/// Where nothing was found that may identify somebody.
pub const READ_THEM: &str =
    "Read your answers before you send them. Nothing may identify a child or family.";

/// Where nothing is missing.
pub const NOTHING_MISSING: &str = "You have answered every question.";
/// The heading over what is missing or unlikely.
pub const CHECK_THESE: &str = "Check these before you send";
/// Below that heading.
pub const SEND_ANYWAY: &str = "You can still send it now and finish later.";

/// The heading over possible personal details: how many there are, besides those that were kept.
pub fn personal(count: usize) -> String {
    let heading = "Check for personal details";
    match count {
        0 => heading.to_owned(),
        some => format!("{heading}: {} found", words::number(some)),
    }
}

/// What to do about possible personal details.
pub const PERSONAL_WHY: &str = "Remove anything that could identify a child or family. This check cannot find everything, so read your answers too.";
/// The button that keeps a possible personal detail.
pub const NOT_PERSONAL: &str = "Keep it: not personal";

/// What a text may be.
pub fn detail(detail: &Detail) -> String {
    let kind = match detail.kind {
        DetailKind::NhsNumber => "an NHS number",
        DetailKind::DateOfBirth => "a date of birth",
        DetailKind::Postcode => "a postcode",
        DetailKind::PhoneNumber => "a phone number",
        DetailKind::EmailAddress => "an email address",
        DetailKind::Name => "a name",
    };
    format!("“{}” may be {kind}", detail.text)
}

/// How many possible personal details were kept.
pub fn details_kept(count: usize) -> String {
    format!("You kept {}.", words::how_many(count, "item"))
}

/// The legend of the email programs.
pub const EMAIL_PROGRAM: &str = "How do you send email?";
/// What the return is.
pub const RETURN: &str =
    "One file with all your answers. Keep it: you can open it here on any computer.";

/// What the link to an email does. `to` is empty where the address is not known. The name of the file
/// follows.
pub fn opens_email(to: &str) -> String {
    if to.is_empty() {
        "Opens an email. Fill in the address of the partnership that asked, and attach your download: ".to_owned()
    } else {
        format!("Opens an email to {to}. Attach your download: ")
    }
}

/// When the return was changed after it was downloaded.
pub const DOWNLOAD_AGAIN: &str =
    "You have changed something since you downloaded it. Download it again.";
/// What the email draft is.
pub const DRAFT: &str = "An email with your files attached: open it and send it. No Send button? Choose “Another program”.";
/// What sharing is for.
pub const SHARE: &str = "Sends it with an app on this device.";

/// Before the person says that they have sent it.
pub const NOTE_SENT: &str = "This page will then tell you if you need to send it again.";
/// The title of the confirmation.
pub const MARKED_AS_SENT: &str = "Marked as sent";
/// What happens next. The name of the page follows.
pub const EVIDENCE_NEXT: &str =
    "The partnership will ask for evidence. When something has changed, update your actions on";
/// What happens to an earlier return.
pub const SEND_AGAIN: &str = "Then send your return again: it replaces this one.";

/// What is left to do on a computer that others use.
pub const SHARED_COMPUTER: &str =
    "When you have sent your return and saved a copy, delete your answers from this computer.";

/// The way to send it without a download.
pub const NO_DOWNLOAD: &str = "If you cannot download";
/// How to send the return by the clipboard.
pub const COPY_INSTEAD: &str =
    "Copy the return and paste it into the email instead of attaching the file.";
/// When the return is on the clipboard.
pub const COPIED: &str = "Copied. Paste it into the email.";
/// When the browser refused the clipboard.
pub const COPY_BY_HAND: &str = "This browser does not let the page copy. The text is selected: press Ctrl and C, or Command and C on a Mac.";

/// What the Word file is for.
pub const WORD: &str = "The completed form, for your files.";
/// What is printed.
pub const ON_PAPER: &str = "On paper, or as a PDF: choose “Save as PDF” as the printer.";
/// What the blank form is for.
pub const BLANK_FORM: &str = "To fill in by hand.";
/// What the reminders are for.
pub const CALENDAR: &str = "Your due dates and a review 3 months after the last, with reminders a week before. If dates change, delete the old entries and download again.";
/// Where there is nothing to be reminded of.
pub const NO_CALENDAR: &str = "Add a date to an action to get reminders.";
/// What the standalone copy is for.
pub const STANDALONE_COPY: &str = "For a colleague: opens in a browser and works offline. If email blocks it, send the return instead.";
/// When the website could not be reached for the page to copy.
pub const NO_SOURCE: &str = "The copy could not be made because this page’s website cannot be reached. Nothing was lost. Try again later, or download the return: it has the same answers.";
/// What the plain text is for.
pub const PLAIN_TEXT: &str = "To paste into an email or a case system.";
/// When the plain text is on the clipboard.
pub const COPIED_TEXT: &str = "Copied. Paste it where you need it.";
