//! The sentences of the page "Check and send".

use crate::screening::{Detail, DetailKind};
use crate::words;

/// Above the answers, when there is nothing to check.
pub const NOTHING_MISSING: &str = "You have answered every question. You can send it now.";
/// The heading over what is missing or unlikely.
pub const CHECK_THESE: &str = "Check these before you send";
/// Below that heading.
pub const SEND_ANYWAY: &str = "You can still send it now and finish later.";

/// The heading over possible personal details.
pub const PERSONAL: &str = "Check for personal details";
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

/// What the return is.
pub const DOWNLOAD: &str =
    "One file with all your answers. Keep it: you can open it here on any computer.";

/// What the link to an email does. `to` is empty where the address is not known.
pub fn opens_email(to: &str) -> String {
    if to.is_empty() {
        "This opens an email. Fill in the address of the partnership that asked, and attach the file from step 1: ".to_owned()
    } else {
        format!("This opens an email to {to}. Attach the file from step 1: ")
    }
}

/// When the return was changed after it was downloaded.
pub const DOWNLOAD_AGAIN: &str =
    "You have changed something since you downloaded it. Download it again.";
/// What the email draft is.
pub const DRAFT: &str = "Using Outlook? Download an email with the files attached, then open it and send it. No Send button? Use the steps above.";
/// Above the button that shares the return with an app.
pub const SHARE: &str = "Or send it with an app on this device.";
/// The heading over the note that the return was sent.
pub const MARK_AS_SENT: &str = "Mark as sent";
/// Before the person says that they have sent it.
pub const NOTE_SENT: &str = "This page will then tell you if you need to send it again.";
/// What is left to do on a computer that others use. The name of the page with the button follows.
pub const SHARED_COMPUTER: &str = "If others use this computer, delete your answers when you have finished. Select “Delete everything saved here” on the page";

/// The heading over the way to send it without a download.
pub const NO_DOWNLOAD: &str = "If you cannot download";
/// How to send the return by the clipboard.
pub const COPY_INSTEAD: &str =
    "Copy the return and paste it into the email instead of attaching the file.";
/// When the return is on the clipboard.
pub const COPIED: &str = "Copied. Paste it into the email.";
/// When the browser refused the clipboard.
pub const COPY_BY_HAND: &str = "This browser does not let the page copy. The text is selected: press Ctrl and C, or Command and C on a Mac.";

/// What the Word file is for.
pub const WORD: &str = "The completed form in Word.";
/// What is printed.
pub const ON_PAPER: &str =
    "Prints like the paper form. For a PDF, choose “Save as PDF” as the printer.";
/// What the reminders are for.
pub const CALENDAR: &str = "Adds each due date to your calendar, and a review 3 months after the last, with reminders a week before. If plans change, download it again and delete old entries.";
/// Where there is nothing to be reminded of.
pub const NO_CALENDAR: &str = "Add a date to an action to get reminders.";
/// What the standalone copy is for.
pub const STANDALONE_COPY: &str = "Opens in a browser and works offline. They can read it, print it or carry on. If your email blocks it, send the return instead.";
/// When the website could not be reached for the page to copy.
pub const NO_SOURCE: &str = "The copy could not be made because this page’s website cannot be reached. Nothing was lost. Try again later, or download the return: it has the same answers.";
/// What the plain text is for.
pub const PLAIN_TEXT: &str = "To paste into an email or a case system.";
/// When the plain text is on the clipboard.
pub const COPIED_TEXT: &str = "Copied. Paste it where you need it.";
