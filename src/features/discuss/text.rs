//! The sentences of this page.

/// For those who have never typed here.
pub const FIRST_VISIT: &str =
    "Your answers save automatically on this device. Stop and come back at any time.";

/// Where there is no learning point.
pub const NO_LEARNING_POINTS: &str = "You have not added any learning points.";

/// The heading of what the briefing says.
pub const GUIDE: &str = "From the briefing";

/// Above what the briefing says about the topics of a learning point.
pub const PROMPTS: &str = "The briefing says:";

/// How many topics of a learning point are selected.
pub fn selected(count: usize) -> String {
    format!("{count} selected")
}
