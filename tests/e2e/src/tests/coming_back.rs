//! Coming back after weeks or months: to a form that is on this device, or to one that is not any more.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::{User, ok_if};
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(who_comes_back_sees_their_form_first_and_what_is_overdue),
    test!(a_form_for_another_team_can_be_started_from_the_card),
    test!(on_a_new_computer_every_page_leads_to_the_input_for_a_saved_return),
    test!(the_steps_say_how_much_is_filled_in_while_somebody_types),
];

const CARD: &str = "Welcome back: Northbank School, Pastoral team";

/// The small record with an overdue action and one that is done.
fn months_later() -> Value {
    let mut record = record::small();
    let mut overdue = record::action(2, "Dip sample of case notes");
    overdue["by_when"] = json!({ "day": "1", "month": "9", "year": "2026" });
    overdue["by_when_date"] = json!("2026-09-01");
    let mut done = record::action(3, "Read the escalation policy together");
    done["status"] = json!("done");
    record["actions"] = json!([record::action(1, "Ring back within a day"), overdue, done]);
    record
}

fn who_comes_back_sees_their_form_first_and_what_is_overdue(fixture: &Fixture) {
    let user = fixture.user();
    user.store_record(&months_later());
    user.store_entry(&record::KEY.replace("record", "posted"), "13 27 11 2026 1");
    user.open("");
    let card = user.within_region(CARD);
    card.sees("Changed since you sent it on 27 November 2026: send it again.");
    card.sees("1 action is overdue, 1 is due by 27 March 2091.");
    card.sees("1 action is done, with no evidence yet that it worked.");
    user.sees_no("region", "Overdue actions");
    // Whoever passes the screen reads no name in the tab.
    user.sees_title_containing("1 action overdue - Briefing");
    let title = user.script("return document.title;", vec![]);
    assert!(!title.to_string().contains("Northbank"), "{title}");

    card.follow("Update your actions");
    user.arrives_at("Follow up");
    user.sees_title_containing("Follow up");
    let title = user.script("return document.title;", vec![]);
    assert!(!title.to_string().contains("overdue"), "{title}");
    user.within_region("Action 2: Dip sample of case notes")
        .click("radio", "Done");
    user.go_to_step("Briefing");
    card.sees("1 action is due by 27 March 2091.");
    user.does_not_see("overdue");
    card.follow("Send it again");
    user.arrives_at("Check and send");
}

fn a_form_for_another_team_can_be_started_from_the_card(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/briefing");
    user.within_region(CARD)
        .press("Start a form for another team");
    user.arrives_at("Discussion");
    user.sees_value("Name of Organisation", "");
    // A form that nobody has typed in welcomes nobody back.
    user.go_to_step("Briefing");
    user.sees_heading("Case Reviews 2017-2020");
    user.does_not_see("Welcome back");
    user.go_to_step("Discussion");
    user.type_into("Name of Organisation", "Southbank Surgery");
    user.sees_saved();
    user.reload();
    user.go_to_step("Briefing");
    let card = user.within_region("Welcome back: Southbank Surgery");
    card.sees("1 more");
    assert_eq!(user.stored_records().len(), 2);
}

fn on_a_new_computer_every_page_leads_to_the_input_for_a_saved_return(fixture: &Fixture) {
    let user = fixture.user();
    let file = user.write_file(
        "return.json",
        record::file_text(&record::small()).as_bytes(),
    );
    for page in ["#/briefing", "#/discussion", "#/follow-up"] {
        user.open(page);
        user.follow("I have a saved return");
        user.sees_focus_in("input", "Open a return from a file");
    }
    user.choose_return(&file);
    user.sees_heading("Is this the return you want?");
    user.press("Add to this device");
    user.arrives_at("Discussion");
    // Now the form is here.
    user.sees_no("link", "I have a saved return");
    user.go_to_step("Briefing");
    user.sees_a("region", CARD);
}

fn the_steps_say_how_much_is_filled_in_while_somebody_types(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    let steps = user.within("navigation", "Steps");
    let sees_step = |name: &str| {
        user.wait_until(&format!("a step says “{name}”"), || {
            // What is left out of the flow of text counts as a block of its own.
            let names = steps.names_of("link");
            let names: Vec<String> = names.iter().map(|it| it.replace(" ,", ",")).collect();
            ok_if(names.iter().any(|it| it.starts_with(name)), || {
                format!("the steps say {names:?}")
            })
        });
    };
    sees_step("Discussion, 0 of 3 learning points");
    user.within_group("Learning point 2")
        .type_into(super::DISCUSSION, "We rarely ring back");
    sees_step("Discussion, 1 of 3 learning points");
    user.within_group("Learning point 1")
        .tick(&first_topic(&user));
    sees_step("Discussion, 2 of 3 learning points");
    user.press("Add a learning point");
    sees_step("Discussion, 2 of 4 learning points");
    user.go_to_step("Action plan");
    sees_step("Action plan, 0 actions");
    user.within_group("Action 1")
        .type_into("What needs to happen?", "Ring back");
    sees_step("Action plan, 1 action");
}

/// The name of the first checkbox of a learning point.
fn first_topic(user: &User) -> String {
    let point = user.within_group("Learning point 1");
    let names = point.names_of("checkbox");
    names.into_iter().next().expect("a recommendation")
}
