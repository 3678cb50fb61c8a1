//! What a team takes away: files that other programs can read, plain text, and sharing.

use super::{Test, assert_same_json, open_check_page_with, test};
use crate::harness::fixture::Fixture;
use crate::harness::programs::{node_module, output_of};
use crate::harness::site_fault::SiteFault;
use crate::harness::tools;
use crate::record;
use crate::user::Download;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::PathBuf;

pub const TESTS: &[Test] = &[
    test!(every_download_has_its_name_and_other_programs_can_read_it),
    test!(the_form_can_be_copied_as_plain_text),
    test!(the_return_can_be_shared_where_the_device_supports_it),
    test!(without_a_date_there_are_no_reminders),
];

/// The name, without extension, of every file with the small record.
pub(super) const FILE_STEM: &str =
    "Case Reviews 2017-2020 - Northbank School - Pastoral team - v14";

fn every_download_has_its_name_and_other_programs_can_read_it(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let what = "Ring back; within a day, always\\ “Ünïcode 👩🏽‍🏫 ".repeat(4);
    record["actions"][0]["what"] = json!(what);
    open_check_page_with(&user, &record);

    let sent = user.download("Download the return");
    assert_eq!(sent.name, format!("{FILE_STEM}.json"));
    assert_same_json(&record::parse(&sent.text), &record);

    let word = user.download("Download the Word file");
    assert_eq!(word.name, format!("{FILE_STEM}.docx"));
    assert!(
        word.bytes.starts_with(b"PK\x03\x04"),
        "a Word file is a ZIP"
    );

    let reminders = user.download("Download the reminders");
    assert_eq!(reminders.name, format!("{FILE_STEM}.ics"));
    let events = read_with_other_library(fixture, &reminders);
    assert_eq!(events.as_array().map(Vec::len), Some(2), "{events}");
    let days = [0, 1].map(|index| events[index]["on"].as_str().unwrap_or_default().to_owned());
    assert_eq!(days, ["2091-03-27", "2091-06-27"]);
    for event in events.as_array().into_iter().flatten() {
        assert_eq!(event["is_all_day"], true, "{event}");
        assert_eq!(event["sequence"], 14, "{event}");
        assert_eq!(event["alarms"].as_array().map(Vec::len), Some(1), "{event}");
        assert!(
            event["uid"]
                .as_str()
                .unwrap_or_default()
                .starts_with(record::ID),
            "{event}"
        );
    }
    let description = events[0]["description"].as_str().unwrap_or_default();
    for answer in [
        what.as_str(),
        "Pastoral lead",
        "The log shows it",
        "Fewer repeat concerns",
        "Northbank School, Pastoral team",
        "To update your actions, open ",
    ] {
        assert!(
            description.contains(answer),
            "“{answer}” is not in {description}"
        );
    }

    user.click("radio", "Outlook");
    let draft = user.download("Download an email draft");
    assert_eq!(draft.name, format!("{FILE_STEM}.eml"));
    let mail = read_with_other_library(fixture, &draft);
    assert_eq!(mail["to"], json!(["TSCP@tameside.gov.uk"]));
    assert_eq!(mail["unsent"], "1");
    assert_eq!(
        mail["subject"],
        "7 minute briefing return: Case Reviews 2017-2020 – Northbank School, Pastoral team (version 14)"
    );
    let text = mail["text"].as_str().unwrap_or_default();
    assert!(
        text.contains("We rarely ring other agencies back."),
        "{text}"
    );
    let attached = mail["attachments"].as_array().unwrap();
    assert_eq!(attached.len(), 2, "{attached:?}");
    for (attached, file) in attached.iter().zip([&sent, &word]) {
        assert_eq!(attached["name"], json!(file.name));
        let bytes = BASE64_STANDARD.decode(attached["base64"].as_str().unwrap_or_default());
        assert!(
            bytes.as_deref() == Ok(&file.bytes),
            "{} is not attached byte for byte",
            file.name
        );
    }
}

/// What a third-party library finds in the file.
#[track_caller]
pub(super) fn read_with_other_library(fixture: &Fixture, file: &Download) -> Value {
    let modules = node_module("ical.js/package.json").unwrap();
    let modules = modules.parent().and_then(|it| it.parent()).unwrap();
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/read_exports.cjs");
    let output = output_of(
        tools::NODE,
        [script.as_path(), modules, &file.file],
        &fixture.test_run.folder,
        &[],
    )
    .unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        file.name,
        String::from_utf8_lossy(&output.stderr)
    );
    record::parse_json(&String::from_utf8_lossy(&output.stdout))
}

fn the_form_can_be_copied_as_plain_text(fixture: &Fixture) {
    let user = fixture.user();
    open_check_page_with(&user, &record::small());
    user.capture_clipboard();
    user.press("Copy as plain text");
    user.sees("Copied. Paste it where you need it.");
    let text = user.copied_text();
    for answer in [
        "Northbank School",
        "We rarely ring other agencies back.",
        "27 March 2091",
    ] {
        assert!(text.contains(answer), "{text}");
    }
    user.deny_clipboard();
    user.press("Copy as plain text");
    user.sees_value("The form as plain text, ready to copy", &text);
}

/// No engine can share on this machine, so a stand-in records what it gets. It stands for a device that
/// does not share .json files.
fn the_return_can_be_shared_where_the_device_supports_it(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault::injected_script(
        "const files = (data) => Array.from((data && data.files) || []);
         Object.defineProperties(Navigator.prototype, {
           canShare: { configurable: true, value: (data) =>
             files(data).length > 0 && files(data).every((file) => file.name.endsWith('.txt')) },
           share: { configurable: true, value: (data) => {
             const [file] = files(data);
             return file.text().then((text) => { window.e2eShared = [file.name, file.type, text]; });
           } },
         });",
    ));
    open_check_page_with(&user, &record::small());
    user.press("Share the return");
    let shared = user.wait_until("the file is shared", || {
        let shared = user
            .browser
            .execute("return window.e2eShared || null;", vec![])?;
        if shared.is_null() {
            Err("not yet".to_owned())
        } else {
            Ok(shared)
        }
    });
    assert_eq!(shared[0], json!(format!("{FILE_STEM}.txt")));
    assert_eq!(shared[1], "text/plain");
    assert_same_json(
        &record::parse(shared[2].as_str().unwrap_or_default()),
        &record::small(),
    );
}

fn without_a_date_there_are_no_reminders(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/check");
    user.sees_heading("Check and send");
    user.sees("Add a date to an action to get reminders.");
    user.sees_no("button", "Download the reminders");
    // An empty record has no possible personal details, either.
    user.sees_no("heading", "Check for personal details");
    user.sees_a("button", "I have sent it");
}
