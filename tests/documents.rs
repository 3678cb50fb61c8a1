//! A record as plain text, a calendar, an email draft and a standalone copy. `tests/word` has the
//! Word file, and `tests/e2e` shows that other programs can read them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod common;

use common::{cases, followed_up, golden_records, new_record, paper_form, record};
use mail_parser::{HeaderName, MessageParser, MimeHeaders as _};
use proptest::prelude::*;
use seven_minute_briefing::briefing::{Briefing, TSCP_CASE_REVIEWS};
use seven_minute_briefing::export::{
    FileKind, FormDocument, PageAddress, calendar, email_draft, file_name_of, page_with_record,
    plain_text, record_in, word_document,
};
use seven_minute_briefing::record::file::{decode, encode};
use seven_minute_briefing::record::{Date, Record, Status, Team};

const NOTICE: &str = "Please keep a copy; you will be asked, later.";

/// The page on a website.
fn page() -> PageAddress {
    PageAddress::Web("https://partnership.example/7mb/".to_owned())
}

fn form_of(record: &Record) -> FormDocument {
    FormDocument::new(record, &Briefing::parse(TSCP_CASE_REVIEWS).unwrap())
}

/// Every answer, in the order of the form.
fn answers(record: &Record) -> Vec<String> {
    let team = &record.team;
    let mut typed = vec![
        team.organisation.clone(),
        team.manager.clone(),
        team.section_and_team.clone(),
        team.contact_details.clone(),
    ];
    let points = record.learning_points.iter();
    typed.extend(points.map(|row| row.discussion.clone()));
    for row in &record.actions {
        typed.extend([&row.what, &row.who].map(Clone::clone));
        if row.by_when.date().is_none() {
            let parts = &row.by_when;
            typed.extend([&parts.day, &parts.month, &parts.year].map(Clone::clone));
        }
        typed.extend([&row.how_done, &row.how_worked].map(Clone::clone));
        typed.extend(row.evidence.iter().map(|entry| entry.text.clone()));
    }
    typed.retain(|answer| !answer.trim().is_empty());
    typed
}

/// Checks that a document has every answer, each after the one before.
fn assert_in_order(document: &str, record: &Record) {
    let mut rest = document;
    for answer in answers(record) {
        let at = rest
            .find(&answer)
            .unwrap_or_else(|| panic!("{answer:?} is missing or out of order"));
        rest = &rest[at + answer.len()..];
    }
}

#[test]
fn the_plain_text_has_every_word_of_the_golden_records() {
    for (name, record) in golden_records() {
        println!("{name}");
        assert_in_order(&plain_text(&form_of(&record)), &record);
    }
}

#[test]
fn the_plain_text_reads_like_a_form() {
    let text = plain_text(&form_of(&paper_form()));
    for part in [
        "Tameside Safeguarding Children Partnership\nCase Reviews 2017-2020\n\nYOUR TEAM\n",
        "Name of Organisation: Northbank Primary School\nTeam Manager: R. Ashworth\n",
        "\nLearning point 1\nWhich recommendations or findings?\nRecommendation 1: ",
        "\nACTION PLAN\nWhat actions have been agreed to improve practice?\n\nAction 1\n",
        "\nForm 02020202-0202-4202-8202-020202020202, version 41\n",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    let empty = plain_text(&form_of(&new_record(1)));
    assert!(empty.contains("Team Manager: (not filled in)\n"), "{empty}");
}

#[test]
fn dated_actions_and_the_review_three_months_after_the_last_are_events() {
    let mut record = paper_form();
    record.actions[0].by_when = Date::new(2027, 11, 30).unwrap().into();
    record.actions[1].by_when = Date::new(2027, 3, 1).unwrap().into();
    let made = calendar(&record, NOTICE, &page()).unwrap();
    let unfolded = made.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.lines().collect();
    let all = |name: &str| -> Vec<&str> {
        let found = lines.iter().filter_map(|line| line.strip_prefix(name));
        found.collect()
    };
    assert_eq!(
        all("DTSTART;VALUE=DATE:"),
        ["20271130", "20270301", "20280229"]
    );
    let id = "02020202-0202-4202-8202-020202020202";
    assert_eq!(
        all("UID:"),
        [
            format!("{id}-action-1@seven-minute-briefing"),
            format!("{id}-action-9@seven-minute-briefing"),
            format!("{id}-review@seven-minute-briefing"),
        ]
    );
    assert_eq!(all("BEGIN:VALARM").len(), 3);
    assert_eq!(all("SEQUENCE:"), ["41"; 3]);
    assert!(unfolded.contains("Please keep a copy\\; you will be asked\\, later.\\n"));

    // A later revision of the record updates the same events.
    record.revision += 1;
    record.actions.swap(0, 1);
    let later = calendar(&record, NOTICE, &page())
        .unwrap()
        .replace("\r\n ", "");
    for uid in all("UID:") {
        assert!(later.contains(uid), "{uid}");
    }
}

#[test]
fn a_reminder_names_the_team_and_says_what_to_open_and_where() {
    let mut record = paper_form();
    record.actions.truncate(1);
    record.actions[0].by_when = Date::new(2027, 3, 1).unwrap().into();
    let texts = |record: &Record, page: &PageAddress, property: &str| -> Vec<String> {
        let made = calendar(record, NOTICE, page).unwrap().replace("\r\n ", "");
        let start = format!("{property}:");
        let found = made.lines().filter_map(|line| line.strip_prefix(&start));
        found.map(|text| text.replace("\\,", ",")).collect()
    };
    let team = "Northbank Primary School, Pastoral & Inclusion Team";
    let [action, review] = &texts(&record, &page(), "SUMMARY")[..] else {
        panic!("an action and the review");
    };
    assert!(action.ends_with(&format!(" ({team})")), "{action}");
    assert!(review.ends_with(&format!(" ({team})")), "{review}");

    let descriptions = |record: &Record, page: &PageAddress| {
        let mut texts = texts(record, page, "DESCRIPTION");
        // The others are those of the alarms.
        texts.retain(|text| text.contains("To update your actions"));
        assert_eq!(texts.len(), 2, "{texts:?}");
        texts
    };
    for (page, way) in [
        (
            page(),
            "open https://partnership.example/7mb/#/follow-up on the computer",
        ),
        (
            PageAddress::File(Some("briefing.html".to_owned())),
            "open the file “briefing.html” and select “Follow up” on the computer",
        ),
        (
            PageAddress::File(None),
            "open the page of the briefing and select “Follow up” on the computer",
        ),
    ] {
        for text in descriptions(&record, &page) {
            assert!(text.contains(team), "{text}");
            assert!(text.contains(way), "{text}");
            assert!(text.contains("open your saved return there"), "{text}");
        }
    }

    // A team that has no name is not called anything.
    record.team = Team::default();
    let [action, _] = &texts(&record, &page(), "SUMMARY")[..] else {
        panic!("an action and the review");
    };
    assert!(!action.contains('('), "{action}");
}

#[test]
fn without_a_real_date_there_is_no_calendar() {
    let mut record = paper_form();
    for row in &mut record.actions {
        row.by_when.year = "soon".to_owned();
    }
    assert_eq!(calendar(&record, NOTICE, &page()), None);
}

#[test]
fn a_standalone_copy_is_the_page_with_a_record() {
    let record = followed_up();
    let made = page_with_record(PAGE, &record, "<p>\rA form\0</p>").unwrap();
    let (before, rest) = made.split_once("<title>").unwrap();
    let (title, rest) = rest.split_once("</title>").unwrap();
    let (middle, rest) = rest.split_once("<div id=\"copy\">").unwrap();
    let (form, rest) = rest.split_once("</div><main>").unwrap();
    let (end, rest) = rest
        .split_once("<script type=\"application/json\" id=\"record\">")
        .unwrap();
    let (text, last) = rest.split_once("</script>").unwrap();
    assert_eq!(
        format!("{before}<title>T</title>{middle}<div id=\"copy\"></div><main>{end}"),
        PAGE.split("<script").next().unwrap()
    );
    assert_eq!(last, "<p>end</p>");
    assert!(title.contains("Case Reviews 2017-2020"), "{title}");
    // HTML cannot contain NUL, and a bare carriage return would be read as a line feed.
    assert_eq!(form, "<p>&#13;A form\u{fffd}</p>");
    assert_eq!(decode(text.as_bytes()), Ok(record.clone()));
    assert_eq!(decode(record_in(made.as_bytes())), Ok(record));
}

#[test]
fn only_a_standalone_copy_is_searched_for_a_record() {
    let record = encode(&followed_up());
    let planted = format!("{record}<script type=\"application/json\" id=\"record\">{{}}</script>");
    for file in [
        record.as_str(),
        &planted,
        "",
        "<p>a page</p>",
        "PK\u{3}\u{4}",
    ] {
        assert_eq!(record_in(file.as_bytes()), file.as_bytes());
    }
    let cut = "<p><script type=\"application/json\" id=\"record\">{";
    assert_eq!(record_in(cut.as_bytes()), b"{");
}

const PAGE: &str = "<!doctype html><title>T</title><div id=\"copy\"></div><main>m</main>\
                    <script type=\"application/json\" id=\"record\"></script><p>end</p>";

#[test]
fn a_page_without_both_placeholders_gives_no_copy() {
    let record = new_record(1);
    for page_text in [
        "",
        "<title>T</title><div id=\"copy\"></div>",
        &format!("{PAGE}{PAGE}"),
        &PAGE.replace("<title>", ""),
    ] {
        assert_eq!(page_with_record(page_text, &record, ""), None);
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn plain_text_has_every_answer_of_any_record(record in record()) {
        assert_in_order(&plain_text(&form_of(&record)), &record);
    }

    #[test]
    fn the_calendar_of_any_record_is_valid(record in record()) {
        let Some(made) = calendar(&record, NOTICE, &page()) else { return Ok(()) };
        prop_assert!(made.ends_with("END:VCALENDAR\r\n"));
        for line in made.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
            prop_assert!(!line.contains(['\r', '\n', '\0']), "{line}");
        }
        let unfolded = made.replace("\r\n ", "");
        let count = |text: &str| unfolded.matches(text).count();
        let dated = record.actions.iter().filter(|row| row.by_when.date().is_some()).count();
        prop_assert!((dated..=dated + 1).contains(&count("BEGIN:VEVENT\r\n")));
        // Actions that are done need no reminder.
        let done = (record.actions.iter())
            .filter(|row| row.by_when.date().is_some() && row.status == Status::Done)
            .count();
        prop_assert_eq!(count("BEGIN:VEVENT\r\n"), count("BEGIN:VALARM\r\n") + done);
    }

    #[test]
    fn an_email_draft_of_any_record_has_its_files_attached(record in record(), to in common::text()) {
        let json = encode(&record);
        let docx = word_document(&form_of(&record));
        let body = plain_text(&form_of(&record));
        let mail = email_draft(&record, &to, &json, &docx, &body);
        let mail = String::from_utf8(mail).unwrap();
        prop_assert!(mail.is_ascii());
        for line in mail.split("\r\n") {
            prop_assert!(line.len() <= 998 && !line.contains(['\r', '\n']), "{line}");
        }
        let read = MessageParser::default().parse(mail.as_bytes()).unwrap();
        let subjects = read.headers().iter().filter(|header| header.name == HeaderName::Subject);
        prop_assert_eq!(subjects.count(), 1);
        prop_assert_eq!(read.header("X-Unsent").and_then(|value| value.as_text()), Some("1"));
        let lines = body.replace("\r\n", "\n").replace('\n', "\r\n");
        prop_assert_eq!(read.body_text(0).unwrap(), lines);
        let attached: Vec<_> = (read.attachments())
            .map(|part| (part.attachment_name(), part.contents()))
            .collect();
        let names = [FileKind::Json, FileKind::Docx].map(|kind| file_name_of(&record, kind));
        let contents = [json.as_bytes(), &docx];
        let expected = names.iter().zip(contents).map(|(name, contents)| (Some(&name[..]), contents));
        prop_assert_eq!(attached, expected.collect::<Vec<_>>());
    }
}
