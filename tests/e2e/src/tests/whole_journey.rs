//! The whole journey of a team manager, from reading the briefing to sending the return.

use super::{DISCUSSION, Test, assert_same_json, sees_the_whole_briefing, test};
use crate::harness::fixture::Fixture;
use crate::harness::site::Delivery;
use crate::record;
use crate::user::{User, ok_if};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(the_whole_journey_works_from_reading_to_sending),
    test!(six_clicks_lead_from_the_briefing_to_a_return_that_is_marked_as_sent),
];

const ORGANISATION: &str = "Northbank Primary School";
const TEAM: &str = "Pastoral & Inclusion";
const FIRST_DISCUSSION: &str = "We ring once and wait.\nNobody owns the call back.";
const SECOND_DISCUSSION: &str = "New staff have not heard of the escalation policy.";

fn the_whole_journey_works_from_reading_to_sending(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/briefing");
    user.sees_save_status("Nothing to save yet");
    read_all_seven_segments(&user);
    user.follow("Start the discussion");
    discuss(&user);
    user.follow("Continue to the action plan");
    let quick_date = plan(&user);
    user.follow("Continue to check and send");
    check(&user, &quick_date);
    send(&user, &quick_date);
    assert_only_own_files_were_requested(&user);
}

/// Without those in the form itself, and in the email program.
fn six_clicks_lead_from_the_briefing_to_a_return_that_is_marked_as_sent(fixture: &Fixture) {
    let user = fixture.user();
    for program in ["Another program", "Outlook"] {
        user.open("#/briefing");
        count_clicks(&user);
        // 1 to 3: from page to page.
        user.follow("Start the discussion");
        user.arrives_at("Discussion");
        user.type_into("Name of Organisation", ORGANISATION);
        user.follow("Continue to the action plan");
        user.arrives_at("What actions have been agreed to improve practice?");
        user.follow("Continue to check and send");
        user.arrives_at("Check and send");
        user.sees_saved();
        // 4 and 5: the return and the email, or the program and the email with the return in it.
        if program == "Outlook" {
            user.click("radio", program);
            user.download("Download an email draft");
        } else {
            user.download("Download the return");
            user.follow("Email it");
        }
        // 6: the note.
        user.press("I have sent it");
        user.sees_focus_in("h2", "Marked as sent");
        let clicks = user.script("return window.e2eClicks;", vec![]);
        assert_eq!(clicks, 6, "{program}");
        user.clear_app_data();
    }
}

/// Counts a person's clicks on links, buttons and radio buttons from now on. A download is a click of the
/// page's own on a link. A link that opens an email program is only counted.
fn count_clicks(user: &User) {
    user.script(
        "window.e2eClicks = 0;
         addEventListener('click', (event) => {
           const isCounted = event.isTrusted && event.target.closest('a, button, input[type=radio]');
           if (isCounted) window.e2eClicks += 1;
           if (event.target.closest('a[href^=\"mailto:\"]')) event.preventDefault();
         }, { capture: true });",
        vec![],
    );
}

fn read_all_seven_segments(user: &User) {
    user.sees_heading("Case Reviews 2017-2020");
    let briefing = record::briefing();
    let segments = briefing["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 7);
    sees_the_whole_briefing(user);
    let headings = user.names_of("heading");
    for segment in segments {
        let wanted = segment["heading"].as_str().unwrap();
        assert!(
            headings.iter().any(|heading| heading.ends_with(wanted)),
            "no heading “{wanted}” among {headings:?}"
        );
    }
}

fn discuss(user: &User) {
    user.arrives_at("Discussion");
    user.type_into("Name of Organisation", ORGANISATION);
    user.type_into("Team Manager", "Sam Carter");
    user.type_into("Name of Section & Team", TEAM);

    let first = user.within_group("Learning point 1");
    first.tick("Recommendation 1: Communication between your agency and other agencies");
    first.tick("Finding 2: Lack of professional curiosity");
    first.type_into(DISCUSSION, FIRST_DISCUSSION);
    let second = user.within_group("Learning point 2");
    second.press("Which recommendations or findings?");
    second.tick("Finding 4: Lack of understanding of TSCP arrangements");
    second.type_into(DISCUSSION, SECOND_DISCUSSION);

    user.press("Add a learning point");
    let fourth = user.within_group("Learning point 4");
    fourth.type_into(DISCUSSION, "Taken out and brought back");
    user.press("Remove learning point 4");
    user.sees("Learning point 4 removed.");
    user.sees_no("group", "Learning point 4");
    user.press("Undo");
    fourth.sees_value(DISCUSSION, "Taken out and brought back");
    user.press("Remove learning point 4");
    user.sees("Learning point 4 removed.");
    user.press("Remove learning point 3");
    user.sees("Learning point 3 removed.");
    user.press("Dismiss");
    user.does_not_see("Learning point 3 removed.");

    user.press("Move learning point 2 up");
    user.within_group("Learning point 1")
        .sees_value(DISCUSSION, SECOND_DISCUSSION);
    user.within_group("Learning point 2")
        .sees_value(DISCUSSION, FIRST_DISCUSSION);
}

/// Returns the day, month and year that the button “In 3 months” filled in.
fn plan(user: &User) -> [String; 3] {
    user.arrives_at("What actions have been agreed to improve practice?");
    let first = user.within_group("Action 1");
    first.type_into("What needs to happen?", "Log every call and ring back");
    first.type_into("Who will do it?", "Office manager");
    first.press("In 3 months");
    first.type_into(
        "How will you know when it has been done?",
        "The log is in use",
    );
    first.type_into(
        "How will you know if it has worked?",
        "No call waits a week",
    );
    let wanted = three_months_from_now(user);
    let date = first.within_group("By When?");
    for (part, wanted) in ["Day", "Month", "Year"].into_iter().zip(&wanted) {
        date.sees_value(part, wanted);
    }

    user.press("Add an action");
    let second = user.within_group("Action 2");
    second.type_into(
        "What needs to happen?",
        "Read the escalation policy together",
    );
    second.type_into("Who will do it?", "Sam Carter");
    let date = second.within_group("By When?");
    date.type_into("Day", "27");
    date.type_into("Month", "3");
    date.type_into("Year", "2091");
    second.type_into(
        "How will you know when it has been done?",
        "Everyone has signed",
    );

    user.press("Move action 2 up");
    user.within_group("Action 1")
        .sees_value("Who will do it?", "Sam Carter");
    user.press("Add an action");
    user.within_group("Action 3")
        .type_into("What needs to happen?", "Not needed");
    user.press("Remove action 3");
    user.sees("Action 3 removed.");
    user.press("Undo");
    user.within_group("Action 3")
        .sees_value("What needs to happen?", "Not needed");
    user.press("Remove action 3");
    user.sees("Action 3 removed.");
    wanted
}

/// The same day in three months, or the last day of a shorter month, by the browser's clock.
fn three_months_from_now(user: &User) -> [String; 3] {
    let parts = user.script(
        "const now = new Date();
         const last = new Date(now.getFullYear(), now.getMonth() + 4, 0);
         const day = Math.min(now.getDate(), last.getDate());
         return [day, last.getMonth() + 1, last.getFullYear()].map(String);",
        vec![],
    );
    [0, 1, 2].map(|part| parts[part].as_str().unwrap().to_owned())
}

fn check(user: &User, quick_date: &[String; 3]) {
    user.arrives_at("Check and send");
    user.sees_in_order(&[
        ORGANISATION,
        "Sam Carter",
        TEAM,
        "Finding 4: Lack of understanding of TSCP arrangements",
        SECOND_DISCUSSION,
        "Recommendation 1: Communication between your agency and other agencies",
        "Finding 2: Lack of professional curiosity",
        FIRST_DISCUSSION,
        "Read the escalation policy together",
        "Sam Carter",
        "27 March 2091",
        "Everyone has signed",
        "Log every call and ring back",
        "Office manager",
        &quick_date[2],
        "The log is in use",
        "No call waits a week",
    ]);
    assert!(
        user.link_address("Change Who will do it?")
            .starts_with("#/plan/who-"),
        "the link to an answer leads to its field"
    );

    // Missing answers are listed, and each entry leads to its field.
    let missing = user.within_region("Check these before you send");
    let entries = missing.names_of("link");
    assert_eq!(entries.len(), 2, "two answers are missing: {entries:?}");
    assert!(entries[0].contains("Contact Details"), "{entries:?}");
    assert!(
        entries[1].contains("How will you know if it has worked?"),
        "{entries:?}"
    );
    missing.follow(&entries[1]);
    user.sees_focus_in("textarea", "How will you know if it has worked?");
    user.within_group("Action 1").type_into(
        "How will you know if it has worked?",
        "Escalations rise, then fall",
    );
    user.go_to_step("Check and send");
    user.sees("Escalations rise, then fall");
    user.follow("Change Contact Details");
    user.sees_heading("Discussion");
    user.wait_until("the focus is in the field for contact details", || {
        let focused = user.focused_element();
        let is_field = ["input", "textarea"].contains(&focused.tag.as_str());
        ok_if(is_field && focused.name == "Contact Details", || {
            format!("it is in {focused:?}")
        })
    });
    user.type_into("Contact Details", "0161 496 0000");
    user.go_to_step("Check and send");
    user.sees_in_order(&[TEAM, "0161 496 0000"]);
    user.sees_no("heading", "Check these before you send");
}

fn send(user: &User, quick_date: &[String; 3]) {
    user.sees_saved();
    let file = user.download("Download the return");
    let sent = record::parse(&file.text);
    let [day, month, year] = quick_date;
    let number = |text: &String| text.parse::<u32>().unwrap();
    let iso = format!("{year}-{:02}-{:02}", number(month), number(day));
    let wanted = json!({
        "format": "seven-minute-briefing/record",
        "version": 1,
        "briefing": record::small()["briefing"],
        "team": {
            "organisation": ORGANISATION,
            "manager": "Sam Carter",
            "section_and_team": TEAM,
            "contact_details": "0161 496 0000"
        },
        "learning_points": [
            { "about": ["finding-4"], "discussion": SECOND_DISCUSSION },
            { "about": ["recommendation-1", "finding-2"], "discussion": FIRST_DISCUSSION }
        ],
        "actions": [
            {
                "what": "Read the escalation policy together",
                "who": "Sam Carter",
                "by_when": { "day": "27", "month": "3", "year": "2091" },
                "by_when_date": "2091-03-27",
                "how_done": "Everyone has signed",
                "how_worked": "Escalations rise, then fall",
                "status": "not_started",
                "evidence": []
            },
            {
                "what": "Log every call and ring back",
                "who": "Office manager",
                "by_when": { "day": day, "month": month, "year": year },
                "by_when_date": iso,
                "how_done": "The log is in use",
                "how_worked": "No call waits a week",
                "status": "not_started",
                "evidence": []
            }
        ]
    });
    assert_same_json(&without_row_ids(&sent), &wanted);
    assert_automatic_fields(&sent);

    let name = format!(
        "Case Reviews 2017-2020 - {ORGANISATION} - {TEAM} - v{}.json",
        sent["revision"]
    );
    assert_eq!(file.name, name);

    // What is sent is what is stored.
    assert_same_json(&user.only_stored_record(), &sent);

    let mail = user.link_address("Email it");
    let (recipient, query) = mail.split_once('?').unwrap_or((&mail, ""));
    assert_eq!(recipient, "mailto:TSCP@tameside.gov.uk");
    let query = percent_decode_str(query).decode_utf8().unwrap();
    assert!(
        query.starts_with("subject=7 minute briefing return: Case Reviews 2017-2020"),
        "{query}"
    );
    for words in [ORGANISATION, TEAM, &name] {
        assert!(query.contains(words), "“{words}” is not in {query}");
    }
}

/// The answers without the ids of their rows, after checking that each id is unique in its list.
#[track_caller]
fn without_row_ids(sent: &Value) -> Value {
    let mut answers = record::answers(sent);
    for list in ["learning_points", "actions"] {
        let mut ids = Vec::new();
        for row in answers[list].as_array_mut().into_iter().flatten() {
            let id = row.as_object_mut().and_then(|row| row.remove("id"));
            let id = id.and_then(|id| id.as_u64()).unwrap_or_default();
            assert!(id > 0 && !ids.contains(&id), "{list}: {id} after {ids:?}");
            ids.push(id);
        }
    }
    answers
}

/// The fields that the app fills in by itself: a random id, a revision, and two times in order, to the
/// second.
fn assert_automatic_fields(sent: &Value) {
    let id = sent["id"].as_str().unwrap_or_default();
    assert!(
        id.len() == 36 && id.as_bytes()[14] == b'4' && id != record::ID,
        "a random UUID: {id}"
    );
    assert!(sent["revision"].as_u64() > Some(0), "{}", sent["revision"]);
    let [created, changed] = ["created_at", "changed_at"].map(|at| {
        let text = sent[at].as_str().unwrap_or_default().to_owned();
        assert!(text.len() == 20 && text.ends_with('Z'), "{at}: {text}");
        text
    });
    assert!(created <= changed, "{created} {changed}");
}

/// According to the server's log and the browser's, the page requested only the app's own files.
fn assert_only_own_files_were_requested(user: &User) {
    let resources = user.script(
        "return performance.getEntriesByType('resource').map((entry) => entry.name);",
        vec![],
    );
    let own = user.site.url("");
    let own = own
        .rsplit_once('/')
        .map_or(own.as_str(), |(folder, _)| folder);
    for resource in resources.as_array().into_iter().flatten() {
        let resource = resource.as_str().unwrap_or_default();
        let is_own = match user.site.delivery {
            Delivery::Http => resource.starts_with(own),
            Delivery::File => resource.starts_with("data:"),
        };
        assert!(
            is_own || resource.starts_with("blob:"),
            "the page requested {resource}"
        );
    }
    let at_other_origin = user.test_run.other_origin.requests_under("/some/where");
    assert_eq!(at_other_origin, Vec::<String>::new());
    for request in user.site.requests(user.test_run) {
        let is_plain_get = request.starts_with("GET ") && !request.contains('?');
        assert!(is_plain_get, "the page sent to the server: {request}");
    }
}
