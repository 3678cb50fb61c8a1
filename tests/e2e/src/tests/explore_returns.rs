//! Looking at many returns at a partnership: the filter, comparisons, who has not answered, the summary.

use super::{CAN_PRINT, Test, csv_rows, test};
use crate::harness::fixture::Fixture;
use crate::sample_returns::{
    self, CHOOSE_FILES, contradicting_team_return, file_bytes, files_of_teams, overdue_team_return,
    team_return, write_files,
};
use fantoccini::key::Key;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(the_filter_decides_what_is_shown_and_the_address_names_nobody),
    test!(contradicting_versions_are_compared_and_an_action_shows_its_history),
    test!(text_typed_while_the_address_changes_is_kept),
    test!(teams_that_have_not_answered_are_named),
    test!(the_returns_page_works_by_keyboard_alone),
    test!(the_summary_prints_with_or_without_names).in_engines(CAN_PRINT),
    test!(links_to_parts_of_the_page_keep_the_filter),
];

fn the_filter_decides_what_is_shown_and_the_address_names_nobody(fixture: &Fixture) {
    let user = fixture.user();
    let mut files = files_of_teams(20);
    let mut overdue = overdue_team_return(40);
    overdue["team"]["organisation"] = json!("Police & Co");
    overdue["learning_points"][0]["about"] = json!(["finding-4"]);
    files.push(("overdue.json".to_owned(), file_bytes(&overdue)));
    sample_returns::import(&user, &files);
    user.sees("Showing 21 of 21 returns: 21 learning points and 21 actions.");
    user.select("Actions that are", "Overdue");
    user.sees("Showing 1 of 21 returns: 1 learning point and 1 action.");
    user.sees_address_ending("#/returns?standing=overdue");
    user.select("Organisation", "School 3");
    user.sees("Showing 0 of 21 returns");
    // Nothing that may name somebody is there.
    user.sees_address_ending("#/returns?standing=overdue");
    user.select("Actions that are", "Any");
    user.sees("Showing 2 of 21 returns");
    user.type_into("Words", "TEAM 13 disc");
    user.sees("Showing 1 of 21 returns: 1 learning point and 0 actions.");
    user.sees("What team 13 discussed");
    user.press("Clear the filters");
    user.sees_value("Words", "");
    user.sees("Showing 21 of 21 returns");
    user.sees_address_ending("#/returns");
    // Opening an address sets the filter. Earlier versions put the organisation there.
    user.go_to("#/returns?organisation=police%20%26%20co&topic=finding%2D4");
    user.sees("Showing 1 of 21 returns");
    user.sees_selected("Organisation", "Police & Co");
    user.sees_address_ending("#/returns?topic=finding%2D4");
    user.sees_selected("Organisation", "Police & Co");
    user.go_to("#/returns?from=2090-01-01&to=2099-12-31");
    user.sees("Showing 20 of 21 returns");
    user.sees_value("Due from", "1 January 2090");
    user.retype("Due from", "1/1/2092");
    user.sees("Showing 0 of 21 returns");
    user.retype("Due from", "some day");
    user.sees("Showing 21 of 21 returns");
    user.tab();
    user.sees("Enter a real date, for example 27 March 2027.");
    user.go_to("#/returns?organisation=nobody");
    user.sees_selected("Organisation", "nobody (none here)");

    // Leaving the page while the filter changes does no harm.
    user.type_into("Words", "the");
    user.go_to("#/plan");
    user.sees_heading("What actions have been agreed to improve practice?");
    user.go_to("#/returns");
    user.sees("Showing 0 of 21 returns");
    user.sees_value("Words", "the");
    user.press("Clear the filters");
    user.sees("Showing 21 of 21 returns");
    user.does_not_see("Something went wrong on this page");
}

fn contradicting_versions_are_compared_and_an_action_shows_its_history(fixture: &Fixture) {
    let user = fixture.user();
    let mut earlier = team_return(1);
    earlier["revision"] = json!(2);
    earlier["changed_at"] = json!("2026-10-01T09:00:00Z");
    earlier["actions"][0]["what"] = json!("Ring back some day");
    let files = [
        ("now", team_return(1)),
        ("earlier", earlier),
        ("other", contradicting_team_return(1)),
    ];
    let files = files.map(|(name, it)| (format!("{name}.json"), file_bytes(&it)));
    sample_returns::import(&user, &files);
    user.sees("Returns that contradict each other: 1");
    user.press("Show them side by side");
    user.sees_in_order(&[
        "School 1, Team 1",
        "Team Manager",
        "In use: now.json",
        "A. Manager",
        "Not in use: other.json",
        "Another manager",
    ]);
    user.press("History");
    user.sees_in_order(&[
        "How will you know if it has worked?",
        "Fewer repeat concerns",
        "What differs",
        "Version 2, 1 October 2026",
        "Ring back some day",
        "Version 14, 23 November 2026",
        "Ring back within a day",
    ]);
}

fn text_typed_while_the_address_changes_is_kept(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &files_of_teams(20));
    user.sees("20 returns in use.");
    // A capturing listener gets the event before the app does.
    user.script(
        "window.addEventListener('hashchange', () => {
           const field = document.getElementById('filter-words');
           field.value = 'team 13 disc';
           field.dispatchEvent(new InputEvent('input', { bubbles: true }));
         }, { capture: true, once: true });",
        vec![],
    );
    let topic = "Finding 2: Lack of professional curiosity";
    user.select("Recommendation or finding", topic);
    user.sees_address_ending("#/returns?topic=finding%2D2");
    user.sees_value("Words", "team 13 disc");
    user.sees("Showing 1 of 20 returns");
    user.sees_selected("Recommendation or finding", topic);
}

fn teams_that_have_not_answered_are_named(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &files_of_teams(3));
    user.sees("3 returns in use.");
    user.type_into("Who was asked?", "school 0\nSchool 1, team 1\nPolice");
    user.sees("2 of 3 have answered.");
    user.sees_in_order(&[
        "No return yet",
        "Police",
        "Have answered: 2",
        "Not on your list: 1",
    ]);
    user.press("Not on your list: 1");
    user.sees("School 2, Team 2");
}

fn the_returns_page_works_by_keyboard_alone(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/returns");
    user.sees_heading("Returns");
    user.tab_to(CHOOSE_FILES);
    user.choose_files(CHOOSE_FILES, &write_files(&user, &files_of_teams(30)));
    user.sees("30 returns in use.");
    user.tab_to("Save the register");
    user.tab_to("Organisation");
    // The arrow keys choose an option.
    user.press_keys(&Key::Down.repeat(5));
    user.sees("Showing 3 of 30 returns");
    user.tab_to_and_type("Words", "team 14");
    user.sees("Showing 1 of 30 returns");
    user.tab_to_and_press_enter("Clear the filters");
    user.sees("Showing 30 of 30 returns");
    user.tab_to_and_press_enter("These numbers as a table");
    user.sees_a("columnheader", "Returns");
    let csv = user.download_with("Actions as CSV", || {
        user.tab_to_and_press_enter("Actions as CSV");
    });
    assert_eq!(csv_rows(&csv.text).len(), 31);
    user.tab_to_and_press_enter("Show more actions");
    user.sees("30 of 30 shown");
}

fn the_summary_prints_with_or_without_names(fixture: &Fixture) {
    let user = fixture.user();
    let mut worked = team_return(1);
    worked["actions"][0]["status"] = json!("done");
    worked["actions"][0]["evidence"] = json!([{
        "id": 2,
        "kind": "worked",
        "on": { "day": "1", "month": "10", "year": "2026" },
        "on_date": "2026-10-01",
        "text": "Calls are returned the same day"
    }]);
    let files = [("worked.json".to_owned(), file_bytes(&worked))];
    sample_returns::import(&user, &files);
    user.sees("1 return in use.");
    let paper = user.print("summary");
    for words in [
        "Case Reviews 2017-2020: what teams did",
        "Shown to have worked",
        "Calls are returned the same day",
        "What team 1 discussed",
        "School 1, Team 1",
    ] {
        paper.assert_contains(words);
    }
    paper.assert_does_not_contain("Choose files");
    user.tick("Leave out the names of organisations and teams");
    let paper = user.print("summary-without-names");
    paper.assert_contains("Calls are returned the same day");
    paper.assert_does_not_contain("School 1");
}

fn links_to_parts_of_the_page_keep_the_filter(fixture: &Fixture) {
    let user = fixture.user();
    sample_returns::import(&user, &files_of_teams(30));
    user.sees("Returns are not saved on this device");
    user.does_not_see("Nothing to save yet");
    user.select("Organisation", "School 3");
    user.sees("Showing 3 of 30 returns");
    for part in [
        "In their own words",
        "What was opened",
        "In their own words",
    ] {
        user.follow(part);
        user.sees_focus_in("h2", part);
        user.wait_until("the part is at the top of the window", || {
            let top = user.script(
                "return document.activeElement.getBoundingClientRect().top",
                vec![],
            );
            match top.as_f64() {
                Some(top) if (-1.0..50.0).contains(&top) => Ok(()),
                _ => Err(top.to_string()),
            }
        });
        user.sees_address_ending("#/returns");
        user.sees("Showing 3 of 30 returns");
    }
    user.type_into("Who was asked?", "School 3");
    // The list is still there after leaving the page at once.
    user.go_to("#/plan");
    user.go_to("#/returns");
    user.sees_value("Who was asked?", "School 3");
    user.follow("Action plan");
    user.sees_save_status("Nothing to save yet");
}
