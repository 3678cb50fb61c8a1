//! The words of the page with the briefing.

use crate::words::how_many;

/// Below the title of a briefing: what to do with it.
pub const WHAT_TO_DO: &str =
    "Read it with your team, discuss it, agree actions, and send the form back.";

/// "7 segments, about 2 minutes to read to yourself".
pub fn reading_time(segments: usize, minutes: usize) -> String {
    let (segments, minutes) = (how_many(segments, "segment"), how_many(minutes, "minute"));
    format!("{segments}, about {minutes} to read to yourself")
}

/// "3 of 7 read".
pub fn read_so_far(read: usize, of: usize) -> String {
    match read {
        0 => "None read yet".to_owned(),
        read if read >= of => "All read".to_owned(),
        read => format!("{read} of {of} read"),
    }
}
