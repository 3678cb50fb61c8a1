//! The form as a Word document.
//!
//! docx-rs writes Word documents, but would add 249 kB to the page as gzip; the template takes 3 kB.
//! So a test (`tests/word`) checks that `word-template.txt` has the markup that the crate writes for
//! each kind of block, and this module fills in the words. Other tests compare whole forms with the
//! crate's.
//!
//! Source: ECMA-376 (Office Open XML), parts 1 and 2.

use super::form_document::{DISCUSSION, FormDocument, PLAN, PROGRESS};
use super::zip::zip_archive;
use crate::briefing::form;

/// One piece of markup per line: a name, a tab, the markup.
const TEMPLATE: &str = include_str!("word-template.txt");

/// Marks the places in the template to fill in.
const PLACEHOLDER: char = '\u{e000}';

/// Writes the form as a .docx file: A4, headings as styles, the plan as a table whose first row
/// repeats on every page.
pub fn word_document(form: &FormDocument) -> Vec<u8> {
    let title = format!("{}: {DISCUSSION} – {PLAN}", form.title);
    let files = TEMPLATE.lines().filter_map(|line| {
        let (name, markup) = line.split_once('\t')?;
        let name = name.strip_prefix("file:")?;
        let content = match name {
            "word/document.xml" => document(form),
            // In the order of the placeholders in these files.
            "word/footer1.xml" => fill_in(markup, &[&form.foot]),
            "docProps/core.xml" => fill_in(
                markup,
                &[&title, &form.author, &form.changed, &form.changed],
            ),
            _ => markup.to_owned(),
        };
        Some((name, content.into_bytes()))
    });
    zip_archive(files)
}

/// The main part of the document.
fn document(form: &FormDocument) -> String {
    let mut xml = Xml(String::new());
    xml.put("document");
    xml.paragraph("Partnership", &form.partnership);
    xml.paragraph("Heading1", &format!("{}: {DISCUSSION}", form.title));
    xml.put("team");
    for pair in form.team.chunks(2) {
        xml.put("row whole");
        for (column, (label, answer)) in pair.iter().enumerate() {
            xml.put(&format!("team {column}"));
            xml.paragraph("Label", label);
            xml.paragraph("Answer", answer);
            xml.put("cell end");
        }
        xml.put("row end");
    }
    xml.put("table end");
    xml.paragraph("Heading2", form::LEARNING);
    // A table needs at least one row.
    let has_points = !form.points.is_empty();
    if has_points {
        xml.put("points");
    }
    for (number, point) in (1..).zip(&form.points) {
        xml.row(point.is_long());
        xml.put("points 0");
        xml.paragraph("Label", &format!("{number}."));
        xml.put("cell end");
        xml.put("points 1");
        for about in &point.about {
            xml.paragraph("Label", about);
        }
        xml.paragraph("Answer", &point.discussion);
        xml.put("cell end");
        xml.put("row end");
    }
    if has_points {
        xml.put("table end");
    }
    xml.paragraph("Notice", &form.notice);
    xml.paragraph("NextPage", &format!("{}: {PLAN}", form.title));
    xml.paragraph("Heading2", form::ACTIONS);
    xml.put("plan");
    for action in &form.actions {
        xml.row(action.is_long());
        for (column, answer) in action.cells.iter().enumerate() {
            xml.put(&format!("plan {column}"));
            xml.paragraph("Answer", answer);
            xml.put("cell end");
        }
        xml.put("row end");
    }
    xml.put("table end");
    for (index, (number, action)) in form.actions_with_progress().enumerate() {
        if index == 0 {
            xml.paragraph("Heading2", PROGRESS);
        }
        xml.paragraph("Heading3", &action.title(number));
        for line in &action.progress {
            xml.paragraph("Answer", line);
        }
    }
    xml.paragraph("Notice", &form.notice);
    xml.paragraph("Footer", &form.source);
    xml.put("document end");
    xml.0
}

/// The markup with that name in the template. Empty if the template has no such name, which the tests
/// would notice.
fn markup(name: &str) -> &'static str {
    let mut lines = TEMPLATE.lines().filter_map(|line| line.split_once('\t'));
    let found = lines.find(|(it, _)| *it == name);
    found.map_or("", |(_, markup)| markup)
}

/// Markup with texts in place of its placeholders. Each text goes on one line, because these parts
/// have no runs to hold a line break or a tab.
fn fill_in(markup: &str, texts: &[&str]) -> String {
    let mut xml = Xml(String::new());
    let mut texts = texts.iter();
    for (index, piece) in markup.split(PLACEHOLDER).enumerate() {
        if index > 0 {
            let text = texts.next().copied().unwrap_or_default();
            xml.text(&text.replace(['\t', '\n', '\r'], " "));
        }
        xml.0.push_str(piece);
    }
    xml.0
}

struct Xml(String);

impl Xml {
    fn put(&mut self, name: &str) {
        self.0.push_str(markup(name));
    }

    /// Starts a row. Only a long row may break across pages.
    fn row(&mut self, is_long: bool) {
        self.put(if is_long { "row" } else { "row whole" });
    }

    /// Writes a paragraph in a style.
    fn paragraph(&mut self, style: &str, text: &str) {
        let (before, after) = markup(style).split_once(PLACEHOLDER).unwrap_or_default();
        self.0.push_str(before);
        self.text(text);
        self.0.push_str(after);
    }

    /// Writes text in a run. Characters that XML cannot hold become `U+FFFD`.
    fn text(&mut self, text: &str) {
        for letter in text.replace("\r\n", "\n").chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\n' | '\r' => self.put("line break"),
                '\t' => self.put("tab"),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.0.push('\u{fffd}'),
                other => self.0.push(other),
            }
        }
    }
}
