//! How far a team has come: whether anything is in its record, where it would carry on, and how its
//! actions stand.

use super::{ActionItem, Date, LearningPoint, Record, Standing};

/// The part of the work with which a team carries on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// The discussion: there is no learning point.
    Discussion,
    /// The action plan: there is no action.
    Plan,
    /// Checking and sending.
    Check,
}

impl Record {
    /// Whether nobody has typed or chosen anything in it.
    pub fn is_blank(&self) -> bool {
        self.team.is_blank()
            && self.learning_points.iter().all(LearningPoint::is_blank)
            && self.actions.iter().all(ActionItem::is_blank)
    }

    /// Where its team carries on.
    pub fn next_step(&self) -> NextStep {
        if self.learning_points.iter().all(LearningPoint::is_blank) {
            NextStep::Discussion
        } else if self.actions.iter().all(ActionItem::is_blank) {
            NextStep::Plan
        } else {
            NextStep::Check
        }
    }
}

/// How many actions of a record stand how on a given day, without blank ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionCounts {
    /// Their date has passed and they are not done.
    pub overdue: usize,
    /// Their date is today or later and they are not done.
    pub due: usize,
    /// The latest date of those that are due.
    pub due_by: Option<Date>,
    /// They have no real date and are not done.
    pub undated: usize,
    /// They are done, and evidence shows that they worked.
    pub proven: usize,
    /// They are done, and no evidence shows that they worked.
    pub unproven: usize,
}

impl ActionCounts {
    /// Counts the actions of a record as they stand on `today`.
    pub fn of(record: &Record, today: Date) -> Self {
        let mut counts = Self::default();
        for row in record.actions.iter().filter(|row| !row.is_blank()) {
            match row.standing(today) {
                Standing::Overdue => counts.overdue += 1,
                Standing::Due => {
                    counts.due += 1;
                    counts.due_by = counts.due_by.max(row.by_when.date());
                }
                Standing::Undated => counts.undated += 1,
                Standing::Done if row.is_unproven() => counts.unproven += 1,
                Standing::Done => counts.proven += 1,
            }
        }
        counts
    }

    /// How many actions there are.
    pub fn total(&self) -> usize {
        self.overdue + self.due + self.undated + self.proven + self.unproven
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BriefingRef, Evidence, EvidenceKind, RecordId, Status, Timestamp};

    fn day(year: u16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).expect("a real date")
    }

    fn record() -> Record {
        let briefing = BriefingRef {
            id: String::new(),
            title: String::new(),
            partnership: String::new(),
        };
        let id = RecordId::from_random_bytes([1; 16]);
        Record::new(id, Timestamp::from_unix_ms(0), briefing)
    }

    #[test]
    fn a_record_is_blank_until_something_is_typed_or_chosen_in_any_part() {
        assert!(record().is_blank());
        let mut spaces = record();
        spaces.team.organisation = "  ".to_owned();
        assert!(spaces.is_blank());
        let changes: [fn(&mut Record); 4] = [
            |it| it.team.manager = "A".to_owned(),
            |it| it.learning_points[2].discussion = "A".to_owned(),
            |it| it.learning_points[0].about.push("finding-1".to_owned()),
            |it| it.actions[0].by_when.day = "1".to_owned(),
        ];
        for change in changes {
            let mut record = record();
            change(&mut record);
            assert!(!record.is_blank());
        }
    }

    #[test]
    fn a_team_carries_on_with_the_first_part_that_is_still_blank() {
        let mut record = record();
        record.team.organisation = "School".to_owned();
        assert_eq!(record.next_step(), NextStep::Discussion);
        record.learning_points[1].discussion = "We never ring back".to_owned();
        assert_eq!(record.next_step(), NextStep::Plan);
        record.actions[0].what = "Ring back".to_owned();
        assert_eq!(record.next_step(), NextStep::Check);
    }

    #[test]
    fn actions_are_counted_by_their_standing_and_blank_ones_are_not() {
        let action = |id, on: Option<Date>, status| ActionItem {
            what: "Something".to_owned(),
            by_when: on.map(Into::into).unwrap_or_default(),
            status,
            ..ActionItem::new(id)
        };
        let mut proven = action(7, None, Status::Done);
        let mut entry = Evidence::new(9, EvidenceKind::Worked, None);
        entry.text = "Fewer calls".to_owned();
        proven.evidence.push(entry);
        let mut record = record();
        record.actions = vec![
            ActionItem::new(1),
            action(2, Some(day(2027, 2, 28)), Status::InProgress),
            action(3, Some(day(2027, 3, 27)), Status::NotStarted),
            action(4, Some(day(2027, 3, 1)), Status::NotStarted),
            action(5, None, Status::NotStarted),
            action(6, Some(day(2026, 1, 1)), Status::Done),
            proven,
        ];
        let counts = ActionCounts::of(&record, day(2027, 3, 1));
        assert_eq!(
            counts,
            ActionCounts {
                overdue: 1,
                due: 2,
                due_by: Some(day(2027, 3, 27)),
                undated: 1,
                proven: 1,
                unproven: 1,
            }
        );
        assert_eq!(counts.total(), 6);
    }
}
