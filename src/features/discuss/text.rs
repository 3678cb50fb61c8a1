//! The sentences of this page.

/// For those who have never typed here.
pub const FIRST_VISIT: &str = "You do not need to save. What you type is kept on this device as you type, and the line at the top of the page says so. Fill in what you can, in any order, and come back to it later.";

/// Where there is no learning point.
pub const NO_LEARNING_POINTS: &str = "There is no learning point yet.";

/// The heading of what the briefing says.
pub const GUIDE: &str = "From the briefing";

/// Above what the briefing says about the topics of a learning point.
pub const PROMPTS: &str = "The briefing says:";
