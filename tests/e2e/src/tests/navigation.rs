//! Moving from page to page: addresses, titles, focus, and the browser's back and forward buttons.

use super::{Test, test};
use crate::harness::fixture::Fixture;

pub const TESTS: &[Test] = &[
    test!(title_and_focus_follow_the_page),
    test!(back_and_forward_go_through_the_pages),
    test!(an_unknown_address_does_no_harm),
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
