//! The sentences of the page of saved forms.

use crate::browser::Copies;
use crate::record::file::DecodeError;
use crate::vault::{Content, Reason};
use crate::words;

/// What saved forms are, and who can read them.
pub const SAVED_FORMS: &str = "Each form is one team’s discussion and action plan. Forms are saved in this browser, on this device only. Anyone who uses this computer with the same account can read them.";

/// Where there is no form yet.
pub const NOTHING_HERE: &str =
    "Nothing is saved on this device yet. A form is saved here as soon as you type in it.";

/// The store cannot be read.
pub const NO_STORE: &str = "This browser does not let this page save forms. You can still open a return, work on it, and download it again.";

/// How to open a return.
pub const OPEN_RETURN: &str = "Choose a return (.json) or a copy for a colleague (.html), or drop it anywhere on this page. You can see what is in it before anything changes.";

/// For a return that is the same as the form on this device.
pub const ALREADY_HERE: &str = "This form is already on this device, with the same answers.";

/// For a return that differs from the form on this device.
pub const CHOOSE_ONE: &str = "This form is already on this device, with different answers. Choose one to carry on with. You can find the other under “Deleted and replaced forms”.";

/// Above an earlier version and the form as it is now.
pub const CHOOSE_VERSION: &str =
    "Choose one to carry on with. You can find the other under “Earlier versions”.";

/// Above the deleted and replaced forms.
pub const TRASH: &str = "These stay on this device until you delete them permanently.";

/// What to do about a stored text that cannot be opened.
pub const UNOPENED: &str = "It is still on this device, exactly as it was, and will not be overwritten. Download its text and keep it safe. You can start a new form, or open another one.";

/// What the user can ask of the browser.
pub const PERSIST: &str =
    "Your browser may delete saved answers if space runs out. You can ask it not to.";

/// What deleting everything is for.
pub const CLEAR: &str = "On a shared computer, do this when you have sent your return. It deletes all saved forms permanently, including earlier versions and deleted forms.";

/// What a crash of the browser would cost.
pub fn copies(copies: Copies) -> &'static str {
    match copies {
        Copies::Opening | Copies::Refused => words::ONE_COPY,
        Copies::Kept => words::TWO_COPIES,
    }
}

/// On the pages that show a form, until one is open.
pub const STARTING: &str = "Opening what is saved on this device…";

/// Why a record is in the trash.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Deleted => "Deleted",
        Reason::Replaced => "Replaced when a return was opened",
        Reason::OtherTab => "Replaced because it was changed in another tab at the same time",
        Reason::Earlier | Reason::Removal => "An earlier version, saved",
    }
}

/// The words of a choice between two versions of a form.
pub struct Choice {
    /// Why there is a choice.
    pub why: &'static str,
    /// The name of the incoming version.
    pub incoming: &'static str,
    /// The name of the version on this device.
    pub here: &'static str,
    /// The button that takes the incoming version.
    pub take: &'static str,
    /// The button that keeps the version on this device.
    pub keep: &'static str,
}

/// A return whose form is on this device already.
pub const RETURN_CHOICE: Choice = Choice {
    why: CHOOSE_ONE,
    incoming: "The one from the file",
    here: "The one on this device",
    take: "Use the one from the file",
    keep: "Keep the one on this device",
};

/// An earlier version of a form.
pub const VERSION_CHOICE: Choice = Choice {
    why: CHOOSE_VERSION,
    incoming: "The earlier version",
    here: "As it is now",
    take: "Restore the earlier version",
    keep: "Keep it as it is now",
};

/// The name of a saved form.
pub fn content_name(content: &Content) -> String {
    match content {
        Content::Ready(summary) => words::record_name(summary),
        Content::Unreadable { .. } => words::UNREADABLE.to_owned(),
        Content::TooNew { .. } => "A form from a newer version".to_owned(),
    }
}

/// The name of one of several forms with the same name, by its number from 1. A readable one that is
/// not the first is a copy, or as good as one.
pub fn numbered_name(name: &str, number: usize, is_readable: bool) -> String {
    match (number, is_readable) {
        (1, _) => name.to_owned(),
        (2, true) => format!("{name} (copy)"),
        (_, true) => format!("{name} (copy {})", number - 1),
        (_, false) => format!("{name} ({number})"),
    }
}

/// Why a saved form cannot be shown; empty where it can.
pub fn content_error(content: &Content) -> String {
    match content {
        Content::Ready(_) => String::new(),
        Content::Unreadable { error } => stored_error(error),
        Content::TooNew { found } => too_new(*found),
    }
}

/// Why a stored text is not a record.
pub fn stored_error(error: &DecodeError) -> String {
    let why = match error {
        DecodeError::NotJson { .. }
        | DecodeError::Truncated
        | DecodeError::Empty
        | DecodeError::NotText
        | DecodeError::WrongType { .. } => "part of its text is damaged or missing",
        DecodeError::NotARecord { .. } => "it was saved by something else",
        DecodeError::TooManyRows { .. } | DecodeError::TooManyTopics { .. } => {
            "it has more answers than this page can show"
        }
        DecodeError::TooNew { .. } => "a newer version of this page made it",
        _ => "its text is not as this page writes it",
    };
    format!("What is saved cannot be shown: {why}.")
}

/// A saved form was written by a later version of the page.
pub fn too_new(found: u64) -> String {
    format!(
        "It was made by a newer version of this page (version {found} of the file). Open it with the newer page."
    )
}
