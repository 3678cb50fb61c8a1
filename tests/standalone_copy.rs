//! Standalone copies, with the form as the app renders it. `tests/e2e` opens them in browsers.
#![cfg(feature = "ssr")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{cases, followed_up, golden_records, record};
use proptest::prelude::*;
use seven_minute_briefing::app::standalone_copy::standalone_page;
use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS, form};
use seven_minute_briefing::export::record_in;
use seven_minute_briefing::record::Record;
use seven_minute_briefing::record::file::decode;

const PAGE: &str = "<!doctype html><title>T</title><div id=\"copy\"></div><main>m</main>\
                    <script type=\"application/json\" id=\"record\"></script><p>end</p>";

fn copy_of(record: &Record) -> String {
    let briefing = Briefing::parse(TSCP_CASE_REVIEWS).expect("the bundled briefing can be read");
    standalone_page(PAGE, record, &briefing).expect("the page has a place for a record")
}

/// The HTML of the form in a copy.
fn form_in(copy: &str) -> &str {
    let (_, rest) = copy.split_once("<div id=\"copy\">").unwrap();
    let (form, _) = rest.split_once("</div><main>").unwrap();
    form
}

/// A text as HTML, which cannot have a NUL character.
fn escaped(text: &str) -> String {
    html_escape::encode_text(text)
        .replace('\r', "&#13;")
        .replace('\0', "\u{fffd}")
}

/// Whether the form has a text between two tags.
fn has(form: &str, text: &str) -> bool {
    form.contains(&format!(">{}<", escaped(text)))
}

#[test]
fn the_form_in_a_copy_has_every_answer_as_typed() {
    for (name, record) in golden_records() {
        println!("{name}");
        let copy = copy_of(&record);
        let form = form_in(&copy);
        let team = &record.team;
        let mut typed = vec![
            &team.organisation,
            &team.manager,
            &team.section_and_team,
            &team.contact_details,
        ];
        typed.extend(record.learning_points.iter().map(|row| &row.discussion));
        for row in &record.actions {
            typed.extend([&row.what, &row.who, &row.how_done, &row.how_worked]);
        }
        for answer in typed.into_iter().filter(|answer| !answer.is_empty()) {
            assert!(has(form, answer), "{answer:?}");
        }
        for entry in record.actions.iter().flat_map(|row| &row.evidence) {
            assert!(form.contains(&escaped(&entry.text)), "{:?}", entry.text);
        }
        for label in form::TEAM.into_iter().chain(form::COLUMNS) {
            assert!(has(form, label), "{label}");
        }
    }
}

#[test]
fn a_copy_names_its_date_and_revision() {
    let record = followed_up();
    let copy = copy_of(&record);
    let which =
        "A copy of one team’s discussion and action plan, as they were on 4 May 2027 (version 58).";
    assert!(has(form_in(&copy), which));
    assert!(copy.contains(
        "<title>Northbank Primary School, Pastoral &amp; Inclusion Team - Case Reviews 2017-2020</title>"
    ));
}

/// Browsers write `<` and `>` in attributes differently, so a copy of a copy would differ.
#[test]
fn no_attribute_of_the_form_has_what_was_typed() {
    let plain = copy_of(&followed_up());
    let mut record = followed_up();
    record.team.organisation = "\"><b title=\"x".to_owned();
    record.learning_points[0].about = vec!["\"<i".to_owned()];
    record.actions[0].what = "' > \" <".to_owned();
    record.actions[0].evidence[0].text = "a=\"b\"".to_owned();
    let hostile = copy_of(&record);
    let tags = |copy: &str| -> Vec<String> {
        let form = form_in(copy).to_owned();
        let tags = form.split('<').skip(1);
        tags.map(|tag| tag.split('>').next().unwrap().to_owned())
            .collect()
    };
    let mut wanted = tags(&plain);
    // The hostile record has one topic and not two.
    let about = "div class=\"app-printed-form__about\"";
    let second = wanted.iter().position(|tag| tag == about).unwrap();
    wanted.drain(second..second + 2);
    assert_eq!(tags(&hostile), wanted);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn nothing_in_a_record_can_break_out_of_its_copy(
        mut record in record(),
        planted in prop::sample::select(vec![
            "</script>", "<!--", "-->", "]]>", "</title>", "</div>", "<script>alert(1)</script>",
            "</SCRIPT >", "<script type=\"application/json\" id=\"record\"></script>",
            "<div id=\"copy\"></div>", "&lt;", "\u{2028}", "\0", "\r", "<!>", "<!---->",
        ]),
    ) {
        record.team.organisation.insert_str(0, planted);
        record.learning_points.iter_mut().for_each(|row| row.discussion.push_str(planted));
        let made = copy_of(&record);
        let count = |text: &str| made.to_lowercase().matches(text).count();
        prop_assert_eq!(count("<script"), 1);
        prop_assert_eq!(count("</script"), 1);
        prop_assert_eq!(count("<!"), 1);
        prop_assert_eq!(count("</title"), 1);
        prop_assert_eq!(count("<div id=\"copy\""), 1);
        prop_assert!(!made.contains(['\0', '\r']));
        prop_assert_eq!(decode(record_in(made.as_bytes())), Ok(record));
    }
}
