//! The form as plain text, to paste into an email or a case management system.

use super::form_document::{DISCUSSION, FormDocument, PLAN, PROGRESS};
use crate::briefing::form;
use crate::words;

/// An answer goes on its question's line if both together are shorter than this, in bytes.
const MAX_LINE: usize = 76;

/// Writes the whole form. Headings are in capitals, since plain text has no other way to mark them.
/// Answers are as typed. Lines end with `\n`.
pub fn plain_text(form: &FormDocument) -> String {
    let mut text = Text::default();
    text.line(&form.partnership);
    text.line(&form.title);
    text.heading("YOUR TEAM");
    for (label, answer) in &form.team {
        text.answer(label, answer);
    }
    text.heading(DISCUSSION);
    text.line(form::LEARNING);
    for (number, point) in (1..).zip(&form.points) {
        text.row("Learning point", number);
        text.answer(words::ABOUT, &point.about.join("\n"));
        text.answer(words::DISCUSSION, &point.discussion);
    }
    text.heading(PLAN);
    text.line(form::ACTIONS);
    for (number, action) in (1..).zip(&form.actions) {
        text.row("Action", number);
        for (question, answer) in action.answers() {
            text.answer(question, answer);
        }
        if !action.progress.is_empty() {
            text.answer(PROGRESS, &action.progress.join("\n"));
        }
    }
    text.0.push('\n');
    text.line(&form.notice);
    text.line(&form.source);
    text.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.0.push('\n');
        self.line(&heading.to_ascii_uppercase());
    }

    fn row(&mut self, name: &str, number: usize) {
        self.line(&format!("\n{name} {number}"));
    }

    fn answer(&mut self, question: &str, answer: &str) {
        let answer = if answer.trim().is_empty() {
            words::NOT_FILLED_IN
        } else {
            answer
        };
        let is_short = !answer.contains('\n') && question.len() + answer.len() < MAX_LINE;
        let separator = match question.ends_with('?') {
            true if is_short => " ",
            false if is_short => ": ",
            true => "\n",
            false => ":\n",
        };
        self.0.push_str(question);
        self.0.push_str(separator);
        self.line(answer);
    }
}
