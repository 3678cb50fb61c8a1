//! Calendar reminders: when each action is due, and when to review the evidence.
//!
//! Two crates that write calendars were tried. One folds lines at 76 bytes, where the standard
//! allows 75. The other needs a clock and random numbers, so the same record would not give the same
//! file, and it was larger than the whole budget for documents.
//!
//! Source: RFC 5545 (iCalendar).

use crate::briefing::form;
use crate::record::{ActionItem, Date, Period, Record, Status};
use crate::words;

/// The longest line in bytes, without its line break.
const MAX_LINE: usize = 75;

/// Nine in the morning a week before the event, counted from the midnight at which the event
/// starts.
const ALARM: &str = "-P6DT15H";

/// Where the page is to which a reminder leads back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageAddress {
    /// On a website, at this address.
    Web(String),
    /// In a file of this name, which may be unknown.
    File(Option<String>),
}

/// Writes a calendar with an all-day event for each action that has a real date, and one three
/// months after the last of them to review the evidence. Actions that are not done and the review
/// have an alarm a week before. Returns `None` if no action has a real date.
///
/// The ids of the events are made from those of the record and its actions, and the sequence number
/// is the record's revision, so that importing a later calendar updates the events.
///
/// `notice` says what the partnership will ask for at the review. `page` is where the actions can be
/// updated: months later, nobody remembers.
pub fn calendar(record: &Record, notice: &str, page: &PageAddress) -> Option<String> {
    let dated: Vec<(usize, &ActionItem, Date)> = (1..)
        .zip(&record.actions)
        .filter_map(|(number, row)| Some((number, row, row.by_when.date()?)))
        .collect();
    let last = dated.iter().map(|(.., date)| *date).max()?;
    let team = words::typed_team_name(&record.team);
    let of_team = (team.as_ref()).map_or(String::new(), |team| format!(" ({team})"));
    let source = (team.as_deref().into_iter())
        .chain([&*record.briefing.title, &*record.briefing.partnership])
        .collect::<Vec<_>>()
        .join("\n");
    let source = format!("{source}\n\n{}", way_back(page));
    let mut events: Vec<Event> = dated
        .into_iter()
        .map(|(number, row, day)| Event {
            name: format!("action-{}", row.id),
            day,
            title: words::action_title(number, &row.what) + &of_team,
            description: answers(row) + &source,
            has_alarm: row.status != Status::Done,
        })
        .collect();
    // There is no review after the year 9999, the last that a date can have.
    events.extend(last.after(Period::ThreeMonths).map(|day| Event {
        name: "review".to_owned(),
        day,
        title: format!("Review the evidence: {}{of_team}", record.briefing.title),
        description: format!("{notice}\n\n{source}"),
        has_alarm: true,
    }));

    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line("PRODID:-//Seven-Minute Briefing//Action plan//EN");
    lines.line("CALSCALE:GREGORIAN");
    lines.line("METHOD:PUBLISH");
    for event in &events {
        lines.event(record, event);
    }
    lines.line("END:VCALENDAR");
    Some(lines.0)
}

/// What to open to update the actions, and where.
fn way_back(page: &PageAddress) -> String {
    let what = match page {
        PageAddress::Web(address) => format!("open {address}#/follow-up"),
        PageAddress::File(Some(name)) => format!("open the file “{name}” and select “Follow up”"),
        PageAddress::File(None) => {
            "open the page of the briefing and select “Follow up”".to_owned()
        }
    };
    format!(
        "To update your actions, {what} on the computer where you filled in the form. On another computer, open your saved return there."
    )
}

/// The answers about an action that are not blank, each below its question.
fn answers(row: &ActionItem) -> String {
    let questions = [form::WHAT, form::WHO, form::HOW_DONE, form::HOW_WORKED];
    let answers = [&row.what, &row.who, &row.how_done, &row.how_worked];
    let given = questions.into_iter().zip(answers);
    let given = given.filter(|(_, answer)| !answer.trim().is_empty());
    given
        .flat_map(|(question, answer)| [question, "\n", answer.as_str(), "\n\n"])
        .collect()
}

/// An all-day event.
struct Event {
    /// Identifies it within the record.
    name: String,
    day: Date,
    title: String,
    description: String,
    has_alarm: bool,
}

/// The lines of a calendar file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, record: &Record, event: &Event) {
        let changed = record.changed_at.to_string().replace(['-', ':'], "");
        let Event { name, day, .. } = event;
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}-{name}@seven-minute-briefing", record.id));
        self.line(&format!("DTSTAMP:{changed}"));
        self.line(&format!("LAST-MODIFIED:{changed}"));
        self.line(&format!("SEQUENCE:{}", record.revision));
        self.line(&format!(
            "DTSTART;VALUE=DATE:{:04}{:02}{:02}",
            day.year(),
            day.month(),
            day.day()
        ));
        // Does not block the day for other appointments.
        self.line("TRANSP:TRANSPARENT");
        self.text("SUMMARY", &event.title);
        self.text("DESCRIPTION", &event.description);
        if event.has_alarm {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.line(&format!("TRIGGER:{ALARM}"));
            self.text("DESCRIPTION", &event.title);
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    /// Writes a property whose value is free text.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for letter in text.replace("\r\n", "\n").chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push_str("\\n"),
                '\t' => line.push('\t'),
                // The format allows no other control characters.
                control if control.is_control() => line.push('\u{fffd}'),
                other => line.push(other),
            }
        }
        self.line(&line);
    }

    /// Writes a line, folded if it is too long: a continuation starts with a space.
    fn line(&mut self, line: &str) {
        let mut remaining = MAX_LINE;
        for letter in line.chars() {
            if letter.len_utf8() > remaining {
                self.0.push_str("\r\n ");
                remaining = MAX_LINE - 1;
            }
            self.0.push(letter);
            remaining -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
