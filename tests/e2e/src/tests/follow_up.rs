//! The months after: how far each action has come, and what shows it.

use super::{Test, test};
use crate::harness::fixture::Stage;
use crate::record;
use crate::user::Person;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(actions_are_followed_up_overdue_first_and_what_shows_it_is_part_of_the_return),
    test!(overdue_actions_are_told_when_the_app_is_opened),
    test!(evidence_can_be_had_back),
    test!(following_up_can_be_done_by_keyboard_alone),
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
fn opens(me: &Person, hash: &str) {
    me.store(record::KEY, &record::file_text(&record()));
    me.open(hash);
}

#[track_caller]
fn kept(me: &Person, holds: impl Fn(&Value) -> bool) -> Value {
    me.until("it is kept", || {
        let stored = me.stored_records();
        let record = record::parse(stored.get(record::KEY).ok_or("nothing is kept")?);
        if holds(&record) {
            Ok(record)
        } else {
            Err(record.to_string())
        }
    })
}

fn actions_are_followed_up_overdue_first_and_what_shows_it_is_part_of_the_return(stage: &Stage) {
    let me = stage.person();
    opens(&me, "#/follow-up");
    me.sees_heading(FOLLOW_UP);
    me.sees("1 action is overdue.");
    me.sees_in_order(&[
        "Action 4: Overdue",
        "Action 1: To come",
        "Action 2: Without a day",
        "Action 3: Finished",
    ]);
    me.sees_a(
        "image",
        "Timeline. Action 1 by 27 March 2091: To come; Action 3 by 1 February 2020: Done; \
         Action 4 by 1 March 2020: Overdue",
    );

    // What is done asks gently whether it worked.
    let done = me.within_region("Action 3: Finished");
    done.sees("Has it made a difference?");
    done.press("Add what shows that it worked for action 3");
    me.has_focus_in("textarea", "What shows it?");
    done.type_into("What shows it?", "Three calls were escalated in May");
    me.does_not_see("Has it made a difference?");
    let today = me.script("return String(new Date().getFullYear());", vec![]);
    done.reads("Year", today.as_str().unwrap_or_default());

    let overdue = me.within_region("Action 4: Overdue");
    overdue.click("radio", "Done");
    me.does_not_see("1 action is overdue.");
    let record = kept(&me, |it| {
        it["actions"][3]["status"] == "done"
            && it["actions"][2]["evidence"][0]["text"] == "Three calls were escalated in May"
    });
    assert_eq!(record["actions"][2]["evidence"][0]["kind"], "worked");

    // It is on the check page, with a way back, and in what is sent.
    me.follow("Continue to check and send");
    me.arrives_at("Check and send");
    me.sees("Three calls were escalated in May");
    let text = me.download("Download the return").text;
    assert!(text.contains("Three calls were escalated in May"), "{text}");
    me.follow("Change How far has it come? of action 3");
    me.sees_heading(FOLLOW_UP);
}

fn overdue_actions_are_told_when_the_app_is_opened(stage: &Stage) {
    let me = stage.person();
    opens(&me, "#/briefing");
    let told = me.within_region("Overdue actions");
    told.sees("1 action is overdue.");
    told.follow(FOLLOW_UP);
    me.arrives_at(FOLLOW_UP);
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.sees_no("region", "Overdue actions");

    me.reload();
    told.press("Not now");
    me.sees_no("region", "Overdue actions");
}

fn evidence_can_be_had_back(stage: &Stage) {
    let me = stage.person();
    opens(&me, "#/follow-up");
    let action = me.within_region("Action 4: Overdue");
    action.press("Add what shows that it is done for action 4");
    action.type_into("What shows it?", "The log is in use");
    kept(&me, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.press("Remove this entry");
    me.sees("Evidence removed.");
    kept(&me, |it| it["actions"][3]["evidence"] == json!([]));
    me.press("Undo");
    action.reads("What shows it?", "The log is in use");
    action.press("Remove this entry");
    me.sees("Evidence removed.");
    me.reload();
    me.press("Undo");
    kept(&me, |it| {
        it["actions"][3]["evidence"][0]["text"] == "The log is in use"
    });
    action.reads("What shows it?", "The log is in use");
}

fn following_up_can_be_done_by_keyboard_alone(stage: &Stage) {
    let me = stage.person();
    opens(&me, "#/follow-up");
    me.sees_heading(FOLLOW_UP);
    // Tab comes to the one that is chosen, in the first card.
    me.tabs_to("In progress");
    // An arrow key, as radio buttons have it: on to the next one.
    me.press_keys("\u{e015}");
    kept(&me, |it| it["actions"][3]["status"] == "done");
    me.tabs_to("Add what shows that it is done for action 4");
    me.press_keys("\u{e007}");
    me.has_focus_in("textarea", "What shows it?");
    me.press_keys("Seen");
    kept(&me, |it| it["actions"][3]["evidence"][0]["text"] == "Seen");
}
