//! Pages that ask the user something.

use super::{State, Theme};
use crate::record;
use crate::sample_returns;
use crate::user::{User, ok_if};
use serde_json::{Value, json};

pub fn all() -> Vec<State> {
    let question = |name, set_up: fn(&User)| State::new(Theme::Question, name, set_up);
    vec![
        question("a removal that can be undone", |user| {
            user.store_small_record();
            user.open("#/plan");
            user.press("Remove action 1");
            user.sees_a("button", "Undo");
            user.sees_saved();
        }),
        question("answers worth a second look", |user| {
            let mut record = record::small();
            record["actions"][0]["who"] = json!("");
            record["actions"][0]["by_when"] = json!({ "day": "31", "month": "2", "year": "2091" });
            record["actions"][0]["by_when_date"] = json!(null);
            user.store_record(&record);
            user.open("#/check");
            user.sees_heading("Check these before you send");
        }),
        question("a return to copy by hand", |user| {
            user.store_small_record();
            user.open("#/check");
            user.deny_clipboard();
            user.press("If you cannot download");
            user.press("Copy the return");
            user.sees_a("textbox", "The return, ready to copy");
        }),
        question("a return to add", |user| {
            choose_return(user, &record::small());
            user.sees_a("button", "Add to this device");
        }),
        question("the returns of a few teams", |user| {
            sample_returns::import_a_few(user);
            user.press("Not read: 1 file");
            user.press("Show them side by side");
            user.press("History of action 1 of School 1, Team 1");
            user.type_into("Who was asked?", "School 0\nPolice");
            user.sees("1 of 2 have answered.");
        }),
        question("two versions to choose from", |user| {
            user.store_small_record();
            let mut sent = record::small();
            sent["team"]["manager"] = json!("A. Manager, as sent");
            choose_return(user, &sent);
            user.sees_a("button", "Use the one from the file");
        }),
        question("earlier versions", |user| {
            user.store_small_record();
            user.open("#/plan");
            user.press("Remove action 1");
            user.sees_saved();
            user.open("#/records");
            user.press("Earlier versions of Northbank School, Pastoral team");
            user.wait_until("there is an earlier version", || {
                let buttons = user.names_of("button");
                let has_version = buttons.iter().any(|name| name.starts_with("View"));
                ok_if(has_version, || format!("{buttons:?}"))
            });
        }),
        question("a deleted record", |user| {
            user.store_small_record();
            user.open("#/records");
            user.press("Delete Northbank School, Pastoral team");
            user.sees_heading("Deleted and replaced forms");
        }),
        question("a record for another briefing", |user| {
            user.store_record(&record::for_another_briefing());
            user.open("#/discussion");
            user.sees("This form is for another briefing");
        }),
    ]
}

#[track_caller]
fn choose_return(user: &User, record: &Value) {
    let file = user.write_file("a return.json", record::file_text(record).as_bytes());
    user.open("#/records");
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
}
