//! Version 1 of the record file, frozen: a change of shape is another version.
//!
//! The structs hold what the JSON holds, in its order; words, ids and moments are
//! still text here and get their meaning in the step to [`Record`]. What says
//! nothing of its own is looked at and not kept: `format` and `version`, which led
//! here, and the dates in words.

use std::{collections::BinaryHeap, mem};

use super::{DecodeError, FORMAT, List, error::shortened};
use crate::{
    json::{Json, Writer},
    record::{self, EvidenceKind, Record, RecordId, RowId, Status, Timestamp},
};

/// This module's version.
pub(super) const VERSION: u64 = 1;

#[derive(Debug)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) revision: u32,
    pub(super) created_at: String,
    pub(super) changed_at: String,
    pub(super) briefing: Briefing,
    pub(super) team: Team,
    pub(super) learning_points: Vec<LearningPoint>,
    pub(super) actions: Vec<Action>,
}

#[derive(Debug)]
pub(super) struct Briefing {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) partnership: String,
}

#[derive(Debug)]
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

#[derive(Debug)]
pub(super) struct LearningPoint {
    pub(super) id: RowId,
    pub(super) about: Vec<String>,
    pub(super) discussion: String,
}

#[derive(Debug)]
pub(super) struct Action {
    pub(super) id: RowId,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) by_when: DateParts,
    pub(super) how_done: String,
    pub(super) how_worked: String,
    pub(super) status: String,
    pub(super) evidence: Vec<Evidence>,
}

#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) id: RowId,
    pub(super) kind: String,
    pub(super) on: DateParts,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) struct DateParts {
    pub(super) day: String,
    pub(super) month: String,
    pub(super) year: String,
}

impl File {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [
            _,
            _,
            id,
            revision,
            created_at,
            changed_at,
            briefing,
            team,
            learning_points,
            actions,
        ] = json.fields([
            "format",
            "version",
            "id",
            "revision",
            "created_at",
            "changed_at",
            "briefing",
            "team",
            "learning_points",
            "actions",
        ]);
        Self {
            id: id.text(),
            revision: revision.number(),
            created_at: created_at.text(),
            changed_at: changed_at.text(),
            briefing: Briefing::read(briefing),
            team: Team::read(team),
            learning_points: learning_points.list(LearningPoint::read),
            actions: actions.list(Action::read),
        }
    }
}

impl Briefing {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [id, title, partnership] = json.fields(["id", "title", "partnership"]);
        Self {
            id: id.text(),
            title: title.text(),
            partnership: partnership.text(),
        }
    }
}

impl Team {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [organisation, manager, section_and_team, contact_details] = json.fields([
            "organisation",
            "manager",
            "section_and_team",
            "contact_details",
        ]);
        Self {
            organisation: organisation.text(),
            manager: manager.text(),
            section_and_team: section_and_team.text(),
            contact_details: contact_details.text(),
        }
    }
}

impl LearningPoint {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [id, about, discussion] = json.fields(["id", "about", "discussion"]);
        Self {
            id: id.number(),
            about: about.list(Json::text),
            discussion: discussion.text(),
        }
    }
}

impl Action {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [
            id,
            what,
            who,
            by_when,
            by_when_date,
            how_done,
            how_worked,
            status,
            evidence,
        ] = json.fields([
            "id",
            "what",
            "who",
            "by_when",
            "by_when_date",
            "how_done",
            "how_worked",
            "status",
            "evidence",
        ]);
        by_when_date.text_or_null();
        Self {
            id: id.number(),
            what: what.text(),
            who: who.text(),
            by_when: DateParts::read(by_when),
            how_done: how_done.text(),
            how_worked: how_worked.text(),
            status: status.text(),
            evidence: evidence.list(Evidence::read),
        }
    }
}

impl Evidence {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [id, kind, on, on_date, text] = json.fields(["id", "kind", "on", "on_date", "text"]);
        on_date.text_or_null();
        Self {
            id: id.number(),
            kind: kind.text(),
            on: DateParts::read(on),
            text: text.text(),
        }
    }
}

impl DateParts {
    pub(super) fn read(json: Json<'_, '_>) -> Self {
        let [day, month, year] = json.fields(["day", "month", "year"]);
        Self {
            day: day.text(),
            month: month.text(),
            year: year.text(),
        }
    }
}

impl TryFrom<File> for Record {
    type Error = DecodeError;

    // Whatever can fail comes first, while the file is still whole: a return from
    // among moved fields is one drop for each of the others.
    fn try_from(mut file: File) -> Result<Self, DecodeError> {
        let id = RecordId::parse(&file.id).ok_or_else(|| DecodeError::BadId {
            value: shortened(&file.id),
        })?;
        let created_at = time("created_at", &file.created_at)?;
        let changed_at = time("changed_at", &file.changed_at)?;
        let points: Vec<record::LearningPoint> = rows(mem::take(&mut file.learning_points))?;
        let actions: Vec<record::ActionItem> = rows(mem::take(&mut file.actions))?;
        let point_ids = points.iter().map(|row| row.id).collect();
        check_ids(List::LearningPoints, point_ids)?;
        check_ids(List::Actions, actions.iter().map(|row| row.id).collect())?;
        Ok(Self {
            id,
            revision: file.revision,
            created_at,
            changed_at,
            briefing: record::BriefingRef {
                id: file.briefing.id,
                title: file.briefing.title,
                partnership: file.briefing.partnership,
            },
            team: record::Team {
                organisation: file.team.organisation,
                manager: file.team.manager,
                section_and_team: file.team.section_and_team,
                contact_details: file.team.contact_details,
            },
            learning_points: points,
            actions,
        })
    }
}

impl TryFrom<LearningPoint> for record::LearningPoint {
    type Error = DecodeError;

    fn try_from(row: LearningPoint) -> Result<Self, DecodeError> {
        if let Some(twice) = repeated(row.about.iter().collect()) {
            return Err(DecodeError::RepeatedAbout {
                learning_point: row.id,
                about: shortened(twice),
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

    fn try_from(mut row: Action) -> Result<Self, DecodeError> {
        let evidence: Vec<record::Evidence> = rows(mem::take(&mut row.evidence))?;
        check_ids(
            List::Evidence { action: row.id },
            evidence.iter().map(|entry| entry.id).collect(),
        )?;
        let status = status(&row.status)?;
        Ok(Self {
            id: row.id,
            what: row.what,
            who: row.who,
            by_when: row.by_when.into(),
            how_done: row.how_done,
            how_worked: row.how_worked,
            status,
            evidence,
        })
    }
}

impl TryFrom<Evidence> for record::Evidence {
    type Error = DecodeError;

    fn try_from(entry: Evidence) -> Result<Self, DecodeError> {
        let kind = kind(&entry.kind)?;
        Ok(Self {
            id: entry.id,
            kind,
            on: entry.on.into(),
            text: entry.text,
        })
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

/// Writes a record. Only the highest version is ever written.
pub(super) fn write(record: &Record) -> String {
    let mut to = Writer::default();
    to.open('{');
    to.text_field("format", FORMAT);
    to.number_field("version", 1);
    to.text_field("id", &record.id.to_string());
    to.number_field("revision", record.revision);
    to.text_field("created_at", &record.created_at.to_string());
    to.text_field("changed_at", &record.changed_at.to_string());
    to.field("briefing");
    to.open('{');
    to.text_field("id", &record.briefing.id);
    to.text_field("title", &record.briefing.title);
    to.text_field("partnership", &record.briefing.partnership);
    to.close('}');
    to.field("team");
    to.open('{');
    to.text_field("organisation", &record.team.organisation);
    to.text_field("manager", &record.team.manager);
    to.text_field("section_and_team", &record.team.section_and_team);
    to.text_field("contact_details", &record.team.contact_details);
    to.close('}');
    to.field("learning_points");
    to.open('[');
    for row in &record.learning_points {
        write_learning_point(&mut to, row);
    }
    to.close(']');
    to.field("actions");
    to.open('[');
    for row in &record.actions {
        write_action(&mut to, row);
    }
    to.close(']');
    to.close('}');
    to.finish()
}

fn write_learning_point(to: &mut Writer, row: &record::LearningPoint) {
    to.item();
    to.open('{');
    to.number_field("id", row.id);
    to.field("about");
    to.open('[');
    for about in &row.about {
        to.item();
        to.text(about);
    }
    to.close(']');
    to.text_field("discussion", &row.discussion);
    to.close('}');
}

fn write_action(to: &mut Writer, row: &record::ActionItem) {
    to.item();
    to.open('{');
    to.number_field("id", row.id);
    to.text_field("what", &row.what);
    to.text_field("who", &row.who);
    write_date(to, ["by_when", "by_when_date"], &row.by_when);
    to.text_field("how_done", &row.how_done);
    to.text_field("how_worked", &row.how_worked);
    to.text_field("status", status_word(row.status));
    to.field("evidence");
    to.open('[');
    for entry in &row.evidence {
        to.item();
        to.open('{');
        to.number_field("id", entry.id);
        to.text_field("kind", kind_word(entry.kind));
        write_date(to, ["on", "on_date"], &entry.on);
        to.text_field("text", &entry.text);
        to.close('}');
    }
    to.close(']');
    to.close('}');
}

/// The parts as typed, and the date that they make.
fn write_date(to: &mut Writer, [parts_name, date_name]: [&str; 2], parts: &record::DateParts) {
    to.field(parts_name);
    to.open('{');
    to.text_field("day", &parts.day);
    to.text_field("month", &parts.month);
    to.text_field("year", &parts.year);
    to.close('}');
    to.field(date_name);
    match parts.date() {
        Some(date) => to.text(&date.to_string()),
        None => to.null(),
    }
}

/// Each row raised to the domain. A loop: collecting results in place is many times
/// its code.
fn rows<F, T: TryFrom<F, Error = DecodeError>>(rows: Vec<F>) -> Result<Vec<T>, DecodeError> {
    let mut raised = Vec::new();
    for row in rows {
        raised.push(row.try_into()?);
    }
    Ok(raised)
}

fn time(field: &'static str, text: &str) -> Result<Timestamp, DecodeError> {
    Timestamp::parse(text).ok_or_else(|| DecodeError::BadTime {
        field,
        value: shortened(text),
    })
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not_started",
        Status::InProgress => "in_progress",
        Status::Done => "done",
    }
}

fn status(word: &str) -> Result<Status, DecodeError> {
    match word {
        "not_started" => Ok(Status::NotStarted),
        "in_progress" => Ok(Status::InProgress),
        "done" => Ok(Status::Done),
        other => Err(DecodeError::BadValue {
            field: "status",
            value: shortened(other),
        }),
    }
}

fn kind_word(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Done => "done",
        EvidenceKind::Worked => "worked",
    }
}

fn kind(word: &str) -> Result<EvidenceKind, DecodeError> {
    match word {
        "done" => Ok(EvidenceKind::Done),
        "worked" => Ok(EvidenceKind::Worked),
        other => Err(DecodeError::BadValue {
            field: "kind",
            value: shortened(other),
        }),
    }
}

fn check_ids(list: List, ids: BinaryHeap<RowId>) -> Result<(), DecodeError> {
    if ids.iter().any(|id| *id == 0) {
        return Err(DecodeError::ZeroId { list });
    }
    repeated(ids).map_or(Ok(()), |id| Err(DecodeError::RepeatedId { list, id }))
}

/// One that is there twice, if any is. A heap does it in a tenth of the code of a
/// sort or a hash set.
fn repeated<T: Ord>(mut heap: BinaryHeap<T>) -> Option<T> {
    while let Some(one) = heap.pop() {
        if heap.peek() == Some(&one) {
            return Some(one);
        }
    }
    None
}
