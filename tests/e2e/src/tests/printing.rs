//! On paper. Not in `WebKitGTK`, whose driver cannot print.

use super::{Test, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Stage;
use crate::harness::site::Spoilt;
use crate::record;
use serde_json::json;

/// Chromium and Firefox.
const PRINT: &[Engine] = &[Engine::Chromium, Engine::Firefox];

pub const TESTS: &[Test] = &[
    test!(the_filled_form_prints_with_every_answer_whole).in_engines(PRINT),
    test!(the_briefing_prints_with_every_sentence).in_engines(PRINT),
    test!(the_briefing_prints_on_two_pages).in_engines(PRINT),
    test!(the_blank_form_prints_on_two_pages).in_engines(PRINT),
    test!(without_the_app_the_briefing_and_the_blank_form_print).in_engines(PRINT),
];

fn the_briefing_prints_with_every_sentence(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    let paper = me.prints("briefing");
    assert!(paper.pages > 0, "nothing was printed");
    let briefing = record::briefing();
    for segment in briefing["segments"].as_array().into_iter().flatten() {
        paper.says(segment["heading"].as_str().unwrap());
        for part in ["paragraphs", "findings", "recommendations"] {
            for row in segment[part].as_array().into_iter().flatten() {
                paper.says(row["text"].as_str().unwrap());
            }
        }
    }
    stage.note(&format!("{} pages", paper.pages));
}

fn the_briefing_prints_on_two_pages(stage: &Stage) {
    let me = stage.person();
    me.open("#/briefing");
    let paper = me.prints("briefing-on-two");
    assert!(paper.pages <= 2, "{} pages", paper.pages);
    paper.says("6 of 10 reviews");
    // Nothing that is for the screen alone.
    for control in [
        "Start the discussion",
        "None read yet",
        "Accessibility statement",
    ] {
        assert!(!paper.text.contains(control), "{control}");
    }
    // From a slide it is the same.
    me.go("#/present/3");
    me.arrives_at("03 The incident");
    let paper = me.prints("briefing-from-a-slide");
    assert!(paper.pages <= 2, "{} pages from a slide", paper.pages);
    paper.says("01 Background");
    paper.says("07 Implementing Change");
}

/// The button leaves it to the browser's print dialog, in the place of which the driver prints.
fn the_blank_form_prints_on_two_pages(stage: &Stage) {
    let me = stage.person();
    me.has_a_record();
    me.open("#/check");
    me.script("window.print = () => {};", vec![]);
    me.press("Print the blank form");
    let paper = me.prints("blank-form");
    assert_eq!(paper.pages, 2);
    for words in [
        "Name of Organisation",
        "Identify the learning or recommendations",
        "What actions have been agreed to improve practice?",
        "How will you know if it has worked?",
    ] {
        paper.says(words);
    }
    assert!(!paper.text.contains("Northbank"), "{}", paper.text);
    // Afterwards it is the filled one again.
    me.prints("filled-form").says("Northbank School");
}

/// From each page of the form, whole, however long an answer is.
fn the_filled_form_prints_with_every_answer_whole(stage: &Stage) {
    let me = stage.person();
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
    me.store(record::KEY, &record::file_text(&record));
    for (hash, heading) in [
        ("#/discussion", "Discussion"),
        (
            "#/plan",
            "What actions have been agreed to improve practice?",
        ),
        ("#/check", "Check and send"),
    ] {
        me.open(hash);
        me.sees_heading(heading);
        let paper = me.prints(&heading.replace([' ', '?'], "-"));
        paper.says("Northbank School");
        paper.says("Recommendation 1: Communication between your agency and other agencies");
        paper.says(&long("said"));
        for number in 1..=700 {
            paper.says(&format!("seen{number}"));
        }
        for number in 2..=12 {
            paper.says(&format!("Action number {number}"));
        }
        paper.says("27 March 2091");
    }
}

fn without_the_app_the_briefing_and_the_blank_form_print(stage: &Stage) {
    let me = stage.person_at(&Spoilt {
        without_wasm: true,
        ..Spoilt::default()
    });
    me.open_unready("");
    me.sees("To fill in the form on screen");
    let paper = me.prints("without-the-app");
    assert!(paper.pages <= 4, "{} pages", paper.pages);
    paper.says("07 Implementing Change");
    paper.says("How will you know if it has worked?");
}
