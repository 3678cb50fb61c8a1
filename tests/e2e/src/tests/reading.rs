//! The page for everyone: without JavaScript, without WebAssembly, on a narrow screen, with the keyboard.

use super::{Test, sees_the_whole_briefing, test};
use crate::harness::engine::Wish;
use crate::harness::site::Spoilt;
use crate::harness::stage::Stage;
use crate::person::Person;
use crate::record;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(without_javascript_the_whole_briefing_and_the_blank_form_are_there),
    test!(without_its_webassembly_the_page_says_so_and_shows_everything),
    test!(with_broken_webassembly_the_page_says_so_and_shows_everything),
    test!(at_320_pixels_no_page_scrolls_sideways),
    test!(the_briefing_stands_beside_the_discussion),
    test!(who_is_new_is_told_how_it_works_and_nothing_is_a_dead_end),
    test!(title_and_focus_follow_the_page),
    test!(back_and_forward_go_through_the_pages),
    test!(an_unknown_address_does_no_harm),
    test!(the_notice_of_a_removal_hides_nothing_that_has_the_focus),
];

fn without_javascript_the_whole_briefing_and_the_blank_form_are_there(stage: &Stage) {
    let wish = Wish {
        without_javascript: true,
        ..Wish::default()
    };
    let me = stage.newcomer(&wish, &Spoilt::default());
    me.open_unready("");
    is_all_there_without_the_app(&me);
}

fn without_its_webassembly_the_page_says_so_and_shows_everything(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        without_wasm: true,
        ..Spoilt::default()
    });
    me.open_unready("");
    is_all_there_without_the_app(&me);
}

fn with_broken_webassembly_the_page_says_so_and_shows_everything(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        broken_wasm: true,
        ..Spoilt::default()
    });
    me.open_unready("");
    is_all_there_without_the_app(&me);
}

fn is_all_there_without_the_app(me: &Person) {
    me.sees("To fill in the form on screen");
    me.sees_heading("Case Reviews 2017-2020");
    sees_the_whole_briefing(me);
    // The paper form's two pages.
    me.sees_in_order(&[
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
    me.does_not_see("Nothing to save yet");
    me.sees_no("link", "Start the discussion");
    me.sees_no("heading", "Something went wrong on this page");
}

/// In a frame of 320 pixels, since no engine makes a window that narrow.
fn at_320_pixels_no_page_scrolls_sideways(stage: &Stage) {
    let me = stage.person();
    let mut record = record::small();
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze".repeat(2);
    record["team"]["organisation"] = json!(word);
    record["learning_points"][0]["discussion"] = json!(word);
    record["actions"][0]["what"] = json!(word);
    me.store(record::KEY, &record::file_text(&record));
    me.open_framed("#/briefing", "width=\"320\" height=\"800\"");
    me.is_ready();
    // A scroll bar that takes room is given that room, so that the page has its 320 pixels.
    let bar = me.script(
        "return innerWidth - document.documentElement.clientWidth;",
        vec![],
    );
    let width = 320 + bar.as_u64().unwrap_or_default();
    me.open_framed("#/briefing", &format!("width=\"{width}\" height=\"800\""));
    me.is_ready();
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
        me.go(hash);
        me.sees_heading(heading);
        let wide = me.script(
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
    me.leave();
    assert_eq!(too_wide, Vec::<String>::new());
}

/// Beside it on a wide screen, folded away on a narrow one; and what a learning point is about is said in the
/// briefing's own words.
fn the_briefing_stands_beside_the_discussion(stage: &Stage) {
    let said = "Develop a culture of professional curiosity within your organisation.";
    let me = stage.person();
    for (width, is_open) in [(1280, true), (375, false)] {
        me.open_framed("#/discussion", &format!("width=\"{width}\" height=\"900\""));
        me.is_ready();
        me.sees_a("button", "From the briefing");
        if is_open {
            me.sees(said);
        } else {
            me.does_not_see(said);
            me.press("From the briefing");
            me.sees(said);
            me.press("From the briefing");
            me.does_not_see(said);
        }
    }
    me.open("#/discussion");
    let first = me.within_group("Learning point 1");
    first.does_not_see("The briefing says:");
    first.tick("Recommendation 3: A culture of professional curiosity");
    first.tick("Finding 4: Lack of understanding of TSCP arrangements");
    first.sees_in_order(&[
        "The briefing says:",
        said,
        "In four cases there was a lack of understanding of TSCP arrangements",
        "Your teams' discussion",
    ]);
    me.within_group("Learning point 2")
        .does_not_see("The briefing says:");
}

fn who_is_new_is_told_how_it_works_and_nothing_is_a_dead_end(stage: &Stage) {
    let me = stage.person();
    let hint = "You do not need to save.";
    me.open("#/discussion");
    me.sees(hint);
    // Nothing jumps under somebody who begins to type.
    me.type_into("Name of Organisation", "Northbank School");
    me.sees_it_saved();
    me.sees(hint);
    for number in [3, 2, 1] {
        me.press(&format!("Remove learning point {number}"));
    }
    me.sees("There is no learning point yet.");
    me.press("Add a learning point");
    me.does_not_see("There is no learning point yet.");
    me.follow("Continue to the action plan");
    me.press("Remove action 1");
    me.sees("There is no action yet.");
    me.press("Add an action");
    me.does_not_see("There is no action yet.");
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.does_not_see(hint);
    me.follow("Accessibility statement");
    me.arrives_at("Accessibility statement");
    me.sees("Feedback and contact information");
    me.follow("What is kept, and where");
    me.arrives_at("What is kept, and where");
    me.sees("How to delete it");
    me.does_not_see("Feedback and contact information");
    me.sees_a("link", "Records on this device");
}

fn title_and_focus_follow_the_page(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    let steps = me.within("navigation", "Steps");
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
        me.arrives_at(heading);
        me.title_contains(link);
    }
    me.follow("Records on this device");
    me.arrives_at("Records on this device");
    me.title_contains("Records on this device");
    // An address that names a field leads into it.
    me.open("#/plan/who-1");
    me.has_focus_in("input", "Who will do it?");
}

fn back_and_forward_go_through_the_pages(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    let steps = me.within("navigation", "Steps");
    steps.follow("Discussion");
    me.arrives_at("Discussion");
    me.type_into("Team Manager", "Kept on the way");
    steps.follow("Action plan");
    me.sees_a("group", "Action 1");
    me.back();
    me.sees_heading("Discussion");
    me.reads("Team Manager", "Kept on the way");
    me.back();
    me.sees_heading("Case Reviews 2017-2020");
    me.forward();
    me.reads("Team Manager", "Kept on the way");
    me.forward();
    me.sees_a("group", "Action 1");
}

fn an_unknown_address_does_no_harm(stage: &Stage) {
    let me = stage.person();
    me.open("#/nowhere/at/all");
    me.sees_heading("Case Reviews 2017-2020");
    me.within("navigation", "Steps").follow("Discussion");
    me.arrives_at("Discussion");
    me.type_into("Team Manager", "Still here");
    for hash in ["#/nowhere", "#main", "#/plan/<b>", "#%E0%A4%A"] {
        me.go(hash);
        me.reads("Team Manager", "Still here");
    }
    me.go("#/plan/no-such-field-99");
    me.sees_a("group", "Action 1");
    me.go("#/discussion");
    me.reads("Team Manager", "Still here");
}

/// WCAG 2.2, 2.4.11: what has the focus is not entirely hidden by something the page put over it.
fn the_notice_of_a_removal_hides_nothing_that_has_the_focus(stage: &Stage) {
    let me = stage.person();
    me.open("#/plan");
    me.press("Add an action");
    me.press("Add an action");
    me.press("Remove action 3");
    me.sees("Action 3 removed.");
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
    let hidden = me.until("see what the notice hides, in a whole window", || {
        me.browser.see_a_whole_window()?;
        match me.browser.run(look, vec![])? {
            serde_json::Value::Null => Err("it is a strip again".into()),
            hidden => Ok(hidden),
        }
    });
    assert_eq!(hidden, json!([]), "hidden while they have the focus");
}
