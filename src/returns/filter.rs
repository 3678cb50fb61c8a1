//! Which returns and actions to show. The conditions of a filter that name nobody can be written as a
//! query string.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{AgreedAction, IndexedReturn, organisation_key};
use crate::record::{Date, Standing, lower};

/// The conditions that a return or an action has to meet. The default has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The organisation, by [`organisation_key`]. The key is empty for teams that gave no name.
    pub organisation: Option<String>,
    /// The id of a recommendation or finding that a learning point is about; empty for any.
    pub topic: String,
    /// The standing of an action.
    pub standing: Option<Standing>,
    /// The first day on which an action may be due.
    pub from: Option<Date>,
    /// The last day on which an action may be due.
    pub to: Option<Date>,
    /// Text that the team must have written, in lower case; empty for any.
    pub words: String,
}

const STANDINGS: [(Standing, &str); 4] = [
    (Standing::Overdue, "overdue"),
    (Standing::Due, "due"),
    (Standing::Undated, "undated"),
    (Standing::Done, "done"),
];

impl Filter {
    /// Whether a return matches. If the filter has conditions on actions, at least one of the
    /// return's actions has to match too.
    pub fn matches_return(&self, indexed: &IndexedReturn, today: Date) -> bool {
        let is_organisation = |key: &String| indexed.organisation == *key;
        let has_action = |action| self.matches_action(indexed, action, today);
        let mut topics = (indexed.record.learning_points.iter()).flat_map(|row| &row.about);
        self.organisation.as_ref().is_none_or(is_organisation)
            && (self.topic.is_empty() || topics.any(|topic| *topic == self.topic))
            && (self.words.is_empty() || indexed.contains(&self.words))
            && (!self.has_action_conditions() || indexed.actions().iter().any(has_action))
    }

    /// Whether the learning point with that index matches, given that its return does.
    pub fn matches_learning_point(&self, indexed: &IndexedReturn, index: usize) -> bool {
        let row = indexed.record.learning_points.get(index);
        row.is_some_and(|row| {
            !row.is_blank()
                && (self.topic.is_empty() || row.about.contains(&self.topic))
                && (self.words.is_empty() || indexed.learning_point_contains(index, &self.words))
        })
    }

    /// Whether an action matches, given that its return does.
    pub fn matches_action(
        &self,
        indexed: &IndexedReturn,
        action: &AgreedAction,
        today: Date,
    ) -> bool {
        let due = action.due;
        (self.standing).is_none_or(|standing| action.standing(today) == standing)
            && (self.from).is_none_or(|from| due.is_some_and(|due| due >= from))
            && (self.to).is_none_or(|to| due.is_some_and(|due| due <= to))
            && (self.words.is_empty() || indexed.action_contains(action.index, &self.words))
    }

    fn has_action_conditions(&self) -> bool {
        self.standing.is_some() || self.from.is_some() || self.to.is_some()
    }

    /// Writes the filter as a query string: `topic=…&standing=overdue`, in a fixed order, without the
    /// conditions that are not set. Leaves out the organisation and the words, since browsers keep
    /// addresses in their history and send them to other devices.
    pub fn to_query(&self) -> String {
        let standing = STANDINGS
            .into_iter()
            .find(|(standing, _)| Some(*standing) == self.standing);
        let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let conditions = [
            ("topic", self.topic.clone()),
            ("standing", standing.map_or("", |(_, name)| name).to_owned()),
            ("from", day(self.from)),
            ("to", day(self.to)),
        ];
        let set = conditions
            .into_iter()
            .filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = set
            .map(|(name, value)| {
                format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC))
            })
            .collect();
        pairs.join("&")
    }

    /// Reads a filter from a query string, with the organisation and the words that earlier versions
    /// wrote. Ignores whatever it does not understand.
    pub fn from_query(text: &str) -> Self {
        let mut filter = Self::default();
        for pair in text.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "organisation" => filter.organisation = Some(organisation_key(&value)),
                "topic" => filter.topic = value,
                "standing" => {
                    let known = STANDINGS.into_iter().find(|(_, name)| *name == value);
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
