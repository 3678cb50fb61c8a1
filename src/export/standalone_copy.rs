//! A standalone copy: this page with a record in it.
//!
//! The built page has two empty places for a record: one for its JSON, which the app reads,
//! and one for the form, which people read and print without the app.

use crate::record::Record;
use crate::record::file::encode;
use crate::words;

/// The place for the record's JSON. Nothing else in a page can look like it: the build writes each `<`
/// in data as an escape.
const RECORD: &str = "<script type=\"application/json\" id=\"record\"></script>";

/// The place for the form.
const FORM: &str = "<div id=\"copy\"></div>";

/// Writes a record into `source`, the page as built. Returns `None` unless the page has a title and
/// after it each of the two places once, the form's first.
///
/// `form` is the HTML of the filled form, in which text is escaped, as a browser or `to_html()` writes
/// it. Whatever the record holds ends up as text: it can neither end the element around it nor begin
/// another. The same page, record and form always make the same bytes.
pub fn page_with_record(source: &str, record: &Record, form: &str) -> Option<String> {
    let (before_form, rest) = split_once_only(source, FORM)?;
    let (before_record, after_record) = split_once_only(rest, RECORD)?;
    let (before_title, rest) = before_form.split_once("<title>")?;
    let (_, after_title) = rest.split_once("</title>")?;
    let team = words::team_name(&record.team.organisation, &record.team.section_and_team);
    let title = format!("{team} - {}", record.briefing.title);
    let title = with_safe_control_characters(&html_escape::encode_text(&title));
    let form = with_safe_control_characters(form);
    // In JSON a `<` can only be inside a string, where the escape means the same.
    let json = encode(record).replace('<', "\\u003c");
    Some(format!(
        "{before_title}<title>{title}</title>{after_title}\
         <div id=\"copy\">{form}</div>{before_record}\
         <script type=\"application/json\" id=\"record\">{json}</script>{after_record}"
    ))
}

/// Returns the record's JSON from a standalone copy, and any other file unchanged. The caller finds
/// out by decoding it whether it is a record.
pub fn record_in(file: &[u8]) -> &[u8] {
    let start = RECORD.trim_end_matches("</script>").as_bytes();
    // A page begins with a tag, a record with a brace.
    let is_page = file.trim_ascii_start().starts_with(b"<");
    let at = is_page.then(|| file.windows(start.len()).position(|it| it == start));
    let Some(at) = at.flatten() else {
        return file;
    };
    let text = file.get(at + start.len()..).unwrap_or_default();
    let end = text.iter().position(|byte| *byte == b'<');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Splits a text at a place that it has exactly once.
fn split_once_only<'a>(text: &'a str, place: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = text.split_once(place)?;
    (!after.contains(place)).then_some((before, after))
}

/// Replaces the two characters that serialisers leave alone and HTML parsers change: a parser reads a
/// carriage return as a line feed, and HTML has no way to write NUL, which becomes `U+FFFD`.
fn with_safe_control_characters(html: &str) -> String {
    html.replace('\r', "&#13;").replace('\0', "\u{fffd}")
}
