//! The copy that opens itself: this page with a record in it.
//!
//! The page has places for a record, which are empty in the page as it was made: one for
//! its text, which the app reads, and one for what is read and printed without the app.

use super::form_document::{DISCUSSION, FormDocument, PLAN, PROGRESS};
use crate::briefing::form;
use crate::record::Record;
use crate::record::file::encode;
use crate::words;

/// Where the record's text goes. In a page nothing else can look like it: in data a `<` is
/// written in another way.
const RECORD: &str = "<script type=\"application/json\" id=\"record\"></script>";

/// Where the form goes for those who read or print it without the app.
const FORM: &str = "<div id=\"copy\"></div>";

/// The page `source`, as it was made, with the record in it. `None` where the page has no
/// places for a record, or more than one of each.
///
/// Whatever the record holds ends up as text: it can neither end the element it stands in
/// nor begin another.
pub fn page(source: &str, record: &Record, paper: &FormDocument) -> Option<String> {
    let (start, rest) = once(source, FORM)?;
    let (middle, end) = once(rest, RECORD)?;
    let (before_title, rest) = start.split_once("<title>")?;
    let (_, after_title) = rest.split_once("</title>")?;
    // In JSON a `<` can only be inside a string, where the escape means the same.
    let text = encode(record).replace('<', "\\u003c");
    let mut page = Markup(String::with_capacity(source.len() + 4 * text.len()));
    page.0.push_str(before_title);
    page.put("<title>");
    page.text(&format!("{} - {}", paper.author, paper.title));
    page.put("</title>");
    page.0.push_str(after_title);
    page.put("<div id=\"copy\">");
    page.form(record, paper);
    page.put("</div>");
    page.0.push_str(middle);
    page.put("<script type=\"application/json\" id=\"record\">");
    page.0.push_str(&text);
    page.put("</script>");
    page.0.push_str(end);
    Some(page.0)
}

/// The text of the record in a copy; the file as it is where it is no copy. What is not a
/// record after all is for the format to say.
pub fn record_in(file: &[u8]) -> &[u8] {
    let start = RECORD.trim_end_matches("</script>").as_bytes();
    // Only a page begins so: a record begins with a bracket.
    let is_page = file.trim_ascii_start().starts_with(b"<");
    let at = is_page.then(|| file.windows(start.len()).position(|it| it == start));
    let Some(at) = at.flatten() else {
        return file;
    };
    let text = file.get(at + start.len()..).unwrap_or_default();
    let end = text.iter().position(|byte| *byte == b'<');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What is before and after a place that is there once.
fn once<'a>(text: &'a str, place: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = text.split_once(place)?;
    (!after.contains(place)).then_some((before, after))
}

/// The form as markup, as the app prints it (`pages/paper_form.rs`; the tests compare them).
pub fn form_markup(paper: &FormDocument) -> String {
    let mut markup = Markup(String::new());
    markup.sheets(paper);
    markup.0
}

struct Markup(String);

impl Markup {
    fn put(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Text between tags. A line end of another system would be read as `\n`.
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.put("&amp;"),
                '<' => self.put("&lt;"),
                '>' => self.put("&gt;"),
                // HTML has no way to write it.
                '\0' => self.0.push('\u{fffd}'),
                '\r' => self.put("&#13;"),
                other => self.0.push(other),
            }
        }
    }

    /// An element with nothing but text in it.
    fn element(&mut self, name: &'static str, attributes: &'static str, text: &str) {
        self.put("<");
        self.put(name);
        self.put(attributes);
        self.put(">");
        self.text(text);
        self.put("</");
        self.put(name);
        self.put(">");
    }

    /// The form, and above it what the file is.
    fn form(&mut self, record: &Record, paper: &FormDocument) {
        self.put("<div class=\"govuk-width-container\">");
        self.element("h1", " class=\"govuk-heading-xl\"", &paper.author);
        let which = words::copy_of(record, Some(record.changed_at.date()));
        self.element("p", " class=\"govuk-body-l\"", &which);
        self.element("p", " class=\"govuk-inset-text\"", words::COPY_WITHOUT_APP);
        self.sheets(paper);
        self.put("</div>");
    }

    fn sheets(&mut self, paper: &FormDocument) {
        self.sheet_start(paper, "copy-discussion", DISCUSSION);
        self.put("<dl class=\"app-form__team\">");
        for (label, answer) in &paper.team {
            self.put("<div class=\"app-form__line\">");
            self.element("dt", " class=\"\"", label);
            self.element("dd", " class=\"app-answer\"", answer);
            self.put("</div>");
        }
        self.put("</dl><div>");
        self.element("h3", " class=\"govuk-heading-s\"", form::LEARNING);
        self.put("<ol class=\"app-form__rows\">");
        for point in &paper.points {
            self.put(if point.is_long() {
                "<li class=\"app-form__row app-form__long\">"
            } else {
                "<li class=\"app-form__row\">"
            });
            for about in &point.about {
                self.element("div", " class=\"app-form__about\"", about);
            }
            self.element("div", " class=\"app-answer\"", &point.discussion);
            self.put("</li>");
        }
        self.put("</ol></div>");
        self.sheet_end(paper);
        self.sheet_start(paper, "copy-plan", PLAN);
        self.put("<table class=\"app-form__table\">");
        self.element("caption", " class=\"govuk-heading-s\"", form::ACTIONS);
        self.put("<thead><tr>");
        for column in form::COLUMNS {
            self.element("th", " scope=\"col\"", column);
        }
        self.put("</tr></thead><tbody>");
        for action in &paper.actions {
            self.put(if action.is_long() {
                "<tr class=\"app-form__long\">"
            } else {
                "<tr class=\"\">"
            });
            for (question, answer) in action.answers() {
                self.put("<td class=\"app-answer\" data-label=\"");
                self.put(question);
                self.put("\">");
                self.text(answer);
                self.put("</td>");
            }
            self.put("</tr>");
        }
        self.put("</tbody></table>");
        for (index, (number, action)) in paper.begun().enumerate() {
            if index == 0 {
                self.element("h3", " class=\"govuk-heading-s\"", PROGRESS);
            }
            self.element("h4", " class=\"govuk-heading-s\"", &action.title(number));
            for line in &action.progress {
                self.element("p", " class=\"app-answer\"", line);
            }
        }
        self.sheet_end(paper);
    }

    fn sheet_start(&mut self, paper: &FormDocument, id: &'static str, heading: &str) {
        self.put("<section class=\"app-form\" aria-labelledby=\"");
        self.put(id);
        self.put("\">");
        self.element("p", " class=\"app-form__partnership\"", &paper.partnership);
        self.put("<h2 class=\"govuk-heading-l\" id=\"");
        self.put(id);
        self.put("\">");
        self.text(&format!("{}: {heading}", paper.title));
        self.put("</h2>");
    }

    fn sheet_end(&mut self, paper: &FormDocument) {
        self.element("p", " class=\"app-form__notice\"", &paper.notice);
        self.element("p", " class=\"app-form__source\"", &paper.source);
        self.put("</section>");
    }
}
