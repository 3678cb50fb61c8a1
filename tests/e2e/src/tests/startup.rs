//! The page for everyone: without JavaScript, without WebAssembly, on a narrow screen, with the keyboard.

use super::{Test, sees_the_whole_briefing, test};
use crate::harness::engine::BrowserOptions;
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::record;
use crate::user::User;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(without_javascript_the_whole_briefing_and_the_blank_form_are_there),
    test!(without_webassembly_the_page_says_so_and_shows_everything),
    test!(with_broken_webassembly_the_page_says_so_and_shows_everything),
    test!(at_320_pixels_no_page_scrolls_sideways),
    test!(the_briefing_is_shown_beside_the_discussion),
    test!(newcomers_get_hints_and_no_page_is_a_dead_end),
    test!(title_and_focus_follow_the_page),
    test!(back_and_forward_go_through_the_pages),
    test!(an_unknown_address_does_no_harm),
    test!(the_removal_notice_never_covers_the_focused_element),
];

fn without_javascript_the_whole_briefing_and_the_blank_form_are_there(fixture: &Fixture) {
    let options = BrowserOptions {
        without_javascript: true,
        ..BrowserOptions::default()
    };
    let user = fixture.user_with_browser(&options, &SiteFault::default());
    user.open_without_waiting("");
    is_all_there_without_the_app(&user);
}

fn without_webassembly_the_page_says_so_and_shows_everything(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        without_wasm: true,
        ..SiteFault::default()
    });
    user.open_without_waiting("");
    is_all_there_without_the_app(&user);
}

fn with_broken_webassembly_the_page_says_so_and_shows_everything(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        broken_wasm: true,
        ..SiteFault::default()
    });
    user.open_without_waiting("");
    is_all_there_without_the_app(&user);
}

fn is_all_there_without_the_app(user: &User) {
    user.sees("To fill in the form on screen");
    user.sees_heading("Case Reviews 2017-2020");
    sees_the_whole_briefing(user);
    // The paper form's two pages.
    user.sees_in_order(&[
        "Name of Organisation",
        "Team Manager",
        "Name of Section & Team",
        "Contact Details",
        "What actions have been agreed to improve practice?",
        "What needs to happen?",
        "Who will do it?",
        "By When?",
        "How will you know when it has been done?",
        "How will you know if it has worked?",
    ]);
    // Nothing is offered that cannot be done.
    user.does_not_see("Nothing to save yet");
    user.sees_no("link", "Start the discussion");
    user.sees_no("heading", "Something went wrong on this page");
}

/// In a frame of 320 pixels, since no engine makes a window that narrow.
fn at_320_pixels_no_page_scrolls_sideways(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze".repeat(2);
    record["team"]["organisation"] = json!(word);
    record["learning_points"][0]["discussion"] = json!(word);
    record["actions"][0]["what"] = json!(word);
    user.store_entry(record::KEY, &record::file_text(&record));
    user.open_framed("#/briefing", "width=\"320\" height=\"800\"");
    user.wait_until_ready();
    // A scroll bar that takes room is given that room, so that the page has its 320 pixels.
    let bar = user.script(
        "return innerWidth - document.documentElement.clientWidth;",
        vec![],
    );
    let width = 320 + bar.as_u64().unwrap_or_default();
    user.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
    user.wait_until_ready();
    let mut too_wide = Vec::new();
    for (hash, heading) in [
        ("#/briefing", "Case Reviews 2017-2020"),
        ("#/discussion", "Discussion"),
        (
            "#/plan",
            "What actions have been agreed to improve practice?",
        ),
        ("#/check", "Check and send"),
        ("#/records", "Records on this device"),
    ] {
        user.go_to(hash);
        user.sees_heading(heading);
        let wide = user.script(
            "const page = document.documentElement;
             if (page.scrollWidth <= page.clientWidth) return null;
             const wide = Array.from(document.querySelectorAll('body *'))
               .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1 && e.checkVisibility())
               .slice(0, 5).map((e) => `${e.tagName}.${e.className}`);
             return `${page.scrollWidth} in ${page.clientWidth} pixels: ${wide.join(' ')}`;",
            vec![],
        );
        if let Some(wide) = wide.as_str() {
            too_wide.push(format!("{hash} has {wide}"));
        }
    }
    user.leave();
    assert_eq!(too_wide, Vec::<String>::new());
}

/// Beside it on a wide screen, folded away on a narrow one; and what a learning point is about is said in the
/// briefing's own words.
fn the_briefing_is_shown_beside_the_discussion(fixture: &Fixture) {
    let said = "Develop a culture of professional curiosity within your organisation.";
    let user = fixture.user();
    for (width, is_open) in [(1280, true), (375, false)] {
        user.open_framed("#/discussion", &format!("width=\"{width}\" height=\"900\""));
        user.wait_until_ready();
        user.sees_a("button", "From the briefing");
        if is_open {
            user.sees(said);
        } else {
            user.does_not_see(said);
            user.press("From the briefing");
            user.sees(said);
            user.press("From the briefing");
            user.does_not_see(said);
        }
    }
    user.open("#/discussion");
    let first = user.within_group("Learning point 1");
    first.does_not_see("The briefing says:");
    first.tick("Recommendation 3: A culture of professional curiosity");
    first.tick("Finding 4: Lack of understanding of TSCP arrangements");
    first.sees_in_order(&[
        "The briefing says:",
        said,
        "In four cases there was a lack of understanding of TSCP arrangements",
        "Your teams' discussion",
    ]);
    user.within_group("Learning point 2")
        .does_not_see("The briefing says:");
}

fn newcomers_get_hints_and_no_page_is_a_dead_end(fixture: &Fixture) {
    let user = fixture.user();
    let hint = "You do not need to save.";
    user.open("#/discussion");
    user.sees(hint);
    // Nothing jumps under somebody who begins to type.
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    user.sees(hint);
    for number in [3, 2, 1] {
        user.press(&format!("Remove learning point {number}"));
    }
    user.sees("There is no learning point yet.");
    user.press("Add a learning point");
    user.does_not_see("There is no learning point yet.");
    user.follow("Continue to the action plan");
    user.press("Remove action 1");
    user.sees("There is no action yet.");
    user.press("Add an action");
    user.does_not_see("There is no action yet.");
    user.within("navigation", "Steps").follow("Discussion");
    user.arrives_at("Discussion");
    user.does_not_see(hint);
    user.follow("Accessibility statement");
    user.arrives_at("Accessibility statement");
    user.sees("Feedback and contact information");
    user.follow("What is kept, and where");
    user.arrives_at("What is kept, and where");
    user.sees("How to delete it");
    user.sees_a("link", "Records on this device");
}

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
    user.follow("Records on this device");
    user.arrives_at("Records on this device");
    user.sees_title_containing("Records on this device");
    // An address that names a field leads into it.
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
    user.within("navigation", "Steps").follow("Discussion");
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

/// WCAG 2.2, 2.4.11: what has the focus is not entirely hidden by something the page put over it.
fn the_removal_notice_never_covers_the_focused_element(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/plan");
    user.press("Add an action");
    user.press("Add an action");
    user.press("Remove action 3");
    user.sees("Action 3 removed.");
    let look = "if (innerHeight < 400) return null;
         const hidden = [];
         scrollTo(0, 0);
         for (const e of document.querySelectorAll('main a, main button, main input, main textarea')) {
           if (!e.checkVisibility() || e.disabled) continue;
           e.focus();
           // WebKit does not always scroll for a script; a browser does for the Tab key.
           e.scrollIntoView({ block: 'nearest', behavior: 'instant' });
           const box = e.getBoundingClientRect();
           const seen = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].some((y) => {
             const top = document.elementFromPoint((box.left + box.right) / 2, y);
             return top && (e.contains(top) || top.contains(e));
           });
           if (!seen) hidden.push(e.textContent || e.id);
         }
         return innerHeight < 400 ? null : hidden;";
    // In a strip of a window the notice hides everything, and WebKitGTK's may become one at any time.
    let hidden = user.wait_until("see what the notice hides, in a whole window", || {
        user.browser.wait_for_full_window()?;
        match user.browser.execute(look, vec![])? {
            serde_json::Value::Null => Err("it is a strip again".into()),
            hidden => Ok(hidden),
        }
    });
    assert_eq!(hidden, json!([]), "hidden while they have the focus");
}
