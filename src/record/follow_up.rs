//! Following up actions: their standing on a given day, and the evidence for them.

use super::{ActionItem, Date, Evidence, EvidenceKind, Record, RowId, Status};

/// The standing of an action on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its date has passed and it is not done.
    Overdue,
    /// Its date is today or later and it is not done.
    Due,
    /// It has no real date and is not done.
    Undated,
    /// It is done.
    Done,
}

impl Standing {
    /// The standing of an action with that status and due date.
    pub fn of(status: Status, due: Option<Date>, today: Date) -> Self {
        match (status, due) {
            (Status::Done, _) => Self::Done,
            (_, Some(date)) if date < today => Self::Overdue,
            (_, Some(_)) => Self::Due,
            (_, None) => Self::Undated,
        }
    }
}

impl ActionItem {
    /// Its standing on `today`.
    pub fn standing(&self, today: Date) -> Standing {
        Standing::of(self.status, self.by_when.date(), today)
    }

    /// Its entries of evidence of one kind, without blank ones.
    pub fn evidence_of(&self, kind: EvidenceKind) -> impl Iterator<Item = &Evidence> {
        let entries = self.evidence.iter();
        entries.filter(move |entry| entry.kind == kind && !entry.is_blank())
    }

    /// Whether it is done and no evidence shows that it made a difference.
    pub fn is_unproven(&self) -> bool {
        self.status == Status::Done && self.evidence_of(EvidenceKind::Worked).next().is_none()
    }
}

impl Evidence {
    /// An entry that has a date and no text.
    pub fn new(id: RowId, kind: EvidenceKind, on: Option<Date>) -> Self {
        Self {
            id,
            kind,
            on: on.map(Into::into).unwrap_or_default(),
            text: String::new(),
        }
    }

    /// Whether it has no text. The date does not count, since the app fills it in.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The ids of the actions that are not blank, in the order in which to follow them up: overdue
/// actions first and done ones last, then by date, then in the order of the plan.
pub fn follow_up(record: &Record, today: Date) -> Vec<RowId> {
    let mut actions: Vec<&ActionItem> = record.actions.iter().collect();
    actions.retain(|row| !row.is_blank());
    actions.sort_by_cached_key(|row| {
        let due = row.by_when.date();
        (Standing::of(row.status, due, today), due)
    });
    actions.iter().map(|row| row.id).collect()
}

/// The number of actions that are overdue on `today`.
pub fn overdue(record: &Record, today: Date) -> usize {
    (record.actions.iter())
        .filter(|row| row.status != Status::Done && row.standing(today) == Standing::Overdue)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BriefingRef, RecordId, Timestamp};

    fn day(year: u16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).expect("a real date")
    }

    fn record(actions: &[(RowId, Option<Date>, Status)]) -> Record {
        let briefing = BriefingRef {
            id: String::new(),
            title: String::new(),
            partnership: String::new(),
        };
        let id = RecordId::from_random_bytes([1; 16]);
        let mut record = Record::new(id, Timestamp::from_unix_ms(0), briefing);
        record.actions = (actions.iter())
            .map(|(id, date, status)| ActionItem {
                what: "Something".to_owned(),
                by_when: date.map(Into::into).unwrap_or_default(),
                status: *status,
                ..ActionItem::new(*id)
            })
            .collect();
        record
    }

    #[test]
    fn overdue_actions_come_first_and_done_ones_last_then_by_date() {
        let today = day(2027, 3, 1);
        let mut record = record(&[
            (1, None, Status::NotStarted),
            (2, Some(day(2027, 3, 1)), Status::NotStarted),
            (3, Some(day(2026, 1, 1)), Status::Done),
            (4, Some(day(2027, 2, 28)), Status::InProgress),
            (5, Some(day(2026, 12, 1)), Status::NotStarted),
            (6, Some(day(2027, 2, 28)), Status::NotStarted),
        ]);
        record.actions.push(ActionItem::new(7));
        assert_eq!(follow_up(&record, today), [5, 4, 6, 2, 1, 3]);
        assert_eq!(overdue(&record, today), 3);
        assert_eq!(overdue(&record, day(2026, 12, 1)), 0);
    }

    #[test]
    fn a_done_action_is_unproven_until_evidence_shows_that_it_worked() {
        let mut record = record(&[(1, None, Status::InProgress)]);
        let action = &mut record.actions[0];
        assert!(!action.is_unproven());
        action.status = Status::Done;
        assert!(action.is_unproven());
        let mut entry = Evidence::new(2, EvidenceKind::Done, None);
        entry.text = "The log".to_owned();
        action.evidence.push(entry.clone());
        entry.kind = EvidenceKind::Worked;
        entry.text = "  ".to_owned();
        action.evidence.push(entry);
        assert!(action.is_unproven());
        action.evidence[1].text = "Fewer repeat concerns".to_owned();
        assert!(!action.is_unproven());
    }
}
