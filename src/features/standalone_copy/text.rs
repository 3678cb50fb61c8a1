//! The sentences of the page that shows the form in a copy.

use crate::record::Date;
use crate::words;

/// What a copy is.
pub const COPY_STAYS: &str = "This copy will not change. Select “Continue here” to carry on.";

/// The form in a copy cannot be read by the app.
pub const COPY_DAMAGED: &str = "This copy was changed or damaged after it was made. You can read and print its answers above, but not carry on with them here.";
/// What to do about a copy that cannot be read.
pub const COPY_DAMAGED_TEXT: &str = "Ask whoever sent it to send it again, or to send the return. You can also download the text that could not be read, and keep it.";

/// Another version of the copy's form is on this device.
pub fn other_version_here(changed: Option<Date>, is_later: bool) -> String {
    let which = if is_later { "a later" } else { "another" };
    let on = changed.map(|on| format!(", changed on {}", words::date(on)));
    format!(
        "This device has {which} version of this form{}. “Continue here” shows both.",
        on.unwrap_or_default()
    )
}
