//! How far a team has come.

use super::{date, how_many};
use crate::record::{ActionCounts, Date};

/// When a form was sent, and whether the partnership has it as it is now.
pub fn sent(on: Option<Date>, is_out_of_date: bool) -> String {
    match on.map(date) {
        None => "Not sent yet.".to_owned(),
        Some(on) if is_out_of_date => {
            format!("Changed since you sent it on {on}: send it again.")
        }
        Some(on) => format!("Sent on {on}."),
    }
}

/// How a team's actions stand. The first text says how many are overdue, to be stressed; it is empty if
/// none is. The second follows it without a gap, and ends the sentence.
pub fn action_counts(counts: &ActionCounts) -> [String; 2] {
    let overdue = match counts.overdue {
        0 => String::new(),
        some => format!("{} {} overdue", how_many(some, "action"), is_or_are(some)),
    };
    // Only the first number says what is counted.
    let mut is_first = overdue.is_empty();
    let mut number = |of: usize| {
        if std::mem::take(&mut is_first) {
            how_many(of, "action")
        } else {
            of.to_string()
        }
    };
    let mut open = Vec::new();
    if let (1.., Some(by)) = (counts.due, counts.due_by) {
        let due = number(counts.due);
        open.push(format!(
            "{due} {} due by {}",
            is_or_are(counts.due),
            date(by)
        ));
    }
    if counts.undated > 0 {
        let undated = number(counts.undated);
        let has = if counts.undated == 1 { "has" } else { "have" };
        open.push(format!("{undated} {has} no date"));
    }
    let open = if overdue.is_empty() {
        open.join(" and ")
    } else {
        open.iter()
            .fold(String::new(), |all, part| all + ", " + part)
    };
    let mut sentences = Vec::new();
    if !(overdue.is_empty() && open.is_empty()) {
        sentences.push(format!("{open}."));
    }
    if counts.proven > 0 {
        sentences.push(format!(
            "{} {} done and shown to have worked.",
            how_many(counts.proven, "action"),
            is_or_are(counts.proven)
        ));
    }
    if counts.unproven > 0 {
        let it = if counts.unproven == 1 { "it" } else { "they" };
        sentences.push(format!(
            "{} {} done, with no evidence yet that {it} worked.",
            how_many(counts.unproven, "action"),
            is_or_are(counts.unproven)
        ));
    }
    [overdue, sentences.join(" ")]
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: u16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).expect("a real date")
    }

    fn said(counts: &ActionCounts) -> String {
        action_counts(counts).concat()
    }

    #[test]
    fn how_actions_stand_is_said_in_whole_sentences_and_only_what_is_so() {
        let due_by = Some(day(2027, 3, 27));
        let none = ActionCounts::default();
        for (counts, expected) in [
            (none, ""),
            (ActionCounts { overdue: 1, ..none }, "1 action is overdue."),
            (
                ActionCounts {
                    overdue: 1,
                    due: 2,
                    due_by,
                    proven: 1,
                    ..none
                },
                "1 action is overdue, 2 are due by 27 March 2027. 1 action is done and shown to have worked.",
            ),
            (
                ActionCounts {
                    overdue: 3,
                    due: 1,
                    due_by,
                    undated: 1,
                    ..none
                },
                "3 actions are overdue, 1 is due by 27 March 2027, 1 has no date.",
            ),
            (
                ActionCounts {
                    due: 2,
                    due_by,
                    undated: 2,
                    ..none
                },
                "2 actions are due by 27 March 2027 and 2 have no date.",
            ),
            (ActionCounts { undated: 1, ..none }, "1 action has no date."),
            (
                ActionCounts {
                    proven: 2,
                    unproven: 1,
                    ..none
                },
                "2 actions are done and shown to have worked. 1 action is done, with no evidence yet that it worked.",
            ),
            (
                ActionCounts {
                    unproven: 2,
                    ..none
                },
                "2 actions are done, with no evidence yet that they worked.",
            ),
        ] {
            assert_eq!(said(&counts), expected);
        }
    }

    #[test]
    fn only_what_is_overdue_is_stressed() {
        let mut counts = ActionCounts {
            overdue: 2,
            undated: 1,
            ..ActionCounts::default()
        };
        let [stressed, rest] = action_counts(&counts);
        assert_eq!(stressed, "2 actions are overdue");
        assert_eq!(rest, ", 1 has no date.");
        counts.overdue = 0;
        assert_eq!(action_counts(&counts)[0], "");
    }

    #[test]
    fn a_form_that_was_sent_says_when_and_whether_it_has_changed_since() {
        let on = Some(day(2026, 11, 27));
        assert_eq!(sent(None, false), "Not sent yet.");
        assert_eq!(sent(on, false), "Sent on 27 November 2026.");
        assert_eq!(
            sent(on, true),
            "Changed since you sent it on 27 November 2026: send it again."
        );
    }
}
