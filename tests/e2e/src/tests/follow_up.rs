//! Following up in the months after the meeting: how far each action has come, and evidence of it.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::User;
use fantoccini::key::Key;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(actions_are_listed_overdue_first_and_evidence_is_part_of_the_return),
    test!(overdue_actions_are_announced_when_the_app_opens),
    test!(removed_evidence_can_be_restored),
    test!(following_up_works_by_keyboard_alone),
];

const FOLLOW_UP: &str = "Follow up";

/// A record with an action to come, one without a date, one that is done and an overdue one.
fn record_to_follow_up() -> Value {
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
        dated(1, "Not due yet", ["27", "3", "2091"], "not_started"),
        dated(2, "Without a day", ["", "", ""], "not_started"),
        dated(3, "Finished", ["1", "2", "2020"], "done"),
        dated(4, "Overdue", ["1", "3", "2020"], "in_progress"),
    ]);
    record
}

#[track_caller]
fn open_with_record(user: &User, hash: &str) {
    user.store_record(&record_to_follow_up());
    user.open(hash);
}

/// Waits until the stored record is as `holds` says, and returns it.
#[track_caller]
fn wait_for_stored_record(user: &User, holds: impl Fn(&Value) -> bool) -> Value {
    user.wait_until("the change is stored", || {
        let stored = user.stored_records();
        let record = record::parse(stored.get(record::KEY).ok_or("nothing is stored")?);
        if holds(&record) {
            Ok(record)
        } else {
            Err(record.to_string())
        }
    })
}

fn actions_are_listed_overdue_first_and_evidence_is_part_of_the_return(fixture: &Fixture) {
    let user = fixture.user();
    open_with_record(&user, "#/follow-up");
    user.sees_heading(FOLLOW_UP);
    user.sees("1 action is overdue.");
    user.sees_in_order(&[
        "Action 4: Overdue",
        "Action 1: Not due yet",
        "Action 2: Without a day",
        "Action 3: Finished",
    ]);
    user.sees_a(
        "image",
        "Timeline. Action 1 by 27 March 2091: Not due yet; Action 3 by 1 February 2020: Done; \
         Action 4 by 1 March 2020: Overdue",
    );

    // An action that is done asks whether it made a difference.
    let done = user.within_region("Action 3: Finished");
    done.sees("Has it made a difference?");
    done.press("Add evidence that it worked for action 3");
    user.sees_focus_in("textarea", "What is your evidence?");
    done.type_into(
        "What is your evidence?",
        "Three calls were escalated in May",
    );
    user.does_not_see("Has it made a difference?");
    let today = user.script("return String(new Date().getFullYear());", vec![]);
    done.sees_value("Year", today.as_str().unwrap_or_default());

    let overdue = user.within_region("Action 4: Overdue");
    overdue.click("radio", "Done");
    user.does_not_see("1 action is overdue.");
    let record = wait_for_stored_record(&user, |it| {
        it["actions"][3]["status"] == "done"
            && it["actions"][2]["evidence"][0]["text"] == "Three calls were escalated in May"
    });
    assert_eq!(record["actions"][2]["evidence"][0]["kind"], "worked");

    // The evidence is on the page to check, with a link back, and in the return.
    user.follow("Continue to check and send");
    user.arrives_at("Check and send");
    user.sees("Three calls were escalated in May");
    let text = user.download("Download the return").text;
    assert!(text.contains("Three calls were escalated in May"), "{text}");
    user.follow("Change What progress has been made? of action 3");
    user.sees_heading(FOLLOW_UP);
}

fn overdue_actions_are_announced_when_the_app_opens(fixture: &Fixture) {
    let user = fixture.user();
    open_with_record(&user, "#/discussion");
    let notice = user.within_region("Overdue actions");
    notice.sees("1 action is overdue.");
    notice.follow(FOLLOW_UP);
    user.arrives_at(FOLLOW_UP);
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.sees_no("region", "Overdue actions");

    user.reload();
    notice.press("Not now");
    user.sees_no("region", "Overdue actions");
}

fn removed_evidence_can_be_restored(fixture: &Fixture) {
    let user = fixture.user();
    open_with_record(&user, "#/follow-up");
    let action = user.within_region("Action 4: Overdue");
    action.press("Add evidence that it is done for action 4");
    action.type_into("What is your evidence?", "The log is in use");
    wait_for_stored_record(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.press("Remove this evidence");
    user.sees("Evidence removed.");
    user.sees_focus_in("button", "Add evidence that it is done for action 4");
    wait_for_stored_record(&user, |it| it["actions"][3]["evidence"] == json!([]));
    user.press("Undo");
    action.sees_value("What is your evidence?", "The log is in use");
    action.press("Remove this evidence");
    user.sees("Evidence removed.");
    user.reload();
    user.press("Undo");
    wait_for_stored_record(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.sees_value("What is your evidence?", "The log is in use");
}

fn following_up_works_by_keyboard_alone(fixture: &Fixture) {
    let user = fixture.user();
    open_with_record(&user, "#/follow-up");
    user.sees_heading(FOLLOW_UP);
    // Tab stops at the chosen radio button of the first card.
    user.tab_to("In progress");
    // An arrow key chooses the next radio button.
    user.press_keys(&Key::Down);
    wait_for_stored_record(&user, |it| it["actions"][3]["status"] == "done");
    user.tab_to("Add evidence that it is done for action 4");
    user.press_keys(&Key::Enter);
    user.sees_focus_in("textarea", "What is your evidence?");
    user.press_keys("Seen");
    wait_for_stored_record(&user, |it| {
        it["actions"][3]["evidence"][0]["text"] == "Seen"
    });
}
