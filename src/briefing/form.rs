//! The words of the paper form, which are the same for every briefing.
//!
//! The app uses them word for word as labels, so that people who know the paper form find their
//! way. Source: the discussion and action plan form of the Tameside Safeguarding Children Partnership.

/// Page 1, the team.
pub const ORGANISATION: &str = "Name of Organisation";
/// Page 1, the team.
pub const MANAGER: &str = "Team Manager";
/// Page 1, the team.
pub const SECTION_AND_TEAM: &str = "Name of Section & Team";
/// Page 1, the team.
pub const CONTACT_DETAILS: &str = "Contact Details";
/// Page 1, above the numbered rows.
pub const LEARNING: &str = "Identify the learning or recommendations that are relevant to your team and summarise your teams' discussion on those points";
/// Page 2, above the table.
pub const ACTIONS: &str = "What actions have been agreed to improve practice?";
/// Page 2, first column.
pub const WHAT: &str = "What needs to happen?";
/// Page 2, second column.
pub const WHO: &str = "Who will do it?";
/// Page 2, third column.
pub const BY_WHEN: &str = "By When?";
/// Page 2, fourth column.
pub const HOW_DONE: &str = "How will you know when it has been done?";
/// Page 2, fifth column.
pub const HOW_WORKED: &str = "How will you know if it has worked?";
/// The number of rows on page 1.
pub const LEARNING_ROWS: usize = 3;

/// Page 1: the team's details, in order.
pub const TEAM: [&str; 4] = [ORGANISATION, MANAGER, SECTION_AND_TEAM, CONTACT_DETAILS];
/// Page 2: the columns of the table, in order.
pub const COLUMNS: [&str; 5] = [WHAT, WHO, BY_WHEN, HOW_DONE, HOW_WORKED];
