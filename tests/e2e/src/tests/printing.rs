//! On paper. Not in `WebKitGTK`, whose driver cannot print.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::record;
use serde_json::json;

/// Chromium and Firefox.
const PRINT: &[Engine] = &[Engine::Chromium, Engine::Firefox];

pub const TESTS: &[Test] = &[
    test!(the_filled_form_prints_every_answer_in_full).in_engines(PRINT),
    test!(the_briefing_prints_with_every_sentence).in_engines(PRINT),
    test!(the_briefing_prints_on_two_pages).in_engines(PRINT),
    test!(the_blank_form_prints_on_two_pages).in_engines(PRINT),
    test!(without_webassembly_the_briefing_and_the_blank_form_print).in_engines(PRINT),
];

fn the_briefing_prints_with_every_sentence(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    let paper = user.print("briefing");
    assert!(paper.pages > 0, "nothing was printed");
    let briefing = record::briefing();
    for segment in briefing["segments"].as_array().into_iter().flatten() {
        paper.assert_contains(segment["heading"].as_str().unwrap());
        for part in ["paragraphs", "findings", "recommendations"] {
            for row in segment[part].as_array().into_iter().flatten() {
                paper.assert_contains(row["text"].as_str().unwrap());
            }
        }
    }
    fixture.note(&format!("{} pages", paper.pages));
}

fn the_briefing_prints_on_two_pages(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    let paper = user.print("briefing-on-two");
    assert!(paper.pages <= 2, "{} pages", paper.pages);
    paper.assert_contains("6 of 10 reviews");
    // Nothing that is for the screen alone.
    for control in [
        "Start the discussion",
        "None read yet",
        "Accessibility statement",
    ] {
        assert!(!paper.text.contains(control), "{control}");
    }
    // From a slide it is the same.
    user.go_to("#/present/3");
    user.arrives_at("03 The incident");
    let paper = user.print("briefing-from-a-slide");
    assert!(paper.pages <= 2, "{} pages from a slide", paper.pages);
    paper.assert_contains("01 Background");
    paper.assert_contains("07 Implementing Change");
}

/// The button leaves it to the browser's print dialog, in the place of which the driver prints.
fn the_blank_form_prints_on_two_pages(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    user.script("window.print = () => {};", vec![]);
    user.press("Print the blank form");
    let paper = user.print("blank-form");
    assert_eq!(paper.pages, 2);
    for words in [
        "Name of Organisation",
        "Identify the learning or recommendations",
        "What actions have been agreed to improve practice?",
        "How will you know if it has worked?",
    ] {
        paper.assert_contains(words);
    }
    assert!(!paper.text.contains("Northbank"), "{}", paper.text);
    // Afterwards it is the filled one again.
    user.print("filled-form")
        .assert_contains("Northbank School");
}

/// From each page of the form, whole, however long an answer is.
fn the_filled_form_prints_every_answer_in_full(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let long = |what: &str| {
        let words: Vec<String> = (1..=700).map(|number| format!("{what}{number}")).collect();
        words.join(" ")
    };
    record["learning_points"][0]["discussion"] = json!(long("said"));
    record["actions"][0]["how_worked"] = json!(long("seen"));
    for number in 2..=12 {
        let action = record::action(number, &format!("Action number {number}"));
        record["actions"].as_array_mut().unwrap().push(action);
    }
    user.store_entry(record::KEY, &record::file_text(&record));
    for (hash, heading) in [
        ("#/discussion", "Discussion"),
        (
            "#/plan",
            "What actions have been agreed to improve practice?",
        ),
        ("#/check", "Check and send"),
    ] {
        user.open(hash);
        user.sees_heading(heading);
        let paper = user.print(&heading.replace([' ', '?'], "-"));
        paper.assert_contains("Northbank School");
        paper.assert_contains(
            "Recommendation 1: Communication between your agency and other agencies",
        );
        paper.assert_contains(&long("said"));
        for number in 1..=700 {
            paper.assert_contains(&format!("seen{number}"));
        }
        for number in 2..=12 {
            paper.assert_contains(&format!("Action number {number}"));
        }
        paper.assert_contains("27 March 2091");
    }
}

fn without_webassembly_the_briefing_and_the_blank_form_print(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        without_wasm: true,
        ..SiteFault::default()
    });
    user.open_without_waiting("");
    user.sees("To fill in the form on screen");
    let paper = user.print("without-the-app");
    assert!(paper.pages <= 4, "{} pages", paper.pages);
    paper.assert_contains("07 Implementing Change");
    paper.assert_contains("How will you know if it has worked?");
}
