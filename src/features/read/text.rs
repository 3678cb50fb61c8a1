//! The words of the page with the briefing.

use crate::words::how_many;

/// Below the title of a briefing: what to do with it.
pub const WHAT_TO_DO: &str =
    "Read it with your team, discuss it, agree actions, and send the form back.";

/// Printing it as one page with the wheel in the middle.
pub const PRINT: &str = "Print the briefing";

/// Printing the text alone, in large type.
pub const PRINT_TEXT: &str = "Print in large type";

/// At the foot of the printed page.
pub fn contact(email: &str) -> String {
    format!("Concerns and returns: {email}")
}

/// At the foot of the printed page: which version of the briefing it is.
pub fn version(version: u32) -> String {
    format!("Version {version}")
}

/// "7 sections, 2 minutes to read, from 10 case reviews".
pub fn at_a_glance(sections: usize, minutes: usize, reviews: u32) -> String {
    let (sections, minutes) = (how_many(sections, "section"), how_many(minutes, "minute"));
    let reviews = how_many(
        usize::try_from(reviews).unwrap_or(usize::MAX),
        "case review",
    );
    format!("{sections}, {minutes} to read, from {reviews}")
}

/// In the middle of the wheel, how far somebody has read: a figure, and what it counts.
pub fn read_so_far(read: usize, of: usize) -> (String, &'static str) {
    match read {
        0 => ("7".to_owned(), "minutes"),
        read if read >= of => ("All".to_owned(), "read"),
        read => (format!("{read} of {of}"), "read"),
    }
}

/// The name of a section for screen readers: "02 Safeguarding concerns, read".
pub fn section_name(number: usize, heading: &str, is_read: bool) -> String {
    let read = if is_read { ", read" } else { "" };
    format!("{number:02} {heading}{read}")
}
