//! The briefing and the form on paper. Not in `WebKitGTK`, whose driver cannot print.

use super::exports::FILE_STEM;
use super::{CAN_PRINT, Test, open_check_page_with, test};
use crate::harness::engine::Engine;
use crate::harness::fixture::Fixture;
use crate::harness::site_fault::SiteFault;
use crate::record;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(the_filled_form_prints_every_answer_in_full).in_engines(CAN_PRINT),
    test!(the_text_prints_in_large_type).in_engines(CAN_PRINT),
    test!(the_whole_briefing_prints_on_one_page).in_engines(CAN_PRINT),
    test!(the_blank_form_prints_on_two_pages).in_engines(CAN_PRINT),
    test!(the_printed_form_has_its_file_name_and_footer).in_engines(CAN_PRINT),
    test!(without_webassembly_the_briefing_and_the_blank_form_print).in_engines(CAN_PRINT),
];

fn the_whole_briefing_prints_on_one_page(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    let paper = user.print("briefing");
    assert_eq!(paper.pages, 1);
    let briefing = record::briefing();
    for segment in briefing["segments"].as_array().into_iter().flatten() {
        paper.assert_contains(segment["heading"].as_str().unwrap());
        for part in ["paragraphs", "findings", "recommendations"] {
            for row in segment[part].as_array().into_iter().flatten() {
                paper.assert_contains(row["text"].as_str().unwrap());
            }
        }
    }
    paper.assert_contains("Concerns and returns: TSCP@tameside.gov.uk");
    // What is for the screen alone is not printed.
    for control in [
        "Start the discussion",
        "minutes to read",
        "Accessibility statement",
    ] {
        paper.assert_does_not_contain(control);
    }
    // Printing from a slide gives the same.
    user.go_to("#/present/6");
    user.arrives_at("03 The incident");
    let paper = user.print("briefing-from-a-slide");
    assert_eq!(paper.pages, 1, "from a slide");
    paper.assert_contains("Background");
    paper.assert_contains("Implementing Change");
}

/// The button opens the browser's print dialog. Here, the driver prints instead.
fn the_text_prints_in_large_type(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.script("window.print = () => {};", vec![]);
    user.press("Print in large type");
    let paper = user.print("large-type");
    assert!((3..=6).contains(&paper.pages), "{} pages", paper.pages);
    paper.assert_contains("07 Implementing Change");
    paper.assert_contains("6 of 10");
    // The next time, it is the one page again.
    assert_eq!(user.print("briefing-after-large-type").pages, 1);
}

/// The button opens the browser's print dialog. Here, the driver prints instead.
fn the_blank_form_prints_on_two_pages(fixture: &Fixture) {
    let user = fixture.user();
    user.store_small_record();
    user.open("#/check");
    user.script("window.print = () => {};", vec![]);
    user.press("Print the blank form");
    let paper = user.print("blank-form");
    assert_eq!(paper.pages, 2);
    // The plan has five columns. Firefox loses text between pages of different heights.
    let is_wide = fixture.engine != Engine::Firefox;
    assert_eq!(paper.is_landscape, [false, is_wide]);
    for words in [
        "Name of Organisation",
        "Identify the learning or recommendations",
        "What actions have been agreed to improve practice?",
        "How will you know if it has worked?",
    ] {
        paper.assert_contains(words);
    }
    paper.assert_does_not_contain("Northbank");
    // The next time, the filled form is printed.
    user.print("filled-form")
        .assert_contains("Northbank School");
}

/// From each page of the form, and however long an answer is.
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
    user.store_record(&record);
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
    let user = fixture.user_with_fault(&SiteFault::missing_wasm());
    user.open_without_waiting("");
    user.sees("To fill in the form");
    let paper = user.print("without-the-app");
    assert!(paper.pages <= 4, "{} pages", paper.pages);
    paper.assert_contains("07 Implementing Change");
    paper.assert_contains("How will you know if it has worked?");
}

/// The record's id is printed once, at the end of the form. Only Chromium also prints a footer on each
/// page, which names the team: Firefox has no page-margin boxes.
fn the_printed_form_has_its_file_name_and_footer(fixture: &Fixture) {
    let user = fixture.user();
    open_check_page_with(&user, &record::small());
    let title = user.script("return document.title;", vec![]);
    // Firefox's driver does not write the title into the file, so the page notes it as it is printed.
    user.script(
        "addEventListener('beforeprint', () => { window.e2eTitle = document.title; });",
        vec![],
    );
    let paper = user.print("footer");
    assert_eq!(user.script("return window.e2eTitle;", vec![]), FILE_STEM);
    if fixture.engine == Engine::Chromium {
        assert_eq!(paper.title, FILE_STEM, "the file's name");
    }
    let mut wanted = vec![format!("Form {}, version 14", record::ID)];
    if fixture.engine == Engine::Chromium {
        let footer = "Northbank School, Pastoral team, version 14";
        wanted.extend([footer, footer, "1/2", "2/2"].map(str::to_owned));
    }
    let mut footers = paper.footers.clone();
    footers.sort();
    wanted.sort();
    assert_eq!(footers, wanted);
    if fixture.engine == Engine::Chromium {
        assert!(
            paper.is_tagged,
            "a screen reader needs the headings and the table"
        );
    }
    assert_eq!(user.script("return document.title;", vec![]), title);
}
