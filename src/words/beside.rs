//! What is missing or unlikely, in words that stand beside the field.

use crate::record::{DatePart, DateProblem, Field, Problem};

/// A problem as a sentence beside its field, which need not name the field.
pub fn beside(problem: Problem) -> &'static str {
    match problem {
        Problem::Missing(Field::About(_)) => "Select a recommendation or finding.",
        Problem::Missing(_) => "This is empty.",
        Problem::NoLearningPoint(_) => "You have not filled in any learning points. Start here.",
        Problem::NoAction(_) => "You have not added any actions. Start here.",
        Problem::Date(_, DateProblem::InOneBox(DatePart::Day)) => {
            "Enter only the day in the box “Day”, for example 27."
        }
        Problem::Date(_, DateProblem::InOneBox(DatePart::Month)) => {
            "Enter only the month in the box “Month”, for example 3."
        }
        Problem::Date(_, DateProblem::InOneBox(DatePart::Year)) => {
            "Enter only the year in the box “Year”, for example 2027."
        }
        Problem::Date(_, DateProblem::Incomplete) => "Enter a day, month and year.",
        Problem::Date(_, DateProblem::Impossible) => "Enter a real date, for example 27 3 2027.",
        Problem::Date(_, DateProblem::Past) => {
            "This date is in the past. If it is right, update the progress on the page “Follow up”."
        }
        Problem::SameAnswer(_) => {
            "Both answers are the same. One is about finishing it, the other about the difference it made."
        }
    }
}
