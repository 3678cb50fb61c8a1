//! The sentences of the page "Check and send".

use crate::screening::{Detail, DetailKind};

/// Above the answers, when there is nothing to look at again.
pub const NOTHING_MISSING: &str = "Every question is answered. You can send it.";
/// Above what is worth a second look.
pub const SEND_ANYWAY: &str = "You can keep and send the form as it is, and finish it later.";

/// The heading over possible personal details.
pub const PERSONAL: &str = "Could this be a child’s or family’s details?";
/// What to do about possible personal details.
pub const PERSONAL_WHY: &str = "The form is about practice and names no child or family. Take out what could tell who somebody is, and leave what is no such thing. This list cannot find everything: read the answers through yourself.";

/// What a text may be.
pub fn detail(detail: &Detail) -> String {
    let kind = match detail.kind {
        DetailKind::NhsNumber => "an NHS number",
        DetailKind::DateOfBirth => "a date of birth",
        DetailKind::Postcode => "a postcode",
        DetailKind::PhoneNumber => "a phone number",
        DetailKind::EmailAddress => "an e-mail address",
        DetailKind::Name => "a name",
    };
    format!("“{}” may be {kind}", detail.text)
}

/// How many possible personal details were left as they are.
pub fn left(count: usize) -> String {
    format!("You left {count} as they are.")
}

/// What the return is.
pub const DOWNLOAD: &str = "It is one file with everything above. Keep it: it is also your copy. This page opens it again, on any computer.";

/// What the link to an e-mail does. `to` is empty where the address is not known.
pub fn opens_email(to: &str) -> String {
    if to.is_empty() {
        "This opens an e-mail. Fill in the address of the partnership that asked, and attach the file from step 1: ".to_owned()
    } else {
        format!("This opens an e-mail to {to}. Attach the file from step 1: ")
    }
}

/// When the return was changed after it was downloaded.
pub const DOWNLOAD_AGAIN: &str =
    "You have changed something since you downloaded it. Download it again.";
/// What the draft of the e-mail is.
pub const DRAFT: &str = "Or, for Outlook: a draft of the same e-mail with the return and a Word copy already in it, so that you need not attach anything. Open it from your Downloads folder, check it and send it. If there is no “Send” in it, use the way above.";
/// Above the button that shares the return with an app.
pub const SHARE: &str = "Or send it with an app on this device.";
/// Before the person says that they have sent it.
pub const NOTE_SENT: &str = "This page cannot see your e-mail. Once the return is sent, note it here: the page then tells you if the partnership’s copy gets out of date.";
/// What is left to do on a computer that others use.
pub const SHARED_COMPUTER: &str = "Do others use this computer with the same account? Once you have sent the e-mail, remove everything: press “Finish and clear this computer” on the page";

/// The heading over the way to send it without a download.
pub const NO_DOWNLOAD: &str = "If the download does not work here";
/// How to send the return by the clipboard.
pub const COPY_INSTEAD: &str =
    "Copy the return and paste it into the e-mail instead of attaching the file.";
/// When the return is on the clipboard.
pub const COPIED: &str = "Copied. Paste it into the e-mail.";
/// When the browser refused the clipboard.
pub const COPY_BY_HAND: &str = "This browser does not let the page copy by itself. Everything is selected: press Ctrl and C, or Command and C on a Mac.";

/// What the Word file is for.
pub const WORD: &str = "The form on two pages or more, to file or to pass round in your organisation. A change in it does not come back here.";
/// What is printed.
pub const ON_PAPER: &str = "It prints like the partnership’s paper form.";
/// What the reminders are for.
pub const CALENDAR: &str = "A reminder a week before each action’s date, and one three months after the last to look at the evidence. Opened again after a change, what is in your calendar is updated; delete there what you no longer plan.";
/// Where there is nothing to be reminded of.
pub const NO_CALENDAR: &str =
    "Reminders can be made once an action has a “By When?” that is a date.";
/// What the copy that opens itself is for.
pub const SELF_OPENING: &str = "One file with the briefing, this record and this page. Whoever opens it can read and print it, and go on with it. It needs no internet. If an e-mail program refuses it, send the return instead.";
/// When the website could not be reached for the page to copy.
pub const NO_SOURCE: &str = "The copy could not be made, since this page’s website cannot be reached. Nothing was lost. Try again later, or download the return: it holds the same answers.";
/// What the plain text is for.
pub const PLAIN_TEXT: &str = "To paste into an e-mail or a case system.";
/// When the plain text is on the clipboard.
pub const COPIED_TEXT: &str = "Copied. Paste it where you need it.";
