//! What a team takes away: files that others can read, a copy that opens itself, and what is said before
//! and after.

use super::{Test, same_json, test};
use crate::harness::engine::{BrowserOptions, Engine};
use crate::harness::fixture::Fixture;
use crate::harness::programs::{node_module, output_of};
use crate::harness::site::{Delivery, SiteFault};
use crate::harness::tools;
use crate::record;
use crate::user::{Download, User};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::PathBuf;

pub const TESTS: &[Test] = &[
    test!(every_download_has_its_name_and_other_programs_can_read_it),
    test!(a_standalone_copy_opens_and_makes_an_identical_copy),
    test!(a_standalone_copy_can_be_read_without_javascript),
    test!(continuing_from_a_copy_asks_before_anything_changes),
    test!(a_standalone_copy_can_be_opened_like_a_return),
    test!(a_standalone_copy_that_was_tampered_with_says_so),
    test!(a_standalone_copy_can_be_made_offline_once_something_was_typed)
        .in_deliveries(&[Delivery::Http]),
    test!(possible_personal_details_are_listed_and_can_be_dismissed),
    test!(a_return_for_another_briefing_has_no_recipient_filled_in),
    test!(a_standalone_copy_says_which_record_is_shown),
    test!(a_noted_submission_becomes_out_of_date),
    test!(the_form_can_be_copied_as_plain_text),
    test!(the_return_can_be_shared_where_the_device_supports_it),
    test!(without_a_date_there_are_no_reminders),
    test!(the_printed_form_has_its_file_name_and_footer)
        .in_engines(&[Engine::Chromium, Engine::Firefox]),
];

const STEM: &str = "7mb_tscp-case-reviews-2017-2020_northbank-school_pastoral-team_r14";

#[track_caller]
fn with_a_record(user: &User, record: &Value) {
    user.store_entry(record::KEY, &record::file_text(record));
    user.open("#/check");
    user.sees_heading("Check and send");
}

fn every_download_has_its_name_and_other_programs_can_read_it(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    let what = "Ring back; within a day, always\\ “Ünïcode 👩🏽‍🏫 ".repeat(4);
    record["actions"][0]["what"] = json!(what);
    with_a_record(&user, &record);

    let sent = user.download("Download the return");
    assert_eq!(sent.name, format!("{STEM}.json"));
    same_json(&record::parse(&sent.text), &record);

    let word = user.download("Download the Word file");
    assert_eq!(word.name, format!("{STEM}.docx"));
    assert!(
        word.bytes.starts_with(b"PK\x03\x04"),
        "a Word file is a ZIP"
    );

    let reminders = user.download("Download the reminders");
    assert_eq!(reminders.name, format!("{STEM}.ics"));
    let events = read_by_others(fixture, &reminders);
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
    let about = events[0]["about"].as_str().unwrap_or_default();
    for answer in [
        what.as_str(),
        "Pastoral lead",
        "The log shows it",
        "Fewer repeat concerns",
    ] {
        assert!(about.contains(answer), "“{answer}” in {about}");
    }

    let draft = user.download("Download an e-mail draft");
    assert_eq!(draft.name, format!("{STEM}.eml"));
    let mail = read_by_others(fixture, &draft);
    assert_eq!(mail["to"], json!(["TSCP@tameside.gov.uk"]));
    assert_eq!(mail["unsent"], "1");
    assert_eq!(
        mail["subject"],
        "7 minute briefing return: Case Reviews 2017-2020 – Northbank School, Pastoral team (revision 14)"
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
            "{} byte for byte",
            file.name
        );
    }
}

/// What independent readers make of the file.
#[track_caller]
fn read_by_others(fixture: &Fixture, file: &Download) -> Value {
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

/// What would break out of the page, were it not kept in.
fn hostile() -> Value {
    let mut record = record::awkward();
    let break_out = "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>                      <script type=\"application/json\" id=\"record\">{}</script>";
    record["team"]["section_and_team"] = json!(break_out);
    record["learning_points"][0]["discussion"] = json!(break_out);
    record["learning_points"][1]["discussion"] = json!(format!("\u{2028}\r\n{break_out}"));
    record["actions"][1]["who"] =
        json!(format!("<img src=x onerror=window.e2eBroken=1>{break_out}"));
    record
}

fn a_standalone_copy_opens_and_makes_an_identical_copy(fixture: &Fixture) {
    let user = fixture.user();
    let record = hostile();
    with_a_record(&user, &record);
    let first = user.download("Download the copy");
    assert!(first.name.ends_with("_r14.html"), "{}", first.name);

    let mut copy = first;
    for generation in 2..=3 {
        user.open_beside(&format!("copy-{generation}.html"), &copy.text);
        user.sees_a("button", "Continue here");
        user.sees("as they were on 23 November 2026 (revision 14)");
        user.sees("</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>");
        user.sees("Windows line breaks stay as they are");
        let broken = user.script("return window.e2eBroken === undefined;", vec![]);
        assert_eq!(broken, true, "what a record holds is text");
        // The open record is still the one on this device: its copy is made by the copy.
        user.go_to("#/check");
        user.arrives_at("Check and send");
        let next = user.download("Download the copy");
        assert!(
            next.bytes == copy.bytes,
            "copy {generation} is not byte for byte the same"
        );
        copy = next;
    }
}

fn a_standalone_copy_can_be_read_without_javascript(fixture: &Fixture) {
    let user = fixture.user();
    let record = hostile();
    with_a_record(&user, &record);
    let copy = user.download("Download the copy");
    let options = BrowserOptions {
        without_javascript: true,
        ..BrowserOptions::default()
    };
    let user = fixture.user_with_browser(&options, &SiteFault::default());
    let url = user.site.put_beside(user.test_run, "copy.html", &copy.text);
    user.browser.goto(&url).unwrap();
    user.sees(
        "A copy of one team’s discussion and plan, as they were on 23 November 2026 (revision 14).",
    );
    user.sees_in_order(&[
        "Case Reviews 2017-2020: Discussion",
        "</script></title></div><script>window.e2eBroken = 1</script><!-- ]]>",
        "Not in this briefing: something-else",
        "Case Reviews 2017-2020: Action plan",
        "31 feb",
        "一二三",
        "Progress and evidence",
        "It worked, 1 February 2091: Windows line breaks stay as they are",
        "revision 14",
    ]);
    // The briefing is in it, too, and nothing is offered that cannot be done.
    user.sees_heading("Case Reviews 2017-2020");
    user.does_not_see("To fill in the form on screen");
    user.sees_no("button", "Continue here");
    user.sees_title_containing("Ysgol y Môr");
}

fn continuing_from_a_copy_asks_before_anything_changes(fixture: &Fixture) {
    let user = fixture.user();
    // Nothing of it is on this device.
    user.open_copy_of(&record::small());
    user.press("Continue here");
    user.sees_focus_in("h3", "Is this the return you want?");
    assert!(
        user.stored_records().is_empty(),
        "nothing changes before that is answered"
    );
    user.press("Add to this device");
    user.wait_until("the record is kept here", || {
        let kept = user.stored_records();
        (kept.len() == 1).then_some(()).ok_or(format!("{kept:?}"))
    });

    // It is here with other text: both are shown, and the one that gives way is kept.
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["team"]["manager"] = json!("B. Newer");
    user.store_entry(record::KEY, &record::file_text(&newer));
    user.open_copy_of(&record::small());
    user.press("Continue here");
    user.sees_in_order(&[
        "The one you chose now",
        "The one on this device",
        "What differs",
    ]);
    user.sees("B. Newer");
    user.press("Use the one from the file");
    user.wait_until("the copy is open", || {
        let kept = user.stored_records();
        let text = kept.get(record::KEY).cloned().unwrap_or_default();
        if text.contains("A. Manager") {
            Ok(())
        } else {
            Err(text)
        }
    });
    user.go_to("#/records");
    user.sees_heading("Deleted and replaced records");
    let stored = user.stored_entries();
    let aside = stored
        .iter()
        .find(|(key, _)| key.starts_with("7mb/aside/") && key.contains("replaced"));
    assert!(
        aside.is_some_and(|(_, text)| text.contains("B. Newer")),
        "what gave way is kept: {:?}",
        stored.keys()
    );
}

fn a_standalone_copy_can_be_opened_like_a_return(fixture: &Fixture) {
    let user = fixture.user();
    with_a_record(&user, &hostile());
    let copy = user.download("Download the copy");
    user.clear_app_data();
    let file = user.write_file(&copy.name, &copy.bytes);
    user.open("#/records");
    user.choose_file("Open a return from a file", &file);
    user.sees_heading("Is this the return you want?");
    user.press("Add to this device");
    let kept = user.wait_until("the record is kept here", || {
        let kept = user.stored_records().remove(record::KEY);
        kept.ok_or("not yet".to_owned())
    });
    let kept = record::parse(&kept);
    same_json(&record::answers(&kept), &record::answers(&hostile()));
}

fn a_standalone_copy_that_was_tampered_with_says_so(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["surprise"] = json!(1);
    user.open_copy_of(&record);
    user.sees_heading("A copy of a record");
    user.sees("This copy was changed or damaged after it was made.");
    user.sees_no("button", "Continue here");
    let text = user.download("Download its text");
    same_json(&record::parse_json(&text.text), &record);
    // The app works as ever.
    user.within("navigation", "Steps").follow("Discussion");
    user.arrives_at("Discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
}

fn a_standalone_copy_can_be_made_offline_once_something_was_typed(fixture: &Fixture) {
    const CUT: &str = "window.fetch = () => Promise.reject(new TypeError('no network'));";
    let user = fixture.user();
    user.open("#/check");
    user.sees_heading("Check and send");
    user.script(CUT, vec![]);
    user.press("Download the copy");
    user.within_region("Keep a copy for your records")
        .sees("The copy could not be made");

    // Once there is a record, the page sees to it that it needs no network any more.
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Northbank School");
    user.sees_saved();
    user.wait_until("the one file was brought", || {
        let asked = user.site.requests_under(user.test_run);
        let is_there = asked
            .iter()
            .any(|line| line.contains("seven-minute-briefing.html"));
        is_there.then_some(()).ok_or(format!("{asked:?}"))
    });
    user.script(
        "return Promise.resolve(window.pageSource()).then((text) => text.length);",
        vec![],
    );
    user.script(CUT, vec![]);
    user.go_to("#/check");
    user.arrives_at("Check and send");
    let copy = user.download("Download the copy");
    assert!(copy.text.contains("Northbank School"), "{}", copy.name);
}

fn possible_personal_details_are_listed_and_can_be_dismissed(fixture: &Fixture) {
    let user = fixture.user();
    let mut record = record::small();
    record["team"]["contact_details"] = json!("0161 496 0000");
    record["learning_points"][0]["discussion"] =
        json!("Mrs Hussain rang twice. Call our office back on 0161 496 0000.");
    record["actions"][0]["how_worked"] = json!("No call to 07700 900123 waits a week");
    with_a_record(&user, &record);

    let details = user.within_region("Could this be a child’s or family’s details?");
    assert_eq!(
        details.names_of("link"),
        [
            "Learning point 1: Your teams' discussion: “Mrs Hussain” may be a name",
            "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
        ],
        "the team's own number is none"
    );
    details.follow(
        "Action 1: How will you know if it has worked?: “07700 900123” may be a phone number",
    );
    user.sees_focus_in("textarea", "How will you know if it has worked?");
    user.go_to("#/check");
    user.arrives_at("Check and send");
    details.press("Leave it “Mrs Hussain” may be a name");
    user.does_not_see("“Mrs Hussain” may be a name");
    user.reload();
    user.sees("“07700 900123” may be a phone number");
    user.does_not_see("“Mrs Hussain” may be a name");
    details.press("Leave it “07700 900123” may be a phone number");
    user.does_not_see("“07700 900123” may be a phone number");
    // A slip can be taken back.
    user.sees("You left 2 as they are.");
    details.press("Show them again");
    user.sees("“Mrs Hussain” may be a name");
    details.press("Leave it “Mrs Hussain” may be a name");
    user.does_not_see("“Mrs Hussain” may be a name");
    // It is no part of the return, and no one more copy of what was found.
    same_json(
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
    let mut other = record::small();
    other["briefing"] = json!({
        "id": "other-2024", "title": "Neglect", "partnership": "Another Partnership"
    });
    with_a_record(&user, &other);
    user.sees("Fill in the address of the partnership that asked");
    user.does_not_see("TSCP@tameside.gov.uk");
    assert!(user.link_address("E-mail it").starts_with("mailto:?"));
    let draft = user.download("Download an e-mail draft");
    assert_eq!(read_by_others(fixture, &draft)["to"], json!([]));
}

/// A copy shows one record, and the pages of the form show what is on this device.
fn a_standalone_copy_says_which_record_is_shown(fixture: &Fixture) {
    let user = fixture.user();
    let mut newer = record::small();
    newer["revision"] = json!(15);
    newer["changed_at"] = json!("2026-11-24T09:00:00Z");
    newer["team"]["manager"] = json!("B. Newer");
    user.store_entry(record::KEY, &record::file_text(&newer));
    user.open_copy_of(&record::small());
    user.sees("This device has a later state of this record, changed on 24 November 2026.");
    user.clear_app_data();
    user.open_copy_of(&record::small());
    user.does_not_see("This device has");
    user.within("navigation", "Steps").follow("Discussion");
    user.arrives_at("Discussion");
    user.sees("This is what is on this device, and not the copy.");
    user.follow("A copy of a record");
    user.press("Continue here");
    user.press("Add to this device");
    user.sees_heading("Discussion");
    user.does_not_see("not the copy");
}

fn a_noted_submission_becomes_out_of_date(fixture: &Fixture) {
    let user = fixture.user();
    with_a_record(&user, &record::small());
    user.press("I have sent it");
    let today = user.script(
        "return new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });",
        vec![],
    );
    let today = today.as_str().unwrap_or_default();
    user.sees(&format!("You sent it on {today} (revision 14)."));
    user.reload();
    user.sees(&format!("You sent it on {today} (revision 14)."));

    user.go_to("#/discussion");
    user.arrives_at("Discussion");
    user.type_into("Team Manager", ", later");
    user.sees_saved();
    user.go_to("#/check");
    user.arrives_at("Check and send");
    user.sees(&format!(
        "You sent revision 14 on {today} and have changed something since."
    ));
    user.sees("The partnership’s copy is out of date");
    let file = user.download("Download the return");
    assert!(!file.name.ends_with("_r14.json"), "{}", file.name);
    let revision = record::parse(&file.text)["revision"].to_string();
    let mail = user.link_address("E-mail it");
    assert!(mail.contains(&format!("revision%20{revision}")), "{mail}");

    user.go_to("#/records");
    user.sees("The partnership’s copy is out of date");
    user.go_to("#/check");
    user.arrives_at("Check and send");
    user.press("I have sent it again");
    user.sees_focus_in("h3", "Note that you sent it");
    user.sees(&format!("You sent it on {today} (revision {revision})."));
    user.press("I have not sent it");
    user.sees_a("button", "I have sent it");
    user.does_not_see("You sent it on");
    user.reload();
    user.does_not_see("You sent it on");
}

fn the_form_can_be_copied_as_plain_text(fixture: &Fixture) {
    let user = fixture.user();
    with_a_record(&user, &record::small());
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

/// No engine has a list of apps on this machine: one that says what it is given stands in for it, on a device
/// that shares no .json, as some do not.
fn the_return_can_be_shared_where_the_device_supports_it(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        head: Some(
            "<script>
               const files = (data) => Array.from((data && data.files) || []);
               Object.defineProperties(Navigator.prototype, {
                 canShare: { configurable: true, value: (data) =>
                   files(data).length > 0 && files(data).every((file) => file.name.endsWith('.txt')) },
                 share: { configurable: true, value: (data) => {
                   const [file] = files(data);
                   return file.text().then((text) => { window.e2eShared = [file.name, file.type, text]; });
                 } },
               });
             </script>"
                .to_owned(),
        ),
        ..SiteFault::default()
    });
    with_a_record(&user, &record::small());
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
    assert_eq!(shared[0], json!(format!("{STEM}.txt")));
    assert_eq!(shared[1], "text/plain");
    same_json(
        &record::parse(shared[2].as_str().unwrap_or_default()),
        &record::small(),
    );
}

fn without_a_date_there_are_no_reminders(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/check");
    user.sees_heading("Check and send");
    user.sees("Reminders can be made once an action has a “By When?” that is a date.");
    user.sees_no("button", "Download the reminders");
    // Nothing lends itself to sharing on a desk, and nothing looks like somebody's details.
    user.sees_no("heading", "Could this be a child’s or family’s details?");
    user.sees_a("button", "I have sent it");
}

/// The foot of each page is Chromium's alone: Firefox has no boxes in a page's margin, and prints the
/// record's id and revision once, at the end of each part.
fn the_printed_form_has_its_file_name_and_footer(fixture: &Fixture) {
    let user = fixture.user();
    with_a_record(&user, &record::small());
    let title = user.script("return document.title;", vec![]);
    // Firefox's driver leaves the name out of the file: what it would be is noted as it is printed.
    user.script(
        "addEventListener('beforeprint', () => { window.e2eTitle = document.title; });",
        vec![],
    );
    let paper = user.print("foot");
    assert_eq!(user.script("return window.e2eTitle;", vec![]), STEM);
    if fixture.engine == Engine::Chromium {
        assert_eq!(paper.title, STEM, "the file's name");
    }
    let foot = format!("Record {}, revision 14", record::ID);
    // At the end of either part.
    let mut wanted = vec![foot.clone(), foot.clone()];
    if fixture.engine == Engine::Chromium {
        wanted.extend([foot.clone(), foot, "1/2".to_owned(), "2/2".to_owned()]);
    }
    let mut feet = paper.feet.clone();
    feet.sort();
    wanted.sort();
    assert_eq!(feet, wanted);
    if fixture.engine == Engine::Chromium {
        assert!(
            paper.is_tagged,
            "a screen reader finds headings and a table"
        );
    }
    assert_eq!(user.script("return document.title;", vec![]), title);
}
