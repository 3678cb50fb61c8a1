//! Moving from page to page: addresses, titles, focus, and the browser's back and forward buttons.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::{User, ok_if};
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(title_and_focus_follow_the_page),
    test!(back_and_forward_go_through_the_pages),
    test!(an_unknown_address_does_no_harm),
    test!(going_back_returns_to_the_same_place_and_the_same_link),
    test!(going_back_in_a_long_list_returns_to_the_same_row),
    test!(from_a_changed_answer_a_link_leads_back_to_its_place_on_check_and_send),
    test!(the_way_back_to_check_and_send_is_still_there_after_a_reload),
];

fn title_and_focus_follow_the_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    let steps = user.within("navigation", "Steps");
    for (link, heading) in [
        ("Discussion", "Discussion"),
        (
            "Action plan",
            "What actions have been agreed to improve practice?",
        ),
        ("Check and send", "Check and send"),
        ("Briefing", "Case Reviews 2017-2020"),
    ] {
        steps.follow(link);
        user.arrives_at(heading);
        user.sees_title_containing(link);
    }
    user.follow("Saved forms");
    user.arrives_at("Saved forms");
    user.sees_title_containing("Saved forms");
    // An address that names a field focuses it.
    user.open("#/plan/who-1");
    user.sees_focus_in("input", "Who will do it?");
}

fn back_and_forward_go_through_the_pages(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    let steps = user.within("navigation", "Steps");
    steps.follow("Discussion");
    user.arrives_at("Discussion");
    user.type_into("Team Manager", "Kept on the way");
    steps.follow("Action plan");
    user.sees_a("group", "Action 1");
    user.back();
    user.sees_heading("Discussion");
    user.sees_value("Team Manager", "Kept on the way");
    user.back();
    user.sees_heading("Case Reviews 2017-2020");
    user.forward();
    user.sees_value("Team Manager", "Kept on the way");
    user.forward();
    user.sees_a("group", "Action 1");
}

fn an_unknown_address_does_no_harm(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/nowhere/at/all");
    user.sees_heading("Case Reviews 2017-2020");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.type_into("Team Manager", "Still here");
    for hash in ["#/nowhere", "#main", "#/plan/<b>", "#%E0%A4%A"] {
        user.go_to(hash);
        user.sees_value("Team Manager", "Still here");
    }
    user.go_to("#/plan/no-such-field-99");
    user.sees_a("group", "Action 1");
    user.go_to("#/discussion");
    user.sees_value("Team Manager", "Still here");
}

/// How far below the top of the window the link is.
#[track_caller]
fn place_of(user: &User, link: &str) -> f64 {
    user.wait_until(&format!("find the place of “{link}”"), || {
        let place = user.evaluate_on("link", link, "it.getBoundingClientRect().top")?;
        place.as_f64().ok_or_else(|| place.to_string())
    })
}

/// Sees the focus on the link, at the place in the window where it was.
#[track_caller]
fn sees_at_its_place(user: &User, link: &str, place: f64) {
    user.sees_focus_in("a", link);
    user.wait_until(&format!("“{link}” is where it was, at {place}"), || {
        let now = user.evaluate_on("link", link, "it.getBoundingClientRect().top")?;
        let is_there = now.as_f64().is_some_and(|now| (now - place).abs() < 3.0);
        ok_if(is_there, || format!("it is at {now}"))
    });
}

/// Brings the link into the middle of the window.
#[track_caller]
fn scroll_to(user: &User, link: &str) {
    // In its first frames, a page scrolls to its own start.
    let frames = "const done = arguments[0];
         const next = (left) => left ? requestAnimationFrame(() => next(left - 1)) : done(true);
         next(3);";
    user.wait_until("the page has painted three frames", || {
        user.browser.execute_async(frames, vec![]).map(drop)
    });
    let script = "(it.scrollIntoView({ block: 'center', behavior: 'instant' }), true)";
    user.wait_until(&format!("scroll to “{link}”"), || {
        user.evaluate_on("link", link, script).map(drop)
    });
}

fn going_back_returns_to_the_same_place_and_the_same_link(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    let link = "Change How will you know if it has worked? of action 1";
    scroll_to(&user, link);
    let place = place_of(&user, link);
    user.follow(link);
    user.sees_focus_in("textarea", "How will you know if it has worked?");
    user.back();
    user.sees_heading("Check and send");
    sees_at_its_place(&user, link, place);
    // A link without an id of its own, at the foot of the page.
    user.follow("Accessibility statement");
    user.arrives_at("Accessibility statement");
    user.back();
    user.sees_focus_in("a", "Accessibility statement");
    user.forward();
    user.sees_heading("Accessibility statement");
    // A page that is opened anew starts at its top, with the focus on its heading.
    user.go_to_step("Check and send");
    user.arrives_at("Check and send");
    assert_eq!(user.script("return scrollY;", vec![]), json!(0));
}

fn going_back_in_a_long_list_returns_to_the_same_row(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let actions = (1..=300).map(|id| record::action(id, &format!("Thing {id}")));
    record["actions"] = Value::Array(actions.collect());
    user.store_record(&record);
    // The address builds the row, which is far down.
    user.open("#/check/change-who-222");
    let link = "Change Who will do it? of action 222";
    user.sees_focus_in("a", link);
    scroll_to(&user, link);
    let place = place_of(&user, link);
    user.follow(link);
    user.sees_focus_in("input", "Who will do it?");
    user.back();
    user.sees_heading("Check and send");
    sees_at_its_place(&user, link, place);
}

fn from_a_changed_answer_a_link_leads_back_to_its_place_on_check_and_send(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    let link = "Change Who will do it? of action 1";
    scroll_to(&user, link);
    let place = place_of(&user, link);
    user.follow(link);
    user.sees_focus_in("input", "Who will do it?");
    user.type_into("Who will do it?", " and deputy");
    user.follow("Back to Check and send");
    user.sees("Pastoral lead and deputy");
    sees_at_its_place(&user, link, place);
    // Who comes by the steps is not led back.
    user.go_to_step("Action plan");
    user.sees_a("group", "Action 1");
    user.sees_no("link", "Back to Check and send");
}

fn the_way_back_to_check_and_send_is_still_there_after_a_reload(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    user.follow("Change Team Manager");
    user.sees_focus_in("input", "Team Manager");
    // The address holds nothing that was typed.
    user.sees_address_ending("#/discussion/manager?from=change");
    user.reload();
    user.follow("Back to Check and send");
    user.sees_heading("Check and send");
    user.sees_focus_in("a", "Change Team Manager");
    user.sees_focus();
}
