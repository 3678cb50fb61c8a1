//! A return as it is filed: with what is looked for in it worked out once.

use super::organisation_key;
use crate::record::{Date, EvidenceKind, Record, Standing, Status, lower_into};

/// A return, and the file it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedReturn {
    /// The file's name.
    pub file: String,
    /// The record in it.
    pub record: Record,
    /// Its organisation, by its key.
    pub organisation: String,
    agreed: Vec<Agreed>,
    words: Words,
}

/// An action that was agreed; blank rows of the form are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Its place in the plan.
    pub at: usize,
    status: Status,
    /// The day it is due on, where that is in the calendar.
    pub due: Option<Date>,
    /// Whether something shows that it made a difference.
    pub has_worked: bool,
}

impl Agreed {
    /// How it stands on that day.
    pub fn standing(&self, today: Date) -> Standing {
        Standing::of(self.status, self.due, today)
    }
}

/// Everything a team wrote, in lower case: who it is, then its learning points, then its
/// actions. One text for all, since a search asks thousands of them whether they have a
/// word at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    text: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl IndexedReturn {
    /// Files a record.
    pub fn new(file: String, record: Record) -> Self {
        let mut words = Words::default();
        let team = &record.team;
        words.add(&[&team.organisation, &team.section_and_team, &team.manager]);
        for row in &record.learning_points {
            words.add(&[&row.discussion]);
        }
        for row in &record.actions {
            let mut texts = vec![&row.what, &row.who, &row.how_done, &row.how_worked];
            texts.extend(row.evidence.iter().map(|entry| &entry.text));
            words.add(&texts);
        }
        let agreed = record.actions.iter().enumerate();
        let agreed = agreed.filter(|(_, row)| !row.is_blank());
        let agreed = agreed.map(|(at, row)| Agreed {
            at,
            status: row.status,
            due: row.by_when.date(),
            has_worked: row.evidence_of(EvidenceKind::Worked).next().is_some(),
        });
        let agreed = agreed.collect();
        let organisation = organisation_key(&record.team.organisation);
        Self {
            file,
            record,
            organisation,
            agreed,
            words,
        }
    }

    /// Whether some words, in lower case, stand anywhere in it.
    pub fn has(&self, words: &str) -> bool {
        self.words.text.contains(words)
    }

    /// Whether they stand in the learning point at that place, or in who the team is.
    pub fn point_has(&self, at: usize, words: &str) -> bool {
        self.words.has(0, words) || self.words.has(1 + at, words)
    }

    /// Whether they stand in the action at that place, or in who the team is.
    pub fn action_has(&self, at: usize, words: &str) -> bool {
        let at = 1 + self.record.learning_points.len() + at;
        self.words.has(0, words) || self.words.has(at, words)
    }

    /// The actions that were agreed.
    pub fn actions(&self) -> &[Agreed] {
        &self.agreed
    }
}

impl Words {
    fn add(&mut self, texts: &[&String]) {
        for text in texts {
            lower_into(&mut self.text, text);
            // No words go from one answer over into the next.
            self.text.push('\n');
        }
        self.ends.push(self.text.len());
    }

    fn has(&self, part: usize, words: &str) -> bool {
        let end = |part: Option<usize>| part.and_then(|part| self.ends.get(part)).copied();
        let start = end(part.checked_sub(1)).unwrap_or_default();
        let text = end(Some(part)).and_then(|end| self.text.get(start..end));
        text.is_some_and(|text| text.contains(words))
    }
}
