//! Sending a return: the page points out possible personal details before, and keeps a note after.

use super::exports::read_with_other_library;
use super::{Test, assert_same_json, open_check_page_with, test};
use crate::harness::fixture::Fixture;
use crate::record;
use crate::user::User;
use serde_json::json;

pub const TESTS: &[Test] = &[
    test!(possible_personal_details_are_listed_and_can_be_dismissed),
    test!(a_return_for_another_briefing_has_no_recipient_filled_in),
    test!(a_noted_submission_becomes_out_of_date),
    test!(a_return_can_be_copied_by_hand_when_the_browser_forbids_copying),
    test!(a_return_can_be_copied_with_one_click),
    test!(the_email_program_decides_the_way_to_send_until_the_page_is_closed),
    test!(answers_can_be_deleted_on_the_page_itself),
];

const ORGANISATION: &str = "Northbank Primary School";

fn possible_personal_details_are_listed_and_can_be_dismissed(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["team"]["contact_details"] = json!("0161 496 0000");
    record["learning_points"][0]["discussion"] =
        json!("Mrs Hussain rang twice. Call our office back on 0161 496 0000.");
    record["actions"][0]["how_worked"] = json!("No call to 07700 900123 waits a week");
    open_check_page_with(&user, &record);

    let details = user.within_region("Check for personal details");
    assert_eq!(
        details.names_of("link"),
        [
            "Learning point 1: Your team’s discussion: “Mrs Hussain” may be a name",
            "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
        ],
        "the team's own number is not listed"
    );
    details.follow(
        "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
    );
    user.sees_focus_in("textarea", "How will you know if it has worked?");
    user.go_to("#/check");
    user.arrives_at("Check and send");
    details.press("Keep it: not personal “Mrs Hussain” may be a name");
    user.does_not_see("“Mrs Hussain” may be a name");
    user.reload();
    user.sees("“07700 900123” may be a phone number");
    user.does_not_see("“Mrs Hussain” may be a name");
    details.press("Keep it: not personal “07700 900123” may be a phone number");
    user.does_not_see("“07700 900123” may be a phone number");
    // A dismissal can be undone.
    user.sees("You kept 2 items.");
    details.press("Show them again");
    user.sees("“Mrs Hussain” may be a name");
    details.press("Keep it: not personal “Mrs Hussain” may be a name");
    user.does_not_see("“Mrs Hussain” may be a name");
    // The dismissals are not in the return, and what is stored about them does not repeat the details.
    assert_same_json(
        &record::parse(&user.download("Download the return").text),
        &record,
    );
    for (key, text) in user.stored_entries() {
        let is_note = !key.starts_with("7mb/record/") && !key.starts_with("7mb/aside/");
        assert!(!(is_note && text.contains("Hussain")), "{key}: {text}");
    }
}

fn a_return_for_another_briefing_has_no_recipient_filled_in(fixture: &Fixture) {
    let user = fixture.user();
    open_check_page_with(&user, &record::for_another_briefing());
    user.sees("Fill in the address of the partnership that asked");
    user.does_not_see("TSCP@tameside.gov.uk");
    assert!(user.link_address("Email it").starts_with("mailto:?"));
    user.click("radio", "Outlook");
    let draft = user.download("Download an email draft");
    assert_eq!(read_with_other_library(fixture, &draft)["to"], json!([]));
}

fn a_noted_submission_becomes_out_of_date(fixture: &Fixture) {
    let user = fixture.user();
    open_check_page_with(&user, &record::small());
    user.press("I have sent it");
    // The confirmation says what happens next, until the page is left.
    user.sees_focus_in("h2", "Marked as sent");
    let confirmation = user.within("alert", "Marked as sent");
    confirmation.sees("The partnership will ask for evidence.");
    confirmation.sees_a("link", "Follow up");
    let reminders = user.download_with("Download the reminders", || {
        confirmation.press("Download the reminders");
    });
    assert_eq!(reminders.name.rsplit_once('.').unwrap_or_default().1, "ics");
    let today = user.script(
        "return new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });",
        vec![],
    );
    let today = today.as_str().unwrap_or_default();
    user.sees(&format!("You sent it on {today} (version 14)."));
    user.reload();
    user.sees(&format!("You sent it on {today} (version 14)."));
    user.sees_no("heading", "Marked as sent");

    user.go_to("#/discussion");
    user.arrives_at("Discussion");
    user.type_into("Team Manager", ", later");
    user.sees_saved();
    user.go_to("#/check");
    user.arrives_at("Check and send");
    user.sees(&format!(
        "You sent version 14 on {today} and have changed something since."
    ));
    user.sees("Download your return and send it again.");
    user.follow("Go to Send");
    user.sees_focus_in("h2", "Send");
    let file = user.download("Download the return");
    assert!(!file.name.ends_with(" - v14.json"), "{}", file.name);
    let revision = record::parse(&file.text)["revision"].to_string();
    let mail = user.link_address("Email it");
    assert!(mail.contains(&format!("version%20{revision}")), "{mail}");

    user.go_to("#/records");
    user.sees("Download your return and send it again.");
    user.go_to("#/check");
    user.arrives_at("Check and send");
    user.press("I have sent it again");
    user.sees_focus_in("h2", "Marked as sent");
    user.sees(&format!("You sent it on {today} (version {revision})."));
    user.press("I have not sent it");
    user.sees_focus_in("button", "I have sent it");
    user.does_not_see("You sent it on");
    user.reload();
    user.does_not_see("You sent it on");
}

fn a_return_can_be_copied_by_hand_when_the_browser_forbids_copying(fixture: &Fixture) {
    let user = user_with_a_typed_record(fixture);
    user.deny_clipboard();
    user.press("If you cannot download");
    user.press("Copy the return");
    let text = user.value_of("The return, ready to copy");
    assert_eq!(record::parse(&text)["team"]["organisation"], ORGANISATION);
    user.sees_focus_in("textarea", "The return, ready to copy");
    let selected = user.script(
        "const field = document.activeElement;
         return field.value.slice(field.selectionStart, field.selectionEnd);",
        vec![],
    );
    assert_eq!(selected, json!(text), "the whole text is selected");
}

fn a_return_can_be_copied_with_one_click(fixture: &Fixture) {
    let user = user_with_a_typed_record(fixture);
    user.capture_clipboard();
    user.press("If you cannot download");
    user.press("Copy the return");
    user.sees("Copied.");
    let copied = record::parse(&user.copied_text());
    assert_eq!(copied["team"]["organisation"], ORGANISATION);
}

fn the_email_program_decides_the_way_to_send_until_the_page_is_closed(fixture: &Fixture) {
    let user = user_with_a_typed_record(fixture);
    user.sees_saved();
    let stored = user.stored_entries();
    user.sees_a("link", "Email it");
    user.sees_no("button", "Download an email draft");
    user.click("radio", "Outlook");
    user.sees_a("button", "Download an email draft");
    user.sees_no("link", "Email it");
    // The return is still there, to save.
    user.within_region("Save a copy")
        .sees_a("button", "Download the return");
    user.go_to_step("Follow up");
    user.arrives_at("Follow up");
    user.go_to_step("Check and send");
    user.arrives_at("Check and send");
    user.sees_a("button", "Download an email draft");
    assert_eq!(user.stored_entries(), stored, "it is not stored");
    user.reload();
    user.sees_a("link", "Email it");
}

fn answers_can_be_deleted_on_the_page_itself(fixture: &Fixture) {
    let user = user_with_a_typed_record(fixture);
    user.sees_saved();
    // The driver confirms the browser's question by itself.
    user.within_region("On a shared computer")
        .press("Delete everything saved here");
    user.sees("Everything saved here has been deleted.");
    user.does_not_see(ORGANISATION);
}

/// A user on the page from which a return is sent, who has only typed the name of the organisation.
#[track_caller]
fn user_with_a_typed_record(fixture: &Fixture) -> User {
    let user = fixture.user();
    user.open("#/discussion");
    user.type_into("Name of Organisation", ORGANISATION);
    user.go_to_step("Check and send");
    user.arrives_at("Check and send");
    user
}
