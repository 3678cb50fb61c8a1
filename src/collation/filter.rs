//! Which returns and actions are looked at. A filter can be written into an address and
//! read from it.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::organisation_key;
use crate::domain::{ActionItem, Date, DateParts, Record, Standing};

/// What has to hold of a return or an action to be shown. The default lets everything
/// through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The organisation, by its key, which is empty where a team gave no name.
    pub organisation: Option<String>,
    /// The recommendation or finding that a learning point is about, by its id; empty is
    /// any.
    pub topic: String,
    /// How an action stands.
    pub standing: Option<Standing>,
    /// The first day that an action may be due on.
    pub from: Option<Date>,
    /// The last day that an action may be due on.
    pub to: Option<Date>,
    /// Words that have to be in what the team wrote, in whatever case; empty is any.
    pub words: String,
}

const STANDINGS: [(Standing, &str); 4] = [
    (Standing::Overdue, "overdue"),
    (Standing::Due, "due"),
    (Standing::Undated, "undated"),
    (Standing::Done, "done"),
];

impl Filter {
    /// Whether a return is shown. Where something is asked of actions, one of its actions
    /// has to be as asked.
    pub fn has_record(&self, record: &Record, today: Date) -> bool {
        let is_other = |key: &String| organisation_key(&record.team.organisation) != *key;
        if self.organisation.as_ref().is_some_and(is_other) {
            return false;
        }
        let mut about = record.learning_points.iter().flat_map(|row| &row.about);
        if !self.topic.is_empty() && !about.any(|topic| *topic == self.topic) {
            return false;
        }
        if !self.words.is_empty() && !self.is_in(record) {
            return false;
        }
        !self.asks_of_actions() || record.actions.iter().any(|row| self.has_action(row, today))
    }

    /// Whether an action of a return that is shown is.
    pub fn has_action(&self, row: &ActionItem, today: Date) -> bool {
        let due = row.by_when.date();
        self.standing.is_none_or(|it| row.standing(today) == it)
            && self
                .from
                .is_none_or(|from| due.is_some_and(|due| due >= from))
            && self.to.is_none_or(|to| due.is_some_and(|due| due <= to))
    }

    fn asks_of_actions(&self) -> bool {
        self.standing.is_some() || self.from.is_some() || self.to.is_some()
    }

    fn is_in(&self, record: &Record) -> bool {
        let words = self.words.to_lowercase();
        let has = |text: &String| text.to_lowercase().contains(&words);
        let team = &record.team;
        let of_action = |row: &ActionItem| {
            [&row.what, &row.who, &row.how_done, &row.how_worked]
                .into_iter()
                .any(has)
                || row.evidence.iter().any(|entry| has(&entry.text))
        };
        [&team.organisation, &team.section_and_team, &team.manager]
            .into_iter()
            .any(has)
            || record
                .learning_points
                .iter()
                .any(|row| has(&row.discussion))
            || record.actions.iter().any(of_action)
    }

    /// As part of an address: `organisation=…&standing=overdue`, in that order, without
    /// what lets everything through.
    pub fn print(&self) -> String {
        let standing = STANDINGS
            .into_iter()
            .find(|(it, _)| Some(*it) == self.standing);
        let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let parts = [
            ("topic", self.topic.clone()),
            ("standing", standing.map_or("", |(_, word)| word).to_owned()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("words", self.words.clone()),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let organisation = self.organisation.clone().map(|key| ("organisation", key));
        let parts = organisation.into_iter().chain(parts);
        let parts: Vec<String> = parts
            .map(|(name, value)| {
                format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC))
            })
            .collect();
        parts.join("&")
    }

    /// Reads it from an address. What is not understood lets everything through.
    pub fn parse(text: &str) -> Self {
        let mut filter = Self::default();
        for part in text.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "organisation" => filter.organisation = Some(organisation_key(&value)),
                "topic" => filter.topic = value,
                "standing" => {
                    let known = STANDINGS.into_iter().find(|(_, word)| *word == value);
                    filter.standing = known.map(|(standing, _)| standing);
                }
                "from" => filter.from = day(&value),
                "to" => filter.to = day(&value),
                "words" => filter.words = value,
                _ => {}
            }
        }
        filter
    }
}

/// An ISO date.
fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(str::to_owned);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = DateParts { day, month, year }.date()?;
    (date.to_string() == text).then_some(date)
}
