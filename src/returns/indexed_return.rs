//! A return with an index for searching and counting, built once on import.

use super::organisation_key;
use crate::record::{Date, EvidenceKind, Record, Standing, Status, lower_into};

/// A return and the file from which it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedReturn {
    /// The file's name.
    pub file: String,
    /// The record in it.
    pub record: Record,
    /// The team's organisation, by [`organisation_key`].
    pub organisation: String,
    actions: Vec<AgreedAction>,
    text: SearchText,
}

/// An action that a team agreed: a row of the plan that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedAction {
    /// The index of its row in the plan.
    pub index: usize,
    status: Status,
    /// The day on which it is due, if that is a real date.
    pub due: Option<Date>,
    /// Whether there is evidence that it worked.
    pub has_worked: bool,
}

impl AgreedAction {
    /// Its standing on `today`.
    pub fn standing(&self, today: Date) -> Standing {
        Standing::of(self.status, self.due, today)
    }
}

/// What a team wrote, without contact details and dates, in lower case and in sections: the names of
/// the team and its manager, then each learning point, then each action. One text lets a search over
/// thousands of returns skip those that do not contain the words at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SearchText {
    text: String,
    /// The byte offset at which each section ends.
    ends: Vec<usize>,
}

/// The section of a [`SearchText`] with the names of the team and its manager.
const TEAM_SECTION: usize = 0;

impl IndexedReturn {
    /// Indexes a record that was imported from a file.
    pub fn new(file: String, record: Record) -> Self {
        let mut text = SearchText::default();
        let team = &record.team;
        text.push_section(&[&team.organisation, &team.section_and_team, &team.manager]);
        for row in &record.learning_points {
            text.push_section(&[&row.discussion]);
        }
        for row in &record.actions {
            let mut answers = vec![&row.what, &row.who, &row.how_done, &row.how_worked];
            answers.extend(row.evidence.iter().map(|entry| &entry.text));
            text.push_section(&answers);
        }
        let actions = (record.actions.iter().enumerate())
            .filter(|(_, row)| !row.is_blank())
            .map(|(index, row)| AgreedAction {
                index,
                status: row.status,
                due: row.by_when.date(),
                has_worked: row.evidence_of(EvidenceKind::Worked).next().is_some(),
            })
            .collect();
        Self {
            file,
            organisation: organisation_key(&record.team.organisation),
            record,
            actions,
            text,
        }
    }

    /// Whether the search text contains `words`, which must be in lower case.
    pub fn contains(&self, words: &str) -> bool {
        self.text.text.contains(words)
    }

    /// Whether the learning point with that index or the team's names contain `words`, which must be
    /// in lower case.
    pub fn learning_point_contains(&self, index: usize, words: &str) -> bool {
        self.team_or_section_contains(1 + index, words)
    }

    /// Whether the action with that index or the team's names contain `words`, which must be in lower
    /// case.
    pub fn action_contains(&self, index: usize, words: &str) -> bool {
        self.team_or_section_contains(1 + self.record.learning_points.len() + index, words)
    }

    fn team_or_section_contains(&self, section: usize, words: &str) -> bool {
        let mut sections = [TEAM_SECTION, section].into_iter();
        sections.any(|section| self.text.section(section).contains(words))
    }

    /// The actions that the team agreed.
    pub fn actions(&self) -> &[AgreedAction] {
        &self.actions
    }
}

impl SearchText {
    fn push_section(&mut self, answers: &[&String]) {
        for answer in answers {
            lower_into(&mut self.text, answer);
            // Stops a match from running from one answer into the next.
            self.text.push('\n');
        }
        self.ends.push(self.text.len());
    }

    /// The text of a section; empty if there is no section with that index.
    fn section(&self, index: usize) -> &str {
        let previous = index.checked_sub(1).and_then(|index| self.ends.get(index));
        let start = previous.copied().unwrap_or_default();
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}
