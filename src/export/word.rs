//! The form as a Word file.
//!
//! The markup is the work of docx-rs, a crate that writes Word files; in the page it would
//! weigh 249 kB, compressed, which is more than all the rest. So it writes each kind of
//! block once, in the tests (`tests/word.rs`), and the result is kept in
//! `word-template.txt`. Here the words are put into the blocks. The same tests have the
//! crate write whole forms and find the two alike.
//!
//! Source: ECMA-376 (Office Open XML), parts 1 and 2.

use super::form_document::{DISCUSSION, FormDocument, PLAN, PROGRESS};
use super::zip::archive;
use crate::briefing::form;

/// One piece of markup a line: a name, a tab, the markup.
const TEMPLATE: &str = include_str!("word-template.txt");

/// In the template, where the words go.
const WORDS: char = '\u{e000}';

/// The form as a .docx file: A4, headings as styles, the plan as a table whose first row
/// is repeated on every page.
pub fn word(paper: &FormDocument) -> Vec<u8> {
    let title = format!("{}: {DISCUSSION} – {PLAN}", paper.title);
    let files = TEMPLATE.lines().filter_map(|line| {
        let (name, markup) = line.split_once('\t')?;
        let name = name.strip_prefix("file:")?;
        let content = match name {
            "word/document.xml" => document(paper),
            // What stands in these, in the order in which it stands there.
            "word/footer1.xml" => filled(markup, &[&paper.source]),
            "docProps/core.xml" => filled(
                markup,
                &[&title, &paper.author, &paper.changed, &paper.changed],
            ),
            _ => markup.to_owned(),
        };
        Some((name, content.into_bytes()))
    });
    archive(files)
}

/// The text of the document.
fn document(paper: &FormDocument) -> String {
    let mut xml = Xml(String::new());
    xml.put("document");
    xml.paragraph("Partnership", &paper.partnership);
    xml.paragraph("Heading1", &format!("{}: {DISCUSSION}", paper.title));
    xml.put("team");
    for pair in paper.team.chunks(2) {
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
    // A table without rows is none.
    let has_points = !paper.points.is_empty();
    if has_points {
        xml.put("points");
    }
    for (number, point) in (1..).zip(&paper.points) {
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
    xml.paragraph("Notice", &paper.notice);
    xml.paragraph("NextPage", &format!("{}: {PLAN}", paper.title));
    xml.paragraph("Heading2", form::ACTIONS);
    xml.put("plan");
    for action in &paper.actions {
        xml.row(action.is_long());
        for (column, answer) in action.cells.iter().enumerate() {
            xml.put(&format!("plan {column}"));
            xml.paragraph("Answer", answer);
            xml.put("cell end");
        }
        xml.put("row end");
    }
    xml.put("table end");
    for (index, (number, action)) in paper.begun().enumerate() {
        if index == 0 {
            xml.paragraph("Heading2", PROGRESS);
        }
        xml.paragraph("Heading3", &action.title(number));
        for line in &action.progress {
            xml.paragraph("Answer", line);
        }
    }
    xml.paragraph("Notice", &paper.notice);
    xml.put("document end");
    xml.0
}

/// The markup of that name; nothing where there is none, which the tests would see.
fn markup(name: &str) -> &'static str {
    let pieces = TEMPLATE.lines().filter_map(|line| line.split_once('\t'));
    let mut found = pieces.filter(|(it, _)| *it == name);
    found.next().map_or("", |(_, markup)| markup)
}

/// Markup with texts in the places for them, each on one line: there are no runs here that
/// a line break or a tab could stand in.
fn filled(markup: &str, texts: &[&str]) -> String {
    let mut xml = Xml(String::new());
    let mut texts = texts.iter();
    for (index, piece) in markup.split(WORDS).enumerate() {
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

    /// The start of a row, which goes on to the next page as a whole unless it is long.
    fn row(&mut self, is_long: bool) {
        self.put(if is_long { "row" } else { "row whole" });
    }

    /// A paragraph of that style.
    fn paragraph(&mut self, style: &str, text: &str) {
        let (before, after) = markup(style).split_once(WORDS).unwrap_or_default();
        self.0.push_str(before);
        self.text(text);
        self.0.push_str(after);
    }

    /// Text in a run. What XML cannot hold is shown to have been there.
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
