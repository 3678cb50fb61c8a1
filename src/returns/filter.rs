//! Which returns and actions are looked at. A filter can be written into an address and
//! read from it.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::indexed_return::Agreed;
use super::{IndexedReturn, organisation_key};
use crate::record::{Date, Standing, lower};

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
    /// Words that have to be in what the team wrote, in lower case; empty is any.
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
    pub fn has_return(&self, filed: &IndexedReturn, today: Date) -> bool {
        let is_of = |key: &String| filed.organisation == *key;
        let about = || (filed.record.learning_points.iter()).flat_map(|row| &row.about);
        self.organisation.as_ref().is_none_or(is_of)
            && (self.topic.is_empty() || about().any(|topic| *topic == self.topic))
            && (self.words.is_empty() || filed.has(&self.words))
            && (!self.asks_of_actions()
                || filed
                    .actions()
                    .iter()
                    .any(|it| self.has_action(filed, it, today)))
    }

    /// Whether a learning point of a return that is shown is.
    pub fn has_point(&self, filed: &IndexedReturn, at: usize) -> bool {
        let row = filed.record.learning_points.get(at);
        row.is_some_and(|row| {
            !row.is_blank()
                && (self.topic.is_empty() || row.about.contains(&self.topic))
                && (self.words.is_empty() || filed.point_has(at, &self.words))
        })
    }

    /// Whether an action of a return that is shown is.
    pub fn has_action(&self, filed: &IndexedReturn, action: &Agreed, today: Date) -> bool {
        let due = action.due;
        (self.standing).is_none_or(|it| action.standing(today) == it)
            && (self.from).is_none_or(|from| due.is_some_and(|due| due >= from))
            && (self.to).is_none_or(|to| due.is_some_and(|due| due <= to))
            && (self.words.is_empty() || filed.action_has(action.at, &self.words))
    }

    fn asks_of_actions(&self) -> bool {
        self.standing.is_some() || self.from.is_some() || self.to.is_some()
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
                "from" => filter.from = Date::parse_typed(&value),
                "to" => filter.to = Date::parse_typed(&value),
                "words" => filter.words = lower(&value),
                _ => {}
            }
        }
        filter
    }
}
