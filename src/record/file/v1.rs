//! Version 1 of the record file. It is frozen: a different shape needs a new version, in its own module.
//!
//! The structs have the fields of the JSON, in the order in which they are written. The `id` and the
//! times are texts here; the conversion to [`Record`] checks them. The ISO dates
//! (`by_when_date`, `on_date`) are read and ignored, since [`Record`] derives them from the parts as
//! typed.

use serde::{Deserialize, Serialize};

use super::{DecodeError, FORMAT, List, error::shortened, strict};
use crate::record::{self, Record, RecordId, Row, RowId, Timestamp};

/// This module's version.
pub(super) const VERSION: u64 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: String,
    pub(super) version: u64,
    pub(super) id: String,
    pub(super) revision: u32,
    pub(super) created_at: String,
    pub(super) changed_at: String,
    #[serde(deserialize_with = "strict::object")]
    pub(super) briefing: Briefing,
    #[serde(deserialize_with = "strict::object")]
    pub(super) team: Team,
    #[serde(deserialize_with = "strict::objects")]
    pub(super) learning_points: Vec<LearningPoint>,
    #[serde(deserialize_with = "strict::objects")]
    pub(super) actions: Vec<Action>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Briefing {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) partnership: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are the format's, which is frozen"
)]
pub(super) struct Team {
    pub(super) organisation: String,
    pub(super) manager: String,
    pub(super) section_and_team: String,
    pub(super) contact_details: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LearningPoint {
    pub(super) id: RowId,
    pub(super) about: Vec<String>,
    pub(super) discussion: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {
    pub(super) id: RowId,
    pub(super) what: String,
    pub(super) who: String,
    #[serde(deserialize_with = "strict::object")]
    pub(super) by_when: DateParts,
    // Makes the field mandatory. Without it, serde reads a missing `Option` as `null`.
    #[serde(deserialize_with = "Option::deserialize")]
    pub(super) by_when_date: Option<String>,
    pub(super) how_done: String,
    pub(super) how_worked: String,
    #[serde(deserialize_with = "strict::word")]
    pub(super) status: Status,
    #[serde(deserialize_with = "strict::objects")]
    pub(super) evidence: Vec<Evidence>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    NotStarted,
    InProgress,
    Done,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    pub(super) id: RowId,
    #[serde(deserialize_with = "strict::word")]
    pub(super) kind: EvidenceKind,
    #[serde(deserialize_with = "strict::object")]
    pub(super) on: DateParts,
    #[serde(deserialize_with = "Option::deserialize")]
    pub(super) on_date: Option<String>,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EvidenceKind {
    Done,
    Worked,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateParts {
    pub(super) day: String,
    pub(super) month: String,
    pub(super) year: String,
}

impl TryFrom<File> for Record {
    type Error = DecodeError;

    fn try_from(file: File) -> Result<Self, DecodeError> {
        let id = RecordId::parse(&file.id).ok_or_else(|| DecodeError::BadId {
            value: shortened(&file.id),
        })?;
        let created_at = time("created_at", &file.created_at)?;
        let changed_at = time("changed_at", &file.changed_at)?;
        let learning_points = rows(file.learning_points)?;
        check_ids(List::LearningPoints, &learning_points)?;
        let actions = rows(file.actions)?;
        check_ids(List::Actions, &actions)?;
        Ok(Self {
            id,
            revision: file.revision,
            created_at,
            changed_at,
            briefing: file.briefing.into(),
            team: file.team.into(),
            learning_points,
            actions,
        })
    }
}

impl From<Briefing> for record::BriefingRef {
    fn from(briefing: Briefing) -> Self {
        Self {
            id: briefing.id,
            title: briefing.title,
            partnership: briefing.partnership,
        }
    }
}

impl From<Team> for record::Team {
    fn from(team: Team) -> Self {
        Self {
            organisation: team.organisation,
            manager: team.manager,
            section_and_team: team.section_and_team,
            contact_details: team.contact_details,
        }
    }
}

impl TryFrom<LearningPoint> for record::LearningPoint {
    type Error = DecodeError;

    fn try_from(row: LearningPoint) -> Result<Self, DecodeError> {
        if let Some(about) = duplicate(row.about.iter()) {
            return Err(DecodeError::RepeatedAbout {
                learning_point: row.id,
                about: shortened(about),
            });
        }
        Ok(Self {
            id: row.id,
            about: row.about,
            discussion: row.discussion,
        })
    }
}

impl TryFrom<Action> for record::ActionItem {
    type Error = DecodeError;

    fn try_from(row: Action) -> Result<Self, DecodeError> {
        let evidence: Vec<record::Evidence> = row.evidence.into_iter().map(Into::into).collect();
        check_ids(List::Evidence { action: row.id }, &evidence)?;
        Ok(Self {
            id: row.id,
            what: row.what,
            who: row.who,
            by_when: row.by_when.into(),
            how_done: row.how_done,
            how_worked: row.how_worked,
            status: row.status.into(),
            evidence,
        })
    }
}

impl From<Evidence> for record::Evidence {
    fn from(entry: Evidence) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind.into(),
            on: entry.on.into(),
            text: entry.text,
        }
    }
}

impl From<Status> for record::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::NotStarted => Self::NotStarted,
            Status::InProgress => Self::InProgress,
            Status::Done => Self::Done,
        }
    }
}

impl From<EvidenceKind> for record::EvidenceKind {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Done => Self::Done,
            EvidenceKind::Worked => Self::Worked,
        }
    }
}

impl From<DateParts> for record::DateParts {
    fn from(parts: DateParts) -> Self {
        Self {
            day: parts.day,
            month: parts.month,
            year: parts.year,
        }
    }
}

impl From<&Record> for File {
    fn from(record: &Record) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            id: record.id.to_string(),
            revision: record.revision,
            created_at: record.created_at.to_string(),
            changed_at: record.changed_at.to_string(),
            briefing: (&record.briefing).into(),
            team: (&record.team).into(),
            learning_points: record.learning_points.iter().map(Into::into).collect(),
            actions: record.actions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&record::BriefingRef> for Briefing {
    fn from(briefing: &record::BriefingRef) -> Self {
        Self {
            id: briefing.id.clone(),
            title: briefing.title.clone(),
            partnership: briefing.partnership.clone(),
        }
    }
}

impl From<&record::Team> for Team {
    fn from(team: &record::Team) -> Self {
        Self {
            organisation: team.organisation.clone(),
            manager: team.manager.clone(),
            section_and_team: team.section_and_team.clone(),
            contact_details: team.contact_details.clone(),
        }
    }
}

impl From<&record::LearningPoint> for LearningPoint {
    fn from(row: &record::LearningPoint) -> Self {
        Self {
            id: row.id,
            about: row.about.clone(),
            discussion: row.discussion.clone(),
        }
    }
}

impl From<&record::ActionItem> for Action {
    fn from(row: &record::ActionItem) -> Self {
        Self {
            id: row.id,
            what: row.what.clone(),
            who: row.who.clone(),
            by_when: (&row.by_when).into(),
            by_when_date: row.by_when.date().map(|date| date.to_string()),
            how_done: row.how_done.clone(),
            how_worked: row.how_worked.clone(),
            status: row.status.into(),
            evidence: row.evidence.iter().map(Into::into).collect(),
        }
    }
}

impl From<&record::Evidence> for Evidence {
    fn from(entry: &record::Evidence) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind.into(),
            on: (&entry.on).into(),
            on_date: entry.on.date().map(|date| date.to_string()),
            text: entry.text.clone(),
        }
    }
}

impl From<record::Status> for Status {
    fn from(status: record::Status) -> Self {
        match status {
            record::Status::NotStarted => Self::NotStarted,
            record::Status::InProgress => Self::InProgress,
            record::Status::Done => Self::Done,
        }
    }
}

impl From<record::EvidenceKind> for EvidenceKind {
    fn from(kind: record::EvidenceKind) -> Self {
        match kind {
            record::EvidenceKind::Done => Self::Done,
            record::EvidenceKind::Worked => Self::Worked,
        }
    }
}

impl From<&record::DateParts> for DateParts {
    fn from(parts: &record::DateParts) -> Self {
        Self {
            day: parts.day.clone(),
            month: parts.month.clone(),
            year: parts.year.clone(),
        }
    }
}

fn time(path: &str, text: &str) -> Result<Timestamp, DecodeError> {
    Timestamp::parse(text).ok_or_else(|| DecodeError::BadTime {
        path: path.to_owned(),
        value: shortened(text),
    })
}

fn rows<F, T: TryFrom<F, Error = DecodeError>>(rows: Vec<F>) -> Result<Vec<T>, DecodeError> {
    rows.into_iter().map(TryInto::try_into).collect()
}

fn check_ids(list: List, rows: &[impl Row]) -> Result<(), DecodeError> {
    if rows.iter().any(|row| row.id() == 0) {
        return Err(DecodeError::ZeroId { list });
    }
    match duplicate(rows.iter().map(Row::id)) {
        Some(id) => Err(DecodeError::RepeatedId { list, id }),
        None => Ok(()),
    }
}

/// Returns a duplicate, if there is one.
fn duplicate<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut sorted: Vec<T> = values.collect();
    sorted.sort_unstable();
    let mut pairs = sorted.windows(2);
    pairs.find_map(|pair| (pair[0] == pair[1]).then_some(pair[0]))
}
