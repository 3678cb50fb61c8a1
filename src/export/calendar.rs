//! Calendar reminders: when each action is due, and when to look at what came of them.
//!
//! Source: RFC 5545 (iCalendar). The crates that write it were tried: one folds lines at 76
//! bytes where the rule is 75, the other asks for a clock and for random numbers and weighs
//! more than this page's whole budget for documents.

use crate::briefing::form;
use crate::record::{ActionItem, Date, Period, Record, Status};
use crate::words;

/// How long a line may be, in bytes, without its line break.
const MAX_LINE: usize = 75;

/// At nine in the morning, a week before the day, which begins at midnight.
const ALARM: &str = "-P6DT15H";

/// A calendar with an all-day event for each action that has a real date, and one three
/// months after the last for a review of the evidence. Each that is not done has an alarm a
/// week before. `None` where no action has a real date.
///
/// The events' ids are those of the record and its actions, and the record's revision is
/// their sequence number: opened again, a calendar takes the later state in place of the
/// earlier one. `notice` is what the partnership will ask for.
pub fn calendar(record: &Record, notice: &str) -> Option<String> {
    let dated = (1..).zip(&record.actions);
    let dated: Vec<(usize, &ActionItem, Date)> = dated
        .filter_map(|(number, row)| Some((number, row, row.by_when.date()?)))
        .collect();
    let last = dated.iter().map(|(.., date)| *date).max()?;
    let mut lines = Lines::default();
    lines.plain("BEGIN:VCALENDAR");
    lines.plain("VERSION:2.0");
    lines.plain("PRODID:-//Seven-Minute Briefing//Action plan//EN");
    lines.plain("CALSCALE:GREGORIAN");
    lines.plain("METHOD:PUBLISH");
    for (number, row, date) in dated {
        let questions = [form::WHAT, form::WHO, form::HOW_DONE, form::HOW_WORKED];
        let answers = [&row.what, &row.who, &row.how_done, &row.how_worked];
        let mut about = String::new();
        let given = questions.into_iter().zip(answers);
        for (question, answer) in given.filter(|(_, answer)| !answer.trim().is_empty()) {
            about.push_str(question);
            about.push('\n');
            about.push_str(answer);
            about.push_str("\n\n");
        }
        lines.event(
            record,
            &format!("action-{}", row.id),
            date,
            &words::action_title(number, &row.what),
            &(about + &from(record)),
            row.status != Status::Done,
        );
    }
    // The calendar ends with the year 9999.
    if let Some(review) = last.after(Period::ThreeMonths) {
        lines.event(
            record,
            "review",
            review,
            &format!("Review the evidence: {}", record.briefing.title),
            &format!("{notice}\n\n{}", from(record)),
            true,
        );
    }
    lines.plain("END:VCALENDAR");
    Some(lines.0)
}

fn from(record: &Record) -> String {
    format!("{}\n{}", record.briefing.title, record.briefing.partnership)
}

/// Content lines, each folded and ended as the format asks.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(
        &mut self,
        record: &Record,
        name: &str,
        day: Date,
        title: &str,
        about: &str,
        reminds: bool,
    ) {
        let changed = record.changed_at.to_string().replace(['-', ':'], "");
        self.plain("BEGIN:VEVENT");
        self.plain(&format!("UID:{}-{name}@seven-minute-briefing", record.id));
        self.plain(&format!("DTSTAMP:{changed}"));
        self.plain(&format!("LAST-MODIFIED:{changed}"));
        self.plain(&format!("SEQUENCE:{}", record.revision));
        self.plain(&format!(
            "DTSTART;VALUE=DATE:{:04}{:02}{:02}",
            day.year(),
            day.month(),
            day.day()
        ));
        // The day has other work in it.
        self.plain("TRANSP:TRANSPARENT");
        self.text("SUMMARY", title);
        self.text("DESCRIPTION", about);
        if reminds {
            self.plain("BEGIN:VALARM");
            self.plain("ACTION:DISPLAY");
            self.plain(&format!("TRIGGER:{ALARM}"));
            self.text("DESCRIPTION", title);
            self.plain("END:VALARM");
        }
        self.plain("END:VEVENT");
    }

    /// A property whose value is somebody's text.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        // Any way to end a line, in pasted text, is one line break.
        for letter in text.replace("\r\n", "\n").chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push_str("\\n"),
                '\t' => line.push('\t'),
                // Not allowed in a value.
                control if control.is_control() => line.push('\u{fffd}'),
                other => line.push(other),
            }
        }
        self.plain(&line);
    }

    /// A line, broken where it is too long: a space begins what goes on.
    fn plain(&mut self, line: &str) {
        let mut room = MAX_LINE;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MAX_LINE - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
