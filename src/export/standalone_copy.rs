//! The copy that opens itself: this page with a record in it.
//!
//! The page as it was built has two empty places for a record: one for its JSON, which the app reads,
//! and one for the form, which people read and print without the app.

use crate::record::Record;
use crate::record::file::encode;
use crate::words;

/// The place for the record's JSON. Nothing else in a page can look like it: the build writes each `<`
/// in data as an escape.
const RECORD: &str = "<script type=\"application/json\" id=\"record\"></script>";

/// The place for the form.
const FORM: &str = "<div id=\"copy\"></div>";

/// The page `source`, as it was built, with a record in it. `None` where the page does not have each
/// of the places once.
///
/// `form` is the HTML of the filled form, in which text is escaped, as a browser or `to_html()` writes
/// it. Whatever the record holds ends up as text: it can neither end the element it stands in nor begin
/// another. The same page and record always make the same bytes, whichever browser wrote the form.
pub fn page_with_record(source: &str, record: &Record, form: &str) -> Option<String> {
    let (before_form, rest) = split_once_only(source, FORM)?;
    let (before_record, after_record) = split_once_only(rest, RECORD)?;
    let (before_title, rest) = before_form.split_once("<title>")?;
    let (_, after_title) = rest.split_once("</title>")?;
    let team = words::team_name(&record.team.organisation, &record.team.section_and_team);
    let title = format!("{team} - {}", record.briefing.title);
    let title = without_control_characters(&html_escape::encode_text(&title));
    let form = without_control_characters(form);
    // In JSON a `<` can only be inside a string, where the escape means the same.
    let json = encode(record).replace('<', "\\u003c");
    Some(format!(
        "{before_title}<title>{title}</title>{after_title}\
         <div id=\"copy\">{form}</div>{before_record}\
         <script type=\"application/json\" id=\"record\">{json}</script>{after_record}"
    ))
}

/// The JSON of the record in a copy; the file as it is where it is no copy. The caller decodes it, and
/// so finds out whether it is a record.
pub fn record_in(file: &[u8]) -> &[u8] {
    let start = RECORD.trim_end_matches("</script>").as_bytes();
    // A page begins with a tag, a record with a bracket.
    let is_page = file.trim_ascii_start().starts_with(b"<");
    let at = is_page.then(|| file.windows(start.len()).position(|it| it == start));
    let Some(at) = at.flatten() else {
        return file;
    };
    let text = file.get(at + start.len()..).unwrap_or_default();
    let end = text.iter().position(|byte| *byte == b'<');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What is before and after a place that is there exactly once.
fn split_once_only<'a>(text: &'a str, place: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = text.split_once(place)?;
    (!after.contains(place)).then_some((before, after))
}

/// Escapes the two characters that a parser of HTML would not read back as they are, and that nobody
/// escapes: it reads a carriage return as the end of a line, and HTML cannot write NUL at all.
fn without_control_characters(html: &str) -> String {
    html.replace('\r', "&#13;").replace('\0', "\u{fffd}")
}
