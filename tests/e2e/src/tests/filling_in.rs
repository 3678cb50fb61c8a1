//! Filling in the form: dates, what is folded away, and what is said beside the fields.

use super::{DISCUSSION, Test, test};
use crate::harness::fixture::Fixture;
use crate::user::{User, ok_if};
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(a_date_typed_whole_goes_into_its_three_boxes),
    test!(evidence_has_its_day_of_the_week_and_a_date_typed_whole_is_understood),
    test!(a_date_can_be_chosen_from_a_calendar),
    test!(later_learning_points_fold_their_topics_and_name_what_is_chosen),
    test!(what_is_missing_is_said_beside_its_field_only_after_the_check_page),
    test!(screen_readers_can_jump_from_row_to_row),
];

/// The question above the topics of a learning point.
const ABOUT: &str = "Which recommendations or findings?";

/// Types into a box of the first date and leaves the box.
#[track_caller]
fn type_and_leave(date: &User, label: &str, text: &str) {
    date.retype(label, text);
    date.tab();
}

#[track_caller]
fn sees_date(date: &User, parts: [&str; 3]) {
    for (label, part) in ["Day", "Month", "Year"].into_iter().zip(parts) {
        date.sees_value(label, part);
    }
}

#[track_caller]
fn empty_boxes(date: &User) {
    for label in ["Year", "Month", "Day"] {
        date.retype(label, "");
    }
}

fn a_date_typed_whole_goes_into_its_three_boxes(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    let date = user.within_group("By When?");
    type_and_leave(&date, "Day", "1st March 2027");
    sees_date(&date, ["1", "March", "2027"]);
    date.sees("Monday 1 March 2027");
    date.does_not_see("a weekend");
    empty_boxes(&date);
    type_and_leave(&date, "Day", "27/3/27");
    sees_date(&date, ["27", "3", "2027"]);
    date.sees("Saturday 27 March 2027, a weekend");
    user.sees_saved();
    let stored = &user.only_stored_record()["actions"][0]["by_when"];
    assert_eq!(
        *stored,
        json!({ "day": "27", "month": "3", "year": "2027" })
    );
    // What could mean two things stays as it was typed, and nothing else is replaced.
    type_and_leave(&date, "Day", "1/4/2028");
    sees_date(&date, ["1/4/2028", "3", "2027"]);
    date.does_not_see("Saturday");
    // Said when the date is left, not while somebody goes from box to box.
    user.type_into("Who will do it?", "Deputy head");
    date.sees("Enter only the day in the box “Day”, for example 27.");
    date.retype("Day", "1");
    date.does_not_see("Enter only the day");
    date.sees("Monday 1 March 2027");
    // Words that a button replaced could not be had back, so they stay, and are pointed out.
    date.retype("Day", "after Easter");
    date.press("In 4 weeks");
    sees_date(&date, ["after Easter", "3", "2027"]);
    date.sees("Enter only the day");
    date.retype("Day", "27");
    date.press("In 4 weeks");
    date.does_not_see("Enter only the day");
    user.sees_saved();
    assert_ne!(user.only_stored_record()["actions"][0]["by_when"], *stored);
}

fn evidence_has_its_day_of_the_week_and_a_date_typed_whole_is_understood(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/follow-up");
    user.press("Add evidence that it is done for action 1");
    let date = user.within_group("An entry of evidence");
    empty_boxes(&date);
    type_and_leave(&date, "Day", "27/3/27");
    sees_date(&date, ["27", "3", "2027"]);
    date.sees("Saturday 27 March 2027, a weekend");
    user.sees_saved();
    let stored = &user.only_stored_record()["actions"][0]["evidence"][0]["on"];
    assert_eq!(
        *stored,
        json!({ "day": "27", "month": "3", "year": "2027" })
    );
}

/// A driver cannot press anything in the browser's own calendar, so the test chooses for the user.
fn a_date_can_be_chosen_from_a_calendar(fixture: &Fixture) {
    let user = fixture.user();
    let choose = |day: &str| {
        user.script(
            "const box = document.querySelector('input[type=date]');
             box.value = arguments[0];
             box.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(day)],
        )
    };
    user.open("#/plan");
    let date = user.within_group("By When?");
    user.script(
        "HTMLInputElement.prototype.showPicker = function () { window.e2eOpenedAt = this.value; };",
        vec![],
    );
    date.type_into("Day", "27");
    date.type_into("Month", "March");
    date.type_into("Year", "2027");
    date.press("Choose from a calendar");
    let opened_at = user.script("return window.e2eOpenedAt;", vec![]);
    assert_eq!(opened_at, "2027-03-27");
    choose("2027-04-02");
    sees_date(&date, ["2", "4", "2027"]);
    date.sees("Friday 2 April 2027");
    user.sees_focus_in("button", "Choose from a calendar");
    // The user closes the calendar without a choice, or empties the box.
    choose("");
    sees_date(&date, ["2", "4", "2027"]);

    user.script("HTMLInputElement.prototype.showPicker = undefined;", vec![]);
    date.does_not_see("This browser cannot open a calendar");
    date.press("Choose from a calendar");
    date.sees("This browser cannot open a calendar from a button.");
    user.sees_focus_in("input", "Calendar for action 1");
    choose("2027-05-03");
    sees_date(&date, ["3", "5", "2027"]);
}

fn later_learning_points_fold_their_topics_and_name_what_is_chosen(fixture: &Fixture) {
    let topic = "Finding 4: Lack of understanding of TSCP arrangements";
    let user = fixture.user();
    user.open("#/discussion");
    user.within_group("Learning point 1")
        .sees_a("checkbox", topic);
    let second = user.within_group("Learning point 2");
    second.sees_no("checkbox", topic);
    second.press(ABOUT);
    second.tick(topic);
    second.sees("1 selected");
    second.type_into(DISCUSSION, "We rarely ring back.");
    user.sees_saved();
    second.press(ABOUT);
    second.sees_no("checkbox", topic);
    second.sees(topic);
    user.reload();
    second.sees_no("checkbox", topic);
    second.sees("1 selected");
    second.sees(topic);
    // Links lead into the fold.
    user.go_to_step("Check and send");
    user.follow(&format!("Change {ABOUT} of learning point 2"));
    user.sees_focus_in("summary", ABOUT);
    assert!(second.is_ticked(topic));
    user.open("#/discussion/about-3");
    let third = user.within_group("Learning point 3");
    third.sees_a("checkbox", topic);
}

fn what_is_missing_is_said_beside_its_field_only_after_the_check_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    user.type_into("What needs to happen?", "Log every call");
    user.type_into("Who will do it?", "Deputy head");
    user.sees_saved();
    user.does_not_see("This is empty.");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.does_not_see("This is empty.");

    user.go_to_step("Check and send");
    user.arrives_at("Check and send");
    user.go_to_step("Action plan");
    user.arrives_at("What actions have been agreed to improve practice?");
    let described = |label: &str| -> Value {
        user.wait_until("read what describes the field", || {
            user.evaluate_on(
                "textbox",
                label,
                "(it.getAttribute('aria-describedby') || '').split(' ')
                   .map((id) => document.getElementById(id)).filter(Boolean)
                   .map((e) => e.textContent).join(' ')",
            )
        })
    };
    let label = "How will you know when it has been done?";
    let has_note = |label: &str| described(label).to_string().contains("This is empty.");
    assert!(has_note(label));
    assert!(!has_note("Who will do it?"));
    user.type_into(label, "It is in use");
    user.wait_until("the note is gone", || {
        ok_if(!has_note(label), || "it is still there".into())
    });
    assert!(has_note("How will you know if it has worked?"));
    user.retype("Who will do it?", "");
    user.wait_until("the note is there", || {
        ok_if(has_note("Who will do it?"), || "it is not".into())
    });
}

fn screen_readers_can_jump_from_row_to_row(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    for number in 1..=3 {
        user.sees_heading(&format!("Learning point {number}"));
    }
    user.go_to_step("Action plan");
    user.sees_heading("Action 1");
    user.press("Add an action");
    user.sees_heading("Action 2");
}
