//! The sentences of the page that shows the record of a copy.

use crate::record::Date;
use crate::words;

/// What a copy is.
pub const COPY_STAYS: &str = "Nothing you do here changes this copy. Press “Continue here” to go on with it: you see what is on this device already before anything changes.";

/// The record in a copy cannot be read.
pub const COPY_DAMAGED: &str = "This copy was changed or damaged after it was made. Its answers stand above: you can read and print them, but not go on with them here.";
/// What to do about a copy that cannot be read.
pub const COPY_DAMAGED_TEXT: &str = "Ask whoever sent it to send it again, or to send the return. You can download the text that the page could not read, and keep it.";

/// Another state of the copy's record is on this device.
pub fn other_state_here(changed: Option<Date>, is_later: bool) -> String {
    let which = if is_later { "a later" } else { "another" };
    let on = changed.map(|on| format!(", changed on {}", words::date(on)));
    format!(
        "This device has {which} state of this record{}. “Continue here” shows both.",
        on.unwrap_or_default()
    )
}
