//! The months after: how far each action has come, and what shows it.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::User;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(actions_are_listed_overdue_first_and_evidence_is_part_of_the_return),
    test!(overdue_actions_are_announced_when_the_app_opens),
    test!(removed_evidence_can_be_restored),
    test!(following_up_works_by_keyboard_alone),
];

const FOLLOW_UP: &str = "Follow up";

/// An overdue action, one that is done, one to come and one without a day, in no order.
fn record() -> Value {
    let mut record = record::small();
    let dated = |id: u32, what: &str, day: [&str; 3], status: &str| {
        let mut action = record::action(id, what);
        let [day, month, year] = day;
        action["by_when"] = json!({ "day": day, "month": month, "year": year });
        action["by_when_date"] = match year {
            "" => Value::Null,
            _ => json!(format!("{year}-{month:0>2}-{day:0>2}")),
        };
        action["status"] = json!(status);
        action
    };
    record["actions"] = json!([
        dated(1, "To come", ["27", "3", "2091"], "not_started"),
        dated(2, "Without a day", ["", "", ""], "not_started"),
        dated(3, "Finished", ["1", "2", "2020"], "done"),
        dated(4, "Overdue", ["1", "3", "2020"], "in_progress"),
    ]);
    record
}

#[track_caller]
fn opens(user: &User, hash: &str) {
    user.store_entry(record::KEY, &record::file_text(&record()));
    user.open(hash);
}

#[track_caller]
fn kept(user: &User, holds: impl Fn(&Value) -> bool) -> Value {
    user.wait_until("it is kept", || {
        let stored = user.stored_records();
        let record = record::parse(stored.get(record::KEY).ok_or("nothing is kept")?);
        if holds(&record) {
            Ok(record)
        } else {
            Err(record.to_string())
        }
    })
}

fn actions_are_listed_overdue_first_and_evidence_is_part_of_the_return(fixture: &Fixture) {
    let user = fixture.user();
    opens(&user, "#/follow-up");
    user.sees_heading(FOLLOW_UP);
    user.sees("1 action is overdue.");
    user.sees_in_order(&[
        "Action 4: Overdue",
        "Action 1: To come",
        "Action 2: Without a day",
        "Action 3: Finished",
    ]);
    user.sees_a(
        "image",
        "Timeline. Action 1 by 27 March 2091: To come; Action 3 by 1 February 2020: Done; \
         Action 4 by 1 March 2020: Overdue",
    );

    // What is done asks gently whether it worked.
    let done = user.within_region("Action 3: Finished");
    done.sees("Has it made a difference?");
    done.press("Add what shows that it worked for action 3");
    user.sees_focus_in("textarea", "What shows it?");
    done.type_into("What shows it?", "Three calls were escalated in May");
    user.does_not_see("Has it made a difference?");
    let today = user.script("return String(new Date().getFullYear());", vec![]);
    done.sees_value("Year", today.as_str().unwrap_or_default());

    let overdue = user.within_region("Action 4: Overdue");
    overdue.click("radio", "Done");
    user.does_not_see("1 action is overdue.");
    let record = kept(&user, |it| {
        it["actions"][3]["status"] == "done"
            && it["actions"][2]["evidence"][0]["text"] == "Three calls were escalated in May"
    });
    assert_eq!(record["actions"][2]["evidence"][0]["kind"], "worked");

    // It is on the check page, with a way back, and in what is sent.
    user.follow("Continue to check and send");
    user.arrives_at("Check and send");
    user.sees("Three calls were escalated in May");
    let text = user.download("Download the return").text;
    assert!(text.contains("Three calls were escalated in May"), "{text}");
    user.follow("Change How far has it come? of action 3");
    user.sees_heading(FOLLOW_UP);
}

fn overdue_actions_are_announced_when_the_app_opens(fixture: &Fixture) {
    let user = fixture.user();
    opens(&user, "#/briefing");
    let told = user.within_region("Overdue actions");
    told.sees("1 action is overdue.");
    told.follow(FOLLOW_UP);
    user.arrives_at(FOLLOW_UP);
    user.within("navigation", "Steps").follow("Discussion");
    user.arrives_at("Discussion");
    user.sees_no("region", "Overdue actions");

    user.reload();
    told.press("Not now");
    user.sees_no("region", "Overdue actions");
}

fn removed_evidence_can_be_restored(fixture: &Fixture) {
    let user = fixture.user();
    opens(&user, "#/follow-up");
    let action = user.within_region("Action 4: Overdue");
    action.press("Add what shows that it is done for action 4");
    action.type_into("What shows it?", "The log is in use");
    kept(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.press("Remove this entry");
    user.sees("Evidence removed.");
    kept(&user, |it| it["actions"][3]["evidence"] == json!([]));
    user.press("Undo");
    action.sees_value("What shows it?", "The log is in use");
    action.press("Remove this entry");
    user.sees("Evidence removed.");
    user.reload();
    user.press("Undo");
    kept(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.sees_value("What shows it?", "The log is in use");
}

fn following_up_works_by_keyboard_alone(fixture: &Fixture) {
    let user = fixture.user();
    opens(&user, "#/follow-up");
    user.sees_heading(FOLLOW_UP);
    // Tab comes to the one that is chosen, in the first card.
    user.tab_to("In progress");
    // An arrow key, as radio buttons have it: on to the next one.
    user.press_keys("\u{e015}");
    kept(&user, |it| it["actions"][3]["status"] == "done");
    user.tab_to("Add what shows that it is done for action 4");
    user.press_keys("\u{e007}");
    user.sees_focus_in("textarea", "What shows it?");
    user.press_keys("Seen");
    kept(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "Seen"
    });
}
