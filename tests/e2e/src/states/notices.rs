//! Pages that point something out to the user, when a record is sent and in the months after.

use super::{State, Theme};
use crate::record;
use crate::user::User;
use serde_json::json;

pub fn all() -> Vec<State> {
    let notice = |name, set_up: fn(&User)| State::new(Theme::Question, name, set_up);
    vec![
        notice("actions that are followed up", |user| {
            let mut record = record::small();
            let mut done = record::action(2, "Read the escalation policy together");
            done["status"] = json!("done");
            done["evidence"] = json!([{
                "id": 1, "kind": "done", "on": { "day": "12", "month": "10", "year": "2026" },
                "on_date": "2026-10-12", "text": "Everyone has signed the list."
            }]);
            let mut overdue = record::action(3, "Dip sample of case notes");
            overdue["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
            overdue["by_when_date"] = json!("2026-09-01");
            overdue["status"] = json!("in_progress");
            record["actions"] = json!([done, overdue]);
            user.store_record(&record);
            user.open("#/follow-up");
            user.sees("1 action is overdue.");
        }),
        notice("overdue actions", |user| {
            let mut record = record::small();
            record["actions"][0]["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
            record["actions"][0]["by_when_date"] = json!("2026-09-01");
            user.store_record(&record);
            user.open("#/plan");
            user.sees("1 action is overdue.");
        }),
        notice("the form of a team that comes back", |user| {
            user.store_small_record();
            let submission_key = record::KEY.replace("record", "posted");
            user.store_entry(&submission_key, "13 20 11 2026 1");
            user.open("#/briefing");
            user.sees("Welcome back: Northbank School, Pastoral team");
        }),
        notice("an answer that is changed from check and send", |user| {
            user.store_small_record();
            user.open("#/plan/how-worked-1?from=change");
            user.sees_a("link", "Back to Check and send");
        }),
        notice("possible personal details", |user| {
            let mut record = record::small();
            record["learning_points"][0]["discussion"] =
                json!("Mrs Hussain rang from 07700 900123.");
            user.store_record(&record);
            user.open("#/check");
            user.sees_heading("Check for personal details");
        }),
        notice("a return that was sent and changed", |user| {
            user.store_small_record();
            let submission_key = record::KEY.replace("record", "posted");
            user.store_entry(&submission_key, "13 20 11 2026 1");
            user.open("#/check");
            user.sees("Download your return and send it again.");
        }),
        notice("a standalone copy", |user| {
            user.open_copy_of(&record::small());
            user.sees_a("button", "Continue here");
        }),
    ]
}
