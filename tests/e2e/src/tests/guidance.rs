//! What helps a team along: the briefing beside the discussion, hints, and the reading progress.

use super::{DISCUSSION, Test, test};
use crate::harness::fixture::Fixture;

pub const TESTS: &[Test] = &[
    test!(the_briefing_is_shown_beside_the_discussion),
    test!(newcomers_get_hints_and_no_page_is_a_dead_end),
    test!(reading_progress_is_kept_with_the_record),
];

/// The briefing is beside the discussion on a wide screen and collapsed on a narrow one. A learning
/// point shows what the briefing says about its topics.
fn the_briefing_is_shown_beside_the_discussion(fixture: &Fixture) {
    let quote = "Develop a culture of professional curiosity within your organisation.";
    let user = fixture.user();
    for (width, is_open) in [(1280, true), (375, false)] {
        user.open_in_frame("#/discussion", width, 900);
        user.sees_a("button", "From the briefing");
        if is_open {
            user.sees(quote);
        } else {
            user.does_not_see(quote);
            user.press("From the briefing");
            user.sees(quote);
            user.press("From the briefing");
            user.does_not_see(quote);
        }
    }
    user.open("#/discussion");
    let first = user.within_group("Learning point 1");
    first.does_not_see("The briefing says:");
    first.tick("Recommendation 3: A culture of professional curiosity");
    first.tick("Finding 4: Lack of understanding of TSCP arrangements");
    first.sees_in_order(&[
        "The briefing says:",
        quote,
        "In four cases there was a lack of understanding of TSCP arrangements",
        DISCUSSION,
    ]);
    user.within_group("Learning point 2")
        .does_not_see("The briefing says:");
}

fn newcomers_get_hints_and_no_page_is_a_dead_end(fixture: &Fixture) {
    let user = fixture.user();
    let hint = "Your answers save automatically on this device.";
    user.open("#/discussion");
    user.sees(hint);
    // The hint stays while somebody types, so that the page does not jump.
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    user.sees(hint);
    for number in [3, 2, 1] {
        user.press(&format!("Remove learning point {number}"));
    }
    user.sees("You have not added any learning points.");
    user.press("Add a learning point");
    user.does_not_see("You have not added any learning points.");
    user.follow("Continue to the action plan");
    user.press("Remove action 1");
    user.sees("You have not added any actions.");
    user.press("Add an action");
    user.does_not_see("You have not added any actions.");
    user.go_to_step("Discussion");
    user.arrives_at("Discussion");
    user.does_not_see(hint);
    user.follow("Accessibility statement");
    user.arrives_at("Accessibility statement");
    user.sees("Feedback and contact information");
    user.follow("Privacy");
    user.arrives_at("Privacy");
    user.sees("How to delete it");
    user.does_not_see("Feedback and contact information");
    user.sees_a("link", "Saved forms");
}

fn reading_progress_is_kept_with_the_record(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.sees("7 sections, 2 minutes to read");
    user.sees("7 minutes");
    // WebKitGTK's window may become a strip, in which no segment is fully in view.
    user.wait_until("the window has its full height", || {
        user.browser.wait_for_full_window()
    });
    user.go_to("#/briefing/segment-1");
    user.wait_until("the first segment is read", || {
        let text = user.try_visible_text()?;
        if text.contains("1 of 7 read") {
            return Ok(());
        }
        let place = user.browser.execute(
            "const box = document.getElementById('/briefing/segment-1').getBoundingClientRect();
             return [document.hidden, innerWidth, innerHeight, box.top, box.bottom];",
            vec![],
        )?;
        Err(format!("hidden, window, top and bottom: {place}"))
    });
    user.reload();
    user.sees("1 of 7 read");
    user.go_to_step("Discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    let stored = user.stored_entries();
    let read: Vec<&String> = stored.keys().filter(|it| it.contains("/read/")).collect();
    assert_eq!(read.len(), 1, "{read:?}");
    assert_ne!(read[0], "7mb/read/new");
    user.open("#/briefing");
    user.sees("1 of 7 read");
    // A new record starts with no segment read.
    user.follow("Saved forms");
    user.press("Start a form for another team");
    user.arrives_at("Discussion");
    user.go_to_step("Briefing");
    user.sees("7 minutes");
}
