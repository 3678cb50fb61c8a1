//! The sentences of this page.

/// What this page is for.
pub const INTRODUCTION: &str =
    "Update your actions here. Add evidence that each is done and made a difference.";

/// Where there is no action to follow up.
pub const NOTHING_TO_FOLLOW_UP: &str = "You have no actions to follow up yet.";

/// Below the actions.
pub const SEND_AGAIN: &str =
    "If anything changes, send your return again. It replaces the last one.";

/// Where an action is done and there is no evidence that it worked.
pub const DID_IT_WORK: &str = "Has it made a difference? Add evidence, or come back later.";

/// Where a question of the plan was not answered.
pub const NOT_AGREED: &str = "No answer in the action plan.";

/// The timeline for screen readers.
pub fn timeline(entries: &[String]) -> String {
    format!("Timeline. {}", entries.join("; "))
}
