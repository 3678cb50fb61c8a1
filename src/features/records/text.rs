//! The sentences of the page of records.

use crate::browser::Copies;
use crate::record::file::DecodeError;
use crate::vault::{Content, Reason};
use crate::words;

/// What records are, and who can read them.
pub const RECORDS: &str = "Each record is one team’s discussion and plan. Records are kept in this browser, on this device only. Anyone who is signed in to this computer with the same account can read them.";

/// Where there is no record yet.
pub const NOTHING_HERE: &str =
    "Nothing is kept on this device yet. A record is kept here as soon as you type in it.";

/// The store cannot be read.
pub const NO_STORE: &str = "This browser does not let this page keep records. You can still open a return, work on it, and download it again.";

/// How to open a return.
pub const OPEN_RETURN: &str = "Choose the .json file that was downloaded from this page, here or on another device, or a copy that opens itself, or drop it anywhere on this page. You see what is in it before anything changes.";

/// For a return that is the same as the record on this device.
pub const ALREADY_HERE: &str = "Exactly this record is already on this device.";

/// For a return that differs from the record on this device.
pub const CHOOSE_ONE: &str = "This record is already on this device, with other text. Choose one to work on. The other is kept under “Deleted and replaced records”.";

/// Above an earlier version and the record as it is now.
pub const CHOOSE_VERSION: &str =
    "Choose one to work on. The other is kept under “Earlier versions”.";

/// Above the deleted and replaced records.
pub const TRASH: &str = "These are kept on this device until you delete them for good.";

/// What to do about a stored text that cannot be opened.
pub const UNOPENED: &str = "It is still on this device, exactly as it was, and nothing will be written over it. Download its text and keep it safe. You can start a new record meanwhile, or open another one.";

/// What the user can ask of the browser.
pub const PERSIST: &str =
    "A browser may clear away what pages keep when the disk is full. You can ask it not to.";

/// What clearing is for.
pub const CLEAR: &str = "On a shared computer, do this when you have sent your return. It removes all records, deleted ones and earlier versions too.";

/// What a crash of the browser would cost.
pub fn copies(copies: Copies) -> &'static str {
    match copies {
        Copies::Opening | Copies::Refused => words::ONE_COPY,
        Copies::Kept => words::TWO_COPIES,
    }
}

/// On the pages that show a record, until one is open.
pub const STARTING: &str = "Opening what is kept on this device…";

/// Why a record is in the trash.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Deleted => "Deleted",
        Reason::Replaced => "Set aside when a return was opened",
        Reason::OtherTab => "Set aside because it was changed in another tab at the same time",
        Reason::Earlier | Reason::Removal => "An earlier version, kept",
    }
}

/// The words of a choice between two states of a record.
pub struct Choice {
    /// Why there is a choice.
    pub why: &'static str,
    /// The name of the incoming state.
    pub incoming: &'static str,
    /// The name of the state on this device.
    pub here: &'static str,
    /// The button that takes the incoming state.
    pub take: &'static str,
    /// The button that keeps the state on this device.
    pub keep: &'static str,
}

/// A return whose record is on this device already.
pub const RETURN_CHOICE: Choice = Choice {
    why: CHOOSE_ONE,
    incoming: "The one you chose now",
    here: "The one on this device",
    take: "Use the one from the file",
    keep: "Keep the one on this device",
};

/// An earlier version of a record.
pub const VERSION_CHOICE: Choice = Choice {
    why: CHOOSE_VERSION,
    incoming: "The earlier version",
    here: "As it is now",
    take: "Bring the earlier version back",
    keep: "Keep it as it is now",
};

/// The name of a stored record.
pub fn content_name(content: &Content) -> String {
    match content {
        Content::Ready(summary) => words::record_name(summary),
        Content::Unreadable { .. } => words::UNREADABLE.to_owned(),
        Content::TooNew { .. } => "A record from a newer version".to_owned(),
    }
}

/// Why a stored record cannot be shown; empty where it can.
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
        DecodeError::NotARecord { .. } => "it was stored by something else",
        DecodeError::TooManyRows { .. } | DecodeError::TooManyTopics { .. } => {
            "it has more answers than this page can show"
        }
        DecodeError::TooNew { .. } => "a newer version of this page made it",
        _ => "its text is not as this page writes it",
    };
    format!("What is stored cannot be shown: {why}.")
}

/// A stored record was written by a later version.
pub fn too_new(found: u64) -> String {
    format!(
        "It was made by a newer version of this page (version {found} of the file). Open it with the newer page."
    )
}
