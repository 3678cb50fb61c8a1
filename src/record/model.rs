//! The record: the answers to the form, as typed.

use std::collections::BTreeSet;

#[cfg(feature = "app")]
use reactive_stores::Store;

use super::{DateParts, RecordId, TeamField, Timestamp};

/// The id of a learning point, an action or an entry of evidence.
///
/// It is 1 or more and unique within its list. A record never reuses the id of a removed row, so that
/// a calendar entry or a link can never point to a different row. See [`Record::claim_row_id`].
pub type RowId = u32;

/// One team's answers to one briefing: a header, four team details, and two lists in the team's own
/// order.
#[cfg_attr(feature = "app", derive(Store))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Identifies the record. It never changes.
    pub id: RecordId,
    /// Increases with every saved change and every added row.
    pub revision: u32,
    /// When the record was started.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// The briefing it answers.
    pub briefing: BriefingRef,
    /// The team that answers.
    pub team: Team,
    /// The discussion: page 1 of the paper form.
    #[cfg_attr(feature = "app", store(key: RowId = |row| row.id))]
    pub learning_points: Vec<LearningPoint>,
    /// The action plan: page 2 of the paper form.
    #[cfg_attr(feature = "app", store(key: RowId = |row| row.id))]
    pub actions: Vec<ActionItem>,
}

/// The briefing that a record answers. The title and the partnership are repeated here, so that a
/// return can be read without the briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingRef {
    /// The briefing's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The partnership that wrote it.
    pub partnership: String,
}

/// The team that answers.
#[cfg_attr(feature = "app", derive(Store))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// "Name of Organisation".
    pub organisation: String,
    /// "Team Manager".
    pub manager: String,
    /// "Name of Section & Team".
    pub section_and_team: String,
    /// "Contact Details".
    pub contact_details: String,
}

/// A numbered row of the discussion.
#[cfg_attr(feature = "app", derive(Store))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearningPoint {
    /// The row's id.
    pub id: RowId,
    /// The ids of the briefing's recommendations and findings that it is about, in the order in which
    /// the team chose them, without duplicates. They include ids that the briefing does not have.
    pub about: Vec<String>,
    /// The discussion in the team's words.
    pub discussion: String,
}

/// A row of the action plan.
#[cfg_attr(feature = "app", derive(Store))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionItem {
    /// The row's id.
    pub id: RowId,
    /// "What needs to happen?"
    pub what: String,
    /// "Who will do it?"
    pub who: String,
    /// "By When?"
    pub by_when: DateParts,
    /// "How will you know when it has been done?"
    pub how_done: String,
    /// "How will you know if it has worked?"
    pub how_worked: String,
    /// How far it has come.
    pub status: Status,
    /// What shows that it was done, or that it worked.
    pub evidence: Vec<Evidence>,
}

/// How far an action has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing has happened yet.
    #[default]
    NotStarted,
    /// Started.
    InProgress,
    /// Finished.
    Done,
}

/// A dated entry of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The entry's id, unique within its action.
    pub id: RowId,
    /// What it shows.
    pub kind: EvidenceKind,
    /// Its date, as typed.
    pub on: DateParts,
    /// The evidence in the team's words.
    pub text: String,
}

/// What an entry of evidence shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// The action happened.
    Done,
    /// It made a difference.
    Worked,
}

/// How many learning points a new record starts with, as on paper.
const FIRST_LEARNING_POINTS: RowId = 3;

impl Record {
    /// A new record: three empty learning points and one empty action.
    pub fn new(id: RecordId, now: Timestamp, briefing: BriefingRef) -> Self {
        Self {
            id,
            revision: 0,
            created_at: now,
            changed_at: now,
            briefing,
            team: Team::default(),
            learning_points: (1..=FIRST_LEARNING_POINTS)
                .map(LearningPoint::new)
                .collect(),
            actions: vec![ActionItem::new(1)],
        }
    }

    /// The same answers as a separate record, with another id and started now.
    #[must_use]
    pub fn copied(&self, id: RecordId, now: Timestamp) -> Self {
        Self {
            id,
            created_at: now,
            changed_at: now,
            ..self.clone()
        }
    }

    /// Returns an id for a new row, which no row of this record has or ever had, and increases the
    /// revision.
    ///
    /// The record does not list the ids of removed rows. But each call increases the revision by one,
    /// so no id is higher than the revision plus the three ids of a new record.
    pub fn claim_row_id(&mut self) -> RowId {
        let evidence = self.actions.iter().flat_map(|action| &action.evidence);
        let ids: BTreeSet<RowId> = (self.learning_points.iter().map(|row| row.id))
            .chain(self.actions.iter().map(|row| row.id))
            .chain(evidence.map(|row| row.id))
            .collect();
        let highest = ids.last().copied().unwrap_or(0);
        let id = highest
            .max(self.revision.saturating_add(FIRST_LEARNING_POINTS))
            .checked_add(1)
            // Only a file written by hand can have the highest number. Then this may reuse the id of
            // a removed row, but never an id that a row still has.
            .unwrap_or_else(|| {
                let mut free = (1..RowId::MAX).rev().filter(|id| !ids.contains(id));
                free.next().unwrap_or(RowId::MAX)
            });
        self.revision = self.revision.saturating_add(1);
        id
    }
}

impl LearningPoint {
    /// An empty learning point.
    pub fn new(id: RowId) -> Self {
        Self {
            id,
            about: Vec::new(),
            discussion: String::new(),
        }
    }

    /// Whether nothing was chosen or typed.
    pub fn is_blank(&self) -> bool {
        self.about.is_empty() && self.discussion.trim().is_empty()
    }
}

impl ActionItem {
    /// An empty action.
    pub fn new(id: RowId) -> Self {
        Self {
            id,
            what: String::new(),
            who: String::new(),
            by_when: DateParts::default(),
            how_done: String::new(),
            how_worked: String::new(),
            status: Status::default(),
            evidence: Vec::new(),
        }
    }

    /// Whether nothing was typed or recorded.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.what, &self.who, &self.how_done, &self.how_worked];
        texts.iter().all(|text| text.trim().is_empty())
            && self.by_when.is_blank()
            && self.status == Status::NotStarted
            && self.evidence.is_empty()
    }
}

impl Team {
    /// The text of a detail.
    pub fn text(&self, field: TeamField) -> &str {
        match field {
            TeamField::Organisation => &self.organisation,
            TeamField::Manager => &self.manager,
            TeamField::SectionAndTeam => &self.section_and_team,
            TeamField::ContactDetails => &self.contact_details,
        }
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        let texts = [
            &self.organisation,
            &self.manager,
            &self.section_and_team,
            &self.contact_details,
        ];
        texts.iter().all(|text| text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let briefing = BriefingRef {
            id: "b".to_owned(),
            title: "B".to_owned(),
            partnership: "P".to_owned(),
        };
        Record::new(
            RecordId::from_random_bytes([7; 16]),
            Timestamp::from_unix_ms(0),
            briefing,
        )
    }

    #[test]
    fn the_id_of_a_removed_row_is_never_reused() {
        let mut record = record();
        let mut seen: Vec<RowId> = record.learning_points.iter().map(|row| row.id).collect();
        for turn in 0..50 {
            let id = record.claim_row_id();
            if turn % 2 == 0 {
                record.actions.push(ActionItem::new(id));
            } else {
                record.learning_points.push(LearningPoint::new(id));
            }
            assert!(!seen.contains(&id), "{id} was used before");
            seen.push(id);
            if turn % 3 == 0 {
                record.actions.clear();
                record.learning_points.clear();
            }
        }
    }

    #[test]
    fn ids_stay_unique_when_a_file_already_has_the_highest_number() {
        let mut record = record();
        record.actions[0].id = RowId::MAX;
        record.revision = u32::MAX;
        let ids = [(); 3].map(|()| {
            let id = record.claim_row_id();
            record.actions.push(ActionItem::new(id));
            id
        });
        assert_eq!(ids, [RowId::MAX - 1, RowId::MAX - 2, RowId::MAX - 3]);
    }

    #[test]
    fn a_copy_has_the_answers_but_not_the_identity() {
        let mut record = record();
        record.team.organisation = "School".to_owned();
        let now = Timestamp::from_unix_ms(1_000);
        let copy = record.copied(RecordId::from_random_bytes([8; 16]), now);
        assert_ne!(copy.id, record.id);
        assert_eq!(copy.created_at, now);
        assert_eq!(copy.team, record.team);
        assert_eq!(copy.actions, record.actions);
    }
}
