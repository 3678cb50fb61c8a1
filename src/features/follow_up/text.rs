//! The sentences of this page.

/// What this page is for.
pub const INTRODUCTION: &str = "Come back here when something has happened. Say how far each action has come, and add what shows it: that it is done, and that it made a difference.";

/// Where there is no action to follow up.
pub const NOTHING_TO_FOLLOW_UP: &str = "There is no action to follow up yet.";

/// Below the actions.
pub const SEND_AGAIN: &str = "When something has changed, send the return again: the partnership takes it in place of the one before.";

/// Where an action is done and there is no evidence that it worked.
pub const DID_IT_WORK: &str = "It is done. Has it made a difference? If you can see one, add what shows it under “How will you know if it has worked?”. If it is too early, come back later.";

/// Where a question of the plan was not answered.
pub const NOT_AGREED: &str = "Nothing was agreed here.";

/// The timeline for screen readers.
pub fn timeline(entries: &[String]) -> String {
    format!("Timeline. {}", entries.join("; "))
}
