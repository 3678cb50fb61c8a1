//! The Word document and the workbook in another program: `LibreOffice` opens them, and the tests look
//! at the text, the pages and the cells that it shows. `tests/word` and `tests/workbook` check the
//! markup itself; these tests check what another program makes of it.
//!
//! They need `LibreOffice` and poppler, so they run only when asked for: `cargo test
//! --no-default-features --features libreoffice --test libreoffice`. With `KEEP_FILES=1` the files
//! stay in `target/tmp`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod made_up;
mod office;
mod word;
mod workbook;

use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS};

fn briefing() -> Briefing {
    Briefing::parse(TSCP_CASE_REVIEWS).unwrap()
}

/// A text with the characters that XML cannot hold replaced.
fn as_xml_holds(text: &str) -> String {
    let allowed = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        '\0'..='\u{1f}' => '\u{fffd}',
        other => other,
    };
    text.chars().map(allowed).collect()
}
